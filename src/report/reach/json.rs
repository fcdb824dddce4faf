//! Reach as JSON: `systemkarta.impact/1`. Without a kind of change, disruption, work and time are null.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::ReachReport;
use crate::graph::Direction;
use crate::report::words::{basis, ids};
use crate::report::{blind_spots, people, write_json};

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    at: String,
    direction: &'static str,
    depth: Option<usize>,
    layers: Vec<&'static str>,
    farther: usize,
    causes: Vec<Cause<'a>>,
    affected: AffectedOf<'a>,
    absorbed: [(); 0],
    freed: [(); 0],
    bound: Vec<BoundTo<'a>>,
    tell: Vec<people::Tell<'a>>,
    blind_spots: blind_spots::Wire<'a>,
}

#[derive(Serialize)]
struct Cause<'a> {
    id: &'a str,
    name: &'a str,
    change: Option<&'a str>,
    effect: Option<&'a str>,
    in_use: bool,
}

#[derive(Serialize)]
struct Affected<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    layer: &'static str,
    kind: Option<&'a str>,
    disruption: Option<&'a str>,
    work: Option<&'a str>,
    time_hours: Option<f64>,
    distance: usize,
    basis: &'static str,
    path: Vec<&'a str>,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct BoundTo<'a> {
    relation: &'static str,
    id: &'a str,
}

/// The elements within reach, made one by one while they are written: their paths together can be far larger than
/// the map.
struct AffectedOf<'a>(ReachReport<'a>);

impl Serialize for AffectedOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(report) = self;
        let ReachReport { graph, reach, .. } = *report;
        let affected = reach.reached.iter().filter(|r| report.is_listed(r)).map(|reached| {
            let element = graph.element(reached.element);
            Affected {
                id: element.id(),
                name: element.name(),
                section: element.section.name(),
                layer: element.section.layer().name(),
                kind: element.kind(),
                disruption: None,
                work: None,
                time_hours: None,
                distance: reached.distance,
                basis: basis(reached.basis),
                path: ids(graph, &reach.path(graph, reached.element)),
                owner: element.owner().map(|owner| owner.as_str()),
            }
        });
        serializer.collect_seq(affected)
    }
}

/// Writes an answer about reach as JSON, whole.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ReachReport { graph, reach, .. } = *report;
    let causes = reach.causes.iter().map(|&cause| Cause {
        id: graph.element(cause).id(),
        name: graph.element(cause).name(),
        change: None,
        effect: None,
        in_use: !reach.causes_not_in_use.contains(&cause),
    });
    let bound = reach
        .bound
        .iter()
        .map(|bound| BoundTo { relation: bound.relation.name(), id: graph.element(bound.element).id() });
    let wire = Wire {
        schema: "systemkarta.impact/1",
        map: report.map,
        at: reach.options.at.to_string(),
        direction: match reach.options.direction {
            Direction::Downstream => "downstream",
            Direction::Upstream => "upstream",
        },
        depth: reach.options.depth,
        layers: report.layers.iter().map(|layer| layer.name()).collect(),
        farther: reach.farther,
        causes: causes.collect(),
        affected: AffectedOf(*report),
        absorbed: [],
        freed: [],
        bound: bound.collect(),
        tell: people::wire(graph, &reach.people),
        blind_spots: blind_spots::wire(graph, &reach.blind_spots),
    };
    write_json(&wire, out)
}
