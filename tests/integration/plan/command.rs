//! `systemkarta plan` as a whole program.

use std::fs;
use std::process::Command;

use serde_json::Value;

const MAP: &str = "map: {title: Town, as_of: 2008-01-01}
organisations: [{id: care, name: Care}]
plateaus: [{id: base, name: Base, date: 2008-12-31}]
agreements: [{id: hosting, name: Hosting, lifecycle: {active: 2001, retired: 2009-01-01}}]
systems:
  - {id: journal, name: Journal, owner: care, agreement: hosting, adaptable: yes, cost: {yearly: 2 MSEK, adaptation: 1.5 MSEK}}
  - {id: mail, name: Mail, owner: care}
  - {id: bank, name: Bank, kind: external}
";

fn run(map: &str, arguments: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments)
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (text, output.status.code().unwrap())
}

#[test]
fn the_first_line_is_the_answer() {
    let (text, status) = run(MAP, &["plan"]);
    assert_eq!(status, 0);
    assert_eq!(
        text.lines().next().unwrap(),
        "Of 2 systems 1 is kept and 1 adapted; 1.5 MSEK by Base (2008-12-31)."
    );
    assert!(text.contains("the agreement Hosting (hosting) ends on 2008-12-31"), "{text}");
    let kept = MAP.replace("agreement: hosting, ", "");
    assert_eq!(
        run(&kept, &["plan"]).0.lines().next().unwrap(),
        "2 systems are kept; nothing has to be adapted, replaced or retired."
    );
    assert_eq!(
        run("processes: [p]\nmap: {as_of: 2008}", &["plan"]).0.lines().next().unwrap(),
        "The map holds no system to plan that is in use on 2008-01-01 or later."
    );
}

#[test]
fn rows_can_be_chosen_but_not_those_of_others() {
    let (text, _) = run(MAP, &["plan", "mail", "--format", "json"]);
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["schema"], "systemkarta.plan/1");
    assert_eq!(answer["systems"].as_array().unwrap().len(), 1);
    assert_eq!(answer["summary"]["systems"], 2);
    let (text, status) = run(MAP, &["plan", "bank"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("has no place in the plan"), "{text}");
}

#[test]
fn sheets_have_every_system_with_its_cost() {
    let (csv, _) = run(MAP, &["plan", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let journal = rows.iter().find(|row| &row[column("id")] == "journal").unwrap();
    let cells = ["fate", "plateau", "by", "amount", "currency"].map(|name| journal[column(name)].to_owned());
    assert_eq!(cells, ["adapt", "base", "2009-01-01", "1500000.00", "SEK"]);
    for format in ["markdown", "html"] {
        assert!(run(MAP, &["plan", "--format", format]).0.contains("Journal"));
    }
}
