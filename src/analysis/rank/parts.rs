//! Wholes and their parts: an outage of a whole is an outage of its parts, as everywhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Direction, ElementIx, Graph, NodeIx, Relation};
use crate::model::{Field, Strength};

/// The parts in use of every whole.
#[derive(Debug, Default)]
pub(super) struct Parts {
    of: BTreeMap<ElementIx, Vec<ElementIx>>,
    /// Wholes of which some part would not stop at once with them, or not with all that hangs on it, if it only
    /// rested on them.
    odd: BTreeSet<ElementIx>,
}

impl Parts {
    /// Complexity: O(V) and what the parts take.
    pub(super) fn of(graph: &Graph, in_use: &[bool]) -> Self {
        let mut parts = Self::default();
        let mut wholes_of: BTreeMap<ElementIx, Vec<ElementIx>> = BTreeMap::new();
        let mut open: Vec<ElementIx> = Vec::new();
        for part in graph.elements().filter(|ix| in_use.get(ix.index()).copied().unwrap_or(false)) {
            if graph.element(part).field(Field::PartOf).is_none() {
                continue;
            }
            for (whole, edge) in graph.relations(part.node(), Direction::Upstream) {
                let Some(whole) = graph.as_element(whole).filter(|_| edge.relation == Relation::PartOf)
                else {
                    continue;
                };
                parts.of.entry(whole).or_default().push(part);
                wholes_of.entry(part).or_default().push(whole);
                let at_once = edge.tolerates.is_none_or(|tolerates| tolerates.minutes() == 0);
                let stops = edge.effective_strength() == Strength::Hard && at_once;
                if !stops || graph.ends_paths(part.node()) {
                    open.push(whole);
                }
            }
        }
        while let Some(whole) = open.pop() {
            if parts.odd.insert(whole) {
                open.extend(wholes_of.get(&whole).into_iter().flatten());
            }
        }
        parts
    }

    /// The wholes whose outage is more than an outage of one element.
    pub(super) fn odd(&self) -> impl Iterator<Item = ElementIx> {
        self.odd.iter().copied()
    }

    /// Whether the outage of a whole is more than an outage of one element.
    pub(super) fn is_odd(&self, whole: ElementIx) -> bool {
        self.odd.contains(&whole)
    }

    /// Elements together with all their parts, at any depth, but for one that is spared, and what is out only with it.
    pub(super) fn with(
        &self,
        elements: impl IntoIterator<Item = ElementIx>,
        spared: Option<ElementIx>,
    ) -> Vec<NodeIx> {
        let mut known: BTreeSet<ElementIx> = BTreeSet::new();
        let mut open: Vec<ElementIx> = elements.into_iter().collect();
        while let Some(element) = open.pop() {
            if Some(element) != spared && known.insert(element) {
                open.extend(self.of.get(&element).into_iter().flatten());
            }
        }
        known.into_iter().map(ElementIx::node).collect()
    }
}
