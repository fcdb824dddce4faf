//! The explorer in the browser: what it shows is what the library answers, by mouse, keyboard, address and screen reader.

mod choose;
mod keys;
mod large;
mod overlays;
mod panel;
mod reach;
mod reading;
mod table;
mod views;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde_json::Value;
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load, load_texts};
use systemkarta::model::{Date, PartialDate};

use super::page::{Page, visit, visit_at};
use super::{STOCKHOLM, written};
use crate::tools;

/// The day of the map of the city.
const DAY: &str = "2007-09-01";

/// What the tests look at, in the page.
const SEEN: &str = include_str!("seen.js");

/// The explorer of the City of Stockholm, written once; nothing where pictures or pages cannot be made.
fn stockholm() -> Option<&'static Path> {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    if !tools::has("dot") || tools::chromium().is_none() {
        return None;
    }
    let write = || {
        let name = format!("explorer-{}.html", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        written(Path::new(STOCKHOLM), folder, "render", &name)
    };
    Some(FILE.get_or_init(write))
}

/// Opens the explorer of the city, at an address in it.
fn at(hash: &str, test: impl FnOnce(&Page)) {
    let Some(file) = stockholm() else { return };
    visit_at(file, hash, |page| {
        page.js(SEEN);
        test(page);
    });
}

/// Opens the explorer of a map given as text, with more arguments.
fn of(map: &str, arguments: &str, test: impl FnOnce(&Page)) {
    if !tools::has("dot") || tools::chromium().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("map.yaml");
    std::fs::write(&file, map).unwrap();
    visit(&written(&file, folder.path(), &format!("render {arguments}"), "map.html"), |page| {
        page.js(SEEN);
        test(page);
    });
}

fn graph() -> Graph {
    Graph::build(&Arc::new(load(Path::new(STOCKHOLM), &Config::default()).unwrap().model)).0
}

fn graph_of(map: &str) -> Graph {
    Graph::build(&Arc::new(load_texts([("map.yaml", map)], &Config::default()).model)).0
}

fn day(text: &str) -> Date {
    PartialDate::parse(text).expect("a date").first()
}

fn seen(page: &Page) -> Value {
    page.js("seen()")
}

fn go(page: &Page, hash: &str) -> Value {
    page.js(&format!("goTo({})", serde_json::json!(hash)))
}

/// The texts of a list.
fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|each| each.as_str().unwrap()).collect()
}
