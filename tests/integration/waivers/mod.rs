//! Waivers and baselines: what is waived and for how long, what is said of waivers that are not what they should be,
//! and what a baseline knows.

mod baseline;
mod cases;
mod command;
mod laws;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use systemkarta::diagnostic::{Finding, Sources};
use systemkarta::graph::Graph;
use systemkarta::lint::{self, Checked, Levels};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::Date;

/// A map, loaded and built.
struct Map {
    sources: Sources,
    graph: Graph,
    found: Vec<Finding>,
}

impl Map {
    fn new(path: &str, text: &str) -> Self {
        let loaded = load_texts([(path, text)], &Config::default());
        let (graph, built) = Graph::build(&Arc::new(loaded.model));
        let found = loaded.findings.into_iter().chain(built).collect();
        Self { sources: loaded.sources, graph, found }
    }

    fn check(&self, today: &str) -> Checked {
        self.check_with(today, &Levels::default())
    }

    fn check_with(&self, today: &str, levels: &Levels) -> Checked {
        lint::check(&self.graph, self.found.clone(), levels, day(today))
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// What the program writes to both streams in a folder, and its exit code.
fn run(folder: &Path, arguments: &str) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (out, err, output.status.code().unwrap())
}
