//! Dependency cycles: components in which everything rests on everything, each with its shortest cycle.

use std::collections::HashMap;

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef as _;

use super::snapshot::Neighbour;
use super::{Direction, Edge, ElementIx, Graph, NodeIx, Relation, to_u32};
use crate::model::{Section, Strength};

/// Elements that all rest on each other through hard relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The elements, sorted by id.
    pub members: Vec<ElementIx>,
    /// A shortest cycle among them: each rests on the next, and the last on the first.
    pub cycle: Vec<ElementIx>,
    /// Whether no shorter cycle exists. In a huge component the search ends early, and this is false.
    pub proven_shortest: bool,
}

/// How many relations the search for a shortest cycle may follow in all.
const SEARCH_LIMIT: usize = 20_000_000;

impl Graph {
    /// The components of more than one element among systems, integrations and technologies, over hard relations,
    /// sorted by the ids of their members.
    ///
    /// A group is a hard way only if every member must be up; `part_of` and its way back are never a cycle.
    ///
    /// Complexity: O(V + E) for the components , and at most a fixed number of steps for the cycles.
    pub fn cyclic_components(&self) -> Vec<Component> {
        let node = |node: NodeIndex| NodeIx(to_u32(node.index()));
        let edges = self.graph.edge_references();
        let is_hard: Vec<bool> = edges
            .map(|edge| self.is_hard_way(node(edge.source()), node(edge.target()), edge.weight()))
            .collect();
        let follows = |_, to: Neighbour| is_hard.get(to.edge as usize).copied().unwrap_or_default();
        let mut left = SEARCH_LIMIT;
        let mut components = Vec::new();
        self.each_component(follows, |nodes| {
            if nodes.len() > 1 {
                let members = nodes.iter().filter_map(|&node| self.as_element(node));
                components.push(self.component(members.collect(), &mut left));
            }
        });
        let ids =
            |component: &Component| component.members.first().map(|&ix| self.element(ix).id().to_owned());
        components.sort_by_cached_key(ids);
        components
    }

    fn is_hard_way(&self, from: NodeIx, to: NodeIx, edge: &Edge) -> bool {
        let may_stand_in_cycle = |node: NodeIx| match (self.as_element(node), self.as_group(node)) {
            (Some(ix), _) => {
                matches!(
                    self.element(ix).section,
                    Section::Systems | Section::Integrations | Section::Technologies
                )
            }
            (None, group) => group.is_some_and(|group| group.min_up >= group.members),
        };
        edge.relation.spec().passes_disruption
            && edge.relation != Relation::Contains
            && edge.effective_strength() == Strength::Hard
            && may_stand_in_cycle(from)
            && may_stand_in_cycle(to)
    }

    /// The elements that an element rests hard on, directly or through groups.
    fn hard_dependencies(&self, element: ElementIx) -> Vec<ElementIx> {
        let mut dependencies = Vec::new();
        let mut open = vec![element.node()];
        while let Some(node) = open.pop() {
            for (to, edge) in self.relations(node, Direction::Upstream) {
                if self.is_hard_way(node, to, edge) {
                    match self.as_element(to) {
                        Some(dependency) => dependencies.push(dependency),
                        None => open.push(to),
                    }
                }
            }
        }
        dependencies
    }

    fn component(&self, mut members: Vec<ElementIx>, left: &mut usize) -> Component {
        members.sort_by_key(|&member| self.element(member).id());
        let position: HashMap<ElementIx, usize> =
            members.iter().enumerate().map(|(i, &member)| (member, i)).collect();
        let inside = |&member: &ElementIx| -> Vec<usize> {
            let dependencies = self.hard_dependencies(member).into_iter();
            let mut inside: Vec<usize> = dependencies.filter_map(|to| position.get(&to).copied()).collect();
            inside.sort_unstable();
            inside.dedup();
            inside
        };
        let neighbours: Vec<Vec<usize>> = members.iter().map(inside).collect();
        let (cycle, proven_shortest) = shortest_cycle(&neighbours, left);
        let cycle = cycle.iter().filter_map(|&i| members.get(i).copied()).collect();
        Component { members, cycle, proven_shortest }
    }
}

/// A shortest cycle of a strongly connected graph given by its neighbours, by breadth-first search from each node
/// where ways part, never further than the best cycle so far. Stops when `left` relations have been followed.
fn shortest_cycle(neighbours: &[Vec<usize>], left: &mut usize) -> (Vec<usize>, bool) {
    // Every cycle but a plain ring passes a node with two ways on; from one node a plain ring is found too.
    let mut starts: Vec<usize> =
        neighbours.iter().enumerate().filter(|(_, to)| to.len() > 1).map(|(node, _)| node).collect();
    if starts.is_empty() {
        starts.push(0);
    }
    let mut best: Vec<usize> = Vec::new();
    let mut search = Search {
        epoch: 0,
        seen: vec![0; neighbours.len()],
        from: vec![0; neighbours.len()],
        queue: Vec::new(),
    };
    for start in starts {
        let longest = if best.is_empty() { usize::MAX } else { best.len() - 1 };
        if let Some(cycle) = search.cycle_through(start, longest, neighbours, left) {
            best = cycle;
        }
        if best.len() == 2 {
            break;
        }
        if *left == 0 && !best.is_empty() {
            return (best, false);
        }
    }
    (best, true)
}

/// Reused between searches, so that each costs only what it visits.
struct Search {
    epoch: usize,
    seen: Vec<usize>,
    from: Vec<usize>,
    queue: Vec<(usize, usize)>,
}

impl Search {
    /// The shortest cycle through a node, if it has at most `longest` nodes.
    #[expect(clippy::indexing_slicing, reason = "nodes are numbered by the list of neighbours")]
    fn cycle_through(
        &mut self,
        start: usize,
        longest: usize,
        neighbours: &[Vec<usize>],
        left: &mut usize,
    ) -> Option<Vec<usize>> {
        self.epoch += 1;
        self.queue.clear();
        self.queue.push((start, 1));
        let mut first = 0;
        while let Some(&(node, length)) = self.queue.get(first) {
            first += 1;
            if length > longest {
                return None;
            }
            for &to in &neighbours[node] {
                *left = left.saturating_sub(1);
                if to == start {
                    return Some(self.way_back(start, node));
                }
                if self.seen[to] != self.epoch {
                    self.seen[to] = self.epoch;
                    self.from[to] = node;
                    self.queue.push((to, length + 1));
                }
            }
        }
        None
    }

    #[expect(clippy::indexing_slicing, reason = "nodes are numbered by the list of neighbours")]
    fn way_back(&self, start: usize, last: usize) -> Vec<usize> {
        let mut way: Vec<usize> =
            std::iter::successors(Some(last), |&node| (node != start).then(|| self.from[node])).collect();
        way.reverse();
        way
    }
}
