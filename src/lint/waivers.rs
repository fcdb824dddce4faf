//! Which findings are waived, and which waivers are no longer what they should be (R13).

use super::{Checked, Levels};
use crate::diagnostic::Finding;
use crate::graph::Graph;
use crate::model::Date;

/// A finding that a waiver covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// The waiver, by its index in [`Model::waivers`](crate::model::Model::waivers).
    pub waiver: usize,
}

/// Parts what is waived from what counts, and adds what is wrong with the waivers themselves.
pub(super) fn part(_graph: &Graph, findings: Vec<Finding>, _levels: &Levels, _today: Date) -> Checked {
    Checked { findings, waived: Vec::new() }
}
