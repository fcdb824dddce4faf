//! What the program says of policies: explained, listed, in the formats for machines, and compared.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const MAP: &str = "map: {as_of: 2008-01-01}
organisations: [{id: it}]
systems:
  - {id: lisa, owner: it, class: foundational}
  - {id: smil, class: foundational}
  - {id: old, lifecycle: retired}
policies:
  - id: owned
    because: \"somebody answers\\n  for each\"
    require: {of: {section: systems}, fields: [owner]}
  - {id: few, because: enough, level: should, limit: {of: {class: foundational}, at_most: 5}}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), MAP).unwrap();
    folder
}

fn run(arguments: &str, folder: &Path) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (output.status.code().unwrap(), out, err)
}

#[test]
fn a_policy_is_explained_with_how_far_it_is_held() {
    let folder = folder();
    let (code, out, _) = run("explain policy/owned", folder.path());
    assert_eq!(code, 0);
    assert!(
        out.starts_with("policy/owned (error): everything of (section `systems`) has `owner`\n"),
        "{out}"
    );
    assert!(out.contains("It looks at 2 elements; 1 finding goes against it."), "{out}");
    assert!(out.contains("maps/map.yaml, line 8."), "{out}");
    assert!(!out.contains('\u{1b}'), "{out:?}");
    let (_, out, _) = run("explain policy/few", folder.path());
    assert!(
        out.contains("policy/few (warning): there are at most 5 elements of (class `foundational`)"),
        "{out}"
    );
    assert!(out.contains("It looks at 2 elements; nothing goes against it."), "{out}");
    let (code, _, err) = run("explain policy/ownd", folder.path());
    assert!(
        code == 2 && err.contains("the map has no policy `ownd`") && err.contains("`policy/owned`"),
        "{err}"
    );
}

#[test]
fn policies_are_listed_after_the_rules() {
    let folder = folder();
    let (code, out, _) = run("explain", folder.path());
    assert_eq!(code, 0);
    let last: Vec<&str> = out.lines().rev().take(3).collect();
    assert!(last[0].starts_with("policy/few") && last[1].starts_with("policy/owned"), "{out}");
    assert!(last[2].starts_with("wrong-type"), "{out}");
    let empty = tempfile::tempdir().unwrap();
    let (code, out, _) = run("explain", empty.path());
    assert!(code == 0 && out.lines().last().unwrap().starts_with("wrong-type"), "{out}");
    let (code, ..) = run("-m nowhere explain", empty.path());
    assert_eq!(code, 2, "a map that was asked for must be there");
}

#[test]
fn formats_for_machines_know_policies_as_rules() {
    let folder = folder();
    let (_, sarif, _) = run("check --format sarif", folder.path());
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let run_of = &sarif["runs"][0];
    let rules = run_of["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().position(|rule| rule["id"] == id).unwrap();
    let owned = &rules[rule("policy/owned")];
    assert_eq!(owned["shortDescription"]["text"], "everything of (section `systems`) has `owner`.");
    assert!(owned["help"]["text"].as_str().unwrap().contains("somebody answers"));
    assert_eq!(owned["defaultConfiguration"]["level"], "error");
    assert_eq!(rules[rule("policy/few")]["defaultConfiguration"]["level"], "warning");
    let results = run_of["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "policy/owned").unwrap();
    assert_eq!(result["ruleIndex"], rule("policy/owned"));

    let (_, junit, _) = run("check --format junit", folder.path());
    assert!(junit.contains("<testcase name=\"policy/few\" classname=\"systemkarta.policy\"/>"), "{junit}");
    let owned = junit.split("name=\"policy/owned\"").nth(1).unwrap();
    assert!(owned.contains("<failure message=\"1 error: somebody answers"), "{owned}");
    assert!(!junit.contains('\u{1b}'));
}

#[test]
fn what_two_maps_demand_is_compared() {
    let folder = folder();
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let changed = MAP.replace("at_most: 5", "at_most: 4").replace("id: owned", "id: answered");
    fs::write(other.join("map.yaml"), changed).unwrap();
    let (_, out, _) = run("diff maps other --format json", folder.path());
    let out: Value = serde_json::from_str(&out).unwrap();
    let text = out.to_string();
    assert!(text.contains("answered") && text.contains("at most 4 elements"), "{text}");
    let (_, out, _) = run("diff maps other", folder.path());
    assert!(out.contains("policy"), "{out}");
}
