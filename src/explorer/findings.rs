//! What is wrong with the map, and what rests on what it cannot rest on, by the elements concerned.

use std::collections::HashMap;

use serde::Serialize;

use super::data::Places;
use crate::analysis::lifecycle::{ConflictKind, Timelines, conflicts as conflicts_of};
use crate::diagnostic::Finding;

/// A time in which something in use rests on what it cannot rest on.
#[derive(Serialize)]
pub(super) struct WireConflict {
    dependent: usize,
    dependency: usize,
    kind: &'static str,
    /// The first day; nothing if it has always been so.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    /// The last day; nothing if no end is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
}

/// Something that is wrong.
#[derive(Serialize)]
pub(super) struct WireFinding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    elements: Vec<usize>,
    place: String,
}

/// Every conflict, one for each stretch of days.
pub(super) fn conflicts(timelines: &Timelines<'_>) -> Vec<WireConflict> {
    let mut found = Vec::new();
    for conflict in conflicts_of(timelines) {
        found.extend(conflict.days.spans().iter().map(|span| WireConflict {
            dependent: conflict.dependent.index(),
            dependency: conflict.dependency.index(),
            kind: kind(conflict.kind),
            first: span.begins().map(|day| day.to_string()),
            last: span.ends().map(|day| day.to_string()),
        }));
    }
    found
}

fn kind(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Retired => "retired",
        ConflictKind::NotYetActive => "not_yet_active",
        ConflictKind::Unsupported => "unsupported",
        ConflictKind::AgreementEnded => "agreement_ended",
    }
}

/// Every finding, in the order of `check`.
pub(super) fn findings<'a>(
    findings: &'a [Finding],
    numbers: &HashMap<&str, usize>,
    places: &Places<'_>,
) -> Vec<WireFinding<'a>> {
    let wire = |finding: &'a Finding| WireFinding {
        rule: &finding.rule,
        level: finding.severity.name(),
        message: &finding.message,
        elements: finding.elements.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect(),
        place: places.tell(finding.place),
    };
    findings.iter().map(wire).collect()
}
