//! Rank as a page: the answer first, then elements, single points, what to make redundant, and concentration.

use super::tables::{concentration, elements, reliefs, single_points};
use super::{RankReport, after};
use crate::analysis::rank::{By, Holder, Limits, Ranked};
use crate::report::page::{Line, Page};
use crate::report::words::{counted, number};

/// Composes an answer about what hangs on everything.
pub fn page<'a>(report: &RankReport<'a>) -> Page<'a> {
    let mut page = Page::new(headline(report))
        .of_map(report.map)
        .all(report.all)
        .lead(format!(
            "On {}. What hangs on it is reach, hard or soft; what stops is an outage of it alone that lasts.",
            report.rank.at
        ))
        .lead(
            Line::from("A relation whose strength nobody declared counts as hard here, so some of what stops only may stop: ")
                .command("systemkarta impact ID=outage")
                .words(" tells which."),
        )
        .notes(limits(&report.rank.limits))
        .part(elements(report))
        .part(single_points(report))
        .part(reliefs(report));
    for holder in Holder::ALL {
        page = page.part(concentration(report, holder));
    }
    page
}

/// "Most hangs on Lisa (lisa): 22 elements, 7 processes; Oracle (oracle-9i) alone stops most processes: 5 of 16, the
/// first at once."
fn headline<'a>(report: &RankReport<'a>) -> Line<'a> {
    let RankReport { graph, rank, .. } = *report;
    let first = |by| {
        let (ranked, _) = rank.ranked(graph, by, Some(1), |ranked| report.is_wanted(ranked));
        ranked.first().copied()
    };
    let Some(most) = first(By::All) else {
        return Line::from(format!("The map holds nothing of this kind that is in use on {}.", rank.at));
    };
    if most.hanging.elements == 0 {
        return Line::from("Nothing hangs on anything in this map, as far as it knows.");
    }
    let hanging = most.hanging;
    let at_least = if rank.limits.hanging_at_least { "at least " } else { "" };
    let mut how_much = format!("{at_least}{}", counted(hanging.elements, "element", "elements"));
    if hanging.processes > 0 {
        how_much.push_str(&format!(", {}", counted(hanging.processes, "process", "processes")));
    }
    let line =
        Line::from("Most hangs on ").element(graph.element(most.element)).words(format!(": {how_much}"));
    line.then(what_stops_most(report, &most, first(By::Stops)))
}

fn what_stops_most<'a>(report: &RankReport<'a>, most: &Ranked, worst: Option<Ranked>) -> Line<'a> {
    let RankReport { graph, rank, .. } = *report;
    let of = rank.processes.len();
    if of == 0 {
        return Line::from("; no process is in use in this map.");
    }
    let Some((worst, stops, first)) = worst.and_then(|worst| {
        let stops = worst.stops?;
        Some((worst, stops, stops.first?))
    }) else {
        return Line::from("; no outage of one element alone stops a process.");
    };
    let who = if worst.element == most.element {
        Line::from("; its outage alone")
    } else {
        Line::from("; ").element(graph.element(worst.element)).words(" alone")
    };
    let first = after(first.minutes);
    let which = if stops.processes == 1 { first } else { format!("the first {first}") };
    who.words(format!(
        " stops {} of {}, {which}.",
        number(stops.processes),
        counted(of, "process", "processes")
    ))
}

/// What was left out, said before all else.
fn limits<'a>(limits: &Limits) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if limits.hanging_at_least {
        lines.push("So much hangs together that not all was counted: at least as much hangs on each element as is said".into());
    }
    let mut left_out = |n: usize, what: String| {
        if n > 0 {
            lines.push(Line::from(what));
        }
    };
    let elements = counted(limits.outages, "element", "elements");
    left_out(
        limits.outages,
        format!(
            "what stops with {elements} was not computed, and may be missing below: it would have taken too long"
        ),
    );
    let processes = counted(limits.processes, "process", "processes");
    left_out(
        limits.processes,
        format!("the single points of {processes} were not computed: it would have taken too long"),
    );
    let holders = counted(limits.concentrations, "organisation or agreement", "organisations and agreements");
    left_out(
        limits.concentrations,
        format!("what stops with {holders} was not computed: it would have taken too long"),
    );
    if limits.reliefs {
        lines.push("not all that could be made redundant was looked at: it would have taken too long".into());
    }
    lines
}
