//! Judged by rules that a change cannot alter; and what is no such rules ends the run.

use std::fs;

use serde_json::Value;
use systemkarta::lint;

use super::{MAP, Repository, Said, named};

const WAIVER: &str = "waivers:\n  - {rule: missing-owner, element: scanning, reason: being bought, owner: finance, \
                      decision: dnr 7, since: 2008-01-01, expires: 2008-06-30}\n";
const POLICY: &str = "policies:\n  - {id: owned, because: somebody answers for it, require: {of: [ledger, scanner], fields: owner}}\n";

#[test]
fn what_the_map_adds_changes_and_removes_does_not_count_and_is_counted() {
    let Some(repo) = Repository::of(&format!("{MAP}{POLICY}{WAIVER}")) else { return };
    let base = repo.base();
    let differing = |arguments: &[&str]| {
        let (answer, _) = repo.json(&[&["--policy", &base], arguments].concat());
        let by = &answer["judged_by"];
        assert_eq!(
            (&by["path"], &by["policies"], &by["waivers"]),
            (&base.as_str().into(), &1.into(), &1.into())
        );
        let counts =
            |what: &str| ["added", "changed", "removed"].map(|how| by["differing"][what][how].as_u64());
        [counts("policies"), counts("waivers")].map(|counts| counts.map(Option::unwrap))
    };
    assert_eq!(differing(&[]), [[0, 0, 0], [0, 0, 0]]);
    repo.map(&format!(
        "{MAP}{}{}",
        POLICY.replace("somebody", "nobody"),
        WAIVER.replace("missing-owner", "syntax")
    ));
    assert_eq!(differing(&["--changed-since", "main"]), [[0, 1, 0], [1, 0, 1]]);
    repo.map(MAP);
    assert_eq!(differing(&[]), [[0, 0, 1], [0, 0, 1]]);
    let said = repo.check(&["--policy", &base]);
    let words = "the map removes 1 policy and 1 waiver, which count once they are merged";
    assert!(said.err.contains(words) && said.out.contains(words), "{}{}", said.err, said.out);
    let words = format!("note: judged by the settings, 1 policy and 1 waiver of `{base}`; ");
    assert!(said.err.starts_with(&words), "{}", said.err);
    for format in ["sarif", "github", "junit", "markdown"] {
        let said = repo.check(&["--policy", &base, "--format", format]);
        assert!(said.out.contains("the map removes 1 policy and 1 waiver"), "{format}: {}", said.out);
    }
    // The files of the trusted place are none of the map.
    assert_eq!(repo.json(&["--policy", &base]).0["summary"]["files"], 1);
}

/// A waiver that is merged counts, and one that is only asked for does not.
#[test]
fn the_waivers_of_the_trusted_place_count() {
    if lint::rule("waiver-unused").is_none() {
        return;
    }
    let Some(repo) = Repository::of(&format!("{MAP}{WAIVER}")) else { return };
    let base = repo.base();
    let told = |findings: &Value| -> Vec<String> {
        let unwaived = |finding: &&Value| finding["waived"] == false;
        let list: Vec<Value> = findings.as_array().unwrap().iter().filter(unwaived).cloned().collect();
        named(&Value::from(list))
    };
    repo.map(MAP);
    let missing = "missing-owner scanning".to_owned();
    assert!(!told(&repo.json(&["--policy", &base]).0["findings"]).contains(&missing));
    assert!(told(&repo.json(&[]).0["findings"]).contains(&missing));
    // Who mends what was waived, and gives up the waiver with it, is not told that it is unused.
    repo.map(
        &MAP.replace("scanning, name: Invoice scanning", "scanning, name: Invoice scanning, owner: finance"),
    );
    let (answer, _) = repo.json(&["--policy", &base, "--changed-since", "main"]);
    assert!(!told(&answer["findings"]).iter().any(|finding| finding.starts_with("waiver")), "{answer:#}");
}

#[test]
fn all_settings_come_from_the_trusted_place() {
    let Some(repo) = Repository::of(MAP) else { return };
    let levels = "map = \"maps\"\n[rules]\nmissing-owner = \"error\"\nunknown-reference = \"note\"\n";
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write("repo/systemkarta.toml", levels);
    repo.commit("Levels");
    repo.git(&["checkout", "--quiet", "-B", "side"]);
    let base = repo.base();
    let levels = |arguments: &[&str]| {
        let (answer, code) = repo.json(arguments);
        let level = |rule: &str| {
            let mut findings = answer["findings"].as_array().unwrap().iter();
            findings.find(|finding| finding["rule"] == rule).map(|finding| finding["level"].clone())
        };
        (level("missing-owner"), level("unknown-reference"), code)
    };
    let trusted = (Some("error".into()), Some("note".into()), 1);
    assert_eq!(levels(&["--policy", &base]), trusted);
    repo.write("repo/systemkarta.toml", "map = \"maps\"\n[rules]\nmissing-owner = \"off\"\n");
    assert_eq!(levels(&["--policy", &base]), trusted);
    assert_eq!(levels(&["--policy", &format!("{base}/maps")]), trusted);
    assert_eq!(levels(&["--policy", &format!("{base}/maps/map.yaml")]), trusted);
    assert_eq!(levels(&[]), (None, Some("error".into()), 1));
    // A new fault is judged as on the main branch, and so is the map before.
    repo.map(
        &MAP.replace("paying, name: Paying, owner: finance", "paying, name: Paying")
            .replace("oracle-9]", "x]"),
    );
    let (answer, code) = repo.json(&["--policy", &base, "--changed-since", "main"]);
    assert_eq!((named(&answer["findings"]), code), (vec!["unknown-reference ledger".to_owned()], 0));
    assert_eq!(answer["since"]["difference"]["settings"], false);
}

