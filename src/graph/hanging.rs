//! How much hangs on each of many elements, within a bound of work.

use super::{Direction, Graph, NodeIx};

/// Counts what hangs on one node after another. What it allocates serves all of them, so that a count costs only
/// what it visits.
#[derive(Debug)]
pub struct HangingCounter<'g> {
    graph: &'g Graph,
    /// The count in which a node was last visited.
    seen: Vec<u32>,
    epoch: u32,
    queue: Vec<NodeIx>,
    /// How many relations all counts together may still follow.
    left: usize,
}

impl Graph {
    /// A counter of what hangs on nodes that follows at most `work` relations in all.
    pub fn hanging_counter(&self, work: usize) -> HangingCounter<'_> {
        HangingCounter {
            graph: self,
            seen: vec![0; self.node_count()],
            epoch: 0,
            queue: Vec::new(),
            left: work,
        }
    }

    /// Every node, those that it rests on first; within a cycle in some fixed order.
    ///
    /// Complexity: O(V + E), by the components, which come in this order; no recursion.
    pub fn dependencies_first(&self) -> Vec<NodeIx> {
        let mut order = Vec::with_capacity(self.node_count());
        self.each_component(|_, _| true, |nodes| order.extend_from_slice(nodes));
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
                hanging += usize::from(self.graph.counts(node));
                if self.graph.ends_paths(node) {
                    continue;
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
