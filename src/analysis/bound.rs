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
        .flat_map(|&cause| related(graph, cause, direction))
        .filter(|bound| !bound.relation.spec().passes_disruption)
        .filter(|bound| in_use.get(bound.element.index()).copied().unwrap_or(true))
        .filter(|bound| !causes.contains(&bound.element))
        .collect();
    bound.sort_unstable();
    bound.dedup();
    bound
}

/// The relations of an element in one direction, with the elements at their other ends, through groups.
fn related(graph: &Graph, element: ElementIx, direction: Direction) -> Vec<Bound> {
    let mut related = Vec::new();
    let mut open = vec![(element.node(), None)];
    while let Some((node, outer)) = open.pop() {
        for (other, edge) in graph.relations(node, direction) {
            // A relation to a group counts for its members, and one between a group and a member for nothing.
            let relation: Option<Relation> =
                outer.or((edge.relation != Relation::AnyOf).then_some(edge.relation));
            match (graph.as_element(other), relation) {
                (Some(element), Some(relation)) => related.push(Bound { relation, element }),
                (Some(_), None) => {}
                (None, relation) => open.push((other, relation)),
            }
        }
    }
    related
}
