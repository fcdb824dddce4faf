//! The tables of a ranking.

use std::cmp::Reverse;

use super::{RankReport, after, percent};
use crate::analysis::rank::{By, Concentration, FirstStop, Holder, Ranked, SinglePoints, Stops};
use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Criticality, Section};
use crate::report::page::{Column, Line, Part, Table, Tone};
use crate::report::words::{counted, number};

/// How many single points of a process are named.
const NAMED: usize = 4;

/// Every element by what hangs on it.
pub(super) fn elements<'a>(report: &RankReport<'a>) -> Part<'a> {
    let RankReport { graph, by, .. } = *report;
    let (ranked, all) = report.ranked();
    let columns = [
        Column::element("element"),
        Column::text("section").only_in_sheet(),
        Column::numbers("elements"),
        Column::numbers("critical"),
        Column::numbers("processes"),
        Column::numbers("e-services"),
        Column::numbers("stops"),
        Column::numbers("critical stops"),
        Column::text("first stop"),
        Column::text("hours").only_in_sheet(),
    ];
    let listed = ranked.len();
    let table =
        Table::each(columns, ranked, move |ranked| element_row(graph, &ranked)).headed().at_most(listed);
    let part = Part::table(title(by), table).counted(all).in_sheet();
    let part = part.lead(
        "elements, critical, processes and e-services: what hangs on it; stops: processes that stop when it alone is out",
    );
    if listed < all {
        part.lead(format!("The first {} of {} (--all lists them).", number(listed), number(all)))
    } else {
        part
    }
}

fn title(by: By) -> &'static str {
    match by {
        By::All => "elements, by what hangs on them",
        By::Critical => "elements, by what hangs on them and is critical",
        By::Processes => "elements, by processes that hang on them",
        By::EServices => "elements, by e-services that hang on them",
        By::Stops => "elements, by processes that stop without them",
        By::Time => "elements, by how soon a process stops without them",
    }
}

fn element_row<'a>(graph: &'a Graph, ranked: &Ranked) -> [Line<'a>; 10] {
    let element = graph.element(ranked.element);
    let n = |n: usize| Line::new().number(n);
    let stops = |count: &dyn Fn(Stops) -> usize| {
        ranked.stops.map_or_else(|| Line::from("not computed"), |stops| n(count(stops)))
    };
    let hanging = ranked.hanging;
    let first = ranked.stops.and_then(|stops| stops.first);
    [
        Line::new().element(element),
        Line::from(element.section.one()),
        n(hanging.elements),
        n(hanging.critical),
        n(hanging.processes),
        n(hanging.e_services),
        stops(&|stops| stops.processes),
        stops(&|stops| stops.critical),
        first_stop(graph, first),
        Line::from(first.map(|first| (f64::from(first.minutes) / 60.0).to_string()).unwrap_or_default()),
    ]
}

/// "after 4h (payroll)".
fn first_stop<'a>(graph: &'a Graph, first: Option<FirstStop>) -> Line<'a> {
    first.map_or_else(Line::new, |first| {
        Line::from(after(first.minutes)).words(" (").id(graph.element(first.process).id()).words(")")
    })
}

/// Each process by what stops it alone: the critical first, then those with most single points.
pub(super) fn single_points<'a>(report: &RankReport<'a>) -> Part<'a> {
    let RankReport { graph, rank, .. } = *report;
    let mut processes: Vec<&SinglePoints> = rank.single_points.iter().collect();
    let count = |points: &SinglePoints| points.elements.as_ref().map(Vec::len);
    processes.sort_by_key(|points| {
        (!is_critical(graph, points.process), points.elements.is_some(), Reverse(count(points)))
    });
    let without = rank.single_points.iter().filter(|points| count(points) == Some(0)).count();
    processes.retain(|points| count(points) != Some(0));
    let columns = [
        Column::element("process"),
        Column::text("criticality"),
        Column::numbers("systems"),
        Column::numbers("technologies"),
        Column::numbers("integrations"),
        Column::text("which").only_for_people(),
    ];
    let report = *report;
    let listed = processes.len();
    let table = Table::each(columns, processes, move |points| point_row(&report, points)).headed();
    let mut lead = "Any of these alone stops the process when it is out; json names them all.".to_owned();
    if without > 0 {
        lead.push_str(&format!(" {} no such point.", counted(without, "process has", "processes have")));
    }
    Part::table("single points of failure, by process", table).counted(listed).lead(lead).in_sheet()
}

