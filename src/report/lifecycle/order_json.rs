//! The order of retirement as JSON.

use serde::Serialize;

use super::LifecycleReport;
use super::json::text;
use crate::analysis::lifecycle::{Follower, Hold, HoldKind, Leaver, Order, Verdict};
use crate::report::words::ids;

#[derive(Serialize)]
pub(super) struct OrderWire<'a> {
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    leaves: Option<String>,
    elements: Vec<LeaverWire<'a>>,
}

#[derive(Serialize)]
struct LeaverWire<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    owner: Option<&'a str>,
    leaving: bool,
    planned: Option<String>,
    earliest: Option<String>,
    verdict: &'static str,
    days_too_early: Option<i32>,
    successors: Vec<&'a str>,
    successor_from: Option<String>,
    successor_missing: bool,
    must_leave_before: Vec<&'a str>,
    held_by: Vec<HoldWire<'a>>,
    can_do_without: Vec<&'a str>,
}

#[derive(Serialize)]
struct HoldWire<'a> {
    id: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    until: Option<String>,
    kind: &'static str,
    through: Option<&'a str>,
}

pub(super) fn wire<'a>(report: &LifecycleReport<'a>, order: &Order) -> OrderWire<'a> {
    let steps = order.steps.iter().map(|step| Step {
        leaves: text(step.leaves),
        elements: step.leavers.iter().map(|each| leaver(report, each)).collect(),
    });
    OrderWire { steps: steps.collect() }
}

fn leaver<'a>(report: &LifecycleReport<'a>, leaver: &Leaver) -> LeaverWire<'a> {
    let graph = report.graph();
    let element = graph.element(leaver.element);
    let before = leaver.holds.iter().filter(|hold| hold.kind == HoldKind::LeavesBefore);
    let before: Vec<_> = before.map(|hold| hold.dependent).collect();
    LeaverWire {
        id: element.id(),
        name: element.name(),
        section: element.section.name(),
        owner: element.owner().map(|owner| owner.as_str()),
        leaving: leaver.is_leaving,
        planned: text(leaver.planned),
        earliest: text(leaver.earliest),
        verdict: match leaver.verdict {
            Verdict::Feasible => "as-planned",
            Verdict::TooEarly(_) => "too-early",
            Verdict::Awaits => "waits",
            Verdict::Held => "held",
            Verdict::NoDate => "no-date",
        },
        days_too_early: match leaver.verdict {
            Verdict::TooEarly(days) => Some(days),
            _ => None,
        },
        successors: ids(graph, report.timelines.successors(leaver.element)),
        successor_from: match leaver.follower {
            Some(Follower::From(day)) => text(Some(day)),
            _ => None,
        },
        successor_missing: leaver.follower == Some(Follower::Never),
        must_leave_before: ids(graph, &before),
        held_by: leaver.holds.iter().map(|each| hold(report, each)).collect(),
        can_do_without: ids(graph, &leaver.can_do_without),
    }
}

fn hold<'a>(report: &LifecycleReport<'a>, hold: &Hold) -> HoldWire<'a> {
    let element = report.graph().element(hold.dependent);
    HoldWire {
        id: element.id(),
        name: element.name(),
        owner: element.owner().map(|owner| owner.as_str()),
        until: text(hold.until),
        kind: match hold.kind {
            HoldKind::Stays => "stays",
            HoldKind::LeavesBefore => "leaves-before",
            HoldKind::LeavesTogether => "leaves-together",
            HoldKind::LetsGo => "lets-go",
        },
        through: hold.through.map(|ix| report.graph().element(ix).id()),
    }
}
