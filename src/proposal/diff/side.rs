//! One of the two states that are compared.

use std::path::Path;

use crate::diagnostic::{Finding, Sources};
use crate::graph::Graph;
use crate::model::Date;

/// One of the two states that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The map.
    pub graph: &'a Graph,
    /// Its files.
    pub sources: &'a Sources,
    /// What the names of its files begin with, which says nothing of the map.
    pub folder: &'a Path,
    /// All that `check` finds.
    pub findings: &'a [Finding],
    /// The day.
    pub at: Date,
}
