//! The map as JSON, `systemkarta.map/1`: every entry with all its fields, and the relations as the graph has them.

use std::io::{self, Write};

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::NodeNames;
use crate::entry::{Entry, Written};
use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::Date;
use crate::report;

/// A part of the map that is written.
#[derive(Debug)]
pub struct Register<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// Its graph.
    pub graph: &'a Graph,
    /// The entries, in order.
    pub entries: Vec<&'a Entry>,
    /// The elements whose relations are written: for each whether it is.
    pub is_wanted: Vec<bool>,
    /// The day for which it is told what is in use.
    pub at: Date,
}

/// Writes it.
///
/// # Errors
/// When the writer fails.
pub fn write(register: &Register<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Register { graph, .. } = register;
    let names = NodeNames::of(graph);
    let is_wanted = |element: ElementIx| register.is_wanted.get(element.index()).copied().unwrap_or(false);
    let in_use = graph.in_use(register.at);
    let entries = register.entries.iter().map(|entry| WireEntry {
        section: entry.listing.name(),
        id: &entry.id,
        name: entry.name(),
        in_use: graph.find_element(&entry.id).and_then(|ix| in_use.get(ix.index()).copied()),
        fields: Fields(&entry.fields),
    });
    let wanted_groups = || {
        graph
            .groups()
            .filter_map(|node| Some((node, graph.as_group(node)?)))
            .filter(|(_, g)| is_wanted(g.dependent))
    };
    let groups = wanted_groups().map(|(node, group)| WireGroup {
        id: names.get(graph, node),
        dependent: graph.element(group.dependent).id(),
        min_up: group.min_up,
        members: graph
            .relations(node, Direction::Upstream)
            .iter()
            .map(|(to, _)| names.get(graph, *to))
            .collect(),
    });
    let elements = graph.elements().filter(|&element| is_wanted(element)).map(ElementIx::node);
    let nodes = elements.chain(wanted_groups().map(|(node, _)| node));
    let wire = Wire {
        schema: "systemkarta.map/1",
        map: register.map,
        at: register.at.to_string(),
        entries: entries.collect(),
        groups: groups.collect(),
        relations: nodes.flat_map(|from| relations(graph, &names, from)).collect(),
    };
    report::write_json(&wire, out)
}

fn relations<'g>(graph: &'g Graph, names: &'g NodeNames, from: NodeIx) -> Vec<WireRelation<'g>> {
    let relation = |(to, edge): (NodeIx, &crate::graph::Edge)| WireRelation {
        from: names.get(graph, from),
        to: names.get(graph, to),
        relation: edge.relation.name(),
        strength: edge.effective_strength().to_string(),
        declared: edge.is_declared(),
        tolerates: edge.tolerates.map(|tolerates| tolerates.to_string()),
        confirmed: edge.confirmed.is_some(),
    };
    graph.relations(from, Direction::Upstream).into_iter().map(relation).collect()
}

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    at: String,
    entries: Vec<WireEntry<'a>>,
    groups: Vec<WireGroup<'a>>,
    relations: Vec<WireRelation<'a>>,
}

#[derive(Serialize)]
struct WireEntry<'a> {
    section: &'static str,
    id: &'a str,
    name: &'a str,
    in_use: Option<bool>,
    fields: Fields<'a>,
}

#[derive(Serialize)]
struct WireGroup<'a> {
    id: &'a str,
    dependent: &'a str,
    min_up: usize,
    members: Vec<&'a str>,
}

#[derive(Serialize)]
struct WireRelation<'a> {
    from: &'a str,
    to: &'a str,
    relation: &'static str,
    strength: String,
    declared: bool,
    tolerates: Option<String>,
    confirmed: bool,
}

/// Values by key.
struct Fields<'a>(&'a [(String, Written)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, said) in self.0 {
            map.serialize_entry(key, &Said(said))?;
        }
        map.end()
    }
}

/// A value: nested no deeper than the limits of loading let a map be.
struct Said<'a>(&'a Written);

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Written::Text(text) => serializer.serialize_str(text),
            Written::Mapping(pairs) => Fields(pairs).serialize(serializer),
            Written::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Said(item))?;
                }
                list.end()
            }
        }
    }
}
