//! The formats of `check`: what a forge, a CI server or a reader gets of each, by parsers that are not ours, and that
//! no name, path or text of a map breaks out of its place.

mod commands;
mod github;
mod gitlab;
mod junit;
pub(crate) mod markdown;
mod sarif;
mod waived;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use systemkarta::diagnostic::{Finding, Sources};
use systemkarta::graph::Graph;
use systemkarta::lint::{self, Coverage};
use systemkarta::load::{Config, load_texts};
use systemkarta::report::findings::{Findings, Terms};

use crate::escape::assert_inert;
use crate::escape::poison::poison;

pub(crate) const FORMATS: [&str; 7] = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"];

/// Names of files that Linux allows and somebody may commit.
pub(crate) const HOSTILE_FILES: [&str; 8] = [
    "plain.yaml",
    "with space, comma: colon.yaml",
    "100%25%0A::error::x.yaml",
    "::error file=x::y.yaml",
    "]]>\n::warning::z.yaml",
    "##[group]å<b>&\"'.yaml",
    "[x](javascript:1)|`c`.yaml",
    "javascript:alert(1)#?q.yaml",
];

/// What `check` writes to standard output in a folder, and its exit code.
fn check(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .env_remove("FORCE_COLOR")
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

fn check_in(folder: &Path, format: &str) -> String {
    check(folder, &["--format", format]).0
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A folder with a map in which every name, reference, owner and path is hostile.
fn hostile_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    let texts: Vec<String> = poison().into_iter().filter(|text| text.len() < 1000).collect();
    for (f, name) in HOSTILE_FILES.iter().enumerate() {
        let mut map = String::from("# A map.\nsystems:\n");
        for (n, text) in texts.iter().enumerate().filter(|(n, _)| n % HOSTILE_FILES.len() == f) {
            let text = Value::from(text.as_str());
            map.push_str(&format!("  - {{id: s{n}, name: {text}, depends_on: [{text}], owner: {text}}}\n"));
        }
        fs::write(folder.path().join("maps").join(name), map).unwrap();
    }
    folder
}

/// A map of one system, and findings that were not found in it.
struct Made {
    sources: Sources,
    graph: Graph,
    coverage: Coverage,
}

impl Made {
    fn new() -> Self {
        let loaded = load_texts([("map.yaml", "systems:\n  lisa:\n")], &Config::default());
        let (graph, _) = Graph::build(&Arc::new(loaded.model));
        let coverage = lint::coverage(&graph, "2008-01-01".parse().unwrap());
        Self { sources: loaded.sources, graph, coverage }
    }

    fn with<'a>(&'a self, findings: &'a [Finding]) -> Findings<'a> {
        let Self { sources, graph, coverage } = self;
        Findings {
            map: "maps",
            here: "",
            findings,
            waived: &[],
            baseline: None,
            sources,
            graph,
            coverage,
            terms: Terms::default(),
        }
    }
}

#[test]
fn no_text_of_a_map_commands_or_hides_in_any_format() {
    let folder = hostile_folder();
    for format in FORMATS {
        let out = check_in(folder.path(), format);
        // Lines that begin with `::` are what this format is made of; its own test reads each of them.
        let out = if format == "github" { out.replace("\n::", "\n").split_off(2) } else { out };
        // A line end is the only control that a document may hold.
        assert!(!out.contains(['\r', '\t']), "{format}");
        assert_inert(&out, "json");
    }
}

#[test]
fn every_format_ends_with_the_same_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (map, threshold, code) in [
        ("maps/broken/unknown-reference.yaml", "error", 1),
        ("maps/broken/unknown-reference.yaml", "never", 0),
        ("maps/broken/duplicate-name.yaml", "error", 0),
        ("maps/broken/duplicate-name.yaml", "warning", 1),
        ("maps/none", "error", 2),
    ] {
        for format in FORMATS {
            let got = check(root, &["-m", map, "--fail-on", threshold, "--format", format]).1;
            assert_eq!(got, code, "{map} {threshold} {format}");
        }
    }
}

#[test]
fn one_run_writes_every_format_as_a_run_of_its_own_would() {
    let folder = hostile_folder();
    let outputs: Vec<String> = FORMATS.iter().map(|format| format!("{format}=answer.{format}")).collect();
    let mut arguments = vec!["--format", "json"];
    arguments.extend(outputs.iter().flat_map(|output| ["--output", output]));
    let (out, code) = check(folder.path(), &arguments);
    assert_eq!((out, code), (check_in(folder.path(), "json"), 1));
    for format in FORMATS {
        let written = fs::read_to_string(folder.path().join(format!("answer.{format}"))).unwrap();
        assert_eq!(written, check_in(folder.path(), format), "{format}");
    }
}
