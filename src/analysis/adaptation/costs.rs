//! What the moves of a plan cost, and for whom.

use std::collections::BTreeMap;

use super::{Adaptation, Planned};
use crate::analysis::budget::By;
use crate::graph::Graph;
use crate::model::Sums;

/// What some moves cost one bearer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share<'g> {
    /// The organisation or class; nothing if the map does not say.
    pub bearer: Option<&'g str>,
    /// What its moves cost, as far as declared.
    pub cost: Sums,
    /// How many moves cost something.
    pub moves: usize,
    /// How many of these have no cost declared.
    pub without_cost: usize,
}

impl Planned {
    /// Whether its move costs something: it is adapted, or replaced.
    pub fn has_price(&self) -> bool {
        matches!(self.fate, super::Fate::Adapt | super::Fate::Replace)
    }
}

impl Adaptation {
    /// What some moves cost in all: indices of [`Adaptation::systems`].
    pub fn cost_of(&self, moves: &[usize]) -> Sums {
        moves.iter().filter_map(|&index| self.systems.get(index)?.cost).collect()
    }

    /// What some moves cost each bearer, by their ids; those that nobody bears last.
    pub fn shares<'g>(&self, graph: &'g Graph, moves: &[usize], by: By) -> Vec<Share<'g>> {
        let mut shares: BTreeMap<(bool, Option<&'g str>), Share<'g>> = BTreeMap::new();
        let systems = moves.iter().filter_map(|&index| self.systems.get(index));
        for system in systems.filter(|system| system.has_price()) {
            let bearer = by.bearer(graph, system.element).id;
            let share = shares
                .entry((bearer.is_none(), bearer))
                .or_insert_with(|| Share { bearer, ..Share::default() });
            share.moves += 1;
            match system.cost {
                Some(cost) => share.cost.add(cost),
                None => share.without_cost += 1,
            }
        }
        shares.into_values().collect()
    }
}
