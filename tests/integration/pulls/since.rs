//! Only what a change brings.

use std::collections::BTreeMap;
use std::process::Command;

use proptest::prelude::*;
use serde_json::Value;

use super::{MAP, Repository, named, run, told};

/// The wrong reference is mended, a name is told apart, an element is new, and a process is bound to nothing.
fn changed() -> String {
    MAP.replace("[oracle-9]", "[oracle-9i]")
        .replace("scanning, name: Invoice scanning", "scanning, name: Reading")
        .replace("to: ledger", "to: ledgr")
        + "  - {id: extra, name: Extra}\n"
}

#[test]
fn what_it_brings_heals_and_leaves_is_told_apart() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.map(&changed());
    let (answer, code) = repo.json(&["--changed-since", "main"]);
    assert_eq!(code, 1);
    assert_eq!(
        named(&answer["findings"]),
        ["isolated-element extra", "missing-lifecycle extra", "unknown-reference paying"]
    );
    let since = &answer["since"];
    assert_eq!(
        named(&since["healed"]),
        ["duplicate-name scanner", "isolated-element oracle-9i", "unknown-reference ledger"]
    );
    assert_eq!(since["commit"], repo.git(&["rev-parse", "main"]).trim());
    assert_eq!((&since["revision"], &since["new_map"]), (&Value::from("main"), &Value::from(false)));
    // No owner of `scanning`; and no lifecycle of three systems and one technology.
    assert_eq!(since["standing"], 5);
    assert_eq!(since["difference"]["summary"]["added"], 1);
    assert_eq!(since["difference"]["summary"]["changed"], 3);
    assert!(answer["coverage"].is_null() && answer["judged_by"].is_null());
    let files = since["healed"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap());
    assert!(files.clone().all(|file| file == "main:maps/map.yaml"), "{:?}", files.collect::<Vec<_>>());
}

/// Judged by eye.
#[test]
fn people_read_the_verdict_three_lines_the_findings_and_what_is_healed() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.map(&changed());
    let commit = repo.git(&["rev-parse", "main"]);
    let said = repo.check(&["--changed-since", "main"]).out.replace(&commit[..9], "COMMIT");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "maps: the change since main (COMMIT) brings 1 error and 2 notes, heals 3; 5 findings stand",
            "What differs: 1 element added, 3 changed.",
            "What that affects: 2 systems; gravest: Invoice scanning (scanner) must be tested.",
            "Whom to tell: 1 organisation: Finance department (finance).",
        ],
        "{said}"
    );
    let healed = said.split("\nHEALED (3)\n").nth(1).unwrap();
    assert_eq!(
        healed,
        "  error[unknown-reference]: `oracle-9` is not an element of this map\n  \
         warning[duplicate-name]: `scanning` and `scanner` are both named `Invoice scanning`\n  \
         note[isolated-element]: `oracle-9i` rests on nothing, and nothing rests on it\n"
    );
    assert!(!said.contains("COVERAGE") && !said.contains("missing-owner"), "{said}");
}

#[test]
fn every_format_has_only_what_is_brought() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.map(&changed());
    let said = |format: &str| {
        let said = repo.check(&["--changed-since", "main", "--format", format]);
        assert_eq!(said.code, 1, "{format}");
        said.out
    };
    for format in ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let out = said(format);
        assert!(out.contains("ledgr") && !out.contains("`scanning` has no owner"), "{format}: {out}");
    }
    let sarif: Value = serde_json::from_str(&said("sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert!(run["results"].as_array().unwrap().iter().all(|result| result["baselineState"] == "new"));
    let notified = &run["invocations"][0]["toolExecutionNotifications"];
    assert!(notified[0]["message"]["text"].as_str().unwrap().contains("brings 1 error and 2 notes, heals 3"));
    let gitlab: Value = serde_json::from_str(&said("gitlab")).unwrap();
    assert_eq!(gitlab.as_array().unwrap().len(), 3);
    let github = said("github");
    let lines: Vec<&str> = github.lines().collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("::")).count(), 3);
    assert!(lines.last().unwrap().contains("brings 1 error and 2 notes, heals 3; 5 findings stand"));
    let junit = said("junit");
    let junit = roxmltree::Document::parse(&junit).unwrap();
    assert_eq!(junit.descendants().filter(|node| node.has_tag_name("property")).count(), 4);
    assert_eq!(junit.descendants().filter(|node| node.has_tag_name("failure")).count(), 1);
    let markdown = said("markdown");
    assert!(markdown.starts_with("## `maps`: the change since `main ("), "{markdown}");
    assert!(markdown.contains("\n### Healed (3)\n\n- error, `unknown-reference`: "), "{markdown}");
}

