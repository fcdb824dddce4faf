//! Workflow commands, read back as the documentation of GitHub Actions says that a runner reads them.

use std::collections::BTreeMap;
use std::path::Path;

use systemkarta::diagnostic::{FileId, Finding, Place, Severity};
use systemkarta::report::findings::{TextOptions, write_github};

use super::{Made, check, check_in, hostile_folder, json};

/// A command as the runner takes it.
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// `::name key=value,key=value::message`, as the runner reads a line; nothing if it is no command.
fn command(line: &str) -> Option<Command> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (head, message) = rest.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let read = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let value = |text: &str| read(text).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let property = |text: &str| text.split_once('=').map(|(key, text)| (key.to_owned(), value(text)));
    Some(Command {
        name: name.to_owned(),
        properties: properties.split(',').filter_map(property).collect(),
        message: read(message).replace("%25", "%"),
    })
}

fn number(command: &Command, property: &str) -> usize {
    command.properties[property].parse().unwrap()
}

#[test]
fn every_line_is_one_annotation_and_the_last_sums_up() {
    let folder = hostile_folder();
    let findings = json(&check_in(folder.path(), "json"))["findings"].as_array().unwrap().clone();
    let (out, _) = check(folder.path(), &["--format", "github", "--all"]);
    let lines: Vec<&str> = out.lines().collect();
    let (last, lines) = lines.split_last().unwrap();
    assert!(last.starts_with("maps: ") && !last.contains("not annotated"), "{last}");
    assert_eq!(lines.len(), findings.len());
    let level = |severity: &str| if severity == "note" { "notice".to_owned() } else { severity.to_owned() };
    let mut expected: Vec<(String, String, String, u64, u64)> = Vec::new();
    for finding in &findings {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        // What cannot be seen in a name, or would command a runner, is written out.
        let path = text("path").replace('\n', "\\n").replace("##[", "\\u{23}#[");
        let at = |key: &str| finding[key].as_u64().unwrap();
        expected.push((level(&text("level")), path, text("rule"), at("line"), at("column")));
    }
    let mut got = Vec::new();
    for line in lines {
        let read = command(line).unwrap_or_else(|| panic!("{line}"));
        let keys: Vec<&str> = read.properties.keys().map(String::as_str).collect();
        assert_eq!(keys, ["col", "file", "line", "title"], "{line}");
        for said in read.message.lines() {
            assert!(command(said).is_none() && !said.contains("##["), "a command within a message: {said}");
        }
        assert!(read.message.lines().count() <= 2, "only help begins a line: {line}");
        assert!(!read.message.contains('\r'));
        let text = |key: &str| read.properties[key].clone();
        let (line, column) = (number(&read, "line") as u64, number(&read, "col") as u64);
        got.push((read.name.clone(), text("file"), text("title"), line, column));
    }
    let names: Vec<&str> = got.iter().map(|(name, ..)| name.as_str()).collect();
    let order = |name: &str| ["error", "warning", "notice"].iter().position(|n| *n == name);
    assert!(names.is_sorted_by_key(|name| order(name)), "errors first");
    got.sort();
    expected.sort();
    assert_eq!(got, expected);
}

#[test]
fn ten_of_each_level_are_written_and_the_rest_is_counted() {
    let folder = hostile_folder();
    let (some, _) = check(folder.path(), &["--format", "github"]);
    let (all, _) = check(folder.path(), &["--format", "github", "--all"]);
    let count = |out: &str, level: &str| out.lines().filter(|line| line.starts_with(level)).count();
    let mut left = 0;
    for level in ["::error ", "::warning ", "::notice "] {
        assert_eq!(count(&some, level), count(&all, level).min(10), "{level}");
        left += count(&all, level) - count(&some, level);
    }
    assert!(left > 0);
    let last = some.lines().last().unwrap();
    let said = format!("; {left} more findings are not annotated, for GitHub shows 10 of a level a step");
    assert!(last.ends_with(&said), "{last}");
}

/// What is merely absent takes no place from what is wrong.
#[test]
fn an_absence_stands_after_what_is_wrong() {
    let at = |rule: &'static str, n: usize| {
        let place = Place::new(FileId::new(0), n, n + 1);
        Finding { severity: Severity::Warning, ..Finding::new(rule, place, format!("number {n}")) }
    };
    let mut findings: Vec<Finding> = (0..12).map(|n| at("missing-owner", n)).collect();
    findings.push(at("duplicate-name", 14));
    let mut out = Vec::new();
    write_github(&Made::new().with(&findings), TextOptions { all: false, waived: false }, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(command(out.lines().next().unwrap()).unwrap().message, "number 14");
    assert!(out.ends_with("maps: no errors, 13 warnings and 0 notes in 1 file; 3 more findings are not annotated, for GitHub shows 10 of a level a step\n"), "{out}");
}

/// Judged by eye.
#[test]
fn a_finding_is_told_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (out, code) = check(root, &["-m", "maps/broken/unknown-reference.yaml", "--format", "github"]);
    let expected = "\
        ::error file=maps/broken/unknown-reference.yaml,line=5,col=76,title=unknown-reference::\
        `oracle-9` is not an element of this map%0Ahelp: did you mean `oracle-9i` (technology, Oracle Database)?\n\
        maps/broken/unknown-reference.yaml: 1 error, 0 warnings and 0 notes in 1 file\n";
    assert_eq!((out.as_str(), code), (expected, 1));
}
