//! Outages played through by the kernel, many of them, each until nothing more stops.

use std::sync::Arc;

use super::batches::{in_batches, workers};
use crate::analysis::spread::{Level, Spread, Start};
use crate::graph::{Direction, ElementIx, Graph, NodeIx};

/// A process that an outage stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stopped {
    /// Minutes after the beginning of the outage.
    pub(super) minutes: u32,
    /// Its place among the processes.
    pub(super) process: usize,
}

/// What is out from the beginning, and what is spared.
#[derive(Debug, Clone, Default)]
pub(super) struct Outage {
    /// Everything that is out.
    pub(super) out: Vec<NodeIx>,
    /// A node that nothing disturbs.
    pub(super) spared: Option<NodeIx>,
}

/// Plays outages through.
#[derive(Debug)]
pub(super) struct Outages<'g> {
    graph: &'g Graph,
    /// For every element its place among the processes.
    places: Vec<Option<usize>>,
    workers: Vec<Spread<'g>>,
    /// The elements that play a part.
    admitted: Arc<[bool]>,
}

impl<'g> Outages<'g> {
    /// `admitted` are those elements in use that may stop a process; what else stops matters to nobody here.
    pub(super) fn new(graph: &'g Graph, admitted: Vec<bool>, processes: &[ElementIx]) -> Self {
        let mut places = vec![None; graph.element_count()];
        for (place, process) in processes.iter().enumerate() {
            if let Some(slot) = places.get_mut(process.index()) {
                *slot = Some(place);
            }
        }
        Self { graph, places, workers: Vec::new(), admitted: admitted.into() }
    }

    /// The processes that each outage stops, the first first; fewer answers than outages when `bound` relations have
    /// been passed.
    ///
    /// Complexity: O(e log e) for each outage that passes e relations.
    pub(super) fn play(
        &mut self,
        outages: usize,
        bound: usize,
        outage: impl Fn(usize) -> Outage + Sync,
    ) -> Vec<Vec<Stopped>> {
        if outages > 0 && self.workers.is_empty() {
            self.workers = workers(|| Spread::new(self.graph, Arc::clone(&self.admitted)));
        }
        let (graph, places) = (self.graph, &self.places);
        in_batches(&mut self.workers, outages, bound, |spread, i| {
            let Outage { out, spared } = outage(i);
            spread.spare(spared);
            spread.run(out.iter().map(|&node| Start::stopped(node, 0)), None);
            let row = |node: &NodeIx| graph.snapshot().neighbours(*node, Direction::Downstream).len() + 1;
            let work = spread.touched().iter().map(row).sum();
            let mut stopped: Vec<Stopped> =
                spread.touched().iter().filter_map(|&node| stopped(graph, places, spread, node)).collect();
            stopped.sort_unstable();
            (stopped, work)
        })
    }
}

fn stopped(graph: &Graph, places: &[Option<usize>], spread: &Spread<'_>, node: NodeIx) -> Option<Stopped> {
    let process = places.get(graph.as_element(node)?.index()).copied().flatten()?;
    let minutes = spread.settled(node, Level::Stopped)?.label.time;
    Some(Stopped { minutes, process })
}
