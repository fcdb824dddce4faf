//! What the outage of one element alone stops, for every element.

use std::collections::BTreeMap;

use super::apart::{losses_needed, takes_several};
use super::first::FirstStops;
use super::outages::{Outage, Outages, Stopped};
use super::parts::Parts;
use super::{COUNTING, FirstStop, Stops, is_critical, is_process};
use crate::graph::{ElementIx, Graph, Hanging, Ways};

/// What outages of single elements stop.
#[derive(Debug)]
pub(super) struct Stopping<'g> {
    pub(super) graph: &'g Graph,
    in_use: &'g [bool],
    /// In the order of [`super::Rank::processes`].
    pub(super) processes: &'g [ElementIx],
    /// The ways over which one outage stops the next: hard ones, and groups that cannot spare a member.
    pub(super) ways: Ways<'g>,
    pub(super) parts: Parts,
    /// What must be played through, with the processes that stop; nothing if that was not done.
    pub(super) apart: BTreeMap<ElementIx, Option<Vec<Stopped>>>,
    /// For every node, whether what stops there may stop a process over hard ways.
    may_stop: Vec<bool>,
    hanging: Hanging<2>,
    first: FirstStops,
}

/// How many relations all outages that are played through may pass: a second or two.
const WORK: usize = 10_000_000;

impl<'g> Stopping<'g> {
    /// Complexity: O(E log E), what [`Ways::hanging`] takes, and a bounded number of outages.
    pub(super) fn of(graph: &'g Graph, in_use: &'g [bool], processes: &'g [ElementIx]) -> Self {
        let needed = losses_needed(graph, in_use);
        let elements = graph.element_count();
        let nodes = processes.iter().map(|process| process.node());
        let may_stop = graph.ways(in_use).only_hard(|_| false).upstream_of(nodes);
        let admitted: Vec<bool> = in_use.iter().zip(&may_stop).map(|(&used, &may)| used && may).collect();
        let ways = graph.ways(&admitted).only_hard(|group| {
            group.index().checked_sub(elements).and_then(|group| needed.get(group)).is_some_and(|&n| n > 1)
        });
        let class = |ix| [is_process(graph, ix), is_critical(graph, ix) && is_process(graph, ix)];
        let parts = Parts::of(graph, in_use);
        let several = takes_several(&ways, &needed, &may_stop);
        let is = |flags: &[bool], ix: ElementIx| flags.get(ix.index()).copied().unwrap_or(false);
        let apart = graph.elements().filter(|&ix| is(&several, ix)).chain(parts.odd());
        let apart: Vec<ElementIx> = apart.filter(|&ix| is(in_use, ix)).collect();
        let mut stopping = Self {
            graph,
            in_use,
            processes,
            hanging: ways.hanging(class, COUNTING),
            first: FirstStops::of(&ways, processes),
            ways,
            parts,
            apart: apart.into_iter().map(|ix| (ix, None)).collect(),
            may_stop,
        };
        stopping.play_through();
        stopping
    }

    fn play_through(&mut self) {
        let elements: Vec<ElementIx> = self.apart.keys().copied().collect();
        let mut outages = self.outages();
        let outage = |i: usize| self.outage_of(elements.get(i).copied());
        let answers = outages.play(elements.len(), WORK, outage);
        for (&element, mut stopped) in elements.iter().zip(answers) {
            stopped.retain(|stopped| self.processes.get(stopped.process) != Some(&element));
            self.apart.insert(element, Some(stopped));
        }
    }

    /// The outage of an element, and of its parts.
    pub(super) fn outage_of(&self, elements: impl IntoIterator<Item = ElementIx>) -> Outage {
        self.outage_without(elements, None)
    }

    /// The same, but for an element that is spared.
    pub(super) fn outage_without(
        &self,
        elements: impl IntoIterator<Item = ElementIx>,
        spared: Option<ElementIx>,
    ) -> Outage {
        Outage { out: self.parts.with(elements, spared), spared: spared.map(ElementIx::node) }
    }

    /// Whether the outage of an element, alone or with others, may stop a process.
    pub(super) fn may_stop(&self, ix: ElementIx) -> bool {
        self.may_stop.get(ix.index()).copied().unwrap_or(false) || self.parts.is_odd(ix)
    }

    /// To play outages through among what may stop a process, and all members of groups among that.
    pub(super) fn outages(&self) -> Outages<'g> {
        let graph = self.graph;
        let mut admitted = vec![false; graph.element_count()];
        let mut admit = |ix: ElementIx| {
            if let Some(slot) = admitted.get_mut(ix.index()) {
                *slot = self.in_use.get(ix.index()).copied().unwrap_or(false);
            }
        };
        let may_stop = |index: usize| self.may_stop.get(index).copied().unwrap_or(false);
        graph.elements().filter(|ix| may_stop(ix.index())).for_each(&mut admit);
        for group in graph.groups().filter(|group| may_stop(group.index())) {
            let members = graph.snapshot().neighbours(group, crate::graph::Direction::Upstream).iter();
            members.filter_map(|member| graph.as_element(member.node)).for_each(&mut admit);
        }
        // A part that is out with its whole may stop what the whole does not.
        for odd in self.parts.odd() {
            self.parts
                .with([odd], None)
                .into_iter()
                .filter_map(|node| graph.as_element(node))
                .for_each(&mut admit);
        }
        Outages::new(graph, admitted, self.processes)
    }

    /// What the outage of an element stops; nothing if that was not computed.
    pub(super) fn stops(&self, element: ElementIx) -> Option<Stops> {
        match self.apart.get(&element) {
            Some(stopped) => Some(self.summary(stopped.as_ref()?)),
            None if !self.hanging.complete => None,
            None => {
                let [processes, critical] = self.hanging.on(element.node());
                Some(Stops { processes, critical, first: self.first.on(element, self.processes) })
            }
        }
    }

    /// What is said of processes that stop.
    pub(super) fn summary(&self, stopped: &[Stopped]) -> Stops {
        let process = |stopped: &Stopped| self.processes.get(stopped.process).copied();
        let is_critical = |stopped: &&Stopped| process(stopped).is_some_and(|ix| is_critical(self.graph, ix));
        let first = stopped
            .first()
            .and_then(|first| Some(FirstStop { minutes: first.minutes, process: process(first)? }));
        Stops { processes: stopped.len(), critical: stopped.iter().filter(is_critical).count(), first }
    }
}
