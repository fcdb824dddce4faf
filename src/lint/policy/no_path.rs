//! `no_path`: nothing in one selection rests on anything in another, through any chain.

use super::judge::{Judge, has};
use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::{Selection, number};

/// How many elements of a chain a finding names; a longer one is shortened before its end.
const NAMED: usize = 12;

/// How a node leads to something that may not be rested on.
#[derive(Debug, Clone, Copy)]
struct Lead {
    /// What it leads to.
    goal: NodeIx,
    /// The next node on the shortest way there, and its own lead to the same; none at the goal.
    next: Option<(NodeIx, bool)>,
    /// How many elements come after it on the way.
    elements: u32,
}

/// For every node the shortest ways to two different goals, so that one that is a goal itself has a way to another.
struct Leads {
    of: Vec<[Option<Lead>; 2]>,
}

pub(super) fn judge(judge: &mut Judge<'_, '_>, from: Option<&Selection>, to: Option<&Selection>) {
    let (from, to) = (judge.side(from), judge.side(to));
    let graph = judge.graph();
    let leads = Leads::to(graph, &to, judge.live());
    for (ix, element) in judge.each(&from) {
        let Some((second, lead)) = leads.to_another(ix.node()) else { continue };
        let Some(goal) = graph.as_element(lead.goal) else { continue };
        let place = lead.next.and_then(|(next, _)| place(graph, ix.node(), next)).unwrap_or(element.id.place);
        judge.tell(place, &[ix, goal], "", || {
            let way = leads.way(graph, ix.node(), second, lead);
            format!("`{}` rests on `{}`: {way}", element.id(), graph.element(goal).id())
        });
    }
}

impl Leads {
    /// Walks once against the arrows from all that may not be rested on, in rings of distance as people count.
    ///
    /// Every node passes on at most two leads, to different goals: whatever lies behind it needs no third.
    ///
    /// Complexity: O(V + E) time and space, no recursion.
    fn to(graph: &Graph, goals: &[bool], live: &[bool]) -> Self {
        let mut leads = Self { of: vec![[None; 2]; graph.node_count()] };
        let mut ring: Vec<(NodeIx, bool)> = Vec::new();
        for goal in graph.elements().filter(|ix| has(goals, *ix)).map(ElementIx::node) {
            ring.extend(leads.add(goal, Lead { goal, next: None, elements: 0 }));
        }
        let mut next_ring = Vec::new();
        while !ring.is_empty() {
            let mut first = 0;
            // What costs no step joins the ring while it is walked.
            while let Some(&(node, second)) = ring.get(first) {
                first += 1;
                let Some(lead) = leads.get(node, second) else { continue };
                // No way leads on through information, but from it.
                if lead.goal != node && graph.ends_paths(node) {
                    continue;
                }
                let elements = lead.elements + u32::from(graph.as_element(node).is_some());
                for neighbour in graph.snapshot().neighbours(node, Direction::Downstream) {
                    let is_live = graph.as_element(neighbour.node).is_none_or(|ix| has(live, ix));
                    let lead = Lead { goal: lead.goal, next: Some((node, second)), elements };
                    if let Some(reached) = is_live.then(|| leads.add(neighbour.node, lead)).flatten() {
                        if graph.counts(neighbour.node) {
                            next_ring.push(reached)
                        } else {
                            ring.push(reached)
                        }
                    }
                }
            }
            ring.clear();
            std::mem::swap(&mut ring, &mut next_ring);
        }
        leads
    }

    /// Keeps a lead, if the node has room for it and none to the same goal.
    fn add(&mut self, node: NodeIx, lead: Lead) -> Option<(NodeIx, bool)> {
        let [first, second] = self.of.get_mut(node.index())?;
        match first {
            None => {
                *first = Some(lead);
                Some((node, false))
            }
            Some(known) if known.goal != lead.goal && second.is_none() => {
                *second = Some(lead);
                Some((node, true))
            }
            Some(_) => None,
        }
    }

    fn get(&self, node: NodeIx, second: bool) -> Option<Lead> {
        let [first, other] = self.of.get(node.index())?;
        if second { *other } else { *first }
    }

    /// The shortest way to a goal that is not the node itself, and whether that is its second lead.
    fn to_another(&self, node: NodeIx) -> Option<(bool, Lead)> {
        let leads = [false, true].into_iter().filter_map(|second| Some((second, self.get(node, second)?)));
        leads.into_iter().find(|(_, lead)| lead.goal != node)
    }

    /// "`a` → `b` → `c`", groups left out.
    fn way(&self, graph: &Graph, node: NodeIx, second: bool, lead: Lead) -> String {
        let next = |(node, second): &(NodeIx, bool)| self.get(*node, *second).and_then(|lead| lead.next);
        let nodes = std::iter::successors(Some((node, second)), next);
        let elements = nodes.filter_map(|(node, _)| graph.as_element(node));
        let total = lead.elements as usize + 1;
        let shown = if total > NAMED { NAMED - 1 } else { total };
        let mut way: Vec<String> =
            elements.take(shown).map(|ix| format!("`{}`", graph.element(ix).id())).collect();
        if total > NAMED {
            way.push(format!("… {} more …", number(total - NAMED)));
            way.extend(graph.as_element(lead.goal).map(|ix| format!("`{}`", graph.element(ix).id())));
        }
        way.join(" → ")
    }
}

/// Where the first relation of a way is written.
fn place(graph: &Graph, from: NodeIx, to: NodeIx) -> Option<crate::diagnostic::Place> {
    let neighbours = graph.snapshot().neighbours(from, Direction::Upstream);
    neighbours
        .iter()
        .find(|neighbour| neighbour.node == to)
        .and_then(|n| graph.edge(n))
        .map(|edge| edge.place)
}
