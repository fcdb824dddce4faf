//! SARIF: all that the standard requires of what we write, and all that code scanning does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use systemkarta::diagnostic::{FileId, Finding, Place, Severity};
use systemkarta::lint::RULES;
use systemkarta::report::findings::{SARIF_RESULTS, write_sarif};

use super::{Made, check, check_in, hostile_folder, json as parse};

/// The bytes that a percent-encoded path stands for.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte), "{uri}");
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn assert_message(message: &Value) {
    let text = message["text"].as_str().unwrap();
    assert!(!text.is_empty());
    let bare = text.replace("{{", "").replace("}}", "");
    assert!(!bare.contains(['{', '}']), "a place for an argument: {text}");
    assert!(!text.contains("]("), "a link: {text}");
    assert!(message.get("markdown").is_none(), "text of a map is never Markdown");
}

fn assert_location(location: &Value, folder: &Path) {
    let physical = &location["physicalLocation"];
    let artifact = &physical["artifactLocation"];
    assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    let uri = artifact["uri"].as_str().unwrap();
    assert!(!uri.starts_with('/') && !uri.split('/').any(|part| matches!(part, "" | "." | "..")), "{uri}");
    let file = fs::read_to_string(folder.join(decoded(uri))).unwrap_or_else(|_| panic!("no {uri}"));
    let number = |name: &str| physical["region"][name].as_u64().unwrap() as usize;
    assert!((1..=file.lines().count().max(1)).contains(&number("startLine")), "{uri}");
    let line = file.lines().nth(number("startLine") - 1).unwrap_or_default();
    assert!(number("startColumn") >= 1 && number("startColumn") <= line.chars().count() + 1, "{uri}");
    assert!(number("endColumn") > number("startColumn"));
    if let Some(message) = location.get("message") {
        assert_message(message);
    }
}

#[test]
fn every_required_property_is_there_and_true() {
    let folder = hostile_folder();
    let log = parse(&check_in(folder.path(), "sarif"));
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("/sarif-schema-2.1.0.json"));
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"], json!([]));
    assert!(run["originalUriBaseIds"]["%SRCROOT%"].get("uri").is_none(), "the same bytes on every machine");

    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(run["tool"]["driver"]["name"], "systemkarta");
    assert_eq!(rules.len(), RULES.len());
    for (rule, told) in RULES.iter().zip(rules) {
        assert_eq!(told["id"], rule.name);
        assert_eq!(told["help"]["markdown"], rule.explanation);
        let help = told["help"]["text"].as_str().unwrap();
        assert!(help.contains(&format!("`systemkarta explain {}`", rule.name)), "{help}");
        assert_eq!(told["properties"]["tags"], json!([rule.group.name()]));
        assert_eq!(told["defaultConfiguration"]["level"], rule.level.name());
        assert_message(&told["shortDescription"]);
        assert_message(&told["fullDescription"]);
    }

    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 100);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert_message(&result["message"]);
        assert_eq!(result["locations"].as_array().unwrap().len(), 1);
        assert_location(&result["locations"][0], folder.path());
        for related in result["relatedLocations"].as_array().into_iter().flatten() {
            assert_location(related, folder.path());
            assert!(related.get("id").is_none(), "no message can lead to it");
        }
        assert!(result.get("suppressions").is_none());
    }
}

#[test]
fn it_says_what_json_says() {
    let folder = hostile_folder();
    let (log, answer) = (check_in(folder.path(), "sarif"), check_in(folder.path(), "json"));
    let (log, answer) = (parse(&log), parse(&answer));
    let (results, findings) = (log["runs"][0]["results"].as_array(), answer["findings"].as_array());
    let (results, findings) = (results.unwrap(), findings.unwrap());
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(findings) {
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!((&result["ruleId"], &result["level"]), (&finding["rule"], &finding["level"]));
        assert_eq!(decoded(physical["artifactLocation"]["uri"].as_str().unwrap()), finding["path"]);
        let region = &physical["region"];
        assert_eq!((&region["startLine"], &region["startColumn"]), (&finding["line"], &finding["column"]));
    }
}

fn fingerprints(log: &Value) -> BTreeSet<String> {
    let results = log["runs"][0]["results"].as_array().unwrap();
    let prints = results.iter().map(|result| {
        let prints = &result["partialFingerprints"];
        assert_eq!(prints["systemkarta/v1"], prints["primaryLocationLineHash"]);
        prints["systemkarta/v1"].as_str().unwrap().to_owned()
    });
    let unique: BTreeSet<String> = prints.collect();
    assert_eq!(unique.len(), results.len(), "no two results have the same fingerprint");
    unique
}

#[test]
fn fingerprints_are_unique_and_stay_when_lines_move() {
    let folder = hostile_folder();
    let before = fingerprints(&parse(&check_in(folder.path(), "sarif")));
    for entry in fs::read_dir(folder.path().join("maps")).unwrap() {
        let path = entry.unwrap().path();
        let moved = format!("# One line.\n# Another.\n{}", fs::read_to_string(&path).unwrap());
        fs::write(path, moved).unwrap();
    }
    assert_eq!(fingerprints(&parse(&check_in(folder.path(), "sarif"))), before);
}

