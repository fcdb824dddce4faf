//! Redundancy groups on a day: how many members there are, and how many are lost.

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
    /// Every group with its members in use, in the order of the graph. A group among the members is in use if one of
    /// its own members is. `in_use` is of the elements.
    pub(crate) fn of_all(graph: &Graph, in_use: &[bool]) -> Vec<Self> {
        let mut quorums = vec![Self::default(); graph.groups().len()];
        // Groups come before the groups among their members, so the last are known first.
        for (index, group) in graph.groups().enumerate().rev() {
            let is_in_use = |node: NodeIx| match in_use.get(node.index()) {
                Some(&in_use) => in_use,
                None => {
                    let inner = node.index().checked_sub(graph.element_count());
                    inner.and_then(|inner| quorums.get(inner)).is_some_and(|quorum| quorum.members > 0)
                }
            };
            let members = graph.snapshot().neighbours(group, Direction::Upstream).iter();
            let members = members.filter(|member| is_in_use(member.node)).count();
            let min_up = graph.as_group(group).map_or(1, |group| group.min_up);
            let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            if let Some(quorum) = quorums.get_mut(index) {
                *quorum = Self { members: small(members), min_up: small(min_up) };
            }
        }
        quorums
    }

    /// How many losses stop it: more than can be spared. One that has too few members as it is stops with the first.
    pub(crate) fn needed(&self) -> u32 {
        (self.members + 1).saturating_sub(self.min_up).max(1)
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
