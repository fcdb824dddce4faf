//! Sheets in the commands that look at revisions and policies: a map of sheets is judged in a pull request as any other.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tools;

const SYSTEMS: &str = "\u{feff}name;owner;kind\r\nLisa;Stadsledningskontoret;\r\nLisa självservice;Stadsledningskontoret;e-service\r\n\
                       Vodok;Äldreförvaltningen;\r\n";
const INTEGRATIONS: &str = "provider;consumer\nLisa;Lisa självservice\n";

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join("maps").join(name), text).unwrap();
}

/// A folder with a map of two sheets.
fn map() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    write(folder.path(), "systems.csv", SYSTEMS);
    write(folder.path(), "integrations.csv", INTEGRATIONS);
    folder
}

/// The same, kept by git; nothing without git.
fn repository() -> Option<tempfile::TempDir> {
    if !tools::has("git") {
        return None;
    }
    let folder = map();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "a first map"]);
    Some(folder)
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (
        output.status.code(),
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat(),
    )
}

#[track_caller]
fn says(folder: &Path, arguments: &[&str], code: i32, parts: &[&str]) -> String {
    let (exit, text) = run(folder, arguments);
    assert_eq!(exit, Some(code), "{arguments:?}: {text}");
    for part in parts {
        assert!(text.contains(part), "{arguments:?} does not say {part:?}: {text}");
    }
    text
}

#[test]
fn a_sheet_is_compared_with_what_it_was_in_a_revision() {
    let Some(folder) = repository() else { return };
    let folder = folder.path();
    says(folder, &["diff", "HEAD"], 0, &["Nothing differs."]);
    write(
        folder,
        "systems.csv",
        &(SYSTEMS.replace("Vodok;Äldreförvaltningen", "Vodok;Farsta") + "Agresso;Stadsledningskontoret;\r\n"),
    );
    write(folder, "integrations.csv", &(INTEGRATIONS.to_owned() + "Agresso;Lisa\n"));
    says(
        folder,
        &["diff", "HEAD"],
        0,
        &[
            "2 elements added, 1 changed; 2 organisations differ",
            "agresso--lisa",
            "Vodok (vodok)  owner  aldreforvaltningen → farsta",
        ],
    );
}

#[test]
fn moved_lines_and_a_byte_order_mark_are_no_difference() {
    let Some(folder) = repository() else { return };
    let folder = folder.path();
    let mut lines: Vec<&str> = SYSTEMS.trim_start_matches('\u{feff}').lines().collect();
    lines[1..].reverse();
    write(folder, "systems.csv", &(lines.join("\n") + "\n"));
    says(folder, &["diff", "HEAD"], 0, &["Nothing differs."]);
}

#[test]
fn a_change_of_a_sheet_brings_only_its_own_findings() {
    let Some(folder) = repository() else { return };
    let folder = folder.path();
    let change = ["check", "--changed-since", "HEAD"];
    says(folder, &change, 0, &["nothing differs from HEAD"]);
    write(folder, "systems.csv", &(SYSTEMS.to_owned() + "Agresso;Stadsledningskontoret;\r\n"));
    write(folder, "integrations.csv", &(INTEGRATIONS.to_owned() + "Lisa;Agresso\n"));
    let text = says(folder, &change, 0, &["2 elements added", "agresso"]);
    assert!(!text.contains("unknown-organisation"), "{text}");
    write(folder, "integrations.csv", &(INTEGRATIONS.to_owned() + "Lisa;Agreso\n"));
    says(
        folder,
        &change,
        1,
        &["unknown-reference", "did you mean `agresso` (system)?", "maps/integrations.csv:3:6"],
    );
}

#[test]
fn a_policy_judges_the_lines_of_a_sheet() {
    let folder = map();
    let folder = folder.path();
    let policy = "policies:\n  - id: services-have-a-contact\n    because: citizens call\n    require: {of: {kind: e-service}, fields: [contact]}\n";
    fs::write(folder.join("policy.yaml"), policy).unwrap();
    let arguments = ["check", "--policy", "policy.yaml"];
    says(folder, &arguments, 1, &["policy/services-have-a-contact", "maps/systems.csv:3:1"]);
    let answered =
        SYSTEMS.replace(";kind", ";kind;contact").replace(";e-service", ";e-service;lisa@example.org");
    write(folder, "systems.csv", &answered);
    says(folder, &arguments, 0, &["maps: no errors"]);
}

#[test]
fn what_nothing_is_known_of_is_not_said_to_be_fine() {
    let folder = map();
    says(
        folder.path(),
        &["plan"],
        0,
        &[
            "3 systems are kept",
            "3 of 3 systems say nothing of a lifecycle, a platform or the standard, so nobody sees what has to be done",
        ],
    );
    if let Some(repository) = repository() {
        says(
            repository.path(),
            &["diff", "2007-01-01"],
            2,
            &["a day is written with `@`: `systemkarta diff @2007-01-01`"],
        );
    }
}
