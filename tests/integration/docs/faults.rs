//! docs/faults.md: what the program says of each map in maps/broken, and so a snapshot of its messages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use systemkarta::diagnostic::{Finding, Sources};
use systemkarta::graph::Graph;
use systemkarta::lint::{self, Group, Levels, RULES};
use systemkarta::load::{Config, load};
use systemkarta::report::findings;

use super::Document;

const INTRODUCTION: &str = "\
# Faults, and what is said of them

Written by the tests from the small maps in [maps/broken](../maps/broken/README.md), each of which has one fault. Under
each rule stands what `systemkarta check --all` says of it. `systemkarta explain RULE` says what a rule means, why it
is there and what to do instead.
";

#[test]
fn every_fault_is_told_as_documented() {
    let mut by_rule: BTreeMap<String, String> = BTreeMap::new();
    for path in files() {
        let (found, sources) = check(&path);
        assert!(!found.is_empty(), "{} is not faulty", path.display());
        by_rule.entry(rule_of(&path, &found)).or_default().push_str(&told(&path, &found, &sources));
    }
    let mut text = String::from(INTRODUCTION);
    for group in Group::ALL {
        let rules = RULES.iter().filter(|rule| rule.group == group);
        let told: Vec<_> = rules.filter_map(|rule| Some((rule, by_rule.remove(rule.name)?))).collect();
        if !told.is_empty() {
            text += &format!("\n## {}: {}\n", capitalised(group.name()), group.question());
        }
        for (rule, told) in told {
            text += &format!("\n### `{}`\n\n{}: {}.\n{told}", rule.name, rule.level.name(), rule.summary);
        }
    }
    assert!(by_rule.is_empty(), "of no rule: {by_rule:?}");
    let document = Document::open("faults.md");
    Document { fresh: text, ..document }.keep();
}

fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir("maps/broken").unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "yaml")).collect();
    files.sort();
    files
}

fn check(path: &Path) -> (Vec<Finding>, Sources) {
    let loaded = load(path, &Config::default()).unwrap();
    let as_of = loaded.model.header.as_of.as_ref().map(|date| date.value.first());
    let today = as_of.unwrap_or_else(|| "2007-09-01".parse().unwrap());
    let (graph, built) = Graph::build(&Arc::new(loaded.model));
    let found = loaded.findings.into_iter().chain(built).collect();
    (lint::check(&graph, found, &Levels::default(), today).findings, loaded.sources)
}

/// The rule that the file is named after; else that of its syntax; else that of its first finding.
fn rule_of(path: &Path, found: &[Finding]) -> String {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let named =
        RULES.iter().find(|rule| stem.starts_with(rule.name) && found.iter().any(|f| f.rule == rule.name));
    let syntax = || found.iter().find(|finding| finding.rule == "syntax");
    let rule = named.map(|rule| rule.name);
    rule.unwrap_or_else(|| &*syntax().unwrap_or(&found[0]).rule).to_owned()
}

fn told(path: &Path, found: &[Finding], sources: &Sources) -> String {
    let text = fs::read_to_string(path).unwrap();
    let comment = text.lines().next().unwrap().trim_start_matches("# ").to_owned();
    let snippets: Vec<String> = found
        .iter()
        .map(|finding| anstream::adapter::strip_str(&findings::render(finding, sources)).to_string())
        .collect();
    let snippets: Vec<&str> = snippets.iter().flat_map(|snippet| snippet.lines().chain([""])).collect();
    let snippets: Vec<&str> = snippets.into_iter().map(str::trim_end).collect();
    format!("\n{comment}\n\n```text\n{}\n```\n", snippets.join("\n").trim_end())
}

fn capitalised(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}
