//! What a rule may look at.

use super::time::Time;
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, Phase, Section};

/// What a rule may look at: the map and the day.
#[derive(Debug, Clone, Copy)]
pub struct Context<'g> {
    /// The map.
    pub graph: &'g Graph,
    /// The day that counts as today.
    pub today: Date,
    /// When what is in use, and where that leaves gaps.
    pub time: &'g Time<'g>,
}

impl<'g> Context<'g> {
    /// Every element with its index, in the order of the map.
    pub fn elements(&self) -> impl Iterator<Item = (ElementIx, &'g Element)> + use<'g> {
        let graph = self.graph;
        graph.elements().map(move |ix| (ix, graph.element(ix)))
    }

    /// Every element of which it may be asked what is not said of it.
    pub fn asked(&self) -> impl Iterator<Item = (ElementIx, &'g Element)> + use<'g> {
        asked(self.graph, self.today)
    }

    /// Whether an element is out of use for good.
    pub fn is_retired(&self, element: &Element) -> bool {
        is_retired(self.graph, self.today, element)
    }
}

/// Every element of which it may be asked what is not said of it: not what has been retired, which nobody looks after
/// any more, nor other people's systems, of which only they know.
pub(super) fn asked(graph: &Graph, today: Date) -> impl Iterator<Item = (ElementIx, &Element)> {
    let elements = graph.elements().map(move |ix| (ix, graph.element(ix)));
    elements.filter(move |(_, element)| !is_external(element) && !is_retired(graph, today, element))
}

/// Whether an element is out of use for good.
pub(super) fn is_retired(graph: &Graph, today: Date, element: &Element) -> bool {
    graph.model().phase_on(element, today) == Some(Phase::Retired)
}

/// Whether an element is somebody else's system.
pub(super) fn is_external(element: &Element) -> bool {
    element.section == Section::Systems && element.kind() == Some("external")
}
