//! Phases as tables: how many, and which.

use super::{LifecycleReport, date};
use crate::graph::ElementIx;
use crate::model::{Date, Phase, Section};
use crate::report::page::{Column, Line, Part, Table, Tone};
use crate::report::words::{counted_section, joined};

/// How many silent elements are named.
const NAMED: usize = 5;

/// How many elements of each section are in which phase.
pub(super) fn counts<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let columns = [
        Column::text("section"),
        Column::numbers("planned"),
        Column::numbers("being taken into use"),
        Column::numbers("in use"),
        Column::numbers("being left"),
        Column::numbers("retired"),
        Column::numbers("no phase"),
    ];
    let row = |count: &crate::analysis::lifecycle::PhaseCount| {
        let n = |phase| Line::new().number(count.in_phase(phase));
        [
            Line::from(count.section.many()),
            n(Phase::Plan),
            n(Phase::PhaseIn),
            n(Phase::Active),
            n(Phase::PhaseOut),
            n(Phase::Retired),
            Line::new().number(count.unsaid),
        ]
    };
    let table = Table::each(columns, &report.outlook.phases.counts, row).headed();
    Part::table(format!("phases on {}", report.at()), table).uncounted().in_sheet()
}

/// What is being left, or is to be.
pub(super) fn leaving<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let columns = [
        Column::element("element"),
        Column::text("section").only_in_sheet(),
        Column::text("phase-out"),
        Column::text("out of use"),
        Column::text("successor"),
        Column::text("owner"),
    ];
    let of = *report;
    let row = move |element: ElementIx| {
        let timelines = of.timelines;
        let retired = timelines.retired(element);
        let undated = || Line::new().aside("no date");
        let successors = timelines.successors(element);
        [
            of.element(element),
            section(&of, element),
            date(timelines.begins(element, Phase::PhaseOut)),
            if retired.is_some() { date(retired) } else { undated() },
            if successors.is_empty() { Line::new().aside("none") } else { of.few_ids(successors, 3) },
            of.owner(element),
        ]
    };
    let table = Table::each(columns, report.outlook.phases.leaving.iter().copied(), row).headed();
    Part::table("leaving", table)
        .lead(
            Line::from("In use, with a phase-out, a retirement or a successor; ")
                .command("systemkarta lifecycle --order")
                .words(" tells what can leave when."),
        )
        .in_sheet()
}

/// What is planned, or being taken into use.
pub(super) fn coming<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let columns = [
        Column::element("element"),
        Column::text("section").only_in_sheet(),
        Column::text("phase"),
        Column::text("first day of use"),
        Column::text("active"),
        Column::text("in place of"),
        Column::text("owner"),
    ];
    let of = *report;
    let row = move |element: ElementIx| {
        let timelines = of.timelines;
        let phase = timelines.phase_on(element, of.at()).map_or("", Phase::in_words);
        let first = timelines.taken_into_use(element);
        [
            of.element(element),
            section(&of, element),
            Line::from(phase),
            if first.is_some() { date(first) } else { Line::new().aside("no date") },
            date(timelines.begins(element, Phase::Active)),
            of.few_ids(timelines.predecessors(element), 3),
            of.owner(element),
        ]
    };
    let table = Table::each(columns, report.outlook.phases.coming.iter().copied(), row).headed();
    Part::table("coming", table).in_sheet()
}

/// What is in use although its vendor has given it up.
pub(super) fn unsupported<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let first = |of: &LifecycleReport<'a>, element| of.timelines.unsupported(element).extent()?.begins();
    support(
        report,
        &report.outlook.phases.unsupported,
        "no support since",
        first,
        Tone::Warning,
        "in use without support",
    )
    .lead("Whatever rests on these is a conflict.")
}

/// What is in use and out of ordinary support.
pub(super) fn extended<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let until = |of: &LifecycleReport<'a>, element| of.timelines.extended(element)?.extent()?.ends();
    support(
        report,
        &report.outlook.phases.extended,
        "last day of support",
        until,
        Tone::Notice,
        "in extended support",
    )
    .lead("Ordinary support is over, and there still is some.")
}

fn support<'a>(
    report: &LifecycleReport<'a>,
    elements: &'a [ElementIx],
    heading: &'static str,
    day: impl Fn(&LifecycleReport<'a>, ElementIx) -> Option<Date> + 'a,
    tone: Tone,
    title: &'static str,
) -> Part<'a> {
    let columns = [
        Column::element("element"),
        Column::text("section").only_in_sheet(),
        Column::text(heading),
        Column::text("support"),
        Column::text("successor"),
        Column::numbers("hanging on it"),
        Column::numbers("critical processes"),
        Column::text("owner"),
    ];
    let of = *report;
    let word = if tone == Tone::Warning { "unsupported" } else { "extended" };
    let row = move |element: ElementIx| {
        let [hanging, critical] = of.outlook.hanging_on(element);
        [
            of.element(element),
            section(&of, element),
            date(day(&of, element)),
            Line::new().chip(word, tone),
            of.few_ids(of.timelines.successors(element), 3),
            Line::new().number(hanging),
            Line::new().number(critical),
            of.owner(element),
        ]
    };
    Part::table(title, Table::each(columns, elements.iter().copied(), row).headed()).in_sheet()
}

/// What says nothing of a lifecycle, in one line.
pub(super) fn silent<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let silent = &report.outlook.phases.silent;
    if silent.is_empty() {
        return Part::lines("no lifecycle", Vec::new());
    }
    let graph = report.graph();
    let of = |section| silent.iter().filter(|&&element| graph.element(element).section == section).count();
    let sections = [Section::Systems, Section::Technologies, Section::Agreements];
    let said = sections.into_iter().filter(|&section| of(section) > 0);
    let said: Vec<String> = said.map(|section| counted_section(of(section), section)).collect();
    let verb = if silent.len() == 1 { "says" } else { "say" };
    let at_most = if report.all { silent.len() } else { NAMED };
    let line = Line::from(format!(
        "{} {verb} nothing of a lifecycle, so nobody sees what their own end would do: ",
        joined(&said)
    ));
    Part::lines("no lifecycle", vec![line.then(report.few_ids(silent, at_most))]).counted(silent.len())
}

fn section<'a>(report: &LifecycleReport<'_>, element: ElementIx) -> Line<'a> {
    Line::from(report.graph().element(element).section.one())
}
