//! Code Quality: the fields that GitLab asks for, each in every issue.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use super::{check, check_in, hostile_folder, json as parse};

#[test]
fn every_issue_has_what_gitlab_asks_for() {
    let folder = hostile_folder();
    let issues = parse(&check_in(folder.path(), "gitlab"));
    let answer = parse(&check_in(folder.path(), "json"));
    let (issues, findings) = (issues.as_array().unwrap(), answer["findings"].as_array().unwrap());
    assert_eq!(issues.len(), findings.len());
    let mut prints = BTreeSet::new();
    for (issue, finding) in issues.iter().zip(findings) {
        assert!(!issue["description"].as_str().unwrap().is_empty());
        assert_eq!(issue["check_name"], finding["rule"]);
        let severity = match finding["level"].as_str().unwrap() {
            "error" => "critical",
            "warning" => "major",
            _ => "info",
        };
        assert_eq!(issue["severity"], severity);
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.starts_with("./") && folder.path().join(path).is_file(), "{path}");
        assert_eq!(issue["location"]["lines"]["begin"], finding["line"]);
        assert!(prints.insert(issue["fingerprint"].as_str().unwrap()), "a second finding hides the first");
    }
}

#[test]
fn a_sound_map_is_an_empty_list() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("map.yaml"), "map: {title: Empty}\n").unwrap();
    assert_eq!(check(folder.path(), &["-m", "map.yaml", "--format", "gitlab"]), ("[]\n".into(), 0));
}

/// Judged by eye.
#[test]
fn a_finding_is_told_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let issues = parse(&check(root, &["-m", "maps/broken/unknown-reference.yaml", "--format", "gitlab"]).0);
    let expected = json!([{
        "description": "`oracle-9` is not an element of this map. Help: did you mean `oracle-9i` (technology, Oracle Database)?",
        "check_name": "unknown-reference",
        "fingerprint": issues[0]["fingerprint"],
        "severity": "critical",
        "location": {"path": "maps/broken/unknown-reference.yaml", "lines": {"begin": 5, "end": 5}}
    }]);
    assert_eq!(issues, expected);
}
