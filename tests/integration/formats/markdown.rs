//! Markdown, by a parser that knows all that forges do.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use systemkarta::diagnostic::{FileId, Finding, Place};
use systemkarta::report::findings::{TextOptions, write_markdown};

use super::{Made, check, hostile_folder, json};

/// The rows of the tables of a document, which holds no link, no picture and no HTML but our own.
pub(crate) fn rows(document: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut in_head, mut in_cell) = (false, false);
    for event in Parser::new_ext(document, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableCell) if !in_head => {
                in_cell = true;
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_),
            ) => {
                panic!("{event:?}")
            }
            Event::Html(tag) => {
                let is_summary = tag.starts_with("<summary>Notes") && tag.ends_with(")</summary>\n");
                assert!(is_summary || ["<details>", "</details>"].contains(&tag.trim()), "{tag}");
            }
            Event::InlineHtml(tag) => assert!(["<code>", "</code>"].contains(&&*tag), "{tag}"),
            Event::Text(text) | Event::Code(text) if in_cell => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            _ => {}
        }
    }
    rows
}

#[test]
fn every_finding_is_a_row_whatever_its_names_are() {
    let folder = hostile_folder();
    let answer = json(&check(folder.path(), &["--format", "json"]).0);
    let findings = answer["findings"].as_array().unwrap();
    let rows = rows(&check(folder.path(), &["--format", "markdown", "--all"]).0);
    assert_eq!(rows.len(), findings.len());
    assert!(rows.iter().all(|row| row.len() == 4));
    let mut got: Vec<(&str, &str)> = rows.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    let text = |finding: &'_ serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let mut expected: Vec<(String, String)> =
        findings.iter().map(|finding| (text(finding, "level"), text(finding, "rule"))).collect();
    assert!(got.is_sorted_by_key(|(level, _)| ["error", "warning", "note"].iter().position(|l| l == level)));
    got.sort_unstable();
    expected.sort_unstable();
    assert!(got.into_iter().eq(expected.iter().map(|(level, rule)| (level.as_str(), rule.as_str()))));
}

#[test]
fn a_comment_is_no_longer_than_a_forge_takes_and_says_what_it_left_out() {
    let folder = hostile_folder();
    let out = check(folder.path(), &["--format", "markdown"]).0;
    assert!(out.len() < 65_536, "{}", out.len());
    assert!(rows(&out).len() <= 100);
    assert!(out.contains("more (--all lists them; json has them all)"), "{out}");
}

/// Every letter of such a message is written as six, and fifty rows of it would be too long.
#[test]
fn a_long_comment_has_fewer_rows() {
    let place = Place::file(FileId::new(0));
    let found = |n: usize| Finding::new("syntax", place, format!("{n}{}", "{".repeat(2000)));
    let findings: Vec<Finding> = (0..60).map(found).collect();
    let written = |all: bool| {
        let mut out = Vec::new();
        write_markdown(&Made::new().with(&findings), TextOptions { all, waived: false }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let out = written(false);
    assert!(out.len() < 65_536, "{}", out.len());
    assert_eq!(rows(&out).len(), 20);
    assert!(out.contains("… and 40 more"));
    assert_eq!(rows(&written(true)).len(), 60);
}

/// Judged by eye.
#[test]
fn findings_are_told_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (out, _) = check(root, &["-m", "maps/broken/unknown-reference.yaml", "--format", "markdown"]);
    let expected = "\
## `maps/broken/unknown-reference.yaml`: 1 error, 0 warnings and 0 notes in 1 file

### Errors and warnings (1)

| level | rule | finding | place |
|---|---|---|---|
| **error** | `unknown-reference` | `oracle-9` is not an element of this map. Help: did you mean `oracle-9i` (technology, Oracle Database)? | `maps/broken/unknown-reference.yaml:5` |

---

`systemkarta explain RULE` says why a rule is there.
";
    assert_eq!(out, expected);
}
