//! Paths: why does one element depend on another?

use std::collections::BTreeSet;

use super::{Direction, ElementIx, Graph, NodeIx, Walk, WalkOptions};

/// The ways from a dependent to one of its dependencies, shortest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Each way, from the dependent to the dependency, groups left out.
    pub paths: Vec<Vec<ElementIx>>,
    /// Whether there may be more than these.
    pub more: bool,
}

/// How many steps the search for all ways may take before it gives up, those to write a way down included.
const SEARCH_LIMIT: usize = 5_000_000;

impl Graph {
    /// A shortest way along the dependencies from one element to another, both included; nothing if there is none.
    ///
    /// Complexity: O(V + E).
    pub fn shortest_path(
        &self,
        from: ElementIx,
        to: ElementIx,
        admitted: Option<&[bool]>,
    ) -> Option<Vec<ElementIx>> {
        let options = WalkOptions { direction: Direction::Upstream, depth: None, admitted };
        let walk = self.walk([from.node()], &options);
        walk.reaches(to.node()).then(|| self.elements_of(&walk.way(to.node())))
    }

    /// The ways without repetition from one element to another, at most `cap`, shortest first as people count.
    ///
    /// Iterative deepening by the exact distance that is left (Korf 1985): each round follows only ways that can
    /// still end with its length, so the shortest come first, and a list as long as the way is all it keeps.
    /// There can be exponentially many ways, so the search ends after a fixed number of steps.
    pub fn simple_paths(
        &self,
        from: ElementIx,
        to: ElementIx,
        admitted: Option<&[bool]>,
        cap: usize,
    ) -> Paths {
        let options = WalkOptions { direction: Direction::Downstream, depth: None, admitted };
        let mut search = Search {
            graph: self,
            leads_there: self.walk([to.node()], &options),
            goal: to.node(),
            cap,
            steps: SEARCH_LIMIT,
            found: BTreeSet::new(),
            more: false,
            on_way: vec![false; self.node_count()],
        };
        let mut length = (from != to && search.leads_there.reaches(from.node())).then_some(0);
        while let Some(exactly) = length {
            length = search.ways_of_length(from.node(), exactly);
            if search.is_over() {
                search.more |= length.is_some();
                break;
            }
        }
        let ids = |path: &[ElementIx]| path.iter().map(|&ix| self.element(ix).id()).collect::<Vec<_>>();
        let mut found: Vec<(u32, Vec<ElementIx>)> = search.found.into_iter().collect();
        found.sort_by(|(counted_a, a), (counted_b, b)| {
            counted_a.cmp(counted_b).then(a.len().cmp(&b.len())).then_with(|| ids(a).cmp(&ids(b)))
        });
        Paths { paths: found.into_iter().map(|(_, path)| path).collect(), more: search.more }
    }

    /// The elements of a way, groups left out.
    pub fn elements_of(&self, way: &[NodeIx]) -> Vec<ElementIx> {
        way.iter().filter_map(|&node| self.as_element(node)).collect()
    }
}

struct Search<'g> {
    graph: &'g Graph,
    /// The walk down from the goal: what leads there, and how far it is.
    leads_there: Walk,
    goal: NodeIx,
    cap: usize,
    steps: usize,
    /// Each way with its length. Parallel relations and groups make the same way several times.
    found: BTreeSet<(u32, Vec<ElementIx>)>,
    more: bool,
    on_way: Vec<bool>,
}

impl Search<'_> {
    /// Finds the ways on which exactly so many elements count between the ends, by depth-first search with a list
    /// of what is still to try. Returns the least length that was left out for being longer.
    fn ways_of_length(&mut self, from: NodeIx, length: u32) -> Option<u32> {
        let mut next_length: Option<u32> = None;
        let mut way = vec![(from, 0)];
        let mut untried = vec![self.ways_on(from)];
        self.mark(from, true);
        while let (Some(&(node, so_far)), Some(nodes)) = (way.last(), untried.last_mut()) {
            let Some(to) = nodes.pop() else {
                self.mark(node, false);
                way.pop();
                untried.pop();
                continue;
            };
            let Some(left) = self.leads_there.counted(to).filter(|_| !self.is_on_way(to)) else { continue };
            let at_least = so_far + left;
            if at_least > length {
                next_length = Some(next_length.map_or(at_least, |next| next.min(at_least)));
            } else if to != self.goal {
                self.mark(to, true);
                untried.push(self.ways_on(to));
                way.push((to, so_far + u32::from(self.graph.counts(to))));
            } else if at_least == length {
                self.keep(length, &way);
            }
            if self.more {
                break;
            }
        }
        next_length
    }

    /// The nodes that a way through a node can lead to next, the first one last.
    fn ways_on(&mut self, node: NodeIx) -> Vec<NodeIx> {
        let neighbours = self.graph.snapshot().neighbours(node, Direction::Upstream);
        self.spend(neighbours.len());
        let leads_on =
            |to: &NodeIx| self.leads_there.reaches(*to) && (*to == self.goal || !self.graph.ends_paths(*to));
        let mut nodes: Vec<NodeIx> =
            neighbours.iter().map(|neighbour| neighbour.node).filter(leads_on).collect();
        nodes.sort_unstable_by(|a, b| b.cmp(a));
        nodes.dedup();
        nodes
    }

    fn keep(&mut self, length: u32, way: &[(NodeIx, u32)]) {
        self.spend(way.len());
        let elements = way.iter().map(|(node, _)| *node).chain([self.goal]);
        let path = (length, elements.filter_map(|node| self.graph.as_element(node)).collect());
        if self.found.len() < self.cap {
            self.found.insert(path);
        } else {
            self.more |= !self.found.contains(&path);
        }
    }

    /// Counts steps; without any left there may be more than was found.
    fn spend(&mut self, steps: usize) {
        self.more |= steps > self.steps;
        self.steps = self.steps.saturating_sub(steps);
    }

    fn is_over(&self) -> bool {
        self.more || self.found.len() >= self.cap
    }

    fn mark(&mut self, node: NodeIx, on: bool) {
        if let Some(slot) = self.on_way.get_mut(node.index()) {
            *slot = on;
        }
    }

    fn is_on_way(&self, node: NodeIx) -> bool {
        self.on_way.get(node.index()).copied().unwrap_or(false)
    }
}
