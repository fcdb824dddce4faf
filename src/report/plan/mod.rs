//! The adaptation plan as a page and as JSON.

mod compose;
mod decisions;
mod falling;
mod json;
mod tables;
mod wire;
mod words;

use crate::analysis::adaptation::{Adaptation, Planned, Stage};
use crate::analysis::budget::By;
use crate::graph::{ElementIx, Graph};
use crate::model::Date;

pub use compose::page;
pub use json::write as write_json;
pub(super) use tables::named_bearer;

/// An adaptation plan, to be written.
#[derive(Debug, Clone, Copy)]
pub struct PlanReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The plan.
    pub plan: &'a Adaptation,
    /// By what its costs are grouped.
    pub by: By,
    /// The systems that are listed; all if none is named.
    pub only: &'a [ElementIx],
    /// Whether every row is listed.
    pub all: bool,
}

impl<'a> PlanReport<'a> {
    /// Whether a system is listed.
    fn lists(&self, system: &Planned) -> bool {
        self.only.is_empty() || self.only.contains(&system.element)
    }

    /// A system by its index in the plan.
    fn system(&self, index: usize) -> Option<&'a Planned> {
        self.plan.systems.get(index)
    }

    /// The name of a plateau by its number; of one without a number, what comes after the programme.
    fn plateau_name(&self, plateau: usize) -> Option<&'a str> {
        self.plan.programme.named(self.graph.model(), plateau).map(|(_, name)| name)
    }

    /// The id of a plateau by its number.
    fn plateau_id(&self, plateau: usize) -> Option<&'a str> {
        self.plan.programme.named(self.graph.model(), plateau).map(|(id, _)| id)
    }

    fn day_of(&self, stage: &Stage) -> Option<Date> {
        self.plan.programme.day(stage.plateau?)
    }
}
