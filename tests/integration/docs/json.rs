//! docs/json.md: examples that the program wrote, and tables that name every field it writes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::{Document, run, table_rows};

/// The section of the document, the command whose answer is its example, and others that write the same schema.
/// Those of [`EXAMPLES`] are further examples, in the section of another.
const ANSWERS: [(&str, &str, &[&str]); 12] = [
    (
        "impact",
        "impact database --format json",
        &[
            "impact loose --format json",
            "impact invoice --format json",
            "impact ledger --upstream --depth 2 --format json",
            "impact database=outage --format json",
            "impact node-1=outage --from 2008-01-05T08:00 --for 8h --format json",
            "impact scanning=outage --for 12h --format json",
            "impact database=outage node-1=retire ledger=interface --for 8h --format json",
        ],
    ),
    (
        "impact-change",
        "impact node-1=outage scanning=retire --from 2008-01-05T08:00 --for 8h --format json",
        &[],
    ),
    ("check", "check --format json", &["check --baseline known.json --format json"]),
    (
        "rank",
        "rank --top 2 --format json",
        &["rank --format json", "rank --section integrations --format json"],
    ),
    (
        "diff",
        "diff maps after --format json",
        &["diff @2004 @2008 --format json", "diff after maps --format json"],
    ),
    ("path", "path paying-invoices database --format json", &["path database paying-invoices --format json"]),
    ("list", "list processes systems --format json", &["list --format json"]),
    ("import", "import more --format json", &["import compose more/compose.yaml --format json"]),
    ("map", "export systems --format json", &["export --format json"]),
    (
        "show",
        "show ledger --format json",
        &["show database --format json", "show scanning --format json", "show finance --format json"],
    ),
    ("waivers", "waivers --format json", &[]),
    ("show-organisation", "show finance --format json", &[]),
];

const EXAMPLES: [&str; 2] = ["impact-change", "show-organisation"];

/// The map of the document, and the one that it is compared with.
fn folder_with_maps(document: &Document) -> tempfile::TempDir {
    let folder = document.folder_with_map();
    let after = folder.path().join("after");
    std::fs::create_dir(&after).unwrap();
    std::fs::write(after.join("map.yaml"), &document.blocks_in("yaml")[1].text).unwrap();
    let more = folder.path().join("more");
    std::fs::create_dir(&more).unwrap();
    std::fs::write(more.join("systems.csv"), &document.blocks_in("csv")[0].text).unwrap();
    // What comes from there is left out, and what the map says otherwise is kept.
    let services = "services: {ledger: {image: 'app:1', volumes: ['x:/y']}}\nvolumes: {x: {}}\n";
    std::fs::write(more.join("compose.yaml"), services).unwrap();
    run("check -m after --write-baseline known.json", folder.path());
    folder
}

#[test]
fn json_is_documented_as_it_is() {
    let mut document = Document::open("json.md");
    let folder = folder_with_maps(&document);
    for (part, command, _) in ANSWERS {
        let example = compact(&run(command, folder.path()));
        let block = format!("```console\n$ systemkarta {command}\n```\n\n```json\n{example}```\n");
        document = document.with_part(part, &block);
    }
    document.keep();
}

#[test]
fn the_tables_name_every_field_that_is_written_and_no_other() {
    let document = Document::open("json.md");
    let folder = folder_with_maps(&document);
    for (part, command, others) in ANSWERS.iter().filter(|(part, ..)| !EXAMPLES.contains(part)) {
        hold_fields(part, std::iter::once(command).chain(*others), folder.path());
    }
}

/// Holds that the table of a section names every field of some answers, and no other.
pub(super) fn hold_fields<'c>(part: &str, commands: impl Iterator<Item = &'c &'c str>, folder: &Path) {
    let document = Document::open("json.md");
    let section = document.fresh.split("\n## ").find(|s| s.starts_with(&format!("`systemkarta.{part}/")));
    let section = section.unwrap_or_else(|| panic!("no section of {part}"));
    let said: BTreeMap<String, String> = table_rows(section, "| field | value |")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let written = fields(commands, folder);
    let names = |fields: &BTreeMap<String, _>| fields.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(said.keys().cloned().collect::<BTreeSet<_>>(), names(&written), "{part}");
    for (field, null) in written {
        assert!(!null || said[&field].contains("null"), "{part}: {field} may be null");
    }
}

/// Every field of some answers, and whether it was null in any: `affected[].id`.
pub(super) fn fields<'c>(
    commands: impl Iterator<Item = &'c &'c str>,
    folder: &Path,
) -> BTreeMap<String, bool> {
    let mut fields: BTreeMap<String, bool> = BTreeMap::new();
    for command in commands {
        let answer: Value = serde_json::from_str(&run(command, folder)).unwrap();
        let mut left = vec![(String::new(), &answer)];
        while let Some((path, value)) = left.pop() {
            match value {
                // The keys of these are words of the map, not of the contract.
                Value::Object(object) if !["fields", "entries[].fields"].contains(&path.as_str()) => {
                    let dot = if path.is_empty() { "" } else { "." };
                    left.extend(object.iter().map(|(key, value)| (format!("{path}{dot}{key}"), value)));
                }
                Value::Array(items) if items.iter().any(Value::is_object) => {
                    left.extend(items.iter().map(|item| (format!("{path}[]"), item)));
                }
                leaf => *fields.entry(path).or_default() |= leaf.is_null(),
            }
        }
    }
    // A list that is empty in one answer and has objects in another is told by the fields of those.
    let has_parts = |path: &String| fields.keys().any(|other| other.starts_with(&format!("{path}[].")));
    let parents: Vec<String> = fields.keys().filter(|path| has_parts(path)).cloned().collect();
    parents.iter().for_each(|parent| {
        fields.remove(parent);
    });
    fields
}

/// The same text with every list and object on one line that fits on one.
fn compact(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let mut out = String::new();
    let mut next = 0;
    while let Some(line) = lines.get(next) {
        next += 1;
        out.push_str(line);
        if line.ends_with(['{', '[']) {
            let inner = lines[next..].iter().position(|l| indentation(l) == indentation(line)).unwrap();
            let whole = on_one_line(&lines[next..=next + inner]);
            if line.len() + whole.len() <= 110 {
                out.push_str(&whole);
                next += inner + 1;
            }
        }
        out.push('\n');
    }
    out
}

/// The lines after an opening bracket, up to its closing one.
fn on_one_line(lines: &[&str]) -> String {
    let mut whole = String::new();
    for line in lines.iter().map(|line| line.trim()) {
        if whole.ends_with(',') {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}
