//! Information that is mastered in several places at once.

use crate::diagnostic::{Finding, Level, Place, quoted};
use crate::graph::{Direction, ElementIx, NodeIx, Relation};
use crate::lint::{Context, Findings, Group, Rule, time};
use crate::model::{Days, Element, Section, few};

pub(super) const RULE: Rule = Rule {
    name: "several-masters",
    summary: "several systems master the same information at the same time",
    level: Level::WARNING,
    group: Group::Information,
    absence: false,
    fixed: false,
    explanation: include_str!("several_masters.md"),
    check: Some(check),
};

/// How many masters of one piece of information are compared, each with each.
const COMPARED: usize = 50;
/// How many of them a finding names.
const NAMED: usize = 12;

/// Who masters some information: a system, or a group that counts as one.
struct Master {
    node: NodeIx,
    /// When it is in use together with the information.
    days: Days,
    place: Place,
    members: Vec<ElementIx>,
    /// The members, what they follow and what follows them; sorted.
    line: Vec<ElementIx>,
}

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (ix, element) in cx.elements().filter(|(_, element)| element.section == Section::Information) {
        let masters = masters(cx, ix);
        let competing: Vec<(&Master, Days)> = masters
            .iter()
            .map(|master| (master, competed(master, &masters)))
            .filter(|(_, days)| days.extent().is_some_and(|days| days.last >= cx.today))
            .collect();
        let days: Days = competing.iter().flat_map(|(_, days)| days.spans()).copied().collect();
        if let Some(when) = time::when(&days, cx.today) {
            let masters: Vec<&Master> = competing.into_iter().map(|(master, _)| master).collect();
            findings.add(told(cx, findings, element, &masters, &when));
        }
    }
}

fn told(
    cx: &Context<'_>,
    findings: &Findings,
    element: &Element,
    masters: &[&Master],
    when: &str,
) -> Finding {
    let id = quoted(element.id());
    let named = masters.iter().map(|master| name(cx, master));
    let message = format!("{id} has more than one master, {}: {when}", few(named, 5));
    let others = if masters.len() == 2 { "the other" } else { "the others" };
    let help = format!(
        "let one of them master it and {others} read it; if one hands over to the other, say so: `successor`, and a \
         `lifecycle` of both"
    );
    let finding = findings.at(element.id.place, message).help(help).element(element.id());
    // Sorted, so that it stays the same finding when the files are read in another order.
    let told = masters.iter().take(NAMED);
    let members = told.clone().flat_map(|master| master.members.iter().take(NAMED));
    let mut ids: Vec<&str> = members.map(|&member| cx.graph.element(member).id()).collect();
    ids.sort_unstable();
    let finding = ids.into_iter().fold(finding, Finding::element);
    told.fold(finding, |finding, master| {
        finding.related(master.place, format!("{} masters it", name(cx, master)))
    })
}

/// "`lisa`"; of a group "one of `lisa-1` and `lisa-2`".
fn name(cx: &Context<'_>, master: &Master) -> String {
    let members: Vec<String> = master.members.iter().map(|&ix| quoted(cx.graph.element(ix).id())).collect();
    match cx.graph.as_group(master.node) {
        None => members.concat(),
        Some(_) => format!("one of {}", few(members.into_iter(), 3)),
    }
}

/// Those that master some information, if they are several.
fn masters(cx: &Context<'_>, information: ElementIx) -> Vec<Master> {
    let timelines = &cx.time.timelines;
    let neighbours = cx.graph.snapshot().neighbours(information.node(), Direction::Upstream).iter();
    let mastered = neighbours.filter_map(|neighbour| {
        let edge = cx.graph.edge(neighbour)?;
        (edge.relation == Relation::MasteredBy).then_some((neighbour.node, edge.place))
    });
    let mastered: Vec<(NodeIx, Place)> = mastered.take(COMPARED).collect();
    if mastered.len() < 2 {
        return Vec::new();
    }
    let master = |(node, place)| {
        let members = cx.graph.members_of(node);
        let used = Days::at_least(1, members.iter().map(|&member| timelines.in_use(member)));
        let mut line: Vec<ElementIx> = members.iter().flat_map(|&member| timelines.line_of(member)).collect();
        line.extend(&members);
        line.sort_unstable();
        Master { node, days: used.and(timelines.in_use(information)), place, members, line }
    };
    mastered.into_iter().map(master).collect()
}

/// The days on which something masters information and something else does too, unless one hands over to the other.
fn competed(master: &Master, all: &[Master]) -> Days {
    let hands_over =
        |other: &Master| other.members.iter().any(|member| master.line.binary_search(member).is_ok());
    let others = all.iter().filter(|other| other.node != master.node && !hands_over(other));
    others.fold(Days::NEVER, |days, other| days.or(&master.days.and(&other.days)))
}
