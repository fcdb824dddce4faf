//! Which findings are waived, and which waivers are no longer what they should be (R13).
//!
//! A waiver covers what its rule finds at its element: where that is the first element of the finding, and, if the
//! waiver says `to`, where that is one of the others. It holds from the first day of `since` through the last of
//! `expires`. One that names what there is not covers nothing, and the finding stands.

mod book;
mod told;

use super::{Checked, Levels};
use crate::diagnostic::Finding;
use crate::graph::Graph;
use crate::model::Date;
use book::Book;

/// A finding that a waiver covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// The waiver, by its index in [`Model::waivers`](crate::model::Model::waivers).
    pub waiver: usize,
}

/// What has become of a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What it is worth today.
    pub state: State,
    /// How many findings it covers; of one that has ended, how many are back.
    pub findings: usize,
}

/// What a waiver is worth on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It holds.
    InForce,
    /// It would hold, but there is nothing that it covers.
    Unused,
    /// It holds from a later day on.
    NotBegun,
    /// It held until an earlier day.
    Expired,
    /// It names what there is not, or what cannot be waived.
    Invalid,
}

impl State {
    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Unused => "unused",
            Self::NotBegun => "not begun",
            Self::Expired => "expired",
            Self::Invalid => "invalid",
        }
    }
}

/// Parts what is waived from what counts, and adds what is wrong with the waivers themselves.
///
/// Complexity: one look-up for each finding and one for each of the elements that a finding beside its first names,
/// where that is waived at all; O(n log n) for n waivers.
pub(super) fn part(graph: &Graph, findings: Vec<Finding>, levels: &Levels, today: Date) -> Checked {
    if graph.model().waivers.is_empty() {
        return Checked { findings, ..Checked::default() };
    }
    let mut book = Book::of(graph, today);
    let mut checked = Checked::default();
    for finding in findings {
        match book.waiver_of(&finding) {
            Some(waiver) => checked.waived.push(Waived { finding, waiver }),
            None => checked.findings.push(finding),
        }
    }
    checked.waivers = book.standings();
    let told = told::told(&book, &checked, levels);
    checked.findings.extend(told);
    checked.findings.sort_by(super::in_order);
    checked
}
