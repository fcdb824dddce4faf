//! How much hangs on each of many elements, within a bound of work.

use super::{Direction, Graph, NodeIx, to_u32};

/// Counts what hangs on one node after another. What it allocates serves all of them, so that a count costs only
/// what it visits.
#[derive(Debug)]
pub struct HangingCounter<'g> {
    graph: &'g Graph,
    /// What each node is to a count: to ask the element itself would cost more than all the rest.
    roles: Vec<Role>,
    /// The count in which a node was last visited.
    seen: Vec<u32>,
    epoch: u32,
    queue: Vec<NodeIx>,
    /// How many relations all counts together may still follow.
    left: usize,
}

/// What a node is to a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// An element that counts as a step.
    Counts,
    /// One that counts, but through which no path leads.
    CountsAndEnds,
    /// An integration or a group.
    Between,
}

impl Graph {
    /// A counter of what hangs on nodes that follows at most `work` relations in all.
    pub fn hanging_counter(&self, work: usize) -> HangingCounter<'_> {
        let role = |node| match (self.counts(node), self.ends_paths(node)) {
            (true, true) => Role::CountsAndEnds,
            (true, false) => Role::Counts,
            (false, _) => Role::Between,
        };
        HangingCounter {
            graph: self,
            roles: (0..self.node_count()).map(|index| role(NodeIx(to_u32(index)))).collect(),
            seen: vec![0; self.node_count()],
            epoch: 0,
            queue: Vec::new(),
            left: work,
        }
    }

    /// Every node once, after all that it rests on; in a cycle, some node must come before what it rests on.
    ///
    /// Complexity: O(V + E), depth first with a list of what is still to do; no recursion.
    pub fn dependencies_first(&self) -> Vec<NodeIx> {
        let mut order = Vec::with_capacity(self.node_count());
        let mut entered = vec![false; self.node_count()];
        let mut enter = |node: NodeIx| match entered.get_mut(node.index()) {
            Some(entered) => !std::mem::replace(entered, true),
            None => false,
        };
        let mut open: Vec<(NodeIx, usize)> = Vec::new();
        for start in (0..self.node_count()).map(|index| NodeIx(to_u32(index))) {
            if enter(start) {
                open.push((start, 0));
            }
            while let Some((node, next)) = open.last_mut() {
                match self.snapshot.neighbours(*node, Direction::Upstream).get(*next) {
                    Some(dependency) => {
                        *next += 1;
                        if enter(dependency.node) {
                            open.push((dependency.node, 0));
                        }
                    }
                    None => {
                        order.push(*node);
                        open.pop();
                    }
                }
            }
        }
        order
    }
}

impl HangingCounter<'_> {
    /// How many elements hang on a node, itself not counted, integrations neither: they are no step.
    /// Nothing when the work is used up.
    ///
    /// Counts what [`Graph::walk`] reaches downstream.
    pub fn count(&mut self, start: NodeIx) -> Option<usize> {
        self.epoch += 1;
        self.queue.clear();
        self.visit(start);
        let mut hanging = 0;
        let mut next = 0;
        while let Some(&node) = self.queue.get(next) {
            next += 1;
            if node != start {
                match self.roles.get(node.index()) {
                    Some(Role::Counts) => hanging += 1,
                    Some(Role::CountsAndEnds) => {
                        hanging += 1;
                        continue;
                    }
                    Some(Role::Between) | None => {}
                }
            }
            let dependents = self.graph.snapshot.neighbours(node, Direction::Downstream);
            self.left = self.left.checked_sub(dependents.len() + 1)?;
            for dependent in dependents {
                self.visit(dependent.node);
            }
        }
        Some(hanging)
    }

    fn visit(&mut self, node: NodeIx) {
        if let Some(seen) = self.seen.get_mut(node.index())
            && *seen != self.epoch
        {
            *seen = self.epoch;
            self.queue.push(node);
        }
    }
}
