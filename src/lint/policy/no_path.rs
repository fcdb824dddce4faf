//! `no_path`: nothing in one selection rests on anything in another, through any chain.
//!
//! Each pair is a finding of its own, so that an exemption for one hides no other. A chain ends at the first thing that
//! may not be rested on: what lies behind that is its affair.

use super::judge::{Judge, has};
use crate::diagnostic::Place;
use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::{Selection, number};

/// How many elements of a chain a finding names; a longer one is shortened before its end.
const NAMED: usize = 12;
/// How many relations may be followed in all.
const WORK: usize = 100_000_000;

pub(super) fn judge(judge: &mut Judge<'_, '_>, from: Option<&Selection>, to: Option<&Selection>) {
    let (from, to) = (judge.side(from), judge.side(to));
    let graph = judge.graph();
    let mut ways = Ways::new(graph, &to, judge.live());
    for goal in graph.elements().filter(|ix| has(&to, *ix)) {
        if !ways.walk_to(goal) {
            let goal_is = graph.element(goal);
            judge.tell(goal_is.id.place, &[], "unfollowed", || {
                let id = goal_is.id();
                format!("there are too many chains to follow them all: what rests on `{id}`, and on what comes after it in the map, was not looked at")
            });
            return;
        }
        for (ix, element) in judge.each(&from).filter(|(ix, _)| *ix != goal && ways.is_reached(*ix)) {
            let next = ways.next(ix.node());
            let place = next.and_then(|next| place(graph, ix.node(), next)).unwrap_or(element.id.place);
            judge.tell(place, &[ix, goal], "", || {
                format!("`{}` rests on `{}`: {}", element.id(), graph.element(goal).id(), ways.way(ix, goal))
            });
        }
    }
}

/// The shortest ways to one goal after another.
struct Ways<'a> {
    graph: &'a Graph,
    goals: &'a [bool],
    live: &'a [bool],
    /// For every node in which walk it was reached last, and by which node it leads on.
    reached: Vec<(u32, Option<NodeIx>)>,
    walk: u32,
    left: usize,
}

impl<'a> Ways<'a> {
    fn new(graph: &'a Graph, goals: &'a [bool], live: &'a [bool]) -> Self {
        Self { graph, goals, live, reached: vec![(0, None); graph.node_count()], walk: 0, left: WORK }
    }

    /// Walks against the arrows from a goal, in rings of distance as people count, past no other goal. False if there
    /// was too much to follow.
    ///
    /// Complexity: O(V + E) a goal, and `WORK` for all of them; no recursion.
    fn walk_to(&mut self, goal: ElementIx) -> bool {
        self.walk += 1;
        let mut ring = vec![goal.node()];
        self.reach(goal.node(), None);
        let mut next_ring = Vec::new();
        while !ring.is_empty() {
            let mut first = 0;
            // What costs no step joins the ring while it is walked.
            while let Some(&node) = ring.get(first) {
                first += 1;
                let is_other_goal =
                    node != goal.node() && self.graph.as_element(node).is_some_and(|ix| has(self.goals, ix));
                // No way leads on through information, but from it.
                if is_other_goal || node != goal.node() && self.graph.ends_paths(node) {
                    continue;
                }
                for neighbour in self.graph.snapshot().neighbours(node, Direction::Downstream) {
                    let Some(left) = self.left.checked_sub(1) else { return false };
                    self.left = left;
                    let is_live = self.graph.as_element(neighbour.node).is_none_or(|ix| has(self.live, ix));
                    if is_live && self.reach(neighbour.node, Some(node)) {
                        let counts = self.graph.counts(neighbour.node);
                        if counts { &mut next_ring } else { &mut ring }.push(neighbour.node);
                    }
                }
            }
            ring.clear();
            std::mem::swap(&mut ring, &mut next_ring);
        }
        true
    }

    fn reach(&mut self, node: NodeIx, next: Option<NodeIx>) -> bool {
        match self.reached.get_mut(node.index()) {
            Some(slot) if slot.0 != self.walk => {
                *slot = (self.walk, next);
                true
            }
            _ => false,
        }
    }

    fn is_reached(&self, ix: ElementIx) -> bool {
        self.reached.get(ix.node().index()).is_some_and(|(walk, _)| *walk == self.walk)
    }

    fn next(&self, node: NodeIx) -> Option<NodeIx> {
        self.reached.get(node.index()).and_then(|(_, next)| *next)
    }

    /// "`a` → `b` → `c`", groups left out.
    fn way(&self, from: ElementIx, goal: ElementIx) -> String {
        let nodes = std::iter::successors(Some(from.node()), |node| self.next(*node));
        let elements: Vec<ElementIx> = nodes.filter_map(|node| self.graph.as_element(node)).collect();
        let id = |ix: &ElementIx| format!("`{}`", self.graph.element(*ix).id());
        let shown = if elements.len() > NAMED { NAMED - 1 } else { elements.len() };
        let mut way: Vec<String> = elements.iter().take(shown).map(id).collect();
        if elements.len() > NAMED {
            way.push(format!("… {} more …", number(elements.len() - NAMED)));
            way.push(id(&goal));
        }
        way.join(" → ")
    }
}

/// Where the first relation of a way is written.
fn place(graph: &Graph, from: NodeIx, to: NodeIx) -> Option<Place> {
    let neighbours = graph.snapshot().neighbours(from, Direction::Upstream);
    let neighbour = neighbours.iter().find(|neighbour| neighbour.node == to)?;
    graph.edge(neighbour).map(|edge| edge.place)
}
