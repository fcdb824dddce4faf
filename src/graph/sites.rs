//! Sites: the nodes of a map drawn together where the same hangs on them.
//!
//! Nodes that all rest on each other share a site, and so does an integration or a group with the one thing that
//! rests on it. What is left has no cycle, and is several times smaller: of 328,500 packages and
//! dependencies of Debian about 64,000 sites.
//!
//! Knows nothing of what is counted.

use super::{Direction, Graph, NodeIx, Ways, to_u32};

/// The sites of some ways, numbered so that what hangs on a site has a lower number.
#[derive(Debug)]
pub(super) struct Sites {
    /// For every node its site; [`NONE`] if it is not admitted, or nothing counts that hangs on it, nor it itself.
    of: Vec<u32>,
    /// For every site where its row of `below` begins, and one more for the end.
    starts: Vec<u32>,
    /// The sites that sites rest on.
    below: Vec<u32>,
    /// Where a way ends: a node that counts, and a site that it rests on; sorted by node.
    pub(super) ends: Vec<(NodeIx, u32)>,
    /// Whether nothing hangs on a site: it is one node alone.
    is_bare: Vec<bool>,
    /// Every admitted node that counts, those near each other side by side.
    pub(super) counted: Vec<NodeIx>,
}

/// No site.
pub(super) const NONE: u32 = u32::MAX;

impl Sites {
    /// Draws the nodes together.
    ///
    /// Complexity: O(V + E) time and space; no recursion.
    pub(super) fn of(ways: &Ways<'_>) -> Self {
        let graph = ways.graph();
        let components = Components::of(ways);
        let mut drawing = Drawing {
            ways,
            sites: Self {
                of: vec![NONE; graph.node_count()],
                starts: Vec::new(),
                below: Vec::new(),
                ends: Vec::new(),
                is_bare: Vec::new(),
                counted: components.nodes.iter().copied().filter(|&node| graph.counts(node)).collect(),
            },
            edges: Vec::new(),
            seen_by: Vec::new(),
        };
        for component in components.dependents_first() {
            drawing.draw(component);
        }
        let Drawing { mut sites, edges, .. } = drawing;
        sites.ends.sort_unstable();
        sites.sort_edges(&edges);
        sites
    }

    /// The number of sites.
    pub(super) fn len(&self) -> usize {
        self.is_bare.len()
    }

    /// The site of a node.
    pub(super) fn site_of(&self, node: NodeIx) -> Option<u32> {
        self.of.get(node.index()).copied().filter(|&site| site != NONE)
    }

    /// Whether nothing hangs on a site.
    pub(super) fn is_bare(&self, site: u32) -> bool {
        self.is_bare.get(site as usize).copied().unwrap_or(true)
    }

    /// The sites that a site rests on, each once.
    pub(super) fn below(&self, site: u32) -> &[u32] {
        let bounds = self.starts.get(site as usize).zip(self.starts.get(site as usize + 1));
        bounds.and_then(|(&from, &to)| self.below.get(from as usize..to as usize)).unwrap_or_default()
    }

    /// A counting sort of the edges by the site that rests on the other.
    #[expect(clippy::indexing_slicing, reason = "sites are numbered by the drawing that made the edges")]
    fn sort_edges(&mut self, edges: &[(u32, u32)]) {
        let mut starts = vec![0_u32; self.len() + 1];
        for &(from, _) in edges {
            starts[from as usize + 1] += 1;
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        self.below = vec![0; edges.len()];
        for &(from, to) in edges {
            self.below[next[from as usize] as usize] = to;
            next[from as usize] += 1;
        }
        self.starts = starts;
    }
}

/// The components of some ways in one list.
struct Components {
    nodes: Vec<NodeIx>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Components {
    fn of(ways: &Ways<'_>) -> Self {
        let graph: &Graph = ways.graph();
        let mut components = Self { nodes: Vec::with_capacity(graph.node_count()), ends: Vec::new() };
        let follows = |node, neighbour| ways.admits(node) && ways.leads_on(node) && ways.leads_to(&neighbour);
        graph.each_component(follows, |nodes| {
            if nodes.first().is_some_and(|&node| ways.admits(node)) {
                components.nodes.extend_from_slice(nodes);
                components.ends.push(components.nodes.len());
            }
        });
        components
    }

    fn dependents_first(&self) -> impl Iterator<Item = &[NodeIx]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let bounds: Vec<(usize, usize)> = starts.zip(self.ends.iter().copied()).collect();
        bounds.into_iter().rev().filter_map(|(from, to)| self.nodes.get(from..to))
    }
}

/// Sites while they are drawn.
struct Drawing<'w, 'g> {
    ways: &'w Ways<'g>,
    sites: Sites,
    edges: Vec<(u32, u32)>,
    /// The last site that was found to rest on a site, so that each edge is drawn once.
    seen_by: Vec<u32>,
}

impl Drawing<'_, '_> {
    /// Draws a component when all that hangs on it is drawn.
    fn draw(&mut self, component: &[NodeIx]) {
        let graph = self.ways.graph();
        let site = to_u32(self.sites.len());
        let (first_edge, first_end) = (self.edges.len(), self.sites.ends.len());
        for &node in component {
            for dependent in self.ways.neighbours(node, Direction::Downstream) {
                let dependent = dependent.node;
                if !self.ways.leads_on(dependent) {
                    if graph.counts(dependent) {
                        self.sites.ends.push((dependent, site));
                    }
                } else if let Some(above) = self.sites.site_of(dependent)
                    && let Some(seen_by) = self.seen_by.get_mut(above as usize)
                    && std::mem::replace(seen_by, site) != site
                {
                    self.edges.push((above, site));
                }
            }
        }
        let edges = self.edges.get(first_edge..).unwrap_or_default();
        let has_end = self.sites.ends.len() > first_end;
        let is_way = matches!(component, [node] if !graph.counts(*node));
        match edges {
            [] if is_way && !has_end => return,
            &[(above, _)] if is_way && !has_end => {
                self.edges.truncate(first_edge);
                if let Some(seen_by) = self.seen_by.get_mut(above as usize) {
                    *seen_by = NONE;
                }
                self.assign(component, above);
                return;
            }
            _ => {}
        }
        self.sites.is_bare.push(edges.is_empty() && !has_end && component.len() == 1);
        self.seen_by.push(NONE);
        self.assign(component, site);
    }

    fn assign(&mut self, component: &[NodeIx], site: u32) {
        for node in component {
            if let Some(slot) = self.sites.of.get_mut(node.index()) {
                *slot = site;
            }
        }
    }
}
