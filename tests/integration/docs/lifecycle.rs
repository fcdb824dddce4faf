//! docs/lifecycle.md: a worked map, what the text says of it, and the JSON of the same answers.

use std::path::Path;

use serde_json::{Value, json};
use systemkarta::model::{Milestone, Phase};

use super::{Document, run, table_rows};

#[test]
fn the_worked_lifecycles_are_what_the_program_says() {
    let document = Document::open("lifecycle.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}

#[test]
fn the_tables_of_dates_are_those_of_the_program() {
    let document = Document::open("lifecycle.md");
    let phases: Vec<[String; 3]> = Phase::ALL
        .map(|phase| {
            let is_used = if phase.in_use() { "yes" } else { "no" };
            [phase.to_string(), phase.in_words().to_owned(), is_used.to_owned()]
        })
        .into();
    let said = table_rows(&document.fresh, "| key | the phase |");
    let said: Vec<[String; 3]> = said
        .into_iter()
        .map(|row| [row[0].clone(), row[1].split(':').next().unwrap().to_owned(), row[2].clone()])
        .collect();
    assert_eq!(said, phases);
    let ends = Milestone::ALL.into_iter().filter(|end| end.is_support_end() && *end != Milestone::EndOfSale);
    let said = table_rows(&document.fresh, "| key | what ends |").into_iter().map(|row| row[0].clone());
    assert_eq!(said.collect::<Vec<_>>(), ends.map(|end| end.name().to_owned()).collect::<Vec<_>>());
}

/// The gap is that of 31 days of January and 28 of February; the archive needs the database for the whole of 2011.
#[test]
fn the_text_beneath_the_examples_is_true() {
    let folder = Document::open("lifecycle.md").folder_with_map();
    let answer = answer("lifecycle --order --format json", folder.path());
    assert_eq!(answer["summary"], json!({"open": 1, "to_come": 7, "past": 0, "hanging_at_least": false}));
    let gap = answer["successions"].as_array().unwrap().iter().find(|s| s["id"] == "ledger").unwrap();
    assert_eq!((&gap["fit"], &gap["days"]), (&json!("gap"), &json!(59)));
    let steps = answer["order"]["steps"].as_array().unwrap();
    let leaver =
        |id: &str| steps.iter().flat_map(|s| s["elements"].as_array().unwrap()).find(|e| e["id"] == id);
    let told = |id: &str| {
        let leaver = leaver(id).unwrap();
        (
            leaver["earliest"].as_str().unwrap(),
            leaver["verdict"].as_str().unwrap(),
            leaver["days_too_early"].as_i64(),
        )
    };
    assert_eq!(told("oracle-9"), ("2012-01-01", "too-early", Some(365)));
    assert_eq!(told("ledger"), ("2010-03-01", "too-early", Some(59)));
    assert_eq!(told("archive"), ("2008-01-01", "as-planned", None));
    assert_eq!(told("windows-nt"), ("2008-01-01", "no-date", None));
    assert_eq!(leaver("windows-nt").unwrap()["must_leave_before"], json!(["scanning"]));
    assert_eq!(leaver("oracle-9").unwrap()["can_do_without"], json!(["reports"]));
}

#[test]
fn json_is_documented_as_it_is() {
    let folder = Document::open("lifecycle.md").folder_with_map();
    let commands = [
        "lifecycle --order --format json",
        "lifecycle --format json",
        "lifecycle ledger reports --order --format json",
        "lifecycle scans --order --at 2009 --format json",
    ];
    super::json::hold_fields("lifecycle", commands.iter(), folder.path());
}

fn answer(command: &str, folder: &Path) -> Value {
    serde_json::from_str(&run(command, folder)).unwrap()
}
