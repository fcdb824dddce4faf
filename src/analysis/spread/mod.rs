//! How a disruption spreads in time: the kernel.
//!
//! Every node has two levels, *disturbed* and *stopped*, and each is settled once, by its first arrival; a
//! redundancy group by the arrival of its (n − min_up + 1)th loss. Arrivals are taken in the order of their labels,
//! and a step only ever adds to a label, so a label that is taken is final: Dijkstra's algorithm, with groups as
//! its superior functions (Knuth, *A generalization of Dijkstra's algorithm*, 1977).
//!
//! Knows nothing of calendars, of people or of work: minutes, nodes and strengths only.

mod label;
mod quorum;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

pub(crate) use label::{Label, Level, Settled, Start, TooLate};
use quorum::Losses;
pub(crate) use quorum::Quorum;

use crate::graph::{Direction, Graph, NodeIx};
use crate::model::Strength;

/// The spread of disruptions over a graph. What it allocates serves any number of runs, and a run costs only what it
/// reaches: O(e log e) for e relations passed.
#[derive(Debug)]
pub(crate) struct Spread<'g> {
    graph: &'g Graph,
    admitted: Arc<[bool]>,
    quorums: Vec<Quorum>,
    /// A node that nothing disturbs in this run.
    spared: Option<NodeIx>,
    nodes: Vec<State>,
    losses: Vec<Losses>,
    touched: Vec<NodeIx>,
    arrivals: BinaryHeap<Reverse<Arrival>>,
    too_late: Vec<TooLate>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    disturbed: Slot,
    stopped: Slot,
    is_touched: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The best arrival so far.
    best: Option<Settled>,
    is_settled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Arrival {
    label: Label,
    node: NodeIx,
    level: Level,
    from: (NodeIx, Level),
    /// Whether what it comes from was not disturbed before it stopped: then this arrival is both.
    at_once: bool,
}

/// The last minute that is told apart from never.
const LATEST: u32 = u32::MAX - 1;

impl<'g> Spread<'g> {
    /// A spread over the elements that are admitted, by their index.
    ///
    /// Complexity: O(V + E) once.
    pub(crate) fn new(graph: &'g Graph, admitted: Arc<[bool]>) -> Self {
        let quorums: Vec<Quorum> = graph.groups().map(|group| Quorum::of(graph, &admitted, group)).collect();
        Self {
            graph,
            admitted,
            spared: None,
            nodes: vec![State::default(); graph.node_count()],
            losses: vec![Losses::default(); quorums.len()],
            quorums,
            touched: Vec::new(),
            arrivals: BinaryHeap::new(),
            too_late: Vec::new(),
        }
    }

    /// Spares a node in the runs that follow: nothing disturbs it, and nothing passes through it.
    pub(crate) fn spare(&mut self, node: Option<NodeIx>) {
        self.spared = node;
    }

    /// Lets disruptions spread from their starts until an end, the first minute in which all is well again.
    pub(crate) fn run(&mut self, starts: impl IntoIterator<Item = Start>, until: Option<u32>) {
        self.clear();
        let until = until.unwrap_or(u32::MAX);
        for Start { node, level, label } in starts {
            self.arrive(Arrival { label, node, level, from: (node, level), at_once: true }, until);
        }
        while let Some(Reverse(arrival)) = self.arrivals.pop() {
            match self.group_index(arrival.node) {
                Some(group) if !is_start(&arrival) => self.lose(group, &arrival, until),
                _ => self.settle(&arrival, until),
            }
        }
    }

    /// How a level of a node was settled, if it was.
    pub(crate) fn settled(&self, node: NodeIx, level: Level) -> Option<Settled> {
        let slot = self.nodes.get(node.index())?.slot(level);
        slot.best.filter(|_| slot.is_settled)
    }

    /// The nodes that the run touched, each once, groups that hold too.
    pub(crate) fn touched(&self) -> &[NodeIx] {
        &self.touched
    }

    /// What would have come after the end, in the order of nodes.
    pub(crate) fn too_late(&self) -> impl Iterator<Item = TooLate> {
        let mut too_late = self.too_late.clone();
        too_late.sort_unstable();
        too_late.dedup_by_key(|late| (late.node, late.level));
        too_late.into_iter()
    }

    /// A redundancy group on the day, and how many of its members are lost at a level.
    pub(crate) fn group(&self, node: NodeIx, level: Level) -> Option<(Quorum, u32)> {
        let group = self.group_index(node)?;
        Some((*self.quorums.get(group)?, self.losses.get(group)?.of(level).count))
    }

