//! What a relation lets through, as compact as a walk over the whole map needs it.

use petgraph::graph::DiGraph;

use super::{Edge, Relation};
use crate::model::{Element, Model, Schedule, Strength};

/// How a disruption passes from a dependency to its dependent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// How many minutes the dependent can do without.
    pub tolerates: u32,
    /// Whether it stops then, or works on with less.
    pub strength: Strength,
    /// What of this nobody has said: the tolerance if it follows from a schedule, the strength if it follows from the
    /// kind of relation where people may choose.
    pub assumption: Option<Assumption>,
}

/// What nobody has said, and is taken for granted. That of a strength weighs more: without it nobody knows whether
/// anything is disturbed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// How long a dependent can do without.
    Tolerance,
    /// Whether it stops without.
    Strength,
}

impl Passage {
    /// What passes all at once.
    pub(super) const OPEN: Self =
        Self { tolerates: 0, strength: Strength::Hard, assumption: Some(Assumption::Strength) };

    /// The passages of all relations, in the order of the graph.
    pub(super) fn of_all(graph: &DiGraph<(), Edge>, model: &Model) -> Vec<Self> {
        let dependency = |edge: &petgraph::graph::Edge<Edge>| model.elements.get(edge.target().index());
        graph.raw_edges().iter().map(|edge| Self::of(&edge.weight, dependency(edge))).collect()
    }

    /// What is fed at intervals can do without for one of them, unless something else is declared.
    fn of(edge: &Edge, dependency: Option<&Element>) -> Self {
        let is_fed = edge.relation == Relation::Consumes && edge.tolerates.is_none();
        let schedule = dependency.filter(|_| is_fed).and_then(Element::schedule).copied();
        let period = schedule.and_then(Schedule::period);
        let assumption = match period {
            _ if !edge.is_declared() => Some(Assumption::Strength),
            Some(_) => Some(Assumption::Tolerance),
            None => None,
        };
        Self {
            tolerates: edge.tolerates.or(period).map_or(0, |tolerates| tolerates.minutes()),
            strength: edge.effective_strength(),
            assumption,
        }
    }
}
