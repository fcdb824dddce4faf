//! Something that is open while what it rests on is closed.

use crate::analysis::{Rest, Rests};
use crate::diagnostic::{Finding, Level, quoted};
use crate::graph::ElementIx;
use crate::lint::operation::{NAMED, concerning, each_dependent, members, named, over, unless_soft};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Duration, Element, Field, ServiceHours, Stretch, Week};

pub(super) const RULE: Rule = Rule {
    name: "service-hours-gap",
    summary: "something is open while what it rests on is closed",
    level: Level::WARNING,
    group: Group::Operation,
    absence: false,
    fixed: false,
    explanation: include_str!("service_hours_gap.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let has_hours = |element: &Element| element.service_hours().is_some();
    each_dependent(cx, findings, has_hours, |dependent, rests, findings| {
        let Some(hours) = cx.graph.element(dependent).service_hours() else { return };
        let needed = Week::of(hours);
        for (rest, day) in rests.counting() {
            let open = match cx.graph.as_element(rest.node) {
                Some(element) => cx.graph.element(element).service_hours().map(Week::of),
                None => rests.reckon(rest, day, |rest, within| open(cx, rest, within)).flatten(),
            };
            let closed = open.and_then(|open| needed.minus(&open).longest());
            if let Some(closed) = closed.filter(|closed| rest.tolerates < closed.minutes) {
                findings.add(told(cx, findings, dependent, rests, rest, closed));
            }
        }
    });
}

/// When a group or what stands in it is open; nothing if nobody has said. Of what nobody has said it, it counts as open.
fn open(cx: &Context<'_>, rest: &Rest, within: Vec<Option<Week>>) -> Option<Week> {
    if let Some(group) = cx.graph.as_group(rest.node) {
        let is_said = within.iter().any(Option::is_some);
        let count = group.min_up.min(within.len());
        let weeks: Vec<Week> = within.into_iter().map(|week| week.unwrap_or_else(Week::always)).collect();
        return is_said.then(|| Week::at_least(count, &weeks));
    }
    let own =
        cx.graph.as_element(rest.node).and_then(|ix| cx.graph.element(ix).service_hours()).map(Week::of);
    within.into_iter().flatten().chain(own).reduce(|open, other| open.and(&other))
}

fn told(
    cx: &Context<'_>,
    findings: &Findings,
    dependent: ElementIx,
    rests: &Rests,
    rest: &Rest,
    closed: Stretch,
) -> Finding {
    let element = cx.graph.element(dependent);
    let (id, over) = (quoted(element.id()), over(cx, rest));
    let hours = element.service_hours().map(in_words).unwrap_or_default();
    let members = members(cx, rests, rest);
    let own =
        members.first().map(|&ix| cx.graph.element(ix)).filter(|_| cx.graph.as_group(rest.node).is_none());
    let on = named(cx, rests, rest);
    let what = match own {
        Some(own) => {
            let theirs = own.service_hours().map(in_words).unwrap_or_default();
            format!("{id} is open {hours}, but rests on {on}{over}, which is open {theirs}: needed")
        }
        None => format!("{id} is open {hours}, but needs {on}{over}, of which too few are open: needed"),
    };
    let bridged = match rest.tolerates {
        0 => String::new(),
        minutes => format!("; it can do without for {}", Duration::of_minutes(minutes)),
    };
    let length = Duration::of_minutes(closed.minutes);
    let help = format!(
        "{}open {} whenever {id} is, or let {id} do without for so long, and say `tolerates: {length}`",
        unless_soft(rest),
        own.map_or_else(|| "enough of them".to_owned(), |own| quoted(own.id())),
    );
    let finding = findings.at(rest.place, format!("{what} {closed}{bridged}")).help(help);
    let finding = with_hours(finding, element);
    let finding = members.iter().take(NAMED).fold(finding, |f, &ix| with_hours(f, cx.graph.element(ix)));
    concerning(cx, finding, dependent, &members)
}

fn with_hours(finding: Finding, element: &Element) -> Finding {
    match (element.service_hours(), element.field(Field::ServiceHours)) {
        (Some(hours), Some(located)) => {
            finding.related(located.place, format!("{} is open {}", quoted(element.id()), in_words(hours)))
        }
        _ => finding,
    }
}

/// "round the clock", "in office hours", "mon-fri 07:00-18:00".
fn in_words(hours: &ServiceHours) -> String {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    if hours.is_always() {
        return "round the clock".to_owned();
    }
    if *hours == ServiceHours::office() {
        return "in office hours".to_owned();
    }
    let days: Vec<usize> = (0..DAYS.len()).collect();
    let same = days.chunk_by(|a, b| hours.on(*a) == hours.on(*b));
    let parts = same.filter_map(|days| {
        let (&first, &last) = (days.first()?, days.last()?);
        let ranges: Vec<String> = hours.on(first).iter().map(|&range| clock(range)).collect();
        let (from, to) = (DAYS.get(first)?, DAYS.get(last)?);
        let days = if first == last { (*from).to_owned() } else { format!("{from}-{to}") };
        (!ranges.is_empty()).then(|| format!("{days} {}", ranges.join(", ")))
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn clock((from, until): (u16, u16)) -> String {
    format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
}
