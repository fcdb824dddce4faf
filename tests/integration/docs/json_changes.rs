//! The tables of docs/json.md on change proposals and memos name every field that is written, and no other.

use std::collections::BTreeMap;
use std::fs;

use super::json::fields;
use super::{Document, run, table_rows};

/// Every sort of collision and of answer, and something of every list.
const MAP: &str = "
map: {title: City, as_of: 2008-01-07}
organisations: [{id: slk}, {id: aldre}, {id: it}]
processes: {payroll: {owner: slk, criticality: critical, depends_on: [{to: lisa, strength: hard}, {any_of: [node-1, node-2], strength: hard}]}}
systems: {lisa: {owner: slk, runs_on: {to: oracle, strength: hard}}, spare: {owner: aldre}, cycle: {depends_on: spare}}
technologies: {oracle: {owner: it}, node-1: {owner: it}, node-2: {owner: it}}
changes:
  - {id: a, title: A, raised_by: it, reason: Because, window: {from: '2008-03-01T20:00', until: '2008-03-02T02:00'}, steps: [{outage: oracle}, {outage: node-1}]}
  - {id: b, depends_on: [a], window: {from: '2008-03-01T22:00', until: '2008-03-02T02:00'}, steps: [{outage: node-2}, {outage: lisa}, {set: cycle, owner: it}]}
  - {id: c, window: {from: '2008-05-01', until: '2008-05-02'}, steps: [{modify: lisa}, {set: lisa, owner: aldre}, {retire: lissa}, {add: {systems: {new: {depends_on: spare}}}}], answers: [{owner: slk, element: lisa, verdict: adapt, effort: 2 days, pays: slk, note: Later}, {owner: slk, verdict: test}]}
  - {id: d, status: approved, steps: [{modify: oracle}], decision: {outcome: approved, by: board, at: 2008-01, conditions: [At night], reference: dnr 1, memo: 'sha256:1'}}
  - {id: e, status: approved, steps: [{modify: oracle}], decision: {outcome: approved}}
";

#[test]
fn the_tables_on_proposals_name_every_field_that_is_written_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("maps/map.yaml");
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(&map, MAP).unwrap();
    let all = "changes --format json";
    hold("changes", &fields([&all].into_iter(), folder.path()));
    let one = ["impact --change a --format json", "impact --change c --format json"];
    hold("judgement", &fields(one.iter(), folder.path()));

    run("impact --change a --format markdown -o memo.md", folder.path());
    let verify = "memo verify memo.md --format json";
    let mut written = fields([&verify].into_iter(), folder.path());
    for altered in [("lisa: {owner: slk, runs_on", "lisa: {owner: slk, reads"), ("id: a,", "id: aa,")] {
        fs::write(
            &map,
            MAP.replace(altered.0, altered.1)
                .replace("oracle: {", "other: {runs_on: {to: node-1, strength: hard}}, oracle: {"),
        )
        .unwrap();
        for (field, null) in fields([&verify].into_iter(), folder.path()) {
            *written.entry(field).or_default() |= null;
        }
    }
    // A list that is empty while the memo holds is told by the fields of what is in it when it does not.
    written.remove("changed");
    hold("memo-verification", &written);
}

/// Holds the table of a schema against what is written. A name that ends with `[]`, or that has parts which the table
/// does not name, stands for what another section tells.
fn hold(schema: &str, written: &BTreeMap<String, bool>) {
    let document = Document::open("json.md");
    let section =
        document.fresh.split("\n## ").find(|section| section.starts_with(&format!("`systemkarta.{schema}/")));
    let rows = table_rows(section.unwrap(), "| field | value |");
    let said: Vec<(&str, &str)> =
        rows.iter().flat_map(|row| row[0].split(", ").map(|field| (field, row[1].as_str()))).collect();
    let covers = |said: &str, field: &str| match field.strip_prefix(said) {
        Some("") => true,
        Some(rest) => rest.starts_with('.') && (said.ends_with("[]") || !said.contains('[')),
        None => false,
    };
    for (field, null) in written {
        let found: Vec<_> = said.iter().filter(|(said, _)| covers(said, field)).collect();
        assert!(!found.is_empty(), "{schema}: `{field}` is written and not documented");
        let may_be_null = found.iter().any(|(said, value)| said != field || value.contains("null"));
        assert!(!null || may_be_null, "{schema}: `{field}` may be null");
    }
    for (said, _) in said {
        assert!(
            written.keys().any(|field| covers(said, field)),
            "{schema}: `{said}` is not written: {written:?}"
        );
    }
}
