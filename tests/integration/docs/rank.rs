//! docs/rank.md: a worked map, and what the text says of its numbers.

use std::path::Path;

use serde_json::Value;

use super::{Document, run};

#[test]
fn the_worked_ranking_is_what_the_program_says() {
    let document = Document::open("rank.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}

/// Six hang on the hall and four on a node; the hall stops home care after eight hours, a node nothing.
#[test]
fn the_text_beneath_the_example_is_true() {
    let folder = Document::open("rank.md").folder_with_map();
    let numbers = |id: &str| {
        let of = element(folder.path(), id);
        let hours = of["stops"]["first_hours"].as_f64();
        (of["hanging"]["elements"].as_u64().unwrap(), of["stops"]["processes"].as_u64().unwrap(), hours)
    };
    assert_eq!(numbers("hall"), (6, 1, Some(8.0)));
    assert_eq!(numbers("node-a"), (4, 0, None));
    assert_eq!(element(folder.path(), "hall")["stops"]["first"], "home-care");
}

fn element(folder: &Path, id: &str) -> Value {
    let answer: Value = serde_json::from_str(&run("rank --format json", folder)).unwrap();
    answer["elements"].as_array().unwrap().iter().find(|element| element["id"] == id).unwrap().clone()
}
