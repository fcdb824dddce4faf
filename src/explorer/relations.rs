//! The relations of the page, from dependents to dependencies, and the redundancy groups among their ends.

use serde::Serialize;

use super::data::Places;
use super::elements::is_false;
use crate::graph::{Direction, ElementIx, Graph};

/// A redundancy group. Its number follows on those of the elements.
#[derive(Serialize)]
pub(super) struct WireGroup {
    min_up: usize,
}

/// A relation.
#[derive(Serialize)]
pub(super) struct WireRelation {
    from: usize,
    to: usize,
    relation: &'static str,
    strength: &'static str,
    /// The strength was declared, or nobody can choose it.
    #[serde(skip_serializing_if = "is_false")]
    declared: bool,
    /// A disruption passes over it.
    #[serde(skip_serializing_if = "is_false")]
    passes: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    tolerates: Option<String>,
    place: String,
}

/// Every group, in the order of the nodes.
pub(super) fn groups(graph: &Graph) -> Vec<WireGroup> {
    let groups = graph.groups().filter_map(|node| graph.as_group(node));
    groups.map(|group| WireGroup { min_up: group.min_up }).collect()
}

/// Every relation: by its dependent, then in the order in which they were declared.
pub(super) fn relations(graph: &Graph, places: &Places<'_>) -> Vec<WireRelation> {
    let nodes = graph.elements().map(ElementIx::node).chain(graph.groups());
    let of_node = |from| {
        let relations = graph.relations(from, Direction::Upstream).into_iter();
        relations.map(move |(to, edge)| WireRelation {
            from: from.index(),
            to: to.index(),
            relation: edge.relation.name(),
            strength: edge.effective_strength().name(),
            declared: edge.is_declared(),
            passes: edge.relation.spec().passes_disruption,
            tolerates: edge.tolerates.map(|time| time.to_string()),
            place: places.tell(edge.place),
        })
    };
    nodes.flat_map(of_node).collect()
}
