//! Reach as JSON: without a kind of change, disruption, work and time are null.

use std::io::{self, Write};

use super::ReachReport;
use crate::analysis::Reached;
use crate::graph::Direction;
use crate::report::impact_wire::{self as wire, BoundTo, Each, Wire};
use crate::report::words::{basis, ids};
use crate::report::{blind_spots, people, write_json};

/// Writes an answer about reach as JSON, whole.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &ReachReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ReachReport { graph, reach, .. } = *report;
    let causes = reach.causes.iter().map(|&cause| wire::Cause {
        id: graph.element(cause).id(),
        name: graph.element(cause).name(),
        change: None,
        effect: None,
        from_hours: None,
        until_hours: None,
        implied: false,
        in_use: !reach.causes_not_in_use.contains(&cause),
    });
    let bound = reach
        .bound
        .iter()
        .map(|bound| BoundTo { relation: bound.relation.name(), id: graph.element(bound.element).id() });
    let wire = Wire {
        schema: wire::SCHEMA,
        map: report.map,
        at: reach.options.at.to_string(),
        direction: match reach.options.direction {
            Direction::Downstream => "downstream",
            Direction::Upstream => "upstream",
        },
        depth: reach.options.depth,
        layers: report.layers.iter().map(|layer| layer.name()).collect(),
        farther: reach.farther,
        from: None,
        causes: causes.collect(),
        affected: Each(|| reach.reached.iter().filter(|r| report.is_listed(r)).map(|r| affected(report, r))),
        absorbed: Vec::new(),
        freed: Vec::new(),
        bound: bound.collect(),
        tell: people::wire(graph, &reach.people, |_| Vec::new()),
        blind_spots: blind_spots::wire(graph, &reach.blind_spots),
    };
    write_json(&wire, out)
}

fn affected<'a>(report: &ReachReport<'a>, reached: &Reached) -> wire::Affected<'a> {
    let ReachReport { graph, reach, .. } = *report;
    let path = ids(graph, &reach.path(graph, reached.element));
    wire::Affected::new(graph.element(reached.element), reached.distance, basis(reached.basis), path)
}
