//! Blind spots: what an answer cannot see, so that nobody takes silence for safety.

use super::reached::{Basis, Reached};
use crate::graph::{Direction, ElementIx, Graph};
use crate::model::{Field, Section};

/// What an answer cannot see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlindSpots {
    /// Elements in the answer without an owner: nobody can be told.
    pub without_owner: Vec<ElementIx>,
    /// Systems and technologies in the answer without a lifecycle.
    pub without_lifecycle: Vec<ElementIx>,
    /// Processes and systems in the answer that are not said to rest on anything.
    pub without_dependencies: Vec<ElementIx>,
    /// Elements in the answer whose way rests on a relation without declared strength.
    pub assumed: usize,
    /// Elements in the answer, integrations not counted.
    pub elements: usize,
    /// Causes without any relation at all: that nothing hangs on them may only mean that nobody mapped them.
    pub unmapped_causes: Vec<ElementIx>,
    /// Elements left out because they, or what leads to them, are not in use on the day; integrations not counted.
    pub not_in_use: usize,
    /// Elements of the whole map that have no relation at all.
    pub isolated: usize,
    /// Elements of the whole map, integrations not counted.
    pub map_elements: usize,
    /// Whether a part of the map could not be read.
    pub incomplete: bool,
}

/// The blind spots of an answer about reach.
pub fn of_reach(graph: &Graph, causes: &[ElementIx], reached: &[Reached], not_in_use: usize) -> BlindSpots {
    let mut spots = BlindSpots { not_in_use, incomplete: graph.model().incomplete, ..BlindSpots::default() };
    for reached in reached {
        let section = graph.element(reached.element).section;
        if section != Section::Integrations {
            spots.elements += 1;
            spots.assumed += usize::from(reached.basis == Basis::Assumed);
        }
    }
    for ix in causes.iter().copied().chain(reached.iter().map(|reached| reached.element)) {
        let element = graph.element(ix);
        let has = |field| element.field(field).is_some();
        if !has(Field::Owner) {
            spots.without_owner.push(ix);
        }
        if matches!(element.section, Section::Systems | Section::Technologies) && !has(Field::Lifecycle) {
            spots.without_lifecycle.push(ix);
        }
        let could_rest_on_something = matches!(element.section, Section::Processes | Section::Systems);
        if could_rest_on_something && !graph.has_relations(ix, Direction::Upstream) {
            spots.without_dependencies.push(ix);
        }
    }
    spots.unmapped_causes = causes.iter().copied().filter(|&cause| is_isolated(graph, cause)).collect();
    for ix in graph.elements().filter(|&ix| graph.element(ix).section != Section::Integrations) {
        spots.map_elements += 1;
        spots.isolated += usize::from(is_isolated(graph, ix));
    }
    spots
}

fn is_isolated(graph: &Graph, ix: ElementIx) -> bool {
    !graph.has_relations(ix, Direction::Upstream) && !graph.has_relations(ix, Direction::Downstream)
}
