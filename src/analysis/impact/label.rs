//! When and how a disruption reaches a node.

use crate::graph::NodeIx;
use crate::model::Disruption;

/// How far a disruption has come at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It works with less, or not at all.
    Disturbed,
    /// It does not work.
    Stopped,
}

/// When, after how many steps, and whether some step on the way is assumed. Ordered: the earliest first, then the
/// shortest, then the declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Minutes after the beginning of the question.
    pub time: u32,
    /// Elements on the way that count as steps.
    pub steps: u32,
    /// Whether the strength or the tolerance of some step is not declared.
    pub assumed: bool,
}

/// How a level of a node was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// When, how far and how surely.
    pub label: Label,
    /// The neighbour from which it came, and the level of that; the node itself where a disruption starts.
    pub from: (NodeIx, Level),
}

/// Where a disruption starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The node.
    pub node: NodeIx,
    /// The level that it starts at.
    pub level: Level,
    /// With what label.
    pub label: Label,
}

/// A disruption that would have come after the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TooLate {
    /// The node that it would have reached.
    pub node: NodeIx,
    /// What it would have become.
    pub level: Level,
    /// When.
    pub time: u32,
}

impl Level {
    /// Both levels, in order.
    pub const ALL: [Self; 2] = [Self::Disturbed, Self::Stopped];

    /// What an element at this level, and not above it, is called.
    pub fn disruption(self) -> Disruption {
        match self {
            Self::Disturbed => Disruption::Degraded,
            Self::Stopped => Disruption::Stopped,
        }
    }
}
