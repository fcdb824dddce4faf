//! Ways: which nodes and relations a question about the whole map follows.

use super::{Direction, Graph, Neighbour, NodeIx};
use crate::model::Strength;

/// The nodes and relations that a question follows, among those that pass disruption on.
#[derive(Debug, Clone)]
pub struct Ways<'g> {
    graph: &'g Graph,
    /// For every node.
    admitted: Vec<bool>,
    /// For every node, whether no way leads on from it, unless it starts there.
    ends: Vec<bool>,
    only_hard: bool,
}

impl Graph {
    /// All ways among some elements, given for each; nothing leads on through information.
    ///
    /// Complexity: O(V).
    pub fn ways(&self, admitted: &[bool]) -> Ways<'_> {
        let nodes = || self.elements().map(super::ElementIx::node).chain(self.groups());
        Ways {
            graph: self,
            admitted: nodes().map(|node| admitted.get(node.index()).copied().unwrap_or(true)).collect(),
            ends: nodes().map(|node| self.ends_paths(node)).collect(),
            only_hard: false,
        }
    }
}

impl<'g> Ways<'g> {
    /// Only hard ways; and none through the redundancy groups that hold when one member is lost.
    #[must_use]
    pub fn only_hard(mut self, holds: impl Fn(NodeIx) -> bool) -> Self {
        self.only_hard = true;
        for group in self.graph.groups() {
            if let Some(ends) = self.ends.get_mut(group.index()) {
                *ends = holds(group);
            }
        }
        self
    }

    /// The graph that they are in.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// Whether a node is on any way.
    pub fn admits(&self, node: NodeIx) -> bool {
        self.admitted.get(node.index()).copied().unwrap_or(false)
    }

    /// Whether ways lead on from a node that is not their start.
    pub fn leads_on(&self, node: NodeIx) -> bool {
        self.ends.get(node.index()).is_some_and(|ends| !ends)
    }

    /// Whether the relation to a neighbour, and the neighbour, are on any way.
    pub fn leads_to(&self, neighbour: &Neighbour) -> bool {
        let is_carried = !self.only_hard || self.graph.passage(neighbour).strength == Strength::Hard;
        is_carried && self.admits(neighbour.node)
    }

    /// The neighbours of a node that are on its ways in one direction.
    pub fn neighbours(&self, node: NodeIx, direction: Direction) -> impl Iterator<Item = &'g Neighbour> {
        self.graph.snapshot.neighbours(node, direction).iter().filter(|neighbour| self.leads_to(neighbour))
    }

    /// For every node, whether some way upstream leads from the starts to it; the starts included.
    ///
    /// Complexity: O(V + E), no recursion.
    pub fn upstream_of(&self, starts: impl IntoIterator<Item = NodeIx>) -> Vec<bool> {
        let mut reached = vec![false; self.graph.node_count()];
        let mut queue = Vec::new();
        let mut reach = |node: NodeIx, queue: &mut Vec<NodeIx>| {
            if let Some(slot) = reached.get_mut(node.index())
                && !std::mem::replace(slot, true)
            {
                queue.push(node);
            }
        };
        for start in starts {
            reach(start, &mut queue);
        }
        let starts = queue.len();
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            if self.leads_on(node) || next < starts {
                self.neighbours(node, Direction::Upstream).for_each(|to| reach(to.node, &mut queue));
            }
            next += 1;
        }
        reached
    }
}
