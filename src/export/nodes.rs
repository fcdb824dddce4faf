//! The names of the nodes of a graph where groups need one, too.

use std::collections::HashMap;

use crate::graph::{Graph, NodeIx};

/// A name for every node: the id of an element; for a redundancy group that of the element which rests on it and its
/// number there, such as `ledger#1`, which is no id.
#[derive(Debug)]
pub struct NodeNames {
    groups: Vec<String>,
}

impl NodeNames {
    /// The names of the nodes of a graph.
    pub fn of(graph: &Graph) -> Self {
        let mut counts = HashMap::new();
        let groups = graph.groups().filter_map(|node| graph.as_group(node)).map(|group| {
            let count: &mut usize = counts.entry(group.dependent).or_default();
            *count += 1;
            format!("{}#{count}", graph.element(group.dependent).id())
        });
        Self { groups: groups.collect() }
    }

    /// The name of a node.
    pub fn get<'n>(&'n self, graph: &'n Graph, node: NodeIx) -> &'n str {
        match graph.as_element(node) {
            Some(element) => graph.element(element).id(),
            None => {
                let group = node.index().saturating_sub(graph.element_count());
                self.groups.get(group).map_or("", String::as_str)
            }
        }
    }
}
