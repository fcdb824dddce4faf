//! Walks: what lies within reach of some nodes, how far, and through what.

use super::{Direction, Edge, ElementIx, Graph, NodeIx, OnWay, to_u32};

/// How to walk.
#[derive(Debug, Clone)]
pub struct WalkOptions<'o> {
    /// Which way.
    pub direction: Direction,
    /// How many steps at most; all if nothing is said.
    pub depth: Option<usize>,
    /// For every element, whether it may be walked through; all may if nothing is said.
    pub admitted: Option<&'o [bool]>,
}

/// What a walk found: for every node its distance and the way back to a start.
#[derive(Debug)]
pub struct Walk {
    /// Counted elements on the way after the start, this node included if it counts; `u32::MAX` if not reached.
    counted: Vec<u32>,
    /// The node from which it was reached and the edge; itself for a start.
    reached_by: Vec<(u32, u32)>,
    /// Nodes in the order in which they were reached, starts first.
    order: Vec<NodeIx>,
}

const UNREACHED: u32 = u32::MAX;

impl Graph {
    /// Walks from some nodes along the relations that pass disruption on.
    ///
    /// Rings by distance as people count it: entering an element costs a step, entering an integration or a
    /// group none. No path leads *through* information: a system does not fail because another holds the
    /// same register.
    ///
    /// Complexity: O(V + E) time, O(V) space; no recursion.
    pub fn walk(&self, starts: impl IntoIterator<Item = NodeIx>, options: &WalkOptions<'_>) -> Walk {
        let limit = options.depth.map_or(UNREACHED - 1, to_u32);
        let mut walk = Walk {
            counted: vec![UNREACHED; self.node_count()],
            reached_by: vec![(UNREACHED, UNREACHED); self.node_count()],
            order: Vec::new(),
        };
        let mut ring: Vec<NodeIx> = Vec::new();
        for start in starts {
            if walk.reach(start, 0, (start.0, UNREACHED)) {
                ring.push(start);
            }
        }
        let starts = ring.len();
        let mut next_ring = Vec::new();
        let mut distance = 0;
        let mut first = 0;
        // Whatever is entered from a ring lies a step further: at the end of a way, an integration counts one too.
        while !ring.is_empty() && distance < limit {
            // Elements that cost no step join the ring while it is walked.
            while let Some(&node) = ring.get(first) {
                let is_start = distance == 0 && first < starts;
                first += 1;
                if !is_start && self.ends_paths(node) {
                    continue;
                }
                for neighbour in self.snapshot.neighbours(node, options.direction) {
                    let costs_a_step = self.counts(neighbour.node);
                    let counted = distance + u32::from(costs_a_step);
                    if self.is_admitted(neighbour.node, options.admitted)
                        && walk.reach(neighbour.node, counted, (node.0, neighbour.edge))
                    {
                        if costs_a_step { next_ring.push(neighbour.node) } else { ring.push(neighbour.node) }
                    }
                }
            }
            ring.clear();
            std::mem::swap(&mut ring, &mut next_ring);
            first = 0;
            distance += 1;
        }
        walk
    }

    /// The relation by which a walk reached a node.
    pub fn reached_by<'g>(&'g self, walk: &Walk, node: NodeIx) -> Option<&'g Edge> {
        let (_, edge) = walk.reached_by.get(node.index()).copied()?;
        self.graph.edge_weight(petgraph::graph::EdgeIndex::new(edge as usize))
    }

    /// Whether no way leads on from a node, unless it is a start.
    pub fn ends_paths(&self, node: NodeIx) -> bool {
        self.on_way.get(node.index()).is_some_and(|&on_way| on_way == OnWay::End)
    }

    fn is_admitted(&self, node: NodeIx, admitted: Option<&[bool]>) -> bool {
        let Some(admitted) = admitted else { return true };
        let element = self.as_element(node);
        element.is_none_or(|ix| admitted.get(ix.index()).copied().unwrap_or(true))
    }
}

impl Walk {
    fn reach(&mut self, node: NodeIx, counted: u32, from: (u32, u32)) -> bool {
        let Some(slot) = self.counted.get_mut(node.index()) else { return false };
        if *slot != UNREACHED {
            return false;
        }
        *slot = counted;
        if let Some(slot) = self.reached_by.get_mut(node.index()) {
            *slot = from;
        }
        self.order.push(node);
        true
    }

    /// The nodes that were reached, nearest first, starts included.
    pub fn nodes(&self) -> &[NodeIx] {
        &self.order
    }

    /// Whether a node was reached.
    pub fn reaches(&self, node: NodeIx) -> bool {
        self.counted(node).is_some()
    }

    /// The elements that count on the way to a node, after the start and this node included; nothing if it was
    /// not reached.
    pub(super) fn counted(&self, node: NodeIx) -> Option<u32> {
        self.counted.get(node.index()).copied().filter(|&counted| counted != UNREACHED)
    }

    /// The distance of an element in steps as people count: the elements on the way after the start, where
    /// integrations and groups in between count nothing, and one at the end of the way counts one.
    pub fn distance(&self, graph: &Graph, element: ElementIx) -> Option<usize> {
        let counted = self.counted(element.node())?;
        let at_start = self.previous(element.node()).is_none();
        let ends_uncounted = !at_start && !graph.counts(element.node());
        Some(counted as usize + usize::from(ends_uncounted))
    }

    /// The node from which a node was reached; nothing for a start.
    pub fn previous(&self, node: NodeIx) -> Option<NodeIx> {
        let &(from, edge) = self.reached_by.get(node.index())?;
        (edge != UNREACHED).then_some(NodeIx(from))
    }

    /// The way from a start to a node, both included, groups too.
    pub fn way(&self, node: NodeIx) -> Vec<NodeIx> {
        let mut way: Vec<NodeIx> = std::iter::successors(Some(node), |&node| self.previous(node)).collect();
        way.reverse();
        way
    }
}
