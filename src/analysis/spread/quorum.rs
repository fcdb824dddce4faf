//! Redundancy groups on a day: how many members there are, and how many are lost.

use super::label::Level;
use crate::graph::{Assumption, Direction, Graph, NodeIx};

/// What a redundancy group is made of on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Quorum {
    /// Members in use.
    pub(crate) members: u32,
    /// How many must be up.
    pub(crate) min_up: u32,
}

/// The losses of a redundancy group so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Losses {
    /// Members that work with less, or not at all.
    pub(crate) disturbed: Loss,
    /// Members that do not work.
    pub(crate) stopped: Loss,
}

/// How many members are lost.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Loss {
    /// So many.
    pub(crate) count: u32,
    /// What is assumed of them, if anything.
    pub(crate) assumed: Option<Assumption>,
}

impl Quorum {
    /// The members of a group that are in use.
    pub(crate) fn of(graph: &Graph, admitted: &[bool], group: NodeIx) -> Self {
        let members = graph.snapshot().neighbours(group, Direction::Upstream).iter();
        let in_use =
            members.filter(|member| admitted.get(member.node.index()).copied().unwrap_or(true)).count();
        let min_up = graph.as_group(group).map_or(1, |group| group.min_up);
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { members: small(in_use), min_up: small(min_up) }
    }

    /// How many losses stop it: more than can be spared. One that has too few members as it is stops with the first.
    pub(crate) fn needed(&self) -> u32 {
        (self.members + 1).saturating_sub(self.min_up).max(1)
    }
}

impl Losses {
    /// Those at a level.
    pub(crate) fn of(&self, level: Level) -> &Loss {
        match level {
            Level::Disturbed => &self.disturbed,
            Level::Stopped => &self.stopped,
        }
    }
}

impl Loss {
    /// Counts one more, and says how many there are.
    pub(crate) fn add(&mut self, assumed: Option<Assumption>) -> u32 {
        self.count += 1;
        self.assumed = self.assumed.max(assumed);
        self.count
    }
}
