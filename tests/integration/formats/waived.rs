//! What is waived or known, in every format, with texts that mean harm.

use std::fs;

use serde_json::Value;

use super::{FORMATS, check};
use crate::escape::assert_inert;
use crate::escape::poison::poison;

/// A folder with a map whose waivers say hostile things, and a baseline that does.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    let mut map = String::from("organisations: [{id: it}]\nsystems: [{id: s, owner: it}]\ntechnologies:\n");
    let texts: Vec<String> = poison().into_iter().filter(|text| text.len() < 1000).collect();
    for n in 0..texts.len() {
        map += &format!("  - {{id: t{n}}}\n");
    }
    map += "waivers:\n";
    for (n, text) in texts.iter().enumerate() {
        let text = Value::from(text.as_str());
        map += &format!(
            "  - {{rule: missing-lifecycle, element: t{n}, reason: {text}, owner: it, decision: {text}, approved_by: {text}, since: 2000, expires: 2199}}\n"
        );
    }
    fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
    let gone = texts.iter().enumerate().map(|(n, text)| {
        let text = Value::from(text.as_str());
        format!(
            "{{\"rule\": {text}, \"elements\": [{text}], \"fingerprint\": \"{n:032x}\", \"count\": {}}}",
            n + 1
        )
    });
    let gone = gone.collect::<Vec<_>>().join(",\n");
    let baseline = format!("{{\"schema\": \"systemkarta.baseline/1\", \"findings\": [{gone}]}}");
    fs::write(folder.path().join("known.json"), baseline).unwrap();
    folder
}

#[test]
fn no_text_of_a_waiver_or_baseline_commands_or_hides_in_any_format() {
    let folder = folder();
    for format in FORMATS {
        let arguments = ["--format", format, "--all", "--show-waived", "--baseline", "known.json"];
        let (out, code) = check(folder.path(), &arguments);
        assert!(code < 2 && (format == "gitlab" || out.len() > 1000), "{format}: {out}");
        let out = if format == "github" {
            out.replace("\n::", "\n").trim_start_matches("::").to_owned()
        } else {
            out
        };
        assert!(!out.contains(['\r', '\t']), "{format}");
        assert_inert(&out, "json");
    }
}

#[test]
fn what_does_not_count_is_a_test_that_passed() {
    let folder = folder();
    let (xml, _) = check(folder.path(), &["--format", "junit", "--baseline", "known.json"]);
    let document = roxmltree::Document::parse(&xml).unwrap();
    for name in ["waived", "baseline"] {
        let case = document.descendants().find(|node| node.attribute("name") == Some(name)).unwrap();
        let inner: Vec<&str> =
            case.children().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name()).collect();
        assert_eq!(inner, ["system-out"], "{name}");
    }
    let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).unwrap();
    let cases = suite.children().filter(|node| node.has_tag_name("testcase")).count();
    assert_eq!(suite.attribute("tests"), Some(cases.to_string().as_str()));
}
