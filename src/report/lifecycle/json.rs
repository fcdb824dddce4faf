//! Time as JSON: `systemkarta.lifecycle/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::order_json::{self, OrderWire};
use super::{LifecycleReport, days_from, length, successions, when_name};
use crate::analysis::lifecycle::{Outstanding, PhaseCount, Succession, When};
use crate::graph::ElementIx;
use crate::model::{Date, Phase, Span};
use crate::report::words::ids;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    at: String,
    today: String,
    asked: Vec<&'a str>,
    summary: Summary,
    conflicts: Vec<ConflictWire<'a>>,
    phases: Vec<Count>,
    leaving: Vec<Element<'a>>,
    coming: Vec<Element<'a>>,
    unsupported: Vec<Supported<'a>>,
    extended: Vec<Supported<'a>>,
    successions: Vec<SuccessionWire<'a>>,
    no_lifecycle: Vec<&'a str>,
    order: Option<OrderWire<'a>>,
}

#[derive(Serialize)]
struct Summary {
    open: usize,
    to_come: usize,
    past: usize,
    hanging_at_least: bool,
}

#[derive(Serialize)]
struct ConflictWire<'a> {
    rule: &'static str,
    when: &'static str,
    from: Option<String>,
    until: Option<String>,
    days_from_today: Option<i32>,
    spans: Vec<SpanWire>,
    dependent: End<'a>,
    dependency: End<'a>,
    hard: bool,
    through: Option<&'a str>,
    hanging: Hanging,
}

#[derive(Serialize)]
struct SpanWire {
    from: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
struct End<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct Hanging {
    elements: usize,
    critical_processes: usize,
}

#[derive(Serialize)]
struct Count {
    section: &'static str,
    plan: usize,
    phase_in: usize,
    active: usize,
    phase_out: usize,
    retired: usize,
    no_phase: usize,
}

#[derive(Serialize)]
struct Element<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    owner: Option<&'a str>,
    phase: Option<&'static str>,
    first_day_of_use: Option<String>,
    phase_out: Option<String>,
    out_of_use: Option<String>,
    successors: Vec<&'a str>,
    predecessors: Vec<&'a str>,
}

#[derive(Serialize)]
struct Supported<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    owner: Option<&'a str>,
    unsupported_from: Option<String>,
    successors: Vec<&'a str>,
    hanging: Hanging,
}

#[derive(Serialize)]
struct SuccessionWire<'a> {
    id: &'a str,
    name: &'a str,
    successors: Vec<&'a str>,
    fit: &'static str,
    from: Option<String>,
    until: Option<String>,
    days: Option<usize>,
    out_of_use: Option<String>,
}

/// Writes an answer about time as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &LifecycleReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outlook = report.outlook;
    let graph = report.graph();
    let phases = &outlook.phases;
    let count = |when| outlook.conflicts_when(when).count();
    let elements = |elements: &[ElementIx]| elements.iter().map(|&ix| element(report, ix)).collect();
    let supported = |elements: &[ElementIx]| elements.iter().map(|&ix| support(report, ix)).collect();
    let wire = Wire {
        schema: "systemkarta.lifecycle/1",
        map: report.map,
        at: report.at().to_string(),
        today: report.timelines.today().to_string(),
        asked: ids(graph, report.asked),
        summary: Summary {
            open: count(When::Now),
            to_come: count(When::ToCome),
            past: count(When::Past),
            hanging_at_least: outlook.hanging_at_least(),
        },
        conflicts: outlook.conflicts.iter().map(|seen| conflict(report, seen)).collect(),
        phases: phases.counts.iter().map(phase_count).collect(),
        leaving: elements(&phases.leaving),
        coming: elements(&phases.coming),
        unsupported: supported(&phases.unsupported),
        extended: supported(&phases.extended),
        successions: outlook.successions.iter().map(|each| succession(report, each)).collect(),
        no_lifecycle: ids(graph, &phases.silent),
        order: report.order.map(|order| order_json::wire(report, order)),
    };
    write_json(&wire, out)
}

pub(super) fn text(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn conflict<'a>(report: &LifecycleReport<'a>, seen: &Outstanding) -> ConflictWire<'a> {
    let (conflict, span) = (&seen.conflict, seen.span);
    let spans = conflict.days.spans().iter();
    ConflictWire {
        rule: conflict.kind.rule(),
        when: when_name(seen.when),
        from: text(span.begins()),
        until: text(span.ends()),
        days_from_today: span.begins().map(|first| days_from(report.timelines.today(), first)),
        spans: spans.map(|span| SpanWire { from: text(span.begins()), until: text(span.ends()) }).collect(),
        dependent: end(report, conflict.dependent),
        dependency: end(report, conflict.dependency),
        hard: conflict.hard,
        through: conflict.through.map(|ix| report.graph().element(ix).id()),
        hanging: hanging(report, conflict.dependent),
    }
}

fn end<'a>(report: &LifecycleReport<'a>, ix: ElementIx) -> End<'a> {
    let element = report.graph().element(ix);
    End {
        id: element.id(),
        name: element.name(),
        section: element.section.name(),
        owner: element.owner().map(|owner| owner.as_str()),
    }
}

fn hanging(report: &LifecycleReport<'_>, ix: ElementIx) -> Hanging {
    let [elements, critical_processes] = report.outlook.hanging_on(ix);
    Hanging { elements, critical_processes }
}

fn phase_count(count: &PhaseCount) -> Count {
    Count {
        section: count.section.name(),
        plan: count.in_phase(Phase::Plan),
        phase_in: count.in_phase(Phase::PhaseIn),
        active: count.in_phase(Phase::Active),
        phase_out: count.in_phase(Phase::PhaseOut),
        retired: count.in_phase(Phase::Retired),
        no_phase: count.unsaid,
    }
}

fn element<'a>(report: &LifecycleReport<'a>, ix: ElementIx) -> Element<'a> {
    let (timelines, graph) = (report.timelines, report.graph());
    let End { id, name, section, owner } = end(report, ix);
    Element {
        id,
        name,
        section,
        owner,
        phase: timelines.phase_on(ix, report.at()).map(|phase| phase.milestone().name()),
        first_day_of_use: text(timelines.taken_into_use(ix)),
        phase_out: text(timelines.begins(ix, Phase::PhaseOut)),
        out_of_use: text(timelines.retired(ix)),
        successors: ids(graph, timelines.successors(ix)),
        predecessors: ids(graph, timelines.predecessors(ix)),
    }
}

fn support<'a>(report: &LifecycleReport<'a>, ix: ElementIx) -> Supported<'a> {
    let End { id, name, section, owner } = end(report, ix);
    let unsupported = report.timelines.unsupported(ix).extent();
    Supported {
        id,
        name,
        section,
        owner,
        unsupported_from: text(unsupported.and_then(Span::begins)),
        successors: ids(report.graph(), report.timelines.successors(ix)),
        hanging: hanging(report, ix),
    }
}

fn succession<'a>(report: &LifecycleReport<'a>, succession: &Succession) -> SuccessionWire<'a> {
    let End { id, name, .. } = end(report, succession.element);
    let span = succession.gap.or(succession.overlap);
    SuccessionWire {
        id,
        name,
        successors: ids(report.graph(), &succession.successors),
        fit: successions::fit(report, succession).0,
        from: text(span.and_then(Span::begins)),
        until: text(span.and_then(Span::ends)),
        days: span.and_then(length),
        out_of_use: text(report.timelines.retired(succession.element)),
    }
}
