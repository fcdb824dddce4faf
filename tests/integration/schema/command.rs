//! `systemkarta schema`: where it is written, local words, and settings that mean harm.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;
use systemkarta::load::Config;

use super::{Editor, findings, plain, with_words, written};

fn schema(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.arg("schema").args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn without_a_map_the_plain_schema_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let output = schema(&[], folder.path());
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, written(&BTreeMap::new()));
    let first: Vec<&str> = printed.lines().take(3).collect();
    let title = "  \"title\": \"A map of systemkarta\",";
    assert_eq!(first, ["{", "  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",", title]);

    let output = schema(&["-o", ".systemkarta.schema.json"], folder.path());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    assert_eq!(fs::read_to_string(folder.path().join(".systemkarta.schema.json")).unwrap(), printed);
    assert_eq!(schema(&["-m", "nowhere"], folder.path()).status.code(), Some(2));
}

#[test]
fn the_words_of_the_settings_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[scales.criticality]\nBBN3 = \"critical\"\n\"1\" = \"low\"\n\"1.10\" = \"high\"\n\
                    [scales.service_hours]\nalltid = \"24x7\"\n[scales.standard]\n\"grön\" = \"full\"\n";
    fs::write(folder.path().join("systemkarta.toml"), settings).unwrap();
    let output = schema(&[], folder.path());
    let editor = Editor::new(&serde_json::from_slice(&output.stdout).unwrap());
    let config = Config::parse(settings, "systemkarta.toml", &[]).unwrap();
    for (field, known) in [
        ("criticality: BBN3", true),
        ("criticality: 1", true),
        ("criticality: \"1\"", true),
        ("criticality: 1.10", true),
        ("criticality: low", true),
        ("criticality: 2", false),
        ("service_hours: alltid", true),
        ("service_hours: office", true),
        ("service_hours: aldrig", false),
        ("standard: grön", true),
        ("standard: {base: grön}", true),
        ("standard: röd", false),
    ] {
        let text = format!("systems: [{{id: a, {field}}}]\n");
        assert_eq!(editor.accepts(&text), known, "{field}: {:?}", editor.faults(&text));
        assert_eq!(findings(&text, &config).is_empty(), known, "{field}");
    }
    assert!(!Editor::new(&plain()).accepts("systems: [{id: a, criticality: BBN3}]\n"));
}

#[test]
fn no_map_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), "systems: [a]\n").unwrap();
    let output = schema(&["-o", "maps/map.yaml"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("maps/map.yaml")).unwrap(), "systems: [a]\n");
}

#[test]
fn a_settings_file_that_is_faulty_ends_the_run() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("systemkarta.toml"), "[scales.criticality]\nBBN3 = \"huge\"\n").unwrap();
    let output = schema(&[], folder.path());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

/// Thousands of words, in the order of nothing but themselves, and nothing of them outside a string of JSON.
#[test]
fn a_hostile_scale_makes_a_larger_schema_and_no_more() {
    let words: Vec<String> = (0..5000)
        .map(|i| match i % 5 {
            0 => format!("word {i}"),
            1 => i.to_string(),
            2 => format!("\"}}, \\ \u{1b}[31m {i}"),
            3 => format!("</script>\u{202e}::error::{i}"),
            _ => format!("^(a+)+$ {i}"),
        })
        .collect();
    let scale: BTreeMap<&str, &str> = words.iter().map(|word| (word.as_str(), "high")).collect();
    let fields = ["criticality", "service_hours", "standard", "strength"];
    let local = fields.map(|field| (field, scale.clone())).into();
    let begin = Instant::now();
    let text = written(&local);
    assert!(begin.elapsed() < Duration::from_secs(5));
    assert!(!text.contains(['\u{1b}', '\u{202e}', '<']));
    assert_eq!(text, written(&local));
    let schema: Value = with_words(&local);
    let known = schema["$defs"]["words.criticality"]["enum"].as_array().unwrap();
    // The plain words are four; each thousand of numbers is there with quotes and without.
    assert_eq!(known.len(), 4 + 5000 + 1000);
    assert!(words.iter().all(|word| known.contains(&Value::from(word.as_str()))));
}
