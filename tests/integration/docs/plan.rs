//! docs/plan.md: a worked plan and budget, what the text says of them, and the fields of their JSON.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::json::fields;
use super::{Document, run, table_rows};

#[test]
fn the_worked_plan_is_what_the_program_says() {
    let document = Document::open("plan.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}

/// What the text beneath the example says, worked out from the map.
#[test]
fn the_text_beneath_the_example_is_true() {
    let folder = Document::open("plan.md").folder_with_map();
    let plan = answer("plan", folder.path());
    let system = |id: &str| -> Value {
        plan["systems"].as_array().unwrap().iter().find(|system| system["id"] == id).unwrap().clone()
    };
    let journal = system("journal");
    assert_eq!((&journal["fate"], &journal["due"]["day"]), (&"adapt".into(), &"2008-07-01".into()));
    // From 2008-07-01 to 2008-12-31.
    assert_eq!((&journal["place"]["plateau"], &journal["days_late"]), (&"base".into(), &183.into()));
    let directory = system("directory");
    assert_eq!(directory["place"]["plateau"], "base");
    assert_eq!(directory["place"]["pulled_by"], "journal");
    assert!(directory["place"]["order"].as_u64() < journal["place"]["order"].as_u64());
    assert_eq!(
        (&system("roster")["fate"], &system("roster")["place"]["plateau"]),
        (&"replace".into(), &"common".into())
    );
    assert!(system("roster")["open"].as_array().unwrap().contains(&"stays-in-conflict".into()));
    assert_eq!(system("archive")["fate"], "retire");
    assert_eq!(system("mail")["fate"], "keep");
}

/// 2008: hosting 10, journal 3, roster 1, archive 0.4 MSEK; and 2 MSEK of adaptation. The archive goes in the middle of
/// 2009, after 181 of 365 days, and the new roster comes in March, for 306 of them. Hosting ends with 2009.
#[test]
fn the_budget_adds_up() {
    let folder = Document::open("plan.md").folder_with_map();
    let budget = answer("lifecycle --budget", folder.path());
    let of = |year: usize, kind: &str| budget["years"][year][kind][0]["hundredths"].as_i64();
    assert_eq!(of(0, "running"), Some(1_440_000_000));
    assert_eq!(of(0, "adaptation"), Some(200_000_000));
    let archive = (40_000_000.0 * 181.0 / 365.0_f64).round() as i64;
    let new_roster = (200_000_000.0 * 306.0 / 365.0_f64).round() as i64;
    assert_eq!(of(1, "running"), Some(1_400_000_000 + archive + new_roster));
    assert_eq!(of(1, "replacement"), Some(400_000_000));
    assert_eq!((&budget["from"], &budget["to"]), (&2008.into(), &2010.into()));
    assert_eq!(of(2, "running"), Some(600_000_000));
    assert_eq!(budget["undeclared"]["adaptation"], serde_json::json!(["directory"]));
}

#[test]
fn the_fields_of_both_are_documented_as_they_are() {
    let json = Document::open("json.md");
    let folder = Document::open("plan.md").folder_with_map();
    for (schema, command) in [("plan", "plan --format json"), ("budget", "lifecycle --budget --format json")]
    {
        let section = json.fresh.split("\n## ").find(|s| s.starts_with(&format!("`systemkarta.{schema}/")));
        let rows = table_rows(section.unwrap(), "| field | value |");
        let said: BTreeSet<String> = rows.iter().map(|row| row[0].clone()).collect();
        let written = fields(std::iter::once(&command), folder.path());
        assert_eq!(said, written.keys().cloned().collect::<BTreeSet<_>>(), "{schema}");
        for (field, _) in written.iter().filter(|(_, null)| **null) {
            let row = rows.iter().find(|row| row[0] == *field).unwrap();
            assert!(row[1].contains("null"), "{schema}: {field} may be null");
        }
    }
}

fn answer(command: &str, folder: &Path) -> Value {
    serde_json::from_str(&run(&format!("{command} --format json"), folder)).unwrap()
}
