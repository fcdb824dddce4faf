//! Disruption a second time: the least sets of time that satisfy the rules, by going on until nothing changes.

use super::net::{Edge, Net};
use super::question::{FOREVER, Span};
use super::spans::Spans;
use super::world::HOURS;
use systemkarta::model::Disruption;

/// When a node is out.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Out {
    pub(crate) stopped: Spans,
    /// Degraded or stopped.
    pub(crate) disturbed: Spans,
}

/// The two sets of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Disturbed,
    Stopped,
}

pub(crate) const LEVELS: [Level; 2] = [Level::Disturbed, Level::Stopped];

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Effect {
    pub(crate) disruption: Disruption,
    pub(crate) time: Option<u64>,
    pub(crate) degraded_from: Option<u64>,
}

impl Out {
    pub(crate) fn at(&self, level: Level) -> &Spans {
        match level {
            Level::Disturbed => &self.disturbed,
            Level::Stopped => &self.stopped,
        }
    }
}

impl Edge {
    /// The level of the dependency that gives a level of the dependent.
    pub(crate) fn takes(&self, level: Level) -> Option<Level> {
        match (self.hard, level) {
            (true, level) => Some(level),
            (false, Level::Disturbed) => Some(Level::Stopped),
            (false, Level::Stopped) => None,
        }
    }
}

impl Net<'_> {
    /// For every node when it is out.
    pub(crate) fn outs(&self) -> Vec<Out> {
        let mut outs = vec![Out::default(); self.nodes()];
        loop {
            let next: Vec<Out> = (0..self.nodes()).map(|node| self.out(node, &outs)).collect();
            for (before, after) in outs.iter().zip(&next) {
                assert!(before.stopped.lies_within(&after.stopped), "what is out stays out");
                assert!(after.stopped.lies_within(&after.disturbed), "what is stopped is disturbed");
            }
            if next == outs {
                return outs;
            }
            outs = next;
        }
    }

    fn out(&self, node: usize, outs: &[Out]) -> Out {
        let of = |level| {
            let carried: Vec<Spans> =
                self.rests_on(node).map(|edge| self.carried(edge, outs, level)).collect();
            if self.as_group(node).is_some() {
                return Spans::at_least(self.losses_to_stop(node), &carried);
            }
            let own = self.changes.iter().filter(|change| change.element == node);
            let own = Spans::of(own.filter_map(|change| change.window));
            Spans::union(carried.iter().chain([&own]))
        };
        Out { stopped: of(Level::Stopped), disturbed: of(Level::Disturbed) }
    }

    /// What an edge carries to its dependent.
    pub(crate) fn carried(&self, edge: &Edge, outs: &[Out], level: Level) -> Spans {
        match edge.takes(level) {
            Some(taken) if self.lets_through(edge) => outs[edge.to].at(taken).after(edge.tolerance),
            _ => Spans::default(),
        }
    }

    /// Nothing passes through information, unless it is changed itself.
    pub(crate) fn lets_through(&self, edge: &Edge) -> bool {
        let is_admitted = !self.declared_only || edge.is_declared();
        edge.passes() && is_admitted && (self.section(edge.to) != "information" || self.is_cause(edge.to))
    }

    /// The spans of an element that count: in which it is open for a minute at least.
    pub(crate) fn counting(&self, element: usize, spans: &Spans) -> Spans {
        spans.keep(|span| {
            self.clock.is_none_or(|clock| is_open(self.world.things[element].hours, clock, span))
        })
    }

    /// When an element feels what happens at a time at which it is closed.
    pub(crate) fn felt(&self, element: usize, time: u64) -> Option<u64> {
        let opens = first_open(self.world.things[element].hours, self.clock?, (time, FOREVER))?;
        Some(opens).filter(|opens| *opens > time)
    }

    pub(crate) fn effect(&self, element: usize, out: &Out) -> Effect {
        let stopped = self.counting(element, &out.stopped).start();
        let disturbed = self.counting(element, &out.disturbed).start();
        match (stopped, disturbed) {
            (Some(time), from) => Effect {
                disruption: Disruption::Stopped,
                time: Some(time),
                degraded_from: from.filter(|from| *from < time),
            },
            (None, Some(time)) => {
                Effect { disruption: Disruption::Degraded, time: Some(time), degraded_from: None }
            }
            (None, None) => Effect { disruption: Disruption::None, time: None, degraded_from: None },
        }
    }
}

/// Whether an element with some hours is open for a minute of a span.
fn is_open(hours: usize, clock: u64, span: Span) -> bool {
    first_open(hours, clock, span).is_some()
}

/// The first minute of a span at which an element with some hours is open.
fn first_open(hours: usize, clock: u64, (from, until): Span) -> Option<u64> {
    const WEEK: u64 = 7 * 24 * 60;
    let last = if until == FOREVER { from + WEEK } else { until.min(from + WEEK) };
    (from..last).find(|minute| {
        let minute = (clock + minute) % WEEK;
        HOURS[hours].1.iter().any(|(opens, closes)| (*opens..*closes).contains(&minute))
    })
}
