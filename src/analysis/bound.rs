//! Bound: what has work when an element changes, and is not disrupted with it.

use crate::graph::{Direction, ElementIx, Graph, Relation};

/// A relation of a cause that passes no disruption on, but brings work when the cause changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound {
    /// The kind of relation.
    pub relation: Relation,
    /// The element at the other end.
    pub element: ElementIx,
}

/// What is bound to some elements, on a day on which these elements are in use.
pub(super) fn to_causes(
    graph: &Graph,
    causes: &[ElementIx],
    direction: Direction,
    in_use: &[bool],
) -> Vec<Bound> {
    let mut bound: Vec<Bound> = causes
        .iter()
        .flat_map(|cause| graph.relations(cause.node(), direction))
        .filter(|(_, edge)| !edge.relation.spec().passes_disruption)
        .filter_map(|(node, edge)| Some(Bound { relation: edge.relation, element: graph.as_element(node)? }))
        .filter(|bound| in_use.get(bound.element.index()).copied().unwrap_or(true))
        .filter(|bound| !causes.contains(&bound.element))
        .collect();
    bound.sort_unstable();
    bound.dedup();
    bound
}
