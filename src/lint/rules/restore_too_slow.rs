//! Something that is restored later than what rests on it can wait.

use crate::analysis::Rest;
use crate::diagnostic::{Finding, Level, quoted};
use crate::graph::ElementIx;
use crate::lint::operation::{concerning, each_dependent, over, unless_soft};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Duration, Element, Field, Located};

pub(super) const RULE: Rule = Rule {
    name: "restore-too-slow",
    summary: "what it rests on is restored later than it can wait",
    level: Level::WARNING,
    group: Group::Operation,
    absence: false,
    fixed: false,
    explanation: include_str!("restore_too_slow.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    if !cx.elements().any(|(_, element)| restored(element).is_some()) {
        return;
    }
    each_dependent(
        cx,
        findings,
        |_| true,
        |dependent, rests, findings| {
            for (rest, _) in rests.counting_as_declared() {
                let Some(on) = cx.graph.as_element(rest.node) else { continue };
                let Some(within) = restored(cx.graph.element(on)) else { continue };
                let promised = restored(cx.graph.element(dependent)).filter(|_| !rest.is_tolerance_declared);
                let can_wait = match promised {
                    Some(promised) => rest.tolerates.saturating_add(promised.value.minutes()),
                    None if rest.is_tolerance_declared => rest.tolerates,
                    None => continue,
                };
                if can_wait < within.value.minutes() {
                    findings.add(told(cx, findings, dependent, (on, rest), within, promised));
                }
            }
        },
    );
}

fn restored(element: &Element) -> Option<Located<Duration>> {
    element.sla()?.restore_within
}

fn told(
    cx: &Context<'_>,
    findings: &Findings,
    dependent: ElementIx,
    (on, rest): (ElementIx, &Rest),
    within: Located<Duration>,
    promised: Option<Located<Duration>>,
) -> Finding {
    let [id, on_id] = [dependent, on].map(|ix| quoted(cx.graph.element(ix).id()));
    let over = over(cx, rest);
    let Located { value, place } = within;
    let mut finding = match promised {
        Some(promised) => {
            let message = format!(
                "{id} promises to be restored within {}, but rests on {on_id}{over}, which takes up to {value}",
                promised.value
            );
            let help = format!(
                "{}agree on less than {value} for {on_id}, promise more for {id}, or say how long it can do \
                 without: `tolerates`",
                unless_soft(rest)
            );
            let said = format!("{id} promises {}", promised.value);
            findings.at(rest.place, message).related(promised.place, said).help(help)
        }
        None => {
            let tolerates = Duration::of_minutes(rest.tolerates);
            let message = format!(
                "{id} can do without {on_id}{over} for {tolerates}, but restoring that may take {value}"
            );
            let help =
                format!("agree on at most {tolerates} for {on_id}, or let {id} do without for {value}");
            findings.at(rest.place, message).help(help)
        }
    };
    let tolerated = rest.through.and_then(|ix| cx.graph.element(ix).field(Field::Tolerates));
    if let Some(tolerated) = tolerated.filter(|_| promised.is_none()) {
        finding = finding.related(tolerated.place, "how long it can do without");
    }
    let finding = finding.related(place, format!("{on_id} is restored within {value}"));
    concerning(cx, finding, dependent, &[on])
}