#[test]
fn without_a_difference_a_line_says_so() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.write("repo/README", "not of the map");
    repo.commit("Other things");
    for arguments in [&["--changed-since", "main"][..], &["--changed-since", "main", "--fail-on", "note"]] {
        let said = repo.check(arguments);
        assert_eq!((said.code, said.out.lines().count()), (0, 1), "{}", said.out);
        assert!(said.out.starts_with("maps: nothing differs from main ("), "{}", said.out);
        assert!(said.out.ends_with("); 8 findings stand\n"), "{}", said.out);
    }
    // Comments, order and lines are no difference.
    repo.map(&format!("# Moved.\n\n{MAP}"));
    assert!(repo.check(&["--changed-since", "main"]).out.contains("nothing differs"));
    // A renamed file is none either.
    repo.git(&["mv", "maps/map.yaml", "maps/other.yaml"]);
    assert!(repo.check(&["--changed-since", "main"]).out.contains("nothing differs"));
}

/// The branch is compared with where it left, whatever main did since; and what is not committed counts.
#[test]
fn it_begins_where_the_branch_left() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.git(&["checkout", "--quiet", "main"]);
    repo.map(&MAP.replace("[oracle-9]", "[oracle-9i]"));
    repo.commit("Mend it on main");
    repo.git(&["checkout", "--quiet", "side"]);
    let (answer, code) = repo.json(&["--changed-since", "main"]);
    assert_eq!(
        (named(&answer["findings"]).len(), &answer["since"]["standing"], code),
        (0, &Value::from(8), 0)
    );
    repo.write("repo/maps/more.yaml", "systems: [untracked]\n");
    let (answer, _) = repo.json(&["--changed-since", "main"]);
    let brought = ["isolated-element untracked", "missing-lifecycle untracked", "missing-owner untracked"];
    assert_eq!(named(&answer["findings"]), brought);
    assert_eq!(repo.check(&["--changed-since", "main", "--fail-on", "warning"]).code, 1);
    assert_eq!(repo.check(&["--changed-since", "main"]).code, 0);
}

/// What a date brings is on both sides, whichever day it is.
#[test]
fn a_day_that_passes_brings_nothing() {
    let dated = MAP
        .replace("name: Oracle Database}", "name: Oracle, lifecycle: {retired: 2008-06-30}}")
        .replace("[oracle-9]", "[oracle-9i]");
    let Some(repo) = Repository::of(&dated) else { return };
    repo.map(&(dated.replace("as_of: 2008-01-01", "as_of: 2009-01-01")));
    for today in [&[][..], &["--today", "2007-01-01"], &["--today", "2030-01-01"]] {
        let (answer, code) = repo.json(&[&["--changed-since", "main", "--fail-on", "note"], today].concat());
        assert_eq!((named(&answer["findings"]).len(), code), (0, 0), "{today:?} {answer:#}");
    }
}

#[test]
fn a_map_that_was_not_there_is_new() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.write("repo/other/a.yaml", "systems: [a]\n");
    let said = repo.check(&["-m", "other", "--changed-since", "main"]);
    assert!(said.out.starts_with("other: there is no map at main ("), "{}", said.out);
    assert!(said.out.contains("so everything is new; it brings 1 warning and 2 notes\n"), "{}", said.out);
    assert!(said.out.contains("What differs: 1 element added.\n"), "{}", said.out);
    let (answer, _) = repo.json(&["-m", "other", "--changed-since", "main"]);
    assert_eq!(
        (&answer["since"]["new_map"], answer["findings"].as_array().unwrap().len()),
        (&Value::from(true), 3)
    );
}

/// The settings say where the map is; where they said so before, it was.
#[test]
fn a_map_that_was_moved_is_the_same() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.git(&["mv", "maps", "karta"]);
    repo.write("repo/systemkarta.toml", "map = \"karta\"\n");
    let said = repo.check(&["--changed-since", "main"]);
    assert!(said.out.contains("brings no finding, heals 0; 8 findings stand"), "{}{}", said.out, said.err);
    assert!(said.out.contains("What differs: other settings."), "{}", said.out);
}

/// Of two that are alike, one more is one more.
#[test]
fn findings_are_counted_as_often_as_they_are_there() {
    let stray = "x: {unknown: 1}\n";
    let Some(repo) = Repository::of(&format!("systems: [a]\n{stray}")) else { return };
    repo.map(&format!("systems: [a]\n---\n{stray}---\n{stray}"));
    let (answer, code) = repo.json(&["--changed-since", "main"]);
    assert_eq!((named(&answer["findings"]), code), (vec!["unknown-key".to_owned()], 1));
}

#[test]
fn renamed_elements_keep_their_findings() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.map(&MAP.replace("{id: scanning,", "{id: reading, aliases: [scanning],"));
    let (answer, code) = repo.json(&["--changed-since", "main", "--fail-on", "note"]);
    assert_eq!((named(&answer["findings"]).len(), code), (0, 0), "{answer:#}");
    assert_eq!(answer["since"]["difference"]["summary"]["renamed"], 1);
}

