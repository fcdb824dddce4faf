//! Typed impact as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::{ImpactReport, tell};
use crate::analysis::{Affected, Change, Protected, Protection};
use crate::graph::Graph;
use crate::model::Disruption;
use crate::report::impact_wire::{self as wire, Each, Wire, hours};
use crate::report::words::{basis, ids};
use crate::report::{blind_spots, people, write_json};

/// Writes an answer about changes as JSON, whole.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &ImpactReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_json(&answer(report), out)
}

/// An answer about changes as a wire structure.
pub(in crate::report) fn answer<'a>(report: &ImpactReport<'a>) -> Wire<'a, impl Serialize + use<'a>> {
    let ImpactReport { graph, impact, .. } = *report;
    let listed = *report;
    Wire {
        schema: wire::SCHEMA,
        map: report.map,
        at: impact.options.at.to_string(),
        direction: "downstream",
        depth: report.depth,
        layers: report.layers.iter().map(|layer| layer.name()).collect(),
        farther: impact.affected.len() - report.listed_within_depth().count(),
        from: impact.options.clock.map(|clock| clock.to_string()),
        causes: impact.changes.iter().map(|change| cause(report, change)).collect(),
        affected: Each(move || listed.listed().map(move |each| affected(&listed, each))),
        absorbed: impact.protected.iter().map(|each| absorbed(graph, each)).collect(),
        freed: ids(graph, &impact.freed),
        bound: Vec::new(),
        tell: people::wire(graph, &impact.people, |person| tell::groups(report, person)),
        blind_spots: blind_spots::wire(graph, &impact.blind_spots),
    }
}

fn cause<'a>(report: &ImpactReport<'a>, change: &Change) -> wire::Cause<'a> {
    let element = report.graph.element(change.element);
    let effect = if change.window.is_some() { Disruption::Stopped } else { Disruption::None };
    wire::Cause {
        id: element.id(),
        name: element.name(),
        change: Some(change.kind.name()),
        effect: Some(effect.name()),
        from_hours: change.window.map(|window| hours(window.from)),
        until_hours: change.window.and_then(|window| window.until).map(hours),
        implied: change.implied,
        in_use: !report.impact.causes_not_in_use.contains(&change.element),
    }
}

fn affected<'a>(report: &ImpactReport<'a>, affected: &Affected) -> wire::Affected<'a> {
    let ImpactReport { graph, impact, .. } = *report;
    let proof = report.proof(affected);
    let work = affected.work_claim.and_then(|claim| Some((claim, impact.work_proof(affected.element)?)));
    let path = ids(graph, &proof.path);
    let told = affected.time.map(|time| (affected.disruption, time));
    let sure = if affected.claim.is_assumed() { affected.surely } else { told };
    let of = wire::Affected::new(
        graph.element(affected.element),
        affected.claim.distance,
        basis(affected.claim.basis),
        path,
    );
    wire::Affected {
        disruption: Some(affected.disruption.name()),
        work: Some(affected.work.name()),
        time_hours: affected.time.map(hours),
        degraded_hours: affected.degraded_from.map(hours),
        felt_hours: affected.felt.map(hours),
        sure_disruption: Some(sure.map_or(Disruption::None, |(disruption, _)| disruption).name()),
        sure_hours: sure.map(|(_, time)| hours(time)),
        beside: ids(graph, &proof.beside),
        work_basis: work.as_ref().map(|(claim, _)| basis(claim.basis)),
        work_path: work.map(|(_, proof)| ids(graph, &proof.path)),
        ..of
    }
}

fn absorbed<'a>(graph: &'a Graph, protected: &Protected) -> wire::Absorbed<'a> {
    let nothing = wire::Absorbed {
        id: graph.element(protected.element).id(),
        reason: "closed",
        from: protected.from.name(),
        up: None,
        of: None,
        min_up: None,
        margin: None,
        left_hours: None,
        basis: if protected.assumption.is_some() { "assumed" } else { "declared" },
    };
    match protected.by {
        Protection::Closed => nothing,
        Protection::Tolerance { left } => {
            wire::Absorbed { reason: "bridged", left_hours: Some(hours(left)), ..nothing }
        }
        Protection::Group { up, of, min_up } => wire::Absorbed {
            reason: "absorbed",
            up: Some(up),
            of: Some(of),
            min_up: Some(min_up),
            margin: Some(up.saturating_sub(min_up)),
            ..nothing
        },
    }
}
