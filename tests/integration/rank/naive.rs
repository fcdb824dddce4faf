//! What stops, a second time: slow and plain, round by round until nothing changes.

use std::collections::BTreeMap;

use systemkarta::graph::{Direction, Edge, ElementIx, Graph, NodeIx, Relation};
use systemkarta::model::{Schedule, Section, Strength};

/// When everything stops that stops, in minutes, when some elements and their parts are out for good.
pub(super) fn stops(
    graph: &Graph,
    in_use: &[bool],
    out: &[ElementIx],
    spared: Option<ElementIx>,
) -> BTreeMap<NodeIx, u32> {
    let is_used = |node: NodeIx| graph.as_element(node).is_none_or(|ix| in_use[ix.index()]);
    let mut causes: Vec<NodeIx> = out.iter().filter(|ix| Some(**ix) != spared).map(|ix| ix.node()).collect();
    let mut next = 0;
    while next < causes.len() {
        for (part, edge) in graph.relations(causes[next], Direction::Downstream) {
            let is_part = edge.relation == Relation::PartOf && Some(part) != spared.map(ElementIx::node);
            if is_part && is_used(part) && !causes.contains(&part) {
                causes.push(part);
            }
        }
        next += 1;
    }
    let spared = spared.map(ElementIx::node);
    let is_admitted = |node: NodeIx| is_used(node) && Some(node) != spared;
    let mut times: BTreeMap<NodeIx, u32> =
        causes.iter().filter(|&&node| is_admitted(node)).map(|&node| (node, 0)).collect();
    let passes_on = |node: NodeIx| {
        causes.contains(&node)
            || graph.as_element(node).is_none_or(|ix| graph.element(ix).section != Section::Information)
    };
    loop {
        let mut changed = false;
        for node in graph.elements().map(ElementIx::node).chain(graph.groups()).filter(|&n| is_admitted(n)) {
            let mut losses: Vec<u32> = graph
                .relations(node, Direction::Upstream)
                .into_iter()
                .filter(|(_, edge)| edge.relation.spec().passes_disruption)
                .filter(|(to, edge)| edge.effective_strength() == Strength::Hard && passes_on(*to))
                .filter_map(|(to, edge)| Some(times.get(&to)? + tolerates(graph, to, edge)))
                .collect();
            losses.sort_unstable();
            let needed = match graph.as_group(node) {
                None => 1,
                Some(group) => {
                    let members = graph.relations(node, Direction::Upstream);
                    let members = members.iter().filter(|(member, _)| is_used(*member)).count();
                    (members + 1).saturating_sub(group.min_up).max(1)
                }
            };
            if let Some(&time) = losses.get(needed - 1)
                && times.get(&node).is_none_or(|&known| time < known)
            {
                times.insert(node, time);
                changed = true;
            }
        }
        if !changed {
            return times;
        }
    }
}

fn tolerates(graph: &Graph, to: NodeIx, edge: &Edge) -> u32 {
    let schedule = graph.as_element(to).and_then(|ix| graph.element(ix).schedule().copied());
    let period = schedule.and_then(Schedule::period).filter(|_| edge.relation == Relation::Consumes);
    edge.tolerates.or(period).map_or(0, |tolerates| tolerates.minutes())
}
