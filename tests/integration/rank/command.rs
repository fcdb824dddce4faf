//! `systemkarta rank` as a whole program.

use std::fs;
use std::process::Command;

use serde_json::Value;

const MAP: &str = "map: {title: Town, as_of: 2008-01-01}
organisations: [{id: tieto, name: Tieto}]
processes:
  - {id: pay, name: Paying, criticality: critical, depends_on: {to: lisa, tolerates: 4h}}
  - {id: write, name: Writing, criticality: critical, depends_on: {to: mail, strength: soft}}
systems:
  - {id: lisa, name: Lisa, runs_on: oracle, operator: tieto}
  - {id: mail, name: Mail, runs_on: oracle}
  - {id: form, name: Form, kind: e-service}
technologies: [{id: oracle, name: Oracle}]
integrations: [{id: lisa-to-form, provider: lisa, consumer: form}]
";

fn run(map: &str, arguments: &[&str]) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .arg("rank")
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
    let (text, status) = run(MAP, &[]);
    assert_eq!(status, 0);
    assert_eq!(
        text.lines().next().unwrap(),
        "Most hangs on Oracle (oracle): 5 elements, 2 processes; its outage alone stops 1 of 2 processes, after 4h."
    );
    assert!(text.contains("50 % of critical processes (1 of 2)"), "{text}");
    for (map, first) in [
        (
            "systems: {a: , b: {depends_on: a}}",
            "Most hangs on a: 1 element; no process is in use in this map.",
        ),
        ("systems: {a: , b: }", "Nothing hangs on anything in this map, as far as it knows."),
        (
            "processes: {p: {depends_on: {to: a, strength: soft}}}\nsystems: {a: }",
            "Most hangs on a: 1 element, 1 process; no outage of one element alone stops a process.",
        ),
    ] {
        assert_eq!(run(map, &[]).0.lines().next().unwrap(), first);
    }
}

#[test]
fn without_critical_processes_all_count() {
    let (text, _) = run(&MAP.replace("criticality: critical, ", ""), &[]);
    assert!(text.contains("50 % of processes (1 of 2)"), "{text}");
    assert!(text.contains("no process is marked as critical, so all count"), "{text}");
}

#[test]
fn nothing_is_cut_silently() {
    let (text, _) = run(MAP, &["--top", "2"]);
    assert!(text.contains("The first 2 of 6 (--all lists them)."), "{text}");
    for all in [["--top", "0"].as_slice(), &["--all"]] {
        let (text, _) = run(MAP, all);
        assert!(!text.contains("The first"), "{text}");
    }
}

#[test]
fn json_has_everything_unless_the_first_are_asked_for() {
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_str(&run(MAP, &[&["--format", "json"], arguments].concat()).0).unwrap()
    };
    let answer = json(&[]);
    assert_eq!(answer["schema"], "systemkarta.rank/1");
    assert_eq!(answer["elements"].as_array().unwrap().len(), 6);
    assert_eq!(answer["elements"][0]["stops"]["first_hours"], 4.0);
    assert_eq!(answer["single_points"][0]["elements"], serde_json::json!(["lisa", "oracle"]));
    let cut = json(&["--top", "1", "--by", "time", "--section", "systems"]);
    assert_eq!((cut["elements"].as_array().unwrap().len(), &cut["total"]), (1, &Value::from(3)));
    assert_eq!(cut["elements"][0]["id"], "lisa");
    let ways = json(&["--section", "integrations"]);
    assert_eq!(ways["elements"][0]["id"], "lisa-to-form");
    assert_eq!(ways["elements"][0]["hanging"]["e_services"], 1);
}

#[test]
fn sheets_and_pages_have_all_tables() {
    let (csv, _) = run(MAP, &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let parts: std::collections::BTreeSet<String> =
        reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(parts.len(), 5, "{parts:?}");
    let (markdown, _) = run(MAP, &["--format", "markdown"]);
    assert!(markdown.to_lowercase().contains("make redundant first"), "{markdown}");
    let (text, status) = run(MAP, &["--section", "machines"]);
    assert_eq!(status, 2, "{text}");
}