#[test]
fn what_cannot_be_compared_is_said_with_a_way_out() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.commit("More");
    let fails = |folder: &std::path::Path, revision: &str, words: &[&str]| {
        let said = run(folder, &["--changed-since", revision]);
        assert_eq!((said.out.as_str(), said.code), ("", 2), "{revision}");
        assert!(words.iter().all(|word| said.err.contains(word)), "{revision}: {}", said.err);
    };
    fails(&repo.path(), "mian", &["`mian` is no revision", "did you mean `main`?"]);
    fails(&repo.path(), "nothing-like-it", &["`git branch --all`"]);
    for option in ["--help", "-x", "--all", ""] {
        let said = repo.check(&[&format!("--changed-since={option}")]);
        assert_eq!((said.out.as_str(), said.code), ("", 2), "{option}");
    }
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::create_dir(elsewhere.path().join("maps")).unwrap();
    std::fs::write(elsewhere.path().join("maps/a.yaml"), "systems: [a]\n").unwrap();
    fails(elsewhere.path(), "main", &["lies in no git repository"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.args(["check", "--changed-since", "main"]).current_dir(repo.path()).env("PATH", "");
    let said = told(&command.output().unwrap());
    assert!(said.code == 2 && said.err.contains("`git` was not found"), "{}", said.err);
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.commit("More");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.commit("More on main");
    let clone = tempfile::tempdir().unwrap();
    let (from, into) = (format!("file://{}", repo.path().display()), clone.path().join("repo"));
    let into = into.to_str().unwrap();
    repo.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=side", &from, into]);
    let said = run(std::path::Path::new(into), &["--changed-since", "origin/main"]);
    assert_eq!((said.out.as_str(), said.code), ("", 2));
    assert!(said.err.contains("this clone is shallow") && said.err.contains("--unshallow"), "{}", said.err);
    assert!(said.err.contains("fetch-depth: 0") && said.err.contains("GIT_DEPTH: 0"), "{}", said.err);
}

#[test]
fn without_a_common_commit_the_revision_itself_is_compared() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.git(&["checkout", "--quiet", "--orphan", "alone"]);
    repo.commit("Alone");
    let said = repo.check(&["--changed-since", "main"]);
    assert!(said.err.contains("have no commit in common"), "{}", said.err);
    assert!(said.out.contains("nothing differs"), "{}", said.out);
}

#[test]
fn waivers_and_policies_are_a_difference_of_their_own() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.map(&format!("{MAP}policies: [{{id: p, because: order, forbid: {{from: ledger, to: scanner}}}}]\n"));
    let said = repo.check(&["--changed-since", "main"]);
    assert!(said.out.contains("What differs: 1 policy added.\n"), "{}", said.out);
}

/// Maps of systems that may lack an owner, rest on one that is not there, and say something that nobody knows.
fn texts() -> impl Strategy<Value = [String; 2]> {
    let system = (0..6_usize, any::<bool>(), 0..8_usize, 0..3_usize);
    let map = proptest::collection::vec(system, 1..6).prop_map(|systems| {
        let mut text = String::from("systems:\n");
        for (id, owned, on, stray) in systems {
            let owner = if owned { ", owner: slk" } else { "" };
            text.push_str(&format!("  - {{id: s{id}, depends_on: s{on}{owner}}}\n"));
            (0..stray).for_each(|_| text.push_str("  - {id: \"not an id\"}\n"));
        }
        text
    });
    [map.clone(), map]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What is brought and what stands is all there is; what is healed and what stands is all there was; and by
    /// fingerprint nothing is both.
    #[test]
    fn brought_healed_and_standing_are_the_whole([old, new] in texts()) {
        let Some(repo) = Repository::of(&old) else { return Ok(()) };
        let counted = |findings: &Value| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for finding in findings.as_array().unwrap() {
                *counts.entry(finding["fingerprint"].as_str().unwrap().to_owned()).or_default() += 1;
            }
            counts
        };
        let before = counted(&repo.json(&[]).0["findings"]);
        repo.map(&new);
        let after = counted(&repo.json(&[]).0["findings"]);
        let (answer, _) = repo.json(&["--changed-since", "main"]);
        let minus = |a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>| -> BTreeMap<String, usize> {
            let left = a.iter().map(|(k, n)| (k.clone(), n.saturating_sub(b.get(k).copied().unwrap_or(0))));
            left.filter(|(_, n)| *n > 0).collect()
        };
        // Where no id is known the file is, which is called otherwise at a revision.
        let sum = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
        prop_assert_eq!(counted(&answer["findings"]), minus(&after, &before));
        let healed = answer["since"]["healed"].as_array().unwrap().len();
        prop_assert_eq!(healed, sum(&minus(&before, &after)));
        let standing = usize::try_from(answer["since"]["standing"].as_u64().unwrap()).unwrap();
        prop_assert_eq!(standing + answer["findings"].as_array().unwrap().len(), sum(&after));
        prop_assert_eq!(standing + healed, sum(&before));
    }
}
