//! When and how a disruption reaches a node.

use crate::graph::{Assumption, NodeIx};
use crate::model::Disruption;

/// How far a disruption has come at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    /// It works with less, or not at all.
    Disturbed,
    /// It does not work.
    Stopped,
}

/// When, after how many steps, and what is assumed on the way. Ordered: the earliest first, then the
/// shortest, then the declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Label {
    /// Minutes after the beginning of the question.
    pub(crate) time: u32,
    /// Elements on the way that count as steps.
    pub(crate) steps: u32,
    /// What is not declared of some step on the way, if anything.
    pub(crate) assumed: Option<Assumption>,
}

/// How a level of a node was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settled {
    /// When, how far and how surely.
    pub(crate) label: Label,
    /// The neighbour from which it came, and the level of that; the node itself where a disruption starts.
    pub(crate) from: (NodeIx, Level),
}

/// Where a disruption starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// The node.
    pub(crate) node: NodeIx,
    /// The level that it starts at.
    pub(crate) level: Level,
    /// With what label.
    pub(crate) label: Label,
}

/// A disruption that would have come after the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TooLate {
    /// The node that it would have reached.
    pub(crate) node: NodeIx,
    /// What it would have become.
    pub(crate) level: Level,
    /// When, and how surely.
    pub(crate) label: Label,
}

impl Level {
    /// Both levels, in order.
    pub(crate) const ALL: [Self; 2] = [Self::Disturbed, Self::Stopped];

    /// What an element at this level, and not above it, is called.
    pub(crate) fn disruption(self) -> Disruption {
        match self {
            Self::Disturbed => Disruption::Degraded,
            Self::Stopped => Disruption::Stopped,
        }
    }
}

impl Start {
    /// A node that is out from a minute on.
    pub(crate) fn stopped(node: NodeIx, time: u32) -> Self {
        Self { node, level: Level::Stopped, label: Label { time, steps: 0, assumed: None } }
    }
}
