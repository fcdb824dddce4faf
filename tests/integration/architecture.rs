//! The house itself: which layer may use which, where each package lives, and what every file begins with.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers in order, with those that each may use. `lint` speaks of levels that `load` reads.
const LAYERS: [(&str, &[&str]); 15] = [
    ("diagnostic", &[]),
    ("escape", &[]),
    ("model", &["diagnostic"]),
    ("entry", &["diagnostic", "model"]),
    ("load", &["diagnostic", "escape", "model", "entry"]),
    ("import", &["diagnostic", "escape", "model", "entry", "load"]),
    ("graph", &["diagnostic", "model"]),
    ("analysis", &["diagnostic", "model", "graph"]),
    ("lint", &["diagnostic", "model", "load", "graph", "analysis"]),
    ("proposal", &["diagnostic", "model", "load", "graph", "analysis", "lint"]),
    (
        "report",
        &["diagnostic", "escape", "model", "entry", "import", "graph", "analysis", "lint", "proposal"],
    ),
    ("render", &["diagnostic", "escape", "model", "graph", "analysis"]),
    ("explorer", &["diagnostic", "escape", "model", "graph", "analysis", "report", "render"]),
    (
        "export",
        &["diagnostic", "escape", "model", "entry", "load", "graph", "analysis", "lint", "report", "render"],
    ),
    (
        "cli",
        &[
            "diagnostic",
            "escape",
            "model",
            "entry",
            "load",
            "import",
            "graph",
            "analysis",
            "lint",
            "proposal",
            "report",
            "render",
            "explorer",
            "export",
        ],
    ),
];

/// Packages with one home each.
const HOMES: [(&str, &[&str]); 29] = [
    ("serde_yaml", &["load"]),
    ("csv_core", &["load"]),
    ("toml", &["load"]),
    ("libc", &["load"]),
    ("rayon", &["load", "graph", "analysis", "lint", "proposal", "explorer", "cli"]),
    ("strsim", &["model"]),
    ("petgraph", &["graph"]),
    ("sha2", &["lint", "explorer"]),
    ("serde", &["report", "explorer", "import", "export"]),
    ("serde_json", &["report", "explorer", "import", "export"]),
    ("annotate_snippets", &["report"]),
    ("unicode_width", &["report"]),
    ("calamine", &["import"]),
    ("zip", &["import"]),
    ("roxmltree", &["import"]),
    ("rust_xlsxwriter", &["export"]),
    ("graphviz_rust", &["render"]),
    ("process_wrap", &["render"]),
    ("resvg", &["render"]),
    ("pdf_writer", &["render"]),
    ("subsetter", &["render"]),
    ("skrifa", &["render"]),
    ("miniz_oxide", &["render"]),
    ("base64", &["explorer"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("ctrlc", &["cli"]),
    ("atomic_write_file", &["cli"]),
];

const LONGEST: usize = 400;

#[test]
fn a_layer_uses_only_those_above_it() {
    for (file, text) in sources() {
        let layer = layer_of(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else { continue };
        for (line, used) in
            code_lines(&text).flat_map(|(line, code)| used_layers(code).map(move |used| (line, used)))
        {
            let may = used == layer || allowed.contains(&used.as_str());
            assert!(may, "{}:{line}: `{layer}` may not use `{used}`", file.display());
        }
    }
}

#[test]
fn every_layer_is_a_folder_and_every_folder_a_layer() {
    let mut folders: Vec<String> = fs::read_dir(src())
        .expect("src")
        .map(|entry| entry.expect("entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut layers: Vec<String> = LAYERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    layers.sort();
    assert_eq!(folders, layers);
}

#[test]
fn a_package_is_named_only_in_its_home() {
    for (file, text) in sources() {
        let layer = layer_of(&file);
        for (line, code) in code_lines(&text) {
            for (package, homes) in HOMES {
                let named = names(code, package);
                assert!(
                    !named || homes.contains(&layer.as_str()),
                    "{}:{line}: `{package}` belongs to {homes:?}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_is_one_thing() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{} does not begin with //!", file.display());
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines, more than {LONGEST}", file.display());
    }
}

#[test]
fn the_library_lists_its_layers_in_order() {
    let lib = fs::read_to_string(src().join("lib.rs")).expect("lib.rs");
    let modules: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let layers: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(modules, layers);
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file beneath `src/`, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![src()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                files.push((path, text));
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "the sources were not found");
    files
}

fn layer_of(file: &Path) -> String {
    let inside = file.strip_prefix(src()).expect("beneath src");
    inside.iter().next().expect("a first part").to_string_lossy().into_owned()
}

/// Lines of code with their numbers: comments and the tests beneath a module are left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether a line names a package as the beginning of a path.
fn names(line: &str, package: &str) -> bool {
    let path = format!("{package}::");
    let is_inside_word =
        |at: usize| line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    line.match_indices(&path).any(|(at, _)| !is_inside_word(at))
}

/// The layers that a line names by `crate::layer`.
fn used_layers(line: &str) -> impl Iterator<Item = String> {
    line.match_indices("crate::").map(|(at, prefix)| {
        line[at + prefix.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    })
}
