//! JUnit XML, by an XML parser.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};
use systemkarta::lint::RULES;

use super::{check, hostile_folder, json};

/// What each test case holds: nothing, `failure`, `system-out` or `skipped`, and its text.
fn cases(xml: &str) -> BTreeMap<String, (Option<String>, String)> {
    let document = Document::parse(xml).unwrap();
    let suites = document.root_element();
    assert_eq!(suites.tag_name().name(), "testsuites");
    let [suite] = suites.children().filter(Node::is_element).collect::<Vec<_>>()[..] else {
        panic!("one suite")
    };
    let count = |node: Node, name: &str| node.attribute(name).unwrap().parse::<usize>().unwrap();
    let told = |case: Node| {
        let inner: Vec<Node> = case.children().filter(Node::is_element).collect();
        assert!(inner.len() <= 1, "some servers read the first only");
        let text = inner.first().and_then(|node| node.text()).unwrap_or_default().to_owned();
        let name = inner.first().map(|node| node.tag_name().name().to_owned());
        (case.attribute("name").unwrap().to_owned(), (name, text))
    };
    let cases: Vec<Node> = suite.children().filter(Node::is_element).collect();
    assert!(cases.iter().all(|case| case.attribute("classname").unwrap().starts_with("systemkarta.")));
    let cases: BTreeMap<_, _> = cases.into_iter().map(told).collect();
    let with = |name: &str| cases.values().filter(|(inner, _)| inner.as_deref() == Some(name)).count();
    for node in [suites, suite] {
        assert_eq!((count(node, "tests"), count(node, "failures")), (cases.len(), with("failure")));
    }
    assert_eq!(count(suite, "skipped"), with("skipped"));
    cases
}

#[test]
fn every_rule_is_a_test_and_every_finding_a_line_with_its_place() {
    let folder = hostile_folder();
    let answer = json(&check(folder.path(), &["--format", "json"]).0);
    for (threshold, failing) in
        [("error", &["error"][..]), ("note", &["error", "warning", "note"]), ("never", &[])]
    {
        let cases = cases(&check(folder.path(), &["--format", "junit", "--fail-on", threshold]).0);
        let names: Vec<&str> = cases.keys().map(String::as_str).collect();
        assert_eq!(names, RULES.iter().map(|rule| rule.name).collect::<Vec<_>>());
        for (rule, (inner, text)) in &cases {
            let findings = answer["findings"].as_array().unwrap().iter();
            let findings: Vec<_> = findings.filter(|finding| finding["rule"] == **rule).collect();
            let fails = findings.iter().any(|f| failing.contains(&f["level"].as_str().unwrap()));
            let expected = if fails { Some("failure") } else { Some("system-out") };
            assert_eq!(inner.as_deref(), expected.filter(|_| !findings.is_empty()), "{rule}");
            // No text of the map begins a line, however hostile: whoever prints the report to a log prints no command.
            let lines: Vec<&str> = text.trim_matches('\n').lines().collect();
            assert_eq!(lines.len(), findings.len(), "{rule}");
            for (line, finding) in lines.iter().zip(&findings) {
                let path = finding["path"].as_str().unwrap().replace('\n', "\\n").replace("##[", "\\u{23}#[");
                let level = finding["level"].as_str().unwrap();
                let place = format!("{path}:{}:{}: {level}: ", finding["line"], finding["column"]);
                assert!(line.starts_with(&place), "{line} {place}");
                assert!(!line.contains("##["), "{line}");
            }
        }
    }
}

#[test]
fn a_rule_that_is_off_was_skipped() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("systemkarta.toml"), "[rules]\nmissing-owner = \"off\"\n").unwrap();
    fs::write(folder.path().join("maps/a.yaml"), "systems: [lisa]\n").unwrap();
    let cases = cases(&check(folder.path(), &["--format", "junit"]).0);
    assert_eq!(cases["missing-owner"].0.as_deref(), Some("skipped"));
    assert_eq!(cases["syntax"].0, None);
}

/// Judged by eye.
#[test]
fn a_failure_is_told_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (out, _) = check(root, &["-m", "maps/broken/unknown-reference.yaml", "--format", "junit"]);
    let expected = "    <testcase name=\"unknown-reference\" classname=\"systemkarta.references\">
      <failure message=\"1 error: a reference names nothing that is declared\" type=\"error\">
maps/broken/unknown-reference.yaml:5:76: error: `oracle-9` is not an element of this map. Help: did you mean `oracle-9i` (technology, Oracle Database)?
</failure>
    </testcase>
";
    assert!(out.contains(expected), "{out}");
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"systemkarta\" tests=\"";
    assert!(out.starts_with(head), "{out}");
}
