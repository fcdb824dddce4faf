//! A promise of availability that what is beneath does not keep.

use crate::analysis::availability::Share;
use crate::analysis::{Rest, Rests};
use crate::diagnostic::{Finding, Level, quoted};
use crate::graph::ElementIx;
use crate::lint::operation::{NAMED, concerning, each_dependent, members, named, over, unless_soft};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Date, Element, Located, percentage};

pub(super) const RULE: Rule = Rule {
    name: "sla-beyond-dependencies",
    summary: "promises more availability than what it rests on",
    level: Level::WARNING,
    group: Group::Operation,
    absence: false,
    fixed: false,
    explanation: include_str!("sla_beyond_dependencies.md"),
    check: Some(check),
};

/// Most that is spent on reckoning with groups, in steps.
const RECKONING: usize = 10_000_000;

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let mut groups = Groups { left: RECKONING };
    each_dependent(
        cx,
        findings,
        |element| promise(element).is_some(),
        |dependent, rests, findings| {
            let Some(promised) = promise(cx.graph.element(dependent)) else { return };
            let given = rests
                .counting()
                .into_iter()
                .filter_map(|(rest, day)| Some((rest, day, given(cx, rests, rest, day, &mut groups)?)));
            // Of several as weak the first by name, whatever the order of the files, and groups last.
            let id = |rest: &Rest| cx.graph.as_element(rest.node).map(|ix| cx.graph.element(ix).id());
            let weakest = given.min_by_key(|&(rest, _, share)| (share, id(rest).is_none(), id(rest)));
            if let Some((rest, day, share)) =
                weakest.filter(|(.., share)| share.falls_short_of(promised.value))
            {
                let together = together(cx, rests, day, &mut groups);
                findings.add(told(cx, findings, dependent, rests, (rest, share), together));
            }
        },
    );
    if groups.left == 0
        && let Some((_, element)) = cx.elements().next()
    {
        let message = "too many large redundancy groups: some were not reckoned with";
        // Of no element, so that no exemption hides what was not looked at.
        findings.add(findings.at(element.id.place, message));
    }
}

fn promise(element: &Element) -> Option<Located<u32>> {
    element.sla()?.availability
}

/// What something gives its dependent on a day, a group as a whole; nothing if nobody has promised anything.
fn given(cx: &Context<'_>, rests: &Rests, rest: &Rest, day: Date, groups: &mut Groups) -> Option<Share> {
    match cx.graph.as_element(rest.node) {
        Some(element) => kept(cx.graph.element(element), rest),
        None => rests.reckon(rest, day, |rest, within| groups.given(cx, rest, within))?,
    }
}

/// The availability that groups give, within a budget.
struct Groups {
    left: usize,
}

impl Groups {
    /// What a group or what stands in it gives. Of a member that nobody has promised anything of, it counts as always.
    fn given(&mut self, cx: &Context<'_>, rest: &Rest, within: Vec<Option<Share>>) -> Option<Share> {
        let Some(group) = cx.graph.as_group(rest.node) else {
            let own = cx.graph.as_element(rest.node).and_then(|ix| kept(cx.graph.element(ix), rest));
            return within.into_iter().flatten().chain(own).reduce(Share::and);
        };
        let is_said = within.iter().any(Option::is_some);
        let count = group.min_up.min(within.len());
        self.left = self.left.saturating_sub(count.saturating_mul(within.len()));
        let shares: Vec<Share> = within.into_iter().map(|share| share.unwrap_or(Share::ALWAYS)).collect();
        (is_said && self.left > 0).then(|| Share::at_least(count, &shares))
    }
}

/// What an element gives, by its promise. If the dependent can do without for as long as it takes to restore it, no
/// outage of it is felt.
fn kept(element: &Element, rest: &Rest) -> Option<Share> {
    let sla = element.sla()?;
    let is_felt = sla.restore_within.is_none_or(|within| rest.tolerates < within.value.minutes());
    sla.availability.filter(|_| is_felt).map(|promised| Share::of_millionths(promised.value))
}

/// How many of what an element rests on promise something on a day, and what they give all together.
fn together(cx: &Context<'_>, rests: &Rests, day: Date, groups: &mut Groups) -> (usize, Share) {
    let on_the_day = rests.counting().into_iter().filter(|(rest, _)| rest.counts.contains(day));
    let given = on_the_day.filter_map(|(rest, _)| given(cx, rests, rest, day, groups));
    given.fold((0, Share::ALWAYS), |(count, all), share| (count + 1, all.and(share)))
}

fn told(
    cx: &Context<'_>,
    findings: &Findings,
    dependent: ElementIx,
    rests: &Rests,
    (rest, share): (&Rest, Share),
    (count, all): (usize, Share),
) -> Finding {
    let element = cx.graph.element(dependent);
    let (id, on, over) = (quoted(element.id()), named(cx, rests, rest), over(cx, rest));
    let Some(promised) = promise(element) else { return findings.at(element.id.place, id) };
    let weakest = percentage(share.millionths());
    let gives = if cx.graph.as_group(rest.node).is_some() { "give together" } else { "promises" };
    let together = match count {
        0 | 1 => String::new(),
        count => {
            format!("; the {count} promises that it rests on give {} together", percentage(all.millionths()))
        }
    };
    let message = format!(
        "{id} promises {}, but rests on {on}{over}, which {gives} {weakest}{together}",
        percentage(promised.value),
    );
    let help = format!(
        "{}promise no more than {}, agree on more for {on}, or let something stand in for it: `any_of`",
        unless_soft(rest),
        percentage(all.millionths()),
    );
    let members = members(cx, rests, rest);
    let finding = findings.at(promised.place, message).help(help);
    let finding = finding.related(rest.place, format!("{id} rests on it here"));
    let finding = members.iter().take(NAMED).fold(finding, |finding, &ix| {
        let member = cx.graph.element(ix);
        match promise(member) {
            Some(promised) => finding.related(
                promised.place,
                format!("{} promises {}", quoted(member.id()), percentage(promised.value)),
            ),
            None => finding,
        }
    });
    concerning(cx, finding, dependent, &members)
}
