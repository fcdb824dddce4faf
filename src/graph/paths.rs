//! Paths: why does one element depend on another?

use super::{Direction, ElementIx, Graph, NodeIx, WalkOptions};

/// The ways from a dependent to one of its dependencies, shortest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Each way, from the dependent to the dependency, groups left out.
    pub paths: Vec<Vec<ElementIx>>,
    /// Whether there may be more than these.
    pub more: bool,
}

/// How many steps the search for all ways may take before it gives up.
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
    /// Only nodes from which the goal can be reached are entered, and never a second time on one way. There can be
    /// exponentially many ways, and most of the search can be in vain, so it ends after a fixed number of steps.
    pub fn simple_paths(
        &self,
        from: ElementIx,
        to: ElementIx,
        admitted: Option<&[bool]>,
        cap: usize,
    ) -> Paths {
        let options = WalkOptions { direction: Direction::Downstream, depth: None, admitted };
        let leads_there = self.walk([to.node()], &options);
        let mut search = Search {
            graph: self,
            goal: to.node(),
            paths: Vec::new(),
            more: false,
            on_way: vec![false; self.node_count()],
        };
        // By length: first all ways of the shortest length, then longer ones, until there are enough.
        let shortest = self.shortest_path(from, to, admitted).map(|path| path.len());
        let mut steps = SEARCH_LIMIT;
        if let Some(shortest) = shortest {
            let longest = self.node_count();
            let mut allowed = shortest;
            loop {
                let cut = search.ways_within(from.node(), allowed, &leads_there, cap, &mut steps);
                if !cut || search.paths.len() >= cap || steps == 0 || allowed > longest {
                    search.more |= cut;
                    break;
                }
                allowed = allowed.saturating_mul(2);
            }
        }
        let mut paths = search.paths;
        paths.sort_by_cached_key(|path| {
            let counted = path.iter().filter(|ix| self.counts(ix.node())).count();
            (counted, path.len(), path.iter().map(|&ix| self.element(ix).id().to_owned()).collect::<Vec<_>>())
        });
        paths.dedup();
        Paths { paths, more: search.more }
    }

    /// The elements of a way, groups left out.
    pub fn elements_of(&self, way: &[NodeIx]) -> Vec<ElementIx> {
        way.iter().filter_map(|&node| self.as_element(node)).collect()
    }
}

struct Search<'g> {
    graph: &'g Graph,
    goal: NodeIx,
    paths: Vec<Vec<ElementIx>>,
    more: bool,
    on_way: Vec<bool>,
}

impl Search<'_> {
    /// Finds all ways of at most `allowed` elements, by depth-first search with a list of what is still to try.
    /// Says whether anything was cut off by the length, the cap or the number of steps.
    fn ways_within(
        &mut self,
        from: NodeIx,
        allowed: usize,
        leads_there: &super::Walk,
        cap: usize,
        steps: &mut usize,
    ) -> bool {
        self.paths.clear();
        self.on_way.iter_mut().for_each(|on_way| *on_way = false);
        let mut cut = false;
        let mut way = vec![from];
        let mut tries = vec![0];
        self.mark(from, true);
        while let (Some(&node), Some(next)) = (way.last(), tries.last_mut()) {
            let neighbours = self.graph.snapshot().neighbours(node, Direction::Upstream);
            let neighbour = neighbours.get(*next).map(|n| n.node);
            *next += 1;
            *steps = steps.saturating_sub(1);
            let Some(to) = neighbour.filter(|_| *steps > 0 && node != self.goal) else {
                cut |= *steps == 0;
                self.mark(node, false);
                way.pop();
                tries.pop();
                continue;
            };
            if self.is_on_way(to) || !leads_there.reaches(to) {
                continue;
            }
            if to == self.goal {
                let mut found = self.graph.elements_of(&way);
                found.extend(self.graph.as_element(to));
                if self.paths.len() >= cap {
                    return true;
                }
                self.paths.push(found);
            } else if way.len() >= allowed.saturating_mul(2) {
                // Groups stand between elements, so a way of n elements has at most twice as many nodes.
                cut = true;
            } else {
                self.mark(to, true);
                way.push(to);
                tries.push(0);
            }
        }
        cut
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
