//! Reasons, deadlines and standards in words.

use super::PlanReport;
use crate::analysis::adaptation::{Due, DueBy, Fate, Planned, Reason, Rise, Trouble, days_between};
use crate::analysis::lifecycle::ConflictKind;
use crate::graph::ElementIx;
use crate::model::{Date, Standard};
use crate::report::page::{Line, Tone};
use crate::report::words::counted;

/// How many reasons of one kind are told.
const TOLD: usize = 3;

/// Why a system has its fate: "rests on Oracle 9i (oracle-9i), out of support from 2010-08-01".
pub(super) fn reasons<'a>(report: &PlanReport<'a>, system: &'a Planned) -> Line<'a> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut troubles = 0;
    let count = system.troubles().count();
    for reason in &system.reasons {
        match reason {
            Reason::Conflict(of) | Reason::OwnSupport(of) => {
                troubles += 1;
                if troubles <= TOLD || report.all {
                    lines.push(trouble(report, system.element, of));
                } else if troubles == count {
                    lines.push(Line::from(format!("{} more of this kind", count - TOLD)));
                }
            }
            Reason::Standard(_) => {}
            other => lines.push(one(report, other)),
        }
    }
    let rises: Vec<&Rise> = system
        .reasons
        .iter()
        .filter_map(|reason| if let Reason::Standard(rise) = reason { Some(rise) } else { None })
        .collect();
    if let Some(first) = rises.first() {
        let steps = rises.iter().map(|rise| {
            let plateau = report.plateau_name(rise.plateau).unwrap_or_default();
            Line::from(format!("as {} in ", standard(rise.to))).name(plateau)
        });
        let now = format!(", and is {} now", standard(first.from));
        lines.push(Line::from("wanted ").then(Line::joined(steps)).words(now));
    }
    Line::between(lines, "; ")
}

fn one<'a>(report: &PlanReport<'a>, reason: &Reason) -> Line<'a> {
    let at = report.plan.at;
    match reason {
        Reason::Leaving { phase_out, retired } => {
            let left = phase_out.map(|day| format!("being left {} {day}", since(day, at)));
            let out = retired.map(|day| format!("out of use from {day}"));
            let said: Vec<String> = left.into_iter().chain(out).collect();
            if said.is_empty() { Line::from("being left") } else { Line::from(said.join(", ")) }
        }
        Reason::Followed(successors) => {
            let names = successors.iter().map(|&ix| Line::new().element(report.graph.element(ix)));
            let follow = if successors.len() == 1 { " follows" } else { " follow" };
            Line::joined(names).words(follow)
        }
        Reason::NotAdaptable => Line::from("cannot be adapted"),
        Reason::FirstUse(Some(day)) => Line::from(format!("in use from {day}")),
        Reason::FirstUse(None) => Line::from("planned, without a first day of use"),
        Reason::Conflict(of) | Reason::OwnSupport(of) => trouble(report, of.dependency, of),
        Reason::Standard(rise) => Line::from(format!("wanted as {}", standard(rise.to))),
    }
}

/// What something rests on that is given up.
pub(super) fn trouble<'a>(report: &PlanReport<'a>, of: ElementIx, trouble: &Trouble) -> Line<'a> {
    let at = report.plan.at;
    let first = trouble.days.begins();
    let from = |what: &str| match first {
        Some(day) => format!("{what} {} {day}", since(day, at)),
        None => what.to_owned(),
    };
    let dependency = report.graph.element(trouble.dependency);
    match trouble.kind {
        _ if trouble.dependency == of => Line::from(from("itself out of support")),
        ConflictKind::AgreementEnded => {
            let last = first.and_then(|day| day.yesterday().ok());
            let ends = match last {
                Some(day) if day < at => format!(" ended on {day}"),
                Some(day) => format!(" ends on {day}"),
                None => " has ended".to_owned(),
            };
            Line::from("the agreement ").element(dependency).words(ends)
        }
        ConflictKind::Unsupported => {
            Line::from("rests on ").element(dependency).words(from(", out of support"))
        }
        ConflictKind::Retired => Line::from("rests on ").element(dependency).words(from(", out of use")),
        ConflictKind::NotYetActive => {
            Line::from("rests on ").element(dependency).words(from(", not yet in use"))
        }
    }
}

fn since(day: Date, at: Date) -> &'static str {
    if day <= at { "since" } else { "from" }
}

/// A standard as the documents call it.
pub(super) fn standard(standard: Standard) -> &'static str {
    match standard {
        Standard::Full => "full standard",
        Standard::Concept => "a concept",
        Standard::Free => "free choice",
        Standard::NotConcerned => "not concerned",
    }
}

/// By when, and how late that is.
pub(super) fn by<'a>(report: &PlanReport<'a>, system: &'a Planned) -> Line<'a> {
    let line = match system.due {
        None => Line::from("no date"),
        Some(_) if system.is_overdue(report.plan.at) => Line::new().chip("at once", Tone::Danger),
        Some(due) => day(&due),
    };
    let line = match (system.late, system.due) {
        (_, Some(due)) if system.is_overdue(report.plan.at) => {
            let since = days_between(due.day, report.plan.at);
            line.words(format!(", since {} ({})", due.day, counted_days(since)))
        }
        (Some(days), _) => line.words(", ").chip(format!("{} late", counted_days(days)), Tone::Danger),
        _ => line,
    };
    let Some(placed) = &system.placed else { return line };
    let id = |ix| Line::new().id(report.graph.element(ix).id());
    match (placed.pulled_by, placed.held_by) {
        (_, Some(by)) => line.words(", waits for ").then(id(by)),
        (Some(by), None) => line.words(", earlier for ").then(id(by)),
        (None, None) => line,
    }
}

fn day<'a>(due: &Due) -> Line<'a> {
    match due.by {
        DueBy::PhaseOut => Line::from(format!("from {}", due.day)),
        _ => Line::from(due.day.to_string()),
    }
}

/// "1 day", "2,000 days".
pub(super) fn counted_days(days: i64) -> String {
    counted(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day", "days")
}

/// A fate as a chip.
pub(super) fn fate<'a>(fate: Fate) -> Line<'a> {
    let tone = match fate {
        Fate::Keep => Tone::Faint,
        Fate::Introduce => Tone::Calm,
        Fate::Adapt => Tone::Notice,
        Fate::Replace => Tone::Warning,
        Fate::Retire => Tone::Danger,
    };
    Line::new().chip(fate.name(), tone)
}
