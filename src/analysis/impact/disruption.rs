//! Disruption: who stops or works with less, from when, and what keeps others from it.
//!
//! One [`Spread`] for each end of a window: just before an end, what is out is what is out until then or longer. A
//! node that was disturbed until an earlier end, and is disturbed again from then or before, was so all the time.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::protection::keep_narrowest;
use super::{Change, Proof, Protected, Protection, Step, Window};
use crate::analysis::spread::{Label, Level, Settled, Spread, Start};
use crate::graph::{ElementIx, Graph, NodeIx};
use crate::model::{Disruption, ServiceHours};

/// The disruptions that changes bring.
#[derive(Debug)]
pub(super) struct Disruptions<'g> {
    graph: &'g Graph,
    /// Minute 0 as a minute of the week, if anybody knows it.
    clock: Option<u32>,
    /// By end, the earliest first.
    runs: Vec<Run<'g>>,
}

/// What disruption passes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passing {
    /// Every relation, with what is assumed of it.
    All,
    /// Relations of which all is declared: what comes over them comes whatever becomes of the assumptions.
    Declared,
}

/// What spreads until one end.
#[derive(Debug)]
pub(super) struct Run<'g> {
    pub until: Option<u32>,
    pub spread: Spread<'g>,
    /// The same without an end, if something is bridged: when it would be disturbed if all this lasted.
    pub unending: Option<Spread<'g>>,
}

/// A level of a node, in a run.
type Stage = (usize, (NodeIx, Level));

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effect {
    pub disruption: Disruption,
    /// When, in minutes.
    pub time: u32,
    /// When it is open again, if it is closed at that time.
    pub felt: Option<u32>,
    /// When it begins to work with less, if that is before it stops.
    pub degraded_from: Option<u32>,
    pub label: Label,
    pub run: usize,
    pub level: Level,
}

impl<'g> Disruptions<'g> {
    /// Lets what is out in windows disturb what rests on it.
    ///
    /// Complexity: O(E log E) for each different end of a window; a few times that where windows meet.
    pub(super) fn of(
        graph: &'g Graph,
        changes: &[Change],
        admitted: &Arc<[bool]>,
        clock: Option<u32>,
        passing: Passing,
    ) -> Self {
        let spread_of = || {
            let mut spread = Spread::new(graph, Arc::clone(admitted));
            spread.let_pass(changes.iter().map(|change| change.element.node()));
            spread.over_declared(passing == Passing::Declared);
            spread
        };
        let windows = changes.iter().filter_map(|change| Some((change.element.node(), change.window?)));
        let windows: Vec<(NodeIx, Window)> = windows.collect();
        let mut ends: Vec<u32> = windows.iter().map(|(_, window)| window.end()).collect();
        ends.sort_unstable();
        ends.dedup();
        let last = ends.last().copied().unwrap_or(Window::NO_END);
        let mut disruptions = Self { graph, clock, runs: Vec::new() };
        let mut latest = HashMap::new();
        for end in ends {
            let out = windows.iter().filter(|(_, window)| window.from < end && end <= window.end());
            let mut starts: Vec<Start> =
                out.map(|&(node, window)| Start::stopped(node, window.from)).collect();
            let mut spread = spread_of();
            loop {
                spread.run(starts.iter().copied(), Some(end).filter(|&end| end != Window::NO_END));
                let earlier = Self::earlier_starts(&spread, &latest);
                if earlier.is_empty() {
                    break;
                }
                starts.extend(earlier);
            }
            let until = Some(end).filter(|&end| end != Window::NO_END);
            let unending = spread.too_late().next().is_some().then(|| {
                let mut unending = spread_of();
                unending.run(starts.iter().copied(), None);
                unending
            });
            if until.is_some() && end != last {
                latest.extend(levels(&spread).filter_map(|(node, level)| {
                    Some(((node, level), (spread.settled(node, level)?.label, end)))
                }));
            }
            disruptions.runs.push(Run { until, spread, unending });
        }
        disruptions
    }

