//! ArchiMate models, as tools export them.

mod hostile;
mod laws;
mod meaning;
mod names;

use std::fs;
use std::sync::Arc;

use systemkarta::diagnostic::{Finding, Severity};
use systemkarta::entry::{Entry, Written, flow, yaml};
use systemkarta::graph::Graph;
use systemkarta::import::Draft;
use systemkarta::import::archimate::read;
use systemkarta::lint;
use systemkarta::load::{Config, load_texts};

/// A model of version 3 with these elements and relationships.
fn model(elements: &str, relationships: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="id-model">
  <name xml:lang="en">City</name>
  <elements>{elements}</elements>
  <relationships>{relationships}</relationships>
</model>"#
    )
}

fn element(identifier: &str, sort: &str, name: &str) -> String {
    format!(
        r#"<element identifier="{identifier}" xsi:type="{sort}"><name xml:lang="en">{name}</name></element>"#
    )
}

fn relationship(identifier: &str, sort: &str, source: &str, target: &str) -> String {
    format!(
        r#"<relationship identifier="{identifier}" source="{source}" target="{target}" xsi:type="{sort}"/>"#
    )
}

fn draft_with(bytes: &[u8], config: &Config) -> Draft {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.xml");
    fs::write(&path, bytes).unwrap();
    read(&path, config).unwrap()
}

fn draft(text: &str) -> Draft {
    draft_with(text.as_bytes(), &Config::default())
}

fn entries(draft: &Draft) -> Vec<Entry> {
    draft.entries.iter().map(|incoming| incoming.entry.clone()).collect()
}

/// Each entry as `section id field=value …`, without its source.
fn said(draft: &Draft) -> Vec<String> {
    let of_one = |entry: Entry| {
        let fields = entry.fields.iter().filter(|(field, _)| field != "source");
        let fields = fields.map(|(field, value)| match value {
            Written::Text(text) => format!(" {field}={text}"),
            other => format!(" {field}={}", flow(other)),
        });
        format!("{} {}{}", entry.listing.name(), entry.id, fields.collect::<String>())
    };
    entries(draft).into_iter().map(of_one).collect()
}

fn left_out(draft: &Draft) -> Vec<(&str, usize)> {
    draft.left_out.iter().collect()
}

/// Each finding as `line:column rule: message`.
fn told(draft: &Draft) -> Vec<String> {
    let told = |finding: &Finding| {
        let at = draft.sources.locate(finding.place);
        format!("{}:{} {}: {}", at.line, at.column, finding.rule, finding.message)
    };
    draft.findings.iter().map(told).collect()
}

/// Loads what was drafted, judges it, and holds that nothing of it is an error.
fn loads(draft: &Draft) -> Graph {
    let text = yaml(&entries(draft));
    let loaded = load_texts([("archimate.yaml", text.as_str())], &Config::default());
    let found: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, [""; 0], "{text}");
    let (graph, findings) = Graph::build(&Arc::new(loaded.model));
    let today = "2008-01-01".parse().unwrap();
    let checked = lint::check(&graph, findings, &lint::Levels::default(), today);
    let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<&str> = errors.map(|finding| finding.message.as_str()).collect();
    assert_eq!(errors, [""; 0], "{text}");
    graph
}
