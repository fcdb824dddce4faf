//! Protection: what a redundancy group, or patience, keeps an element from until an end.

use super::disruption::Run;
use super::{Protected, Protection};
use crate::analysis::spread::Level;
use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::{Disruption, Strength};

impl Run<'_> {
    /// What would be disturbed, or disturbed more, if nothing kept it. May name an element several times.
    pub(super) fn protected(&self, graph: &Graph) -> Vec<Protected> {
        let late = || self.spread.too_late().map(|late| late.node);
        let mut groups: Vec<NodeIx> = self.spread.touched().iter().copied().chain(late()).collect();
        groups.retain(|&node| graph.as_group(node).is_some());
        groups.sort_unstable();
        groups.dedup();
        let by_groups = groups.into_iter().filter_map(|group| self.by_group(graph, group));
        self.bridged(graph).into_iter().chain(by_groups).collect()
    }

    /// What can do without until the end.
    fn bridged(&self, graph: &Graph) -> Vec<Protected> {
        let Some(until) = self.until else { return Vec::new() };
        let bridged = self.spread.too_late().filter_map(|late| {
            let element = graph.as_element(late.node)?;
            // What it rests on may give way before its own patience ends.
            let unending =
                self.unending.as_ref().and_then(|unending| unending.settled(late.node, late.level));
            let label = unending.map_or(late.label, |settled| settled.label.min(late.label));
            let by = Protection::Tolerance { left: label.time.saturating_sub(until) };
            Some(Protected { element, from: late.level.disruption(), by, assumption: label.assumed })
        });
        bridged.collect()
    }

    /// What a group that holds keeps its dependent from: because enough members are up, or because the loss of those
    /// that are not can be borne until the end.
    fn by_group(&self, graph: &Graph, node: NodeIx) -> Option<Protected> {
        let dependent = graph.as_group(node)?.dependent;
        let is_kept = |level: &Level| {
            self.spread.settled(node, *level).is_none() && self.spread.members_down(node, *level) > 0
        };
        let level = Level::ALL.into_iter().rev().find(is_kept)?;
        let from = kept_from(graph, node, level)?;
        let quorum = self.spread.quorum(node)?;
        let down = self.spread.members_down(node, level);
        if down >= quorum.needed() {
            return self.bridged_group(dependent, from);
        }
        let by = Protection::Group {
            up: quorum.members.saturating_sub(down) as usize,
            of: quorum.members as usize,
            min_up: quorum.min_up as usize,
        };
        Some(Protected { element: dependent, from, by, assumption: None })
    }

    fn bridged_group(&self, dependent: ElementIx, from: Disruption) -> Option<Protected> {
        let level = if from == Disruption::Stopped { Level::Stopped } else { Level::Disturbed };
        let label = self.unending.as_ref()?.settled(dependent.node(), level)?.label;
        let by = Protection::Tolerance { left: label.time.saturating_sub(self.until?) };
        Some(Protected { element: dependent, from, by, assumption: label.assumed })
    }
}

/// What the loss of a group would do to the element that holds it: over a soft relation, stopping is working with less,
/// and working with less is nothing.
fn kept_from(graph: &Graph, group: NodeIx, lost: Level) -> Option<Disruption> {
    let (mut node, mut level) = (group, lost);
    loop {
        let holder = graph.snapshot().neighbours(node, Direction::Downstream).first()?;
        level = match (graph.passage(holder).strength, level) {
            (Strength::Hard, level) => level,
            (Strength::Soft, Level::Stopped) => Level::Disturbed,
            (Strength::Soft, Level::Disturbed) => return None,
        };
        node = holder.node;
        if graph.as_element(node).is_some() {
            return Some(level.disruption());
        }
    }
}

/// Of everything that keeps an element in the same way, that with the narrowest margin; worst first.
pub(super) fn keep_narrowest(protected: &mut Vec<Protected>) {
    protected.sort_by_key(|each| (each.element, std::cmp::Reverse(each.from), each.by));
    protected.dedup_by(|next, previous| {
        let same_way = std::mem::discriminant(&next.by) == std::mem::discriminant(&previous.by);
        let is_group = matches!(next.by, Protection::Group { .. });
        next.element == previous.element && same_way && (!is_group || next == previous)
    });
}
