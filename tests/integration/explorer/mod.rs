//! The explorer: what is embedded in the page, held against the library, the program and second implementations.

mod command;
mod days;
mod effects;
mod page;
mod reach;
mod sheets;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use systemkarta::diagnostic::Sources;
use systemkarta::explorer::{Drawing, Explorer, Start, drawings, page};
use systemkarta::graph::Graph;
use systemkarta::load::{Config, Loaded, load, load_texts};
use systemkarta::model::{Date, PartialDate};
use systemkarta::render::{Engine, LayoutOptions};

fn day(text: &str) -> Date {
    PartialDate::parse(text).expect("a date").first()
}

const STOCKHOLM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/stockholm");

/// A page with what it was made of.
struct Seen {
    graph: Graph,
    at: Date,
    drawings: Vec<Drawing>,
    html: String,
    data: Value,
}

impl Seen {
    fn of(graph: Graph, map: &str, sources: &Sources, at: Date) -> Self {
        let options = LayoutOptions { engine: Engine::Builtin, ..LayoutOptions::default() };
        let drawings = drawings(&graph, at, &options).expect("it needs no Graphviz");
        let title = graph.model().header.title.as_ref().map_or("a map", |title| &title.value);
        let (start, findings) = (Start::default(), &[]);
        let explorer = Explorer { title, map, graph: &graph, sources, findings, at, today: at, start };
        let html = page(&explorer, &drawings).expect("JSON");
        let data = serde_json::from_str(json_of(&html)).expect("JSON");
        Self { graph, at, drawings, html, data }
    }

    fn loaded(loaded: Loaded, map: &str, at: Date) -> Self {
        let Loaded { model, sources, .. } = loaded;
        Self::of(Graph::build(&Arc::new(model)).0, map, &sources, at)
    }

    fn written(text: &str, at: &str) -> Self {
        Self::loaded(load_texts([("map.yaml", text)], &Config::default()), "map.yaml", day(at))
    }

    fn stockholm(at: &str) -> Self {
        let loaded = load(Path::new(STOCKHOLM), &Config::default()).expect("the map of the city");
        Self::loaded(loaded, STOCKHOLM, day(at))
    }

    fn elements(&self) -> &[Value] {
        self.data["elements"].as_array().expect("a list")
    }

    /// The ids of elements given by numbers.
    fn ids(&self, numbers: &Value) -> Vec<&str> {
        let numbers = numbers.as_array().into_iter().flatten();
        numbers.map(|n| self.id(n.as_u64().expect("a number") as usize)).collect()
    }

    fn id(&self, number: usize) -> &str {
        self.elements()[number]["id"].as_str().expect("an id")
    }
}

/// The text between the tags of the data.
fn json_of(html: &str) -> &str {
    let (_, rest) = html.split_once("<script type=\"application/json\" id=\"data\">").expect("the data");
    rest.split_once("</script>").expect("its end").0
}

/// What was written is in the data once: nothing is lost on the way, and numbers mean what they say.
#[test]
fn the_data_holds_everything_that_was_written() {
    let seen = Seen::stockholm("2007-09-01");
    assert_eq!(
        (&seen.data["schema"], &seen.data["map"]),
        (&"systemkarta.explorer/1".into(), &"stockholm".into())
    );
    assert!(!seen.html.contains(env!("CARGO_MANIFEST_DIR")), "nothing tells where it was written");
    assert_eq!(seen.elements().len(), seen.graph.element_count());
    for (ix, wire) in seen.graph.elements().zip(seen.elements()) {
        let element = seen.graph.element(ix);
        assert_eq!((wire["id"].as_str(), wire["name"].as_str()), (Some(element.id()), Some(element.name())));
        assert_eq!(wire["section"], element.section.name());
        let fields = wire["fields"].as_array().map_or(&[][..], Vec::as_slice);
        let keys: BTreeSet<&str> = fields.iter().filter_map(|field| field[0].as_str()).collect();
        let all = element.fields().iter().map(|(field, _)| field.name()).filter(|name| *name != "name");
        assert_eq!((keys.len(), &keys), (fields.len(), &all.collect()));
        let owner = wire["owner"].as_u64().map(|n| &seen.data["organisations"][n as usize]["id"]);
        let told = owner.or(wire.get("owner_name")).and_then(Value::as_str);
        assert_eq!(told, element.owner().map(|id| id.as_str()));
        let (path, rest) = wire["place"].as_str().and_then(|place| place.split_once(':')).expect("a place");
        let line: usize = rest.split(':').next().and_then(|line| line.parse().ok()).expect("a line");
        let text = std::fs::read_to_string(Path::new(STOCKHOLM).join(path)).expect("a file of the map");
        assert!(text.lines().nth(line - 1).expect("the line").contains(element.id()), "{wire}");
    }
}

#[test]
fn every_relation_is_in_the_data_once() {
    let seen = Seen::stockholm("2007-09-01");
    let relations = seen.data["relations"].as_array().expect("a list");
    assert_eq!(relations.len(), seen.graph.edge_count());
    let passing = relations.iter().filter(|relation| relation["passes"] == true).count();
    assert_eq!(passing, seen.graph.snapshot().len());
    assert_eq!(seen.data["groups"].as_array().map(Vec::len), Some(seen.graph.groups().len()));
    let to = |relation: &&Value, word: &str, id: &str| {
        relation["relation"] == word && relation["to"].as_u64().is_some_and(|n| seen.id(n as usize) == id)
    };
    // In the map: meta-2 consumes from navet, tolerates a week, and runs on windows-drift.
    let runs = relations.iter().find(|relation| to(relation, "runs_on", "windows-drift"));
    assert_eq!(
        runs.map(|relation| (&relation["strength"], &relation["passes"])),
        Some((&"hard".into(), &true.into()))
    );
    assert!(
        relations.iter().any(|relation| relation["tolerates"] == "1w" && relation["relation"] == "consumes")
    );
    assert!(
        relations
            .iter()
            .any(|relation| to(&relation, "agreement", "kitt") && relation.get("passes").is_none())
    );
}
