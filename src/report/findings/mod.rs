//! Findings: what is wrong with a map, for people and for programs.

mod coverage;
mod json;
mod snippet;
mod text;

use crate::diagnostic::{Finding, Severity, Sources};
use crate::graph::Graph;
use crate::lint::Coverage;

pub use json::write as write_json;
pub(super) use json::{WireFinding, wire};
pub use snippet::render;
pub use text::{TextOptions, write as write_text};

/// What `check` found.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The map, as the user named it.
    pub map: &'a str,
    /// The findings, in order.
    pub findings: &'a [Finding],
    /// The files they stand in.
    pub sources: &'a Sources,
    /// The graph of the map.
    pub graph: &'a Graph,
    /// How much of the map is filled in.
    pub coverage: &'a Coverage,
}

impl Findings<'_> {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
