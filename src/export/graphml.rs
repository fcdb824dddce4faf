//! The graph as GraphML, for yEd, Gephi and networkx: elements and redundancy groups, and what rests on what.

use std::io::{self, Write};

use super::NodeNames;
use crate::escape;
use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::{Date, Element, Field};

/// What is told of nodes and arrows: the key, what it is of, and its type.
const KEYS: [(&str, &str, &str); 16] = [
    ("label", "node", "string"),
    ("section", "node", "string"),
    ("kind", "node", "string"),
    ("owner", "node", "string"),
    ("criticality", "node", "string"),
    ("class", "node", "string"),
    ("scope", "node", "string"),
    ("product", "node", "string"),
    ("version", "node", "string"),
    ("in_use", "node", "boolean"),
    ("min_up", "node", "int"),
    ("relation", "edge", "string"),
    ("strength", "edge", "string"),
    ("declared", "edge", "boolean"),
    ("tolerates", "edge", "string"),
    ("confirmed", "edge", "boolean"),
];

/// The fields of an element that are told.
const FIELDS: [Field; 7] = [
    Field::Kind,
    Field::Owner,
    Field::Criticality,
    Field::Class,
    Field::Scope,
    Field::Product,
    Field::Version,
];

/// Writes the graph. An arrow leads from what rests on something to that on which it rests.
///
/// # Errors
/// When the writer fails.
pub fn write(graph: &Graph, at: Date, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (key, of, kind) in KEYS {
        writeln!(out, "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{key}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "  <graph id=\"map\" edgedefault=\"directed\">")?;
    let names = NodeNames::of(graph);
    let in_use = graph.in_use(at);
    for ix in graph.elements() {
        let is_in_use = in_use.get(ix.index()).copied().unwrap_or(false);
        element(graph.element(ix), is_in_use, out)?;
    }
    for node in graph.groups() {
        group(graph, names.get(graph, node), node, out)?;
    }
    let mut number = 0;
    for from in graph.elements().map(ElementIx::node).chain(graph.groups()) {
        for (to, edge) in graph.relations(from, Direction::Upstream) {
            let (source, target) = (escape::xml(names.get(graph, from)), escape::xml(names.get(graph, to)));
            writeln!(out, "    <edge id=\"e{number}\" source=\"{source}\" target=\"{target}\">")?;
            data("relation", edge.relation.name(), out)?;
            data("strength", &edge.effective_strength().to_string(), out)?;
            data("declared", &edge.is_declared().to_string(), out)?;
            if let Some(tolerates) = edge.tolerates {
                data("tolerates", &tolerates.to_string(), out)?;
            }
            data("confirmed", &edge.confirmed.is_some().to_string(), out)?;
            writeln!(out, "    </edge>")?;
            number += 1;
        }
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn element(element: &Element, is_in_use: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <node id=\"{}\">", escape::xml(element.id()))?;
    data("label", element.name(), out)?;
    data("section", element.section.name(), out)?;
    for field in FIELDS {
        if let Some(value) = element.get(field) {
            data(field.name(), &value.to_string(), out)?;
        }
    }
    data("in_use", &is_in_use.to_string(), out)?;
    writeln!(out, "    </node>")
}

fn group(graph: &Graph, name: &str, node: NodeIx, out: &mut dyn Write) -> io::Result<()> {
    let Some(group) = graph.as_group(node) else { return Ok(()) };
    writeln!(out, "    <node id=\"{}\">", escape::xml(name))?;
    data("label", &format!("{} of {}", group.min_up, group.members), out)?;
    data("section", "groups", out)?;
    data("min_up", &group.min_up.to_string(), out)?;
    writeln!(out, "    </node>")
}

fn data(key: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "      <data key=\"{key}\">{}</data>", escape::xml(text))
}
