//! What the rules of operation have in common: what every element rests on directly, and how the two are named.

use crate::analysis::{Direct, Rest, Rests};
use crate::diagnostic::{Finding, quoted};
use crate::graph::{ElementIx, NodeIx};
use crate::model::{Element, few};

use super::{Context, Findings};

/// Most relations that one rule follows. Only maps in which many elements share integrations that rest on many others
/// take more than a few for each relation.
const WORK: usize = 5_000_000;

/// How many members of a group a finding names.
pub(super) const NAMED: usize = 12;

/// Looks at everything that is asked and what it rests on directly. Says so if there is too much of it.
pub(super) fn each_dependent(
    cx: &Context<'_>,
    findings: &mut Findings,
    is_asked: impl Fn(&Element) -> bool,
    mut look: impl FnMut(ElementIx, &Rests, &mut Findings),
) {
    let mut direct = Direct::new(&cx.time.timelines, WORK);
    for (dependent, element) in cx.elements().filter(|(_, element)| is_asked(element)) {
        match direct.of(dependent) {
            Some(rests) => look(dependent, &rests, findings),
            None => {
                let message = format!(
                    "too much rests on too much over the same integrations: from {} on, nothing was compared",
                    quoted(element.id())
                );
                findings.add(findings.at(element.id.place, message).element(element.id()));
                return;
            }
        }
    }
}

/// "`lisa`"; of a group "2 of `node-a`, `node-b` and `node-c`".
pub(super) fn named(cx: &Context<'_>, rests: &Rests, rest: &Rest) -> String {
    match cx.graph.as_group(rest.node) {
        None => name(cx, rest.node),
        Some(group) => {
            let members: Vec<String> =
                members(cx, rests, rest).into_iter().map(|member| name(cx, member.node())).collect();
            format!("{} of {}", group.min_up, few(members.into_iter(), 5))
        }
    }
}

fn name(cx: &Context<'_>, node: NodeIx) -> String {
    cx.graph.as_element(node).map_or_else(String::new, |ix| quoted(cx.graph.element(ix).id()))
}

/// The element, or the members of the group, those of groups within it too.
pub(super) fn members(cx: &Context<'_>, rests: &Rests, rest: &Rest) -> Vec<ElementIx> {
    let mut open = vec![rest];
    let mut members = Vec::new();
    while let Some(rest) = open.pop() {
        match cx.graph.as_element(rest.node) {
            Some(element) => members.push(element),
            None => open.extend(rests.within(rest).iter().rev()),
        }
    }
    members
}

/// Names the dependent, and then what it rests on.
pub(super) fn concerning(
    cx: &Context<'_>,
    finding: Finding,
    dependent: ElementIx,
    on: &[ElementIx],
) -> Finding {
    let ids = std::iter::once(&dependent).chain(on.iter().take(NAMED));
    ids.fold(finding, |finding, &ix| finding.element(cx.graph.element(ix).id()))
}

/// " (over `lisa-to-agresso`)", if an integration stands between the two.
pub(super) fn over(cx: &Context<'_>, rest: &Rest) -> String {
    let through = rest.through.filter(|through| through.node() != rest.node);
    through.map_or_else(String::new, |ix| format!(" (over {})", quoted(cx.graph.element(ix).id())))
}

/// What to say first where nobody has said that the one needs the other.
pub(super) fn unless_soft(rest: &Rest) -> &'static str {
    if rest.is_strength_declared {
        ""
    } else {
        "nobody has said how strongly the one needs the other: if it works on without, say `strength: soft`; else "
    }
}
