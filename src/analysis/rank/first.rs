//! The first process that the outage of each element stops, for all elements at once.
//!
//! Dijkstra's algorithm (1959) from all processes against the disruption. Every node keeps the first two processes
//! that stop: a process that rests on itself over others does not count as stopped by its own outage.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::FirstStop;
use crate::graph::{Direction, ElementIx, NodeIx, Ways};

/// When a process stops, and which, by its place among the processes.
type Label = (u32, u32);

/// For every node the first two processes that stop.
#[derive(Debug)]
pub(super) struct FirstStops(Vec<[Option<Label>; 2]>);

/// The last minute that is told apart from never, as in the kernel.
const LATEST: u32 = u32::MAX - 1;

impl FirstStops {
    /// Complexity: O(E log E) for the relations that lead to processes; no recursion.
    pub(super) fn of(ways: &Ways<'_>, processes: &[ElementIx]) -> Self {
        let graph = ways.graph();
        let mut first = Self(vec![[None; 2]; graph.node_count()]);
        let mut arrivals = BinaryHeap::new();
        let pass_on = |node: NodeIx, (time, process): Label, arrivals: &mut BinaryHeap<_>| {
            for dependency in ways.neighbours(node, Direction::Upstream) {
                let time = time.saturating_add(graph.passage(dependency).tolerates).min(LATEST);
                arrivals.push(Reverse((time, process, dependency.node)));
            }
        };
        for (process, place) in processes.iter().zip(0..) {
            pass_on(process.node(), (0, place), &mut arrivals);
        }
        while let Some(Reverse((time, process, node))) = arrivals.pop() {
            if first.settle(node, (time, process)) && ways.leads_on(node) {
                pass_on(node, (time, process), &mut arrivals);
            }
        }
        first
    }

    /// Keeps a label if it is one of the first two, of different processes.
    fn settle(&mut self, node: NodeIx, label: Label) -> bool {
        match self.0.get_mut(node.index()) {
            Some([first @ None, _]) => *first = Some(label),
            Some([Some(first), second @ None]) if first.1 != label.1 => *second = Some(label),
            _ => return false,
        }
        true
    }

    /// The first process that an outage of an element stops, itself not counted.
    pub(super) fn on(&self, element: ElementIx, processes: &[ElementIx]) -> Option<FirstStop> {
        let labels = self.0.get(element.index())?.iter().flatten();
        let mut stops = labels.filter_map(|&(minutes, place)| {
            Some(FirstStop { minutes, process: *processes.get(place as usize)? })
        });
        stops.find(|stop| stop.process != element)
    }
}