    /// Where a spread goes on from what was disturbed until an earlier end. `latest` is what was, until the latest end
    /// so far: whatever was out then, or longer, was out in that run too, so no earlier one can tell more.
    fn earlier_starts(spread: &Spread<'_>, latest: &HashMap<(NodeIx, Level), (Label, u32)>) -> Vec<Start> {
        if latest.is_empty() {
            return Vec::new();
        }
        let earlier = levels(spread).filter_map(|(node, level)| {
            let now = spread.settled(node, level)?.label;
            let &(label, until) = latest.get(&(node, level))?;
            (label.time < now.time && now.time <= until).then_some(Start { node, level, label })
        });
        earlier.collect()
    }

    /// What becomes of an element, as far as it is open.
    pub(super) fn effect(&self, element: ElementIx) -> Option<Effect> {
        let stopped = self.first(element, Level::Stopped);
        let disturbed = self.first(element, Level::Disturbed);
        let effect = stopped.or(disturbed)?;
        let earlier = disturbed.map(|disturbed| disturbed.time).filter(|&time| time < effect.time);
        Some(Effect { degraded_from: earlier, ..effect })
    }

    /// The first time at which an element is at a level while it is open.
    fn first(&self, element: ElementIx, level: Level) -> Option<Effect> {
        let hours = self.clock.and_then(|clock| Some((self.graph.element(element).service_hours()?, clock)));
        let runs = self.runs.iter().enumerate();
        let effects = runs.filter_map(|(index, run)| {
            let label = run.spread.settled(element.node(), level)?.label;
            let opens = label.time.saturating_add(opens_in(hours, label.time)?);
            run.until.is_none_or(|until| opens < until).then_some(Effect {
                disruption: level.disruption(),
                time: label.time,
                felt: Some(opens).filter(|&opens| opens > label.time),
                degraded_from: None,
                label,
                run: index,
                level,
            })
        });
        effects.min_by_key(|effect| (effect.label, effect.run))
    }

    /// The worst that becomes of a node, open or not.
    pub(super) fn worst(&self, node: NodeIx) -> Disruption {
        let at = |level| self.runs.iter().any(|run| run.spread.settled(node, level).is_some());
        if at(Level::Stopped) {
            Disruption::Stopped
        } else if at(Level::Disturbed) {
            Disruption::Degraded
        } else {
            Disruption::None
        }
    }

    /// Every element that is disturbed, open or not, in the order of the graph.
    pub(super) fn disturbed(&self) -> Vec<ElementIx> {
        let touched = self.runs.iter().flat_map(|run| run.spread.touched());
        let mut disturbed: Vec<ElementIx> = touched
            .filter_map(|&node| self.graph.as_element(node))
            .filter(|element| self.worst(element.node()) > Disruption::None)
            .collect();
        disturbed.sort_unstable();
        disturbed.dedup();
        disturbed
    }

    /// What keeps elements from a disruption: redundancy, patience, and being closed. Of those that are disturbed,
    /// open or not, some may be closed.
    pub(super) fn protected(
        &self,
        disturbed: &[ElementIx],
        admitted: &[bool],
        is_cause: &dyn Fn(ElementIx) -> bool,
    ) -> Vec<Protected> {
        let mut protected: Vec<Protected> = Vec::new();
        let may_be_closed = disturbed.iter().filter(|_| self.clock.is_some());
        for element in may_be_closed.copied().filter(|&element| !is_cause(element)) {
            let (worst, felt) = (self.worst(element.node()), self.effect(element));
            if felt.is_none_or(|felt| felt.disruption < worst) {
                protected.push(Protected { element, from: worst, by: Protection::Closed, assumption: None });
            }
        }
        for run in &self.runs {
            let in_use = |each: &Protected| admitted.get(each.element.index()).copied().unwrap_or(true);
            protected.extend(run.protected(self.graph).into_iter().filter(in_use));
        }
        protected.retain(|each| {
            let is_closed = each.by == Protection::Closed;
            !is_cause(each.element) && (is_closed || self.worst(each.element.node()) < each.from)
        });
        keep_narrowest(&mut protected);
        protected
    }

