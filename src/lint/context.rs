//! What a rule may look at.

use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, LifecycleUse, Phase, Section};

/// What a rule may look at: the map and the day.
#[derive(Debug, Clone, Copy)]
pub struct Context<'g> {
    /// The map.
    pub graph: &'g Graph,
    /// The day that counts as today.
    pub today: Date,
}

impl<'g> Context<'g> {
    /// Every element with its index, in the order of the map.
    pub fn elements(&self) -> impl Iterator<Item = (ElementIx, &'g Element)> + use<'g> {
        let graph = self.graph;
        graph.elements().map(move |ix| (ix, graph.element(ix)))
    }

    /// Every element of which it may be asked what is not said of it: not what has been retired, which nobody
    /// looks after any more, nor other people's systems, of which only they know.
    pub fn asked(&self) -> impl Iterator<Item = (ElementIx, &'g Element)> + use<'g> {
        let cx = *self;
        self.elements().filter(move |(_, element)| !is_external(element) && !cx.is_retired(element))
    }

    /// Whether an element is out of use for good.
    pub fn is_retired(&self, element: &Element) -> bool {
        let phase = match element.lifecycle() {
            Some(LifecycleUse::Phase(phase)) => Some(*phase),
            _ => self.graph.model().lifecycle_of(element).and_then(|l| l.phase_on(self.today)),
        };
        phase == Some(Phase::Retired)
    }
}

/// Whether an element is somebody else's system.
pub(super) fn is_external(element: &Element) -> bool {
    element.section == Section::Systems && element.kind() == Some("external")
}
