//! The budget as a page and as JSON.

mod compose;
mod json;

use crate::analysis::adaptation::Adaptation;
use crate::analysis::budget::{Budget, By, When};
use crate::graph::Graph;

pub use compose::page;
pub use json::write as write_json;

/// A budget, to be written.
#[derive(Debug, Clone, Copy)]
pub struct BudgetReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The plan that it is made from.
    pub plan: &'a Adaptation,
    /// The budget.
    pub budget: &'a Budget,
    /// By what it is grouped.
    pub by: By,
    /// Whether every row is listed.
    pub all: bool,
}

/// When something is paid, in words.
fn when(when: When) -> String {
    match when {
        When::Year(year) => year.to_string(),
        When::Later => "later".to_owned(),
        When::NoDate => "no date".to_owned(),
    }
}
