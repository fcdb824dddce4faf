//! Dominators: of what a node rests on, what lies on every way to what.
//!
//! The algorithm of Cooper, Harvey and Kennedy (*A Simple, Fast Dominance Algorithm*, 2001), pushing from each node
//! to what it rests on: then only what is reached is looked at, and not the many that rest on a hub.

use super::{Direction, NodeIx, Ways};

/// What one node after another rests on. What it allocates serves all of them, and a run costs only what it reaches.
#[derive(Debug)]
pub struct Dominators<'w> {
    ways: &'w Ways<'w>,
    /// For every node its number, from 1 for that which was left first; 0 if it was not reached.
    number: Vec<u32>,
    /// By number, the root last.
    nodes: Vec<NodeIx>,
    /// For each of these, the number of the nearest through which every way to it leads; 0 if none is known yet.
    dominator: Vec<u32>,
}

/// The number of a node while what it rests on is searched.
const OPEN: u32 = u32::MAX;

#[expect(
    clippy::indexing_slicing,
    reason = "nodes are numbered by the graph, or here, where the lists are sized"
)]
impl<'w> Dominators<'w> {
    /// For runs over some ways.
    pub fn new(ways: &'w Ways<'w>) -> Self {
        let number = vec![0; ways.graph().node_count()];
        Self { ways, number, nodes: Vec::new(), dominator: Vec::new() }
    }

    /// Finds all that a node rests on, and how it is dominated. Tells how many steps that took; nothing when it would
    /// have taken more than `work`, and then nothing is known.
    ///
    /// Complexity: O(n + e) for n nodes and e relations reached where there is no cycle, else usually a few times that.
    pub fn run(&mut self, root: NodeIx, work: usize) -> Option<usize> {
        let done = self.search(root, work).and_then(|left| self.settle(left)).map(|left| work - left);
        if done.is_none() {
            self.clear();
        }
        done
    }

    /// What the node rests on, the node itself last.
    pub fn reached(&self) -> &[NodeIx] {
        &self.nodes
    }

    /// For each node reached, the sum of the weights of itself and all to which every way leads through it.
    pub fn dominated(&self, weight: impl Fn(NodeIx) -> u32) -> Vec<u32> {
        let mut sums: Vec<u32> = self.nodes.iter().map(|&node| weight(node)).collect();
        // A dominator is left later than what it dominates.
        for (i, &dominator) in self.dominator.iter().enumerate() {
            let dominator = dominator as usize - 1;
            if dominator > i {
                sums[dominator] += sums[i];
            }
        }
        sums
    }

    fn clear(&mut self) {
        for node in self.nodes.drain(..) {
            self.number[node.index()] = 0;
        }
        self.dominator.clear();
    }

    /// Numbers what is reached in the order in which a search in depth leaves it.
    fn search(&mut self, root: NodeIx, mut left: usize) -> Option<usize> {
        self.clear();
        let graph = self.ways.graph();
        let mut calls = vec![(root, 0)];
        self.number[root.index()] = OPEN;
        while let Some((node, next)) = calls.last_mut() {
            let node = *node;
            let leads_on = node == root || self.ways.leads_on(node);
            let neighbours = graph.snapshot().neighbours(node, Direction::Upstream);
            match neighbours.get(*next).filter(|_| leads_on && left > 0) {
                Some(neighbour) => {
                    *next += 1;
                    left -= 1;
                    let to = neighbour.node;
                    if self.number[to.index()] == 0 && self.ways.leads_to(neighbour) {
                        self.number[to.index()] = OPEN;
                        calls.push((to, 0));
                    }
                }
                None => {
                    calls.pop();
                    self.nodes.push(node);
                    self.number[node.index()] = super::to_u32(self.nodes.len());
                }
            }
        }
        (left > 0).then_some(left)
    }

    /// Lowers the dominators until they hold. Without cycles that takes one turn.
    fn settle(&mut self, mut left: usize) -> Option<usize> {
        let last = self.nodes.len();
        self.dominator = vec![0; last];
        self.dominator[last - 1] = super::to_u32(last);
        loop {
            let (mut changed, mut goes_back) = (false, false);
            for number in (1..=last).rev() {
                let node = self.nodes[number - 1];
                if number != last && !self.ways.leads_on(node) {
                    continue;
                }
                let ways = self.ways;
                for to in ways.neighbours(node, Direction::Upstream) {
                    left = left.checked_sub(1)?;
                    let to = self.number[to.node.index()] as usize;
                    if to == last {
                        continue;
                    }
                    goes_back |= to >= number;
                    let known = self.dominator[to - 1];
                    let dominator = self.common(known, super::to_u32(number), &mut left)?;
                    changed |= dominator != known;
                    self.dominator[to - 1] = dominator;
                }
            }
            if !changed || !goes_back {
                return Some(left);
            }
        }
    }

    /// The nearest that dominates both.
    fn common(&self, known: u32, other: u32, left: &mut usize) -> Option<u32> {
        let (mut a, mut b) = (if known == 0 { other } else { known }, other);
        while a != b {
            *left = left.checked_sub(1)?;
            if a < b {
                a = self.dominator[a as usize - 1];
            } else {
                b = self.dominator[b as usize - 1];
            }
        }
        Some(a)
    }
}