    /// The members whose loss settled a group, first loss first, each with the level that was lost.
    pub(crate) fn losses_of(&self, group: NodeIx, level: Level) -> Vec<(NodeIx, Level)> {
        let needed =
            self.group_index(group).and_then(|index| self.quorums.get(index)).map_or(0, Quorum::needed);
        let members = self.graph.snapshot().neighbours(group, Direction::Upstream).iter();
        let mut lost: Vec<(Label, (NodeIx, Level))> = members
            .filter_map(|member| {
                let passage = self.graph.passage(member);
                let source = match (passage.strength, level) {
                    (Strength::Hard, level) => level,
                    (Strength::Soft, Level::Disturbed) => Level::Stopped,
                    (Strength::Soft, Level::Stopped) => return None,
                };
                let label = self.settled(member.node, source)?.label;
                let time = label.time.saturating_add(passage.tolerates).min(LATEST);
                Some((
                    Label { time, assumed: label.assumed.max(passage.assumption), ..label },
                    (member.node, source),
                ))
            })
            .collect();
        lost.sort_unstable();
        lost.into_iter().take(needed as usize).map(|(_, member)| member).collect()
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            if let Some(state) = self.nodes.get_mut(node.index()) {
                *state = State::default();
            }
            let group = node.index().checked_sub(self.graph.element_count());
            if let Some(losses) = group.and_then(|group| self.losses.get_mut(group)) {
                *losses = Losses::default();
            }
        }
        self.arrivals.clear();
        self.too_late.clear();
    }

    fn group_index(&self, node: NodeIx) -> Option<usize> {
        node.index().checked_sub(self.graph.element_count())
    }

    /// Notes that a level of a node will be reached, unless something better is known. Losses of a group are all
    /// noted: it needs several.
    fn arrive(&mut self, arrival: Arrival, until: u32) {
        if self.spared == Some(arrival.node) || !self.admits(arrival.node) {
            return;
        }
        let is_group = self.group_index(arrival.node).is_some() && !is_start(&arrival);
        if arrival.label.time >= until {
            if !is_group {
                let Arrival { node, level, label, .. } = arrival;
                self.too_late.push(TooLate { node, level, time: label.time });
            }
            return;
        }
        let Some(state) = self.nodes.get_mut(arrival.node.index()) else { return };
        if !state.is_touched {
            state.is_touched = true;
            self.touched.push(arrival.node);
        }
        if !is_group {
            let slot = state.slot_mut(arrival.level);
            if slot.best.is_some_and(|best| best.label <= arrival.label) {
                return;
            }
            slot.best = Some(Settled { label: arrival.label, from: arrival.from });
        }
        self.arrivals.push(Reverse(arrival));
    }

    /// A level of an element is reached; what stops is disturbed too.
    fn settle(&mut self, arrival: &Arrival, until: u32) {
        let Some(state) = self.nodes.get_mut(arrival.node.index()) else { return };
        let settled = Settled { label: arrival.label, from: arrival.from };
        let slot = state.slot_mut(arrival.level);
        if slot.is_settled || slot.best != Some(settled) {
            return;
        }
        slot.is_settled = true;
        let mut at_once = false;
        if arrival.level == Level::Stopped && !state.disturbed.is_settled {
            state.disturbed = Slot { best: Some(settled), is_settled: true };
            at_once = true;
        }
        if is_start(arrival) || !self.graph.ends_paths(arrival.node) {
            self.pass_on(arrival.node, arrival.level, arrival.label, at_once, until);
        }
    }

    /// A group loses a member.
    fn lose(&mut self, group: usize, arrival: &Arrival, until: u32) {
        let needed = self.quorums.get(group).map_or(1, Quorum::needed);
        let both = arrival.level == Level::Stopped && arrival.at_once;
        let Some(losses) = self.losses.get_mut(group) else { return };
        let disturbed_now = (both || arrival.level == Level::Disturbed)
            && losses.disturbed.add(arrival.label.assumed) == needed;
        let stopped_now =
            arrival.level == Level::Stopped && losses.stopped.add(arrival.label.assumed) == needed;
        let Losses { disturbed, stopped } = *losses;
        let Some(state) = self.nodes.get_mut(arrival.node.index()) else { return };
        let settled = |assumed| Settled { label: Label { assumed, ..arrival.label }, from: arrival.from };
        if disturbed_now && !state.disturbed.is_settled {
            state.disturbed = Slot { best: Some(settled(disturbed.assumed)), is_settled: true };
        }
        if stopped_now && !state.stopped.is_settled {
            state.stopped = Slot { best: Some(settled(stopped.assumed)), is_settled: true };
        }
        let (level, assumed) = match (stopped_now, disturbed_now) {
            (true, _) => (Level::Stopped, stopped.assumed),
            (false, true) => (Level::Disturbed, disturbed.assumed),
            (false, false) => return,
        };
        let label = Label { assumed, ..arrival.label };
        self.pass_on(arrival.node, level, label, disturbed_now, until);
    }

    /// What rests on a node is reached after what it tolerates: over a hard relation by the same level, over a soft
    /// one it is disturbed when the node stops.
    fn pass_on(&mut self, node: NodeIx, level: Level, label: Label, at_once: bool, until: u32) {
        let graph = self.graph;
        for dependent in graph.snapshot().neighbours(node, Direction::Downstream) {
            let passage = graph.passage(dependent);
            let reached = match (passage.strength, level) {
                (Strength::Hard, level) => level,
                (Strength::Soft, Level::Stopped) => Level::Disturbed,
                (Strength::Soft, Level::Disturbed) => continue,
            };
            let label = Label {
                time: label.time.saturating_add(passage.tolerates).min(LATEST),
                steps: label.steps + u32::from(graph.counts(dependent.node)),
                assumed: label.assumed.max(passage.assumption),
            };
            let from = (node, level);
            self.arrive(Arrival { label, node: dependent.node, level: reached, from, at_once }, until);
        }
    }

    fn admits(&self, node: NodeIx) -> bool {
        self.admitted.get(node.index()).copied().unwrap_or(true)
    }
}

fn is_start(arrival: &Arrival) -> bool {
    arrival.from.0 == arrival.node
}

impl State {
    fn slot(&self, level: Level) -> &Slot {
        match level {
            Level::Disturbed => &self.disturbed,
            Level::Stopped => &self.stopped,
        }
    }

    fn slot_mut(&mut self, level: Level) -> &mut Slot {
        match level {
            Level::Disturbed => &mut self.disturbed,
            Level::Stopped => &mut self.stopped,
        }
    }
}
