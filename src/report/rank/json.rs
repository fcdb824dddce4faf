//! Rank as JSON: `systemkarta.rank/1`.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::{RankReport, order};
use crate::analysis::rank::{Concentration, Ranked};
use crate::graph::{Found, Graph};
use crate::model::Criticality;
use crate::report::words::ids;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    at: String,
    by: &'static str,
    sections: Vec<&'static str>,
    top: Option<usize>,
    total: usize,
    processes: usize,
    critical_processes: usize,
    elements: ElementsOf<'a>,
    single_points: PointsOf<'a>,
    single_points_in_all: usize,
    make_redundant: Vec<Relief<'a>>,
    concentration: Vec<Held<'a>>,
    limits: Limits,
}

#[derive(Serialize)]
struct Element<'a> {
    rank: usize,
    id: &'a str,
    name: &'a str,
    section: &'static str,
    layer: &'static str,
    kind: Option<&'a str>,
    owner: Option<&'a str>,
    hanging: Hanging,
    stops: Option<Stops<'a>>,
}

#[derive(Serialize)]
struct Hanging {
    elements: usize,
    critical: usize,
    processes: usize,
    e_services: usize,
}

#[derive(Serialize)]
struct Stops<'a> {
    processes: usize,
    critical: usize,
    first: Option<&'a str>,
    first_hours: Option<f64>,
}

#[derive(Serialize)]
struct Points<'a> {
    process: &'a str,
    critical: bool,
    elements: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct Relief<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    removes: usize,
}

#[derive(Serialize)]
struct Held<'a> {
    by: &'static str,
    id: &'a str,
    name: &'a str,
    elements: usize,
    stops: Option<Stops<'a>>,
}

#[derive(Serialize)]
struct Limits {
    hanging_at_least: bool,
    outages: usize,
    processes: usize,
    concentrations: usize,
    make_redundant: bool,
}

/// The ranked elements, made one by one while they are written.
struct ElementsOf<'a>(&'a Graph, Vec<Ranked>);

impl Serialize for ElementsOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(graph, ranked) = self;
        serializer.collect_seq(ranked.iter().enumerate().map(|(i, ranked)| element(graph, i, ranked)))
    }
}

fn element<'a>(graph: &'a Graph, i: usize, ranked: &Ranked) -> Element<'a> {
    let element = graph.element(ranked.element);
    let hanging = ranked.hanging;
    Element {
        rank: i + 1,
        id: element.id(),
        name: element.name(),
        section: element.section.name(),
        layer: element.section.layer().name(),
        kind: element.kind(),
        owner: element.owner().map(|owner| owner.as_str()),
        hanging: Hanging {
            elements: hanging.elements,
            critical: hanging.critical,
            processes: hanging.processes,
            e_services: hanging.e_services,
        },
        stops: ranked.stops.map(|stops| wire_stops(graph, stops)),
    }
}

fn wire_stops(graph: &Graph, stops: crate::analysis::rank::Stops) -> Stops<'_> {
    Stops {
        processes: stops.processes,
        critical: stops.critical,
        first: stops.first.map(|first| graph.element(first.process).id()),
        first_hours: stops.first.map(|first| f64::from(first.minutes) / 60.0),
    }
}

/// What stops each process alone, made one by one while it is written.
struct PointsOf<'a>(RankReport<'a>);

impl Serialize for PointsOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(RankReport { graph, rank, .. }) = self;
        serializer.collect_seq(rank.single_points.iter().map(|points| {
            let process = graph.element(points.process);
            Points {
                process: process.id(),
                critical: process.criticality() == Some(&Criticality::Critical),
                elements: points.elements.as_ref().map(|elements| ids(graph, elements)),
            }
        }))
    }
}

/// Writes an answer about what hangs on everything as JSON: whole, unless only the first elements were asked for.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &RankReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let RankReport { graph, rank, .. } = *report;
    let (ranked, total) = report.ranked();
    let relief = |relief: &crate::analysis::rank::Relief| {
        let element = graph.element(relief.element);
        let (id, name, section) = (element.id(), element.name(), element.section.name());
        Relief { id, name, section, removes: relief.removes }
    };
    let limits = rank.limits;
    let wire = Wire {
        schema: "systemkarta.rank/1",
        map: report.map,
        at: rank.at.to_string(),
        by: order(report.by),
        sections: report.sections.iter().map(|section| section.name()).collect(),
        top: report.top,
        total,
        processes: rank.processes.len(),
        critical_processes: rank.critical_processes,
        elements: ElementsOf(graph, ranked),
        single_points: PointsOf(*report),
        single_points_in_all: rank.pairs,
        make_redundant: rank.reliefs.iter().map(relief).collect(),
        concentration: rank.concentration.iter().map(|held| wire_held(graph, held)).collect(),
        limits: Limits {
            hanging_at_least: limits.hanging_at_least,
            outages: limits.outages,
            processes: limits.processes,
            concentrations: limits.concentrations,
            make_redundant: limits.reliefs,
        },
    };
    write_json(&wire, out)
}

fn wire_held<'a>(graph: &'a Graph, held: &'a Concentration) -> Held<'a> {
    let name = match graph.find(&held.id) {
        Some(Found::Element(ix)) => graph.element(ix).name(),
        Some(Found::Organisation(organisation)) => organisation.name(),
        None => &held.id,
    };
    let stops = held.stops.map(|stops| wire_stops(graph, stops));
    Held { by: held.holder.name(), id: &held.id, name, elements: held.elements, stops }
}