    /// The way that carries an effect.
    pub(super) fn proof(&self, element: ElementIx, effect: &Effect) -> Proof {
        let (mut run, mut at) = (effect.run, (element.node(), effect.level));
        let (mut way, mut beside) = (vec![at.0], Vec::new());
        while let Some((spread, settled)) = self.settled(run, at) {
            if settled.from.0 != at.0 {
                if self.graph.as_group(at.0).is_some() {
                    let others = spread.losses_of(at.0, at.1).into_iter();
                    beside.extend(self.lost(spread, others.filter(|(member, _)| *member != settled.from.0)));
                }
                at = settled.from;
                way.push(at.0);
            } else if let Some(earlier) = self.earlier_run(run, at, settled.label) {
                run = earlier;
            } else {
                break;
            }
        }
        way.reverse();
        Proof { path: self.graph.elements_of(&way), beside }
    }

    /// The steps of the proofs of elements, each once, in no order of note. Where a group is lost they lead from every
    /// member whose loss it takes.
    ///
    /// Complexity: O(s log s) for s steps, however many proofs share them.
    pub(super) fn steps(&self, effects: impl Iterator<Item = (ElementIx, Effect)>) -> Vec<Step> {
        let mut open: Vec<Stage> =
            effects.map(|(element, effect)| (effect.run, (element.node(), effect.level))).collect();
        let (mut seen, mut steps) = (BTreeSet::new(), Vec::new());
        while let Some(stage) = open.pop() {
            let (_, (node, level)) = stage;
            let Some(to) = self.graph.as_element(node).filter(|_| seen.insert(stage)) else { continue };
            let mut before = self.before(stage);
            while let Some(stage) = before.pop() {
                let (_, (node, _)) = stage;
                match self.graph.as_element(node) {
                    Some(from) => {
                        steps.push(Step { from, to, carries: level.disruption() });
                        open.push(stage);
                    }
                    None => before.extend(self.before(stage)),
                }
            }
        }
        steps
    }

    /// What brought a node to a level in a run: of a group, every loss that it took.
    fn before(&self, (mut run, at): Stage) -> Vec<Stage> {
        while let Some((spread, settled)) = self.settled(run, at) {
            if settled.from.0 != at.0 {
                let is_group = self.graph.as_group(at.0).is_some();
                let lost = if is_group { spread.losses_of(at.0, at.1) } else { Vec::new() };
                let others = lost.into_iter().filter(|member| *member != settled.from);
                let others = others.map(|member| (run, member));
                return std::iter::once((run, settled.from)).chain(others).collect();
            }
            match self.earlier_run(run, at, settled.label) {
                Some(earlier) => run = earlier,
                None => break,
            }
        }
        Vec::new()
    }

    /// The elements that are lost with members of a group: of groups among them, those whose loss settled these.
    fn lost(&self, spread: &Spread<'_>, members: impl Iterator<Item = (NodeIx, Level)>) -> Vec<ElementIx> {
        let (mut lost, mut open) = (Vec::new(), members.collect::<Vec<_>>());
        open.reverse();
        while let Some((node, level)) = open.pop() {
            match self.graph.as_element(node) {
                Some(element) => lost.push(element),
                None => open.extend(spread.losses_of(node, level).into_iter().rev()),
            }
        }
        lost
    }

    fn settled(&self, run: usize, at: (NodeIx, Level)) -> Option<(&Spread<'g>, Settled)> {
        let spread = &self.runs.get(run)?.spread;
        Some((spread, spread.settled(at.0, at.1)?))
    }

    /// The run in which a disruption that goes on started.
    fn earlier_run(&self, run: usize, at: (NodeIx, Level), label: Label) -> Option<usize> {
        (0..run).find(|&earlier| self.settled(earlier, at).is_some_and(|(_, settled)| settled.label == label))
    }
}

/// The nodes that a spread touched, at both levels.
fn levels(spread: &Spread<'_>) -> impl Iterator<Item = (NodeIx, Level)> {
    spread.touched().iter().flat_map(|&node| Level::ALL.map(|level| (node, level)))
}

/// How long after a minute it is open; nothing if never. Without hours, or a clock to hold them to, it counts as open.
fn opens_in(hours: Option<(&ServiceHours, u32)>, minute: u32) -> Option<u32> {
    match hours {
        Some((hours, clock)) => hours.opens_in(clock.wrapping_add(minute % (7 * 24 * 60))),
        None => Some(0),
    }
}

impl Window {
    const NO_END: u32 = u32::MAX;

    fn end(self) -> u32 {
        self.until.unwrap_or(Self::NO_END)
    }
}
