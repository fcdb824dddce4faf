//! Freed: what nothing in use needs any more when something is retired.

use std::collections::BTreeSet;

use crate::graph::{Direction, ElementIx, Graph, NodeIx, Relation};
use crate::model::Section;

/// The integrations that lose an end, and the largest set of what the retired elements rest on, at any depth, on
/// which nothing in use outside that set rests. `holds` says of a group that it does without what is retired.
///
/// Complexity: O((V + E) log V) for what the retired elements rest on.
pub(super) fn freed(
    graph: &Graph,
    retired: &[ElementIx],
    admitted: &[bool],
    holds: &dyn Fn(NodeIx) -> bool,
) -> Vec<ElementIx> {
    // A group is in use with the element that rests on it.
    let in_use = |node: NodeIx| {
        let element =
            graph.as_group(node).map_or_else(|| graph.as_element(node), |group| Some(group.dependent));
        element.and_then(|element| admitted.get(element.index()).copied()).unwrap_or(true)
    };
    let gone: BTreeSet<NodeIx> = retired.iter().map(|element| element.node()).collect();
    let mut freed = beneath(graph, &gone, &in_use);
    let mut open: Vec<NodeIx> = freed.iter().copied().collect();
    // Whatever something else rests on is not free, and then neither is what that rests on.
    while let Some(node) = open.pop() {
        let dependents = graph.relations(node, Direction::Downstream);
        let is_needed = |(by, _): &(NodeIx, _)| in_use(*by) && !gone.contains(by) && !freed.contains(by);
        if freed.contains(&node) && dependents.iter().any(is_needed) {
            freed.remove(&node);
            open.extend(graph.relations(node, Direction::Upstream).into_iter().map(|(needed, _)| needed));
        }
    }
    let mut freed: Vec<ElementIx> = freed.into_iter().filter_map(|node| graph.as_element(node)).collect();
    freed.extend(retired.iter().flat_map(|&element| without_provider(graph, element, holds)));
    freed.extend(retired.iter().flat_map(|&element| consumed(graph, element)));
    freed.retain(|element| in_use(element.node()) && !gone.contains(&element.node()));
    freed.sort_unstable();
    freed.dedup();
    freed
}

/// Everything in use that some nodes rest on, at any depth.
fn beneath(graph: &Graph, gone: &BTreeSet<NodeIx>, in_use: &dyn Fn(NodeIx) -> bool) -> BTreeSet<NodeIx> {
    let mut found = BTreeSet::new();
    let mut open: Vec<NodeIx> = gone.iter().copied().collect();
    while let Some(node) = open.pop() {
        for (needed, _) in graph.relations(node, Direction::Upstream) {
            if in_use(needed) && !gone.contains(&needed) && found.insert(needed) {
                open.push(needed);
            }
        }
    }
    found
}

/// The integrations that an element consumes.
fn consumed(graph: &Graph, element: ElementIx) -> Vec<ElementIx> {
    let relations = graph.relations(element.node(), Direction::Upstream).into_iter();
    let consumed = relations.filter(|(_, edge)| edge.relation == Relation::Consumes);
    consumed.filter_map(|(node, _)| graph.as_element(node)).collect()
}

/// The integrations whose provider an element is, unless others do in its place.
fn without_provider(graph: &Graph, element: ElementIx, holds: &dyn Fn(NodeIx) -> bool) -> Vec<ElementIx> {
    let mut lost = Vec::new();
    let mut open = vec![element.node()];
    while let Some(node) = open.pop() {
        for (by, edge) in graph.relations(node, Direction::Downstream) {
            match (edge.relation, graph.as_element(by)) {
                (Relation::Provides, Some(integration)) => lost.push(integration),
                (Relation::AnyOf, None) if !holds(by) => open.push(by),
                _ => {}
            }
        }
    }
    lost.retain(|&integration| graph.element(integration).section == Section::Integrations);
    lost
}
