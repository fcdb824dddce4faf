//! The order of retirement as a page: the steps, and what holds each element.

use super::order_headline::{headline, of_element};
use super::{LifecycleReport, date};
use crate::analysis::lifecycle::{Follower, Hold, HoldKind, Leaver, Order, Verdict};
use crate::graph::ElementIx;
use crate::model::Section;
use crate::report::page::{Column, Line, Page, Part, Table, Tone};
use crate::report::words::counted;

/// How many are named in a cell.
const NAMED: usize = 3;

pub(super) fn page<'a>(report: &LifecycleReport<'a>, order: &'a Order) -> Page<'a> {
    let of_many = match report.asked {
        [] | [_] => Vec::new(),
        many => many.iter().map(|&element| of_element(report, order, element)).collect(),
    };
    Page::new(headline(report, order))
        .lead("Held by: what rests hard on it and would stop without it. What leaves is taken to leave as planned, or as soon after that as it can.")
        .lead("Integrations and agreements are no steps: an integration ends with what it connects.")
        .part(Part::lines("what was asked about", of_many))
        .part(steps(report, order))
        .part(holds(report, order))
}

/// What leaves, step by step.
fn steps<'a>(report: &LifecycleReport<'a>, order: &'a Order) -> Part<'a> {
    let columns = [
        Column::numbers("step"),
        Column::element("element"),
        Column::text("section").only_in_sheet(),
        Column::text("planned"),
        Column::text("earliest"),
        Column::text("verdict"),
        Column::numbers("days too early").only_in_sheet(),
        Column::text("after"),
        Column::text("held by"),
        Column::numbers("can do without"),
        Column::text("owner"),
    ];
    let leavers = order.steps.iter().enumerate();
    let leavers =
        leavers.flat_map(|(number, step)| step.leavers.iter().map(move |leaver| (number + 1, leaver)));
    let of = *report;
    let row = move |(step, leaver): (usize, &'a Leaver)| {
        [
            Line::new().number(step),
            of.element(leaver.element),
            Line::from(of.graph().element(leaver.element).section.one()),
            planned(leaver),
            date(leaver.earliest),
            verdict(leaver.verdict),
            match leaver.verdict {
                Verdict::TooEarly(days) => Line::from(days.to_string()),
                _ => Line::new(),
            },
            after(&of, leaver),
            held_by(&of, leaver),
            Line::new().number(leaver.can_do_without.len()),
            of.owner(leaver.element),
        ]
    };
    Part::table("in this order", Table::each(columns, leavers, row).headed())
        .lead("Elements of one step leave together. After: what must leave before it.")
        .in_sheet()
}

fn planned<'a>(leaver: &Leaver) -> Line<'a> {
    match leaver.planned {
        Some(planned) => Line::from(planned.to_string()),
        None if leaver.is_leaving => Line::new().aside("no date"),
        None => Line::new().aside("stays"),
    }
}

/// Whether it can leave as planned, in a word or two.
pub(super) fn verdict<'a>(verdict: Verdict) -> Line<'a> {
    let (word, tone) = match verdict {
        Verdict::Feasible => ("as planned".to_owned(), Tone::Calm),
        Verdict::TooEarly(days) => {
            let days = counted(usize::try_from(days).unwrap_or(0), "day", "days");
            (format!("{days} too early"), Tone::Danger)
        }
        Verdict::Awaits => ("waits for a date".to_owned(), Tone::Doubt),
        Verdict::Held => ("held".to_owned(), Tone::Danger),
        Verdict::NoDate => ("no date".to_owned(), Tone::Notice),
    };
    Line::new().chip(word, tone)
}

/// What must leave before it or with it.
fn after<'a>(report: &LifecycleReport<'a>, leaver: &Leaver) -> Line<'a> {
    let of = |kind| -> Vec<ElementIx> {
        leaver.holds.iter().filter(|hold| hold.kind == kind).map(|hold| hold.dependent).collect()
    };
    let (before, together) = (of(HoldKind::LeavesBefore), of(HoldKind::LeavesTogether));
    let line = report.few_ids(&before, NAMED);
    match (before.is_empty(), together.is_empty()) {
        (_, true) => line,
        (true, false) => line.words("together with ").then(report.few_ids(&together, NAMED)),
        (false, false) => line.words("; together with ").then(report.few_ids(&together, NAMED)),
    }
}

/// What decides when it can leave: those without an end, or those that let go last.
fn held_by<'a>(report: &LifecycleReport<'a>, leaver: &Leaver) -> Line<'a> {
    let deciding: Vec<ElementIx> = deciding(leaver).map(|hold| hold.dependent).collect();
    let line = report.few_ids(&deciding, NAMED);
    let successors = report.timelines.successors(leaver.element);
    let waits = match leaver.follower {
        Some(Follower::From(day)) if leaver.earliest == Some(day) => " not in use before",
        Some(Follower::Never) => " never in use",
        _ => return line,
    };
    let line = if deciding.is_empty() { line } else { line.words("; ") };
    line.words("successor ").then(report.few_ids(successors, NAMED)).words(waits)
}

/// The holds that decide when an element can leave. What leaves with it does not.
pub(super) fn deciding(leaver: &Leaver) -> impl Iterator<Item = &Hold> {
    leaver
        .holds
        .iter()
        .filter(move |hold| hold.until == leaver.earliest && hold.kind != HoldKind::LeavesTogether)
}

/// Everything that holds something, and who owns it.
fn holds<'a>(report: &LifecycleReport<'a>, order: &'a Order) -> Part<'a> {
    let columns = [
        Column::text("leaving").only_for_people(),
        Column::text("leaver").only_in_sheet(),
        Column::element("held by"),
        Column::text("until"),
        Column::text("what it must do"),
        Column::text("through"),
        Column::text("owner"),
    ];
    let all = order.leavers().flat_map(|leaver| leaver.holds.iter().map(move |hold| (leaver, hold)));
    let of = *report;
    let row = move |(leaver, hold): (&'a Leaver, &'a Hold)| {
        let id = |element| Line::new().id(of.graph().element(element).id());
        [
            of.element(leaver.element),
            id(leaver.element),
            of.element(hold.dependent),
            if hold.until.is_some() { date(hold.until) } else { Line::new().aside("no end") },
            Line::from(task(hold, of.graph().element(hold.dependent).section)),
            hold.through.map_or_else(Line::new, id),
            of.owner(hold.dependent),
        ]
    };
    Part::table("what holds them", Table::each(columns, all, row).headed())
        .lead("Until: the first day on which it needs it no more.")
        .in_sheet()
}

/// What must become of a dependent first.
fn task(hold: &Hold, section: Section) -> &'static str {
    match (hold.kind, hold.until) {
        (HoldKind::Stays, None) if section == Section::Information => "get another master first",
        (HoldKind::Stays, None) => "be moved first",
        (HoldKind::LeavesBefore, _) => "leave before",
        (HoldKind::LeavesTogether, _) => "leave on the same day",
        (HoldKind::Stays | HoldKind::LetsGo, _) => "nothing: its need ends then",
    }
}