/// What stands in other sections there is none of our business.
#[test]
fn only_policies_and_waivers_are_read_there() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.write("trusted.yaml", &format!("systems: [{{id: \"no id\", colour: red}}, ledger]\n{POLICY}"));
    let trusted = repo.path().join("../trusted.yaml").display().to_string();
    let (with, without) = (repo.json(&["--policy", &trusted]).0, repo.json(&[]).0);
    assert_eq!(with["findings"], without["findings"]);
    assert_eq!(with["judged_by"]["policies"], 1);
}

#[test]
fn what_is_no_place_to_judge_by_ends_the_run() {
    let Some(repo) = Repository::of(MAP) else { return };
    let fails = |path: &str, words: &str| {
        let option = format!("--policy={path}");
        for more in [&[][..], &["--changed-since", "main"], &["--fail-on", "never"]] {
            let Said { out, err, code } = repo.check(&[&[option.as_str()], more].concat());
            assert_eq!((out.as_str(), code), ("", 2), "{path}: {err}");
            assert!(err.contains(words), "{path}: {err}");
        }
    };
    fails("", "a value is required");
    fails("../nothing", "there is nothing at `../nothing` to judge by");
    fails("main", "there is nothing at `main`");
    fs::create_dir(repo.path().join("../empty")).unwrap();
    fails("../empty", "there is no map file");
    for (text, words) in [
        ("", "nothing is written in"),
        ("# Nothing.\n---\n", "nothing is written in"),
        ("polices: []\n", "did you mean `policies`?"),
        ("policies: [{id: p}]\n", "cannot be read whole, so nothing was judged by it"),
        ("policies: [\n", "error[syntax]"),
        ("systems: [a\n", "error[syntax]"),
        ("- a\n", "error[wrong-type]"),
        ("waivers: [{rule: missing-owner}]\n", "add `element:`"),
    ] {
        repo.write("other/a.yaml", text);
        fails("../other", words);
        fails("../other/a.yaml", words);
    }
    repo.write("other/a.yaml", POLICY);
    assert_eq!(repo.check(&["--policy", "../other", "--fail-on", "never"]).code, 0);
    repo.write("other/b.yaml", POLICY);
    fails("../other", "error[duplicate-id]");
    fs::remove_file(repo.path().join("../other/b.yaml")).unwrap();
    repo.write("other/systemkarta.toml", "[rules]\nmissing-ovner = \"off\"\n");
    fails("../other", "there is no rule `missing-ovner`");
    repo.write("other/systemkarta.toml", "map = \"gone\"\n");
    fails("../other", "there is nothing at `../other/gone`");
    repo.write("other/systemkarta.toml", "map = \"..\"\n");
    fails("../other", "does not lie beneath it");
}

#[cfg(unix)]
#[test]
fn links_there_are_passed_over_and_said() {
    let Some(repo) = Repository::of(MAP) else { return };
    repo.write("other/a.yaml", POLICY);
    std::os::unix::fs::symlink("/etc/passwd", repo.path().join("../other/b.yaml")).unwrap();
    let said = repo.check(&["--policy", "../other"]);
    assert!(said.err.contains("`../other/b.yaml` is no regular file and was passed over"), "{}", said.err);
    assert_eq!(said.code, 1);
    fs::remove_file(repo.path().join("../other/a.yaml")).unwrap();
    assert_eq!(repo.check(&["--policy", "../other"]).code, 2);
}

/// A folder that holds settings, or is the top of a repository, stands for the map in it.
#[test]
fn a_repository_stands_for_its_map() {
    let Some(repo) = Repository::of(&format!("{MAP}{POLICY}")) else { return };
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git(&["rm", "--quiet", "systemkarta.toml"]);
    repo.write("repo/mkdocs.yml", "site_name: not of the map\n");
    repo.commit("No settings");
    repo.git(&["checkout", "--quiet", "-B", "side"]);
    let base = repo.base();
    assert_eq!(repo.json(&["--policy", &base]).0["judged_by"]["policies"], 1);
}
