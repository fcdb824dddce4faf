//! What differs between two states of a map: laws on random maps, cases worked out by hand, git, and the command.

mod cases;
mod command;
mod git;
mod laws;
mod worlds;

use std::path::Path;
use std::sync::Arc;

use systemkarta::diagnostic::{Finding, Sources};
use systemkarta::graph::Graph;
use systemkarta::lint;
use systemkarta::load::{Config, load_texts};
use systemkarta::model::Date;
use systemkarta::proposal::diff::{Compared, Dependency, Diff, Pair, Side, diff};

/// A map as written, loaded and checked.
struct Map {
    graph: Graph,
    sources: Sources,
    findings: Vec<Finding>,
}

impl Map {
    fn of(texts: &[(String, String)]) -> Self {
        let texts = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let loaded = load_texts(texts, &Config::default());
        let (graph, built) = Graph::build(&Arc::new(loaded.model));
        let found = loaded.findings.into_iter().chain(built).collect();
        let findings = lint::check(&graph, found, &lint::Levels::default(), day("2008-01-01")).findings;
        Self { graph, sources: loaded.sources, findings }
    }

    fn one(text: &str) -> Self {
        Self::of(&[("map.yaml".to_owned(), text.to_owned())])
    }

    fn side(&self, at: &str) -> Side<'_> {
        let Self { graph, sources, findings } = self;
        Side { graph, sources, folder: Path::new(""), findings, at: day(at) }
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn declared<'a>(old: &'a Map, new: &'a Map) -> Diff<'a> {
    diff(old.side("2008-01-01"), new.side("2008-01-01"), Compared::Declared)
}

/// The id of an element as it is after, or was if it is gone.
fn id(diff: &Diff<'_>, pair: Pair) -> String {
    diff.element(pair).unwrap().id().to_owned()
}

fn dependency(diff: &Diff<'_>, dependency: &Dependency) -> String {
    match dependency {
        Dependency::Element(pair) => id(diff, *pair),
        Dependency::Group { text, .. } => text.clone(),
    }
}

/// Each element that differs, how, and the fields that it says otherwise.
fn elements(diff: &Diff<'_>) -> Vec<String> {
    let told = diff.elements.iter().map(|each| {
        let fields: Vec<String> = each
            .fields
            .iter()
            .map(|field| format!("{:?}: {:?} -> {:?}", field.aspect, field.old, field.new))
            .collect();
        format!("{:?} {} {fields:?}", each.kind, id(diff, each.element))
    });
    told.collect()
}

/// Each relation that differs: how, and between what.
fn relations(diff: &Diff<'_>) -> Vec<String> {
    let told = diff.relations.iter().map(|each| {
        let dependent = id(diff, each.dependent);
        let relation = each.relation.name();
        format!("{:?} {dependent} {relation} {}", each.kind, dependency(diff, &each.dependency))
    });
    told.collect()
}