fn point_row<'a>(report: &RankReport<'a>, points: &SinglePoints) -> [Line<'a>; 6] {
    let graph = report.graph;
    let process = graph.element(points.process);
    let critical = match process.criticality() {
        Some(Criticality::Critical) => Line::new().chip("critical", Tone::Danger),
        Some(other) => Line::from(other.name()),
        None => Line::new(),
    };
    let of = |section| {
        let Some(elements) = &points.elements else { return Line::from("not computed") };
        Line::new().number(elements.iter().filter(|&&ix| graph.element(ix).section == section).count())
    };
    [
        Line::new().element(process),
        critical,
        of(Section::Systems),
        of(Section::Technologies),
        of(Section::Integrations),
        points.elements.as_ref().map_or_else(Line::new, |elements| which(report, elements)),
    ]
}

/// Those that stop most processes; places before ways.
fn which<'a>(report: &RankReport<'a>, elements: &[ElementIx]) -> Line<'a> {
    let graph = report.graph;
    let mut worst: Vec<(bool, Reverse<usize>, &'a str)> = elements
        .iter()
        .map(|&ix| {
            let element = graph.element(ix);
            (element.section == Section::Integrations, Reverse(report.processes_stopped_by(ix)), element.id())
        })
        .collect();
    worst.sort_unstable();
    Line::few(worst.into_iter().map(|(.., id)| Line::new().id(id)), NAMED)
}

/// What takes most single points away when it is made redundant.
pub(super) fn reliefs<'a>(report: &RankReport<'a>) -> Part<'a> {
    let RankReport { graph, rank, .. } = *report;
    let columns =
        [Column::element("element"), Column::numbers("removes"), Column::text("share of all single points")];
    let pairs = rank.pairs;
    let table = Table::each(columns, rank.reliefs.iter(), move |relief| {
        [
            Line::new().element(graph.element(relief.element)),
            Line::new().number(relief.removes),
            Line::from(percent(relief.removes, pairs)),
        ]
    });
    let best = counted(rank.reliefs.len(), "element", "elements");
    let lead = format!(
        "The {best} that remove most. How many of {} go, over all processes, if something independent stands beside it: itself, and what stops a process only through it.",
        counted(pairs, "single point", "single points")
    );
    Part::table("make redundant first", table.headed()).lead(lead).in_sheet()
}

/// What stops with everything that has a holder of one kind in common.
pub(super) fn concentration<'a>(report: &RankReport<'a>, holder: Holder) -> Part<'a> {
    let RankReport { graph, rank, .. } = *report;
    let of_kind = || rank.concentration.iter().filter(|held| held.holder == holder);
    let stops_none = |held: &&Concentration| held.stops.is_some_and(|stops| stops.processes == 0);
    let without = of_kind().filter(stops_none).count();
    let held: Vec<&'a Concentration> = of_kind().filter(|held| !stops_none(held)).collect();
    let columns = [
        Column::element(holder.name()),
        Column::text("share"),
        Column::numbers("processes stop"),
        Column::numbers("out"),
        Column::text("first stop"),
    ];
    let (critical, all) = (rank.critical_processes, rank.processes.len());
    let table = Table::each(columns, held, move |held| {
        let share = held.stops.map_or_else(
            || Line::from("not computed"),
            |stops| match critical {
                0 => share(stops.processes, all, "processes"),
                _ => share(stops.critical, critical, "critical processes"),
            },
        );
        [
            holder_line(graph, &held.id),
            share,
            held.stops.map_or_else(Line::new, |stops| Line::new().number(stops.processes)),
            Line::new().number(held.elements),
            first_stop(graph, held.stops.and_then(|stops| stops.first)),
        ]
    });
    let what = match holder {
        Holder::Supplier => "everything that it operates, supplies or delivers under an agreement",
        Holder::Agreement => "everything under it",
        Holder::Technology => "it, with its parts,",
        Holder::Owner => "everything that it owns, its processes not counted,",
    };
    let basis = if critical == 0 { "; no process is marked as critical, so all count" } else { "" };
    let others =
        if without > 0 { format!(" With {} others none stops.", number(without)) } else { String::new() };
    Part::table(format!("concentration by {}", holder.name()), table.headed())
        .lead(format!("What stops when {what} is out at once{basis}.{others}"))
        .in_sheet()
}

/// "31 % of critical processes (5 of 16)".
fn share<'a>(part: usize, whole: usize, what: &str) -> Line<'a> {
    let text = format!("{} of {what} ({} of {})", percent(part, whole), number(part), number(whole));
    Line::from(text)
}

fn holder_line<'a>(graph: &'a Graph, id: &'a str) -> Line<'a> {
    match graph.find(id) {
        Some(Found::Element(ix)) => Line::new().element(graph.element(ix)),
        Some(Found::Organisation(organisation)) => Line::new().element(organisation),
        None => Line::new().id(id),
    }
}

fn is_critical(graph: &Graph, ix: ElementIx) -> bool {
    graph.element(ix).criticality() == Some(&Criticality::Critical)
}