#[test]
fn a_map_elsewhere_is_told_by_an_absolute_uri_and_one_beneath_by_a_relative_one() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for name in ["here", "maps å"] {
        fs::create_dir(root.join(name)).unwrap();
    }
    fs::write(root.join("maps å/a.yaml"), "systems:\n  - {id: a, depends_on: b}\n").unwrap();
    let artifact = |from: &Path, map: &str| {
        let log = parse(&check(from, &["-m", map, "--format", "sarif"]).0);
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    let relative = json!({"uri": "maps%20%C3%A5/a.yaml", "uriBaseId": "%SRCROOT%"});
    let absolute = root.join("maps å");
    for map in ["maps å", "./maps å/", "here/../maps å", absolute.to_str().unwrap()] {
        assert_eq!(artifact(&root, map), relative, "{map}");
    }
    let uri = artifact(&root.join("here"), "../maps å");
    assert!(uri.get("uriBaseId").is_none());
    let path = uri["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    assert_eq!(Path::new(&decoded(path)), absolute.join("a.yaml"));
}

/// Judged by eye: the one finding of a broken map.
#[test]
fn a_finding_is_told_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let log = parse(&check(root, &["-m", "maps/broken/unknown-reference.yaml", "--format", "sarif"]).0);
    let result = &log["runs"][0]["results"];
    let print = &result[0]["partialFingerprints"]["systemkarta/v1"];
    assert_eq!(print.as_str().unwrap().len(), 32);
    let index = RULES.iter().position(|rule| rule.name == "unknown-reference").unwrap();
    let expected = json!([{
        "ruleId": "unknown-reference",
        "ruleIndex": index,
        "level": "error",
        "message": {
            "text": "`oracle-9` is not an element of this map. Help: did you mean `oracle-9i` (technology, Oracle Database)?"
        },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": {"uri": "maps/broken/unknown-reference.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 5, "startColumn": 76, "endColumn": 84}
            }
        }],
        "partialFingerprints": {"systemkarta/v1": print, "primaryLocationLineHash": print}
    }]);
    assert_eq!(*result, expected);
}

#[test]
fn what_code_scanning_would_refuse_is_cut_and_said() {
    let place = Place::file(FileId::new(0));
    let of = |n: usize| {
        let severity = if n % 100 == 99 { Severity::Error } else { Severity::Note };
        let finding = Finding::new("syntax", place, format!("number {n}")).element(format!("e{n}"));
        Finding { severity, ..finding }
    };
    let mut findings: Vec<Finding> = (0..SARIF_RESULTS + 1000).map(of).collect();
    let many = (0..150).fold(findings[99].clone(), |finding, n| finding.related(place, format!("at {n}")));
    findings[99] = many;
    let made = Made::new();
    let mut out = Vec::new();
    write_sarif(&made.with(&findings), &mut out).unwrap();
    let log = parse(std::str::from_utf8(&out).unwrap());
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    let errors: Vec<&Value> = results.iter().filter(|result| result["level"] == "error").collect();
    assert_eq!(errors.len(), 260, "every error is kept");
    let said = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(said.as_array().unwrap().len(), 1);
    assert!(said[0]["message"]["text"].as_str().unwrap().starts_with("1,000 more findings"), "{said}");
    assert_eq!(errors[0]["relatedLocations"].as_array().unwrap().len(), 100);
    assert_eq!(errors[0]["message"]["text"], "number 99. 50 more places belong to it");
    assert_eq!(fingerprints(&log).len(), 25_000);
}

#[test]
fn whoever_runs_it_is_told_of_the_cut_too() {
    let folder = tempfile::tempdir().unwrap();
    let systems: Vec<String> = (0..9000).map(|n| format!("  - s{n}\n")).collect();
    fs::write(folder.path().join("map.yaml"), format!("systems:\n{}", systems.concat())).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_systemkarta"))
        .args(["check", "-m", "map.yaml", "--output", "sarif=answer.sarif", "--format", "github"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.starts_with("note: SARIF has the gravest 25000 of 27000 findings"), "{message}");
    let log = parse(&fs::read_to_string(folder.path().join("answer.sarif")).unwrap());
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 25_000);
}

/// What a later version may find by a rule that is not in the table.
#[test]
fn a_rule_that_the_table_does_not_have_is_described_too() {
    let place = Place::file(FileId::new(7));
    let findings = ["our-policy", "another"]
        .map(|rule| Finding { rule: rule.into(), ..Finding::new("syntax", place, "no") });
    let mut out = Vec::new();
    write_sarif(&Made::new().with(&findings), &mut out).unwrap();
    let log = parse(std::str::from_utf8(&out).unwrap());
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        // A place in no file stands at the map.
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "maps");
    }
}
