//! GraphML and JSON, held against the library: every node, every relation, in both forms.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;
use systemkarta::entry::{Entry, entries};
use systemkarta::export::{Register, write_graphml, write_json};
use systemkarta::graph::{Direction, Graph, NodeIx};
use systemkarta::load::{Config, Loaded, load_texts};
use systemkarta::model::Date;

use crate::graph_laws::{Style, maps, yaml};

fn day() -> Date {
    "2007-09-01".parse().unwrap()
}

/// Every relation of a graph: its ends, by names of groups that are counted here, its kind and strength, and whether that is declared.
fn relations(graph: &Graph) -> Vec<[String; 5]> {
    let groups: Vec<NodeIx> = graph.groups().collect();
    let name = |node: NodeIx| match graph.as_element(node) {
        Some(element) => graph.element(element).id().to_owned(),
        None => {
            let dependent = graph.as_group(node).unwrap().dependent;
            let earlier = groups
                .iter()
                .filter(|&&other| other <= node && graph.as_group(other).unwrap().dependent == dependent);
            format!("{}#{}", graph.element(dependent).id(), earlier.count())
        }
    };
    let nodes = graph.elements().map(|element| element.node()).chain(groups.iter().copied());
    let mut all: Vec<[String; 5]> = nodes
        .flat_map(|from| {
            graph.relations(from, Direction::Upstream).into_iter().map(move |(to, edge)| (from, to, edge))
        })
        .map(|(from, to, edge)| {
            [
                name(from),
                name(to),
                edge.relation.name().to_owned(),
                edge.effective_strength().to_string(),
                edge.is_declared().to_string(),
            ]
        })
        .collect();
    all.sort();
    all
}

fn graphml(graph: &Graph) -> String {
    let mut bytes = Vec::new();
    write_graphml(graph, day(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn json(graph: &Graph, entries: &[Entry]) -> Value {
    let mut bytes = Vec::new();
    let is_wanted = vec![true; graph.element_count()];
    let register = Register { map: "a map", graph, entries: entries.iter().collect(), is_wanted, at: day() };
    write_json(&register, &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Holds that both forms have the nodes and relations of the graph.
fn holds(loaded: Loaded) -> Result<(), TestCaseError> {
    let entries = entries(&loaded.model);
    let (graph, _) = Graph::build(&Arc::new(loaded.model));
    let wanted = relations(&graph);
    let text = graphml(&graph);
    let document = roxmltree::Document::parse(&text).unwrap();
    let of = |tag: &'static str| document.descendants().filter(move |node| node.has_tag_name(tag));
    prop_assert_eq!(of("node").count(), graph.node_count());
    let types: Vec<(&str, &str)> =
        of("key").map(|key| (key.attribute("id").unwrap(), key.attribute("attr.type").unwrap())).collect();
    for datum in of("data") {
        let kind = types.iter().find(|(key, _)| Some(*key) == datum.attribute("key")).map(|(_, kind)| *kind);
        let said = datum.text().unwrap_or_default();
        match kind {
            Some("boolean") => prop_assert!(said == "true" || said == "false"),
            Some("int") => prop_assert!(said.parse::<i32>().is_ok()),
            kind => prop_assert_eq!(kind, Some("string")),
        }
    }
    let data = |edge: &roxmltree::Node<'_, '_>, key: &str| {
        edge.children()
            .find(|child| child.attribute("key") == Some(key))
            .and_then(|child| child.text())
            .unwrap_or_default()
            .to_owned()
    };
    let end = |edge: &roxmltree::Node<'_, '_>, end: &str| edge.attribute(end).unwrap().to_owned();
    let mut edges: Vec<[String; 5]> = of("edge")
        .map(|e| {
            [
                end(&e, "source"),
                end(&e, "target"),
                data(&e, "relation"),
                data(&e, "strength"),
                data(&e, "declared"),
            ]
        })
        .collect();
    edges.sort();
    prop_assert_eq!(&edges, &wanted);
    let value = json(&graph, &entries);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut said: Vec<[String; 5]> = value["relations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| ["from", "to", "relation", "strength", "declared"].map(|key| text(&r[key])))
        .collect();
    said.sort();
    prop_assert_eq!(&said, &wanted);
    prop_assert_eq!(value["entries"].as_array().unwrap().len(), entries.len());
    // JSON is YAML: the fields of the entries declare them again.
    let mut again = String::new();
    for entry in value["entries"].as_array().unwrap() {
        let mut fields = entry["fields"].as_object().unwrap().clone();
        fields.insert("id".into(), entry["id"].clone());
        again +=
            &format!("---\n{}: [{}]\n", text(&entry["section"]), serde_json::to_string(&fields).unwrap());
    }
    let again = load_texts([("again.yaml", again.as_str())], &Config::default());
    prop_assert_eq!(systemkarta::entry::entries(&again.model), entries);
    Ok(())
}

#[test]
fn the_map_of_stockholm_is_told_whole() {
    holds(super::stockholm()).unwrap();
}

#[test]
fn no_text_leaves_its_place() {
    let map = "systems: [{id: a, name: \"<b>&\\\"'\\n]]>\", kind: \"</data>\", depends_on: {any_of: [b, c], tolerates: 2h}}, b, c]\n";
    let loaded = load_texts([("map.yaml", map)], &Config::default());
    let (graph, _) = Graph::build(&Arc::new(loaded.model));
    let text = graphml(&graph);
    let document = roxmltree::Document::parse(&text).unwrap();
    let said: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name("data"))
        .filter_map(|node| node.text())
        .take(3)
        .collect();
    assert_eq!(said, ["<b>&\"'\n]]>", "systems", "</data>"]);
    assert!(text.contains("<node id=\"a#1\">") && text.contains("<data key=\"tolerates\">2h</data>"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_map_is_told_whole(map in maps(), style in any::<u64>()) {
        let files = yaml(&map, Style(style));
        holds(load_texts(files.iter().map(|(name, text)| (name.as_str(), text.as_str())), &Config::default()))?;
    }
}
