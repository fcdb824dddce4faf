//! Which outages must be played through: those that take several members of a redundancy group that can spare one.

use crate::analysis::spread::Quorum;
use crate::graph::{Direction, Graph, NodeIx, Ways};

/// How many relations may be followed to find them; then all that may be concerned is played through.
const WORK: usize = 20_000_000;

/// How many members each redundancy group can lose before it stops, by its place among the groups.
pub(super) fn losses_needed(graph: &Graph, in_use: &[bool]) -> Vec<u32> {
    graph.groups().map(|group| Quorum::of(graph, in_use, group).needed()).collect()
}

/// For every node, whether so many members of some group hang on it, over hard ways, that the group may stop.
///
/// Complexity: O(E) for each member of such a group, within a bound.
pub(super) fn takes_several(ways: &Ways<'_>, needed: &[u32], leads_to_process: &[bool]) -> Vec<bool> {
    let graph = ways.graph();
    let leads_there = |group: &NodeIx| leads_to_process.get(group.index()).copied().unwrap_or(false);
    let groups: Vec<(NodeIx, u32)> = graph.groups().zip(needed.iter().copied()).collect();
    let mut holding = groups.into_iter().filter(|(group, needed)| *needed > 1 && leads_there(group));
    let mut search = Search {
        ways,
        lost: vec![(0, 0); graph.node_count()],
        seen: vec![0; graph.node_count()],
        searches: 0,
        queue: Vec::new(),
        found: vec![false; graph.node_count()],
        left: WORK,
    };
    let unfinished = holding.by_ref().zip(1..).find(|&((group, needed), number)| {
        let mut members = ways.neighbours(group, Direction::Upstream);
        !members.all(|member| search.lose(member.node, number, needed))
    });
    let Search { mut found, .. } = search;
    if let Some(((group, _), _)) = unfinished {
        let rest = std::iter::once(group).chain(holding.map(|(group, _)| group));
        let members = rest.flat_map(|group| ways.neighbours(group, Direction::Upstream));
        let concerned = ways.upstream_of(members.map(|member| member.node));
        found.iter_mut().zip(concerned).for_each(|(found, concerned)| *found |= concerned);
    }
    found
}

struct Search<'w, 'g> {
    ways: &'w Ways<'g>,
    /// The group for which losses were counted last, and how many.
    lost: Vec<(u32, u32)>,
    /// The search in which a node was seen last.
    seen: Vec<u32>,
    searches: u32,
    queue: Vec<NodeIx>,
    found: Vec<bool>,
    left: usize,
}

impl Search<'_, '_> {
    /// Counts the loss of a member for everything whose outage is one. False when the work is used up.
    fn lose(&mut self, member: NodeIx, group: u32, needed: u32) -> bool {
        self.searches += 1;
        self.queue.clear();
        self.see(member);
        let mut next = 0;
        while let Some(&node) = self.queue.get(next) {
            next += 1;
            if let Some((last, lost)) = self.lost.get_mut(node.index()) {
                *lost = if *last == group { *lost + 1 } else { 1 };
                *last = group;
                if *lost >= needed
                    && let Some(found) = self.found.get_mut(node.index())
                {
                    *found = true;
                }
            }
            if !self.ways.leads_on(node) {
                continue;
            }
            let ways = self.ways;
            for dependency in ways.neighbours(node, Direction::Upstream) {
                self.see(dependency.node);
            }
            let row = ways.graph().snapshot().neighbours(node, Direction::Upstream).len() + 1;
            let Some(left) = self.left.checked_sub(row) else { return false };
            self.left = left;
        }
        true
    }

    fn see(&mut self, node: NodeIx) {
        if let Some(seen) = self.seen.get_mut(node.index())
            && *seen != self.searches
        {
            *seen = self.searches;
            self.queue.push(node);
        }
    }
}
