//! Pull requests that mean harm: they excuse themselves, point elsewhere, or carry commands in names. Followed as in the
//! recipe of docs/ci.md, nothing is silenced and nothing gets through.

use std::fs;

use serde_json::Value;

use super::{MAP, Repository, Said, named};
use crate::escape::assert_inert;
use crate::escape::poison::poison;
use crate::formats::markdown::rows;
use crate::formats::{FORMATS, HOSTILE_FILES};

/// A map in which nothing is wrong but one reference that the pull request breaks.
fn faulty() -> String {
    MAP.replace("to: ledger", "to: nothing-there")
}

/// What the recipe runs.
fn recipe(repo: &Repository, base: &str, format: &str) -> Said {
    let arguments =
        ["--changed-since", "main", "--policy", base, "--today", "2008-03-01", "--format", format];
    repo.check(&arguments)
}

/// Whatever the pull request does besides, its fault is told in every format, and fails the job.
#[track_caller]
fn is_told(repo: &Repository, base: &str) {
    for format in FORMATS {
        let said = recipe(repo, base, format);
        assert_eq!(said.code, 1, "{format}: {}{}", said.out, said.err);
        assert!(said.out.contains("nothing-there"), "{format}: {}", said.out);
    }
}

#[test]
fn a_pull_request_cannot_excuse_itself() {
    let policy = "policies:\n  - {id: owned, because: somebody answers for it, require: {of: [ledger, scanner], fields: owner}}\n";
    let Some(repo) = Repository::of(&format!("{MAP}{policy}")) else { return };
    let base = repo.base();
    let faulty = faulty();
    repo.map(&format!("{faulty}{policy}"));
    is_told(&repo, &base);
    // A waiver for its own finding, though none may waive that; and one of which there is no end.
    let waiver = |rule: &str, element: &str| {
        format!(
            "waivers:\n  - {{rule: {rule}, element: {element}, reason: we say so, owner: finance, decision: none, \
             since: 2000, expires: 2099}}\n"
        )
    };
    repo.map(&format!("{faulty}{policy}{}", waiver("unknown-reference", "paying")));
    is_told(&repo, &base);
    let unowned = MAP
        .replace("paying, name: Paying, owner: finance", "paying, name: Paying")
        .replace("ledger, name: Ledger, owner: finance", "ledger, name: Ledger");
    repo.map(&format!("{unowned}{policy}{}", waiver("missing-owner", "ledger")));
    let (answer, _) = repo.json(&["--changed-since", "main", "--policy", &base]);
    assert_eq!(named(&answer["findings"]), ["missing-owner ledger", "policy/owned ledger"]);
    assert_eq!(
        (&answer["findings"][0]["waived"], &answer["findings"][1]["waived"]),
        (&false.into(), &false.into())
    );
    assert_eq!(answer["judged_by"]["differing"]["waivers"]["added"], 1);
    // No policy any more.
    repo.map(&unowned);
    let (answer, _) = repo.json(&["--changed-since", "main", "--policy", &base]);
    assert_eq!(named(&answer["findings"]), ["missing-owner ledger", "policy/owned ledger"]);
    repo.map(&faulty);
    is_told(&repo, &base);
    let (answer, _) = repo.json(&["--changed-since", "main", "--policy", &base]);
    assert_eq!(answer["judged_by"]["policies"], 1);
    assert_eq!(answer["judged_by"]["differing"]["policies"]["removed"], 1);
}

#[test]
fn settings_of_a_pull_request_turn_nothing_off() {
    let Some(repo) = Repository::of(MAP) else { return };
    let base = repo.base();
    repo.map(&faulty());
    repo.write("repo/clean/a.yaml", "map: {title: Nothing wrong here}\n");
    for settings in [
        "map = \"maps\"\n[rules]\nunknown-reference = \"off\"\n",
        "map = \"clean\"\n",
        "map = \"../../etc\"\n",
        "map = \"/etc\"\n",
        "map = \"maps\"\n[limits]\nfiles = 1\nelements = 1\n",
        "[scales.strength]\nhard = \"soft\"\n",
        "map = [\n",
    ] {
        repo.write("repo/systemkarta.toml", settings);
        match settings.contains("scales") || settings.ends_with("[\n") {
            // What nobody can read must not wait until it judges others.
            true => assert_eq!(recipe(&repo, &base, "text").code, 2, "{settings}"),
            false => is_told(&repo, &base),
        }
    }
    fs::remove_file(repo.path().join("systemkarta.toml")).unwrap();
    is_told(&repo, &base);
    fs::create_dir(repo.path().join("systemkarta.toml")).unwrap();
    assert_eq!(recipe(&repo, &base, "text").code, 2);
    fs::remove_dir(repo.path().join("systemkarta.toml")).unwrap();
    // Settings above and beneath the folder in which the program runs say nothing either.
    repo.write("systemkarta.toml", "map = \"repo/clean\"\n");
    repo.write("repo/maps/systemkarta.toml", "[rules]\nunknown-reference = \"off\"\n");
    is_told(&repo, &base);
}

#[test]
fn the_day_of_the_map_changes_nothing() {
    let dated = MAP
        .replace("name: Oracle Database}", "name: Oracle, lifecycle: {retired: 2008-02-01}}")
        .replace("[oracle-9]", "[oracle-9i]");
    let Some(repo) = Repository::of(&dated.replace("runs_on: [oracle-9i]", "hours: 1")) else { return };
    let base = repo.base();
    for day in ["1999-01-01", "2008-03-01", "2099-01-01"] {
        repo.map(&dated.replace("as_of: 2008-01-01", &format!("as_of: {day}")));
        let said = recipe(&repo, &base, "text");
        assert!(said.out.contains("depends-on-retired"), "{day}: {}", said.out);
    }
}

#[test]
fn files_named_like_branches_and_options_are_files() {
    let Some(repo) = Repository::of(MAP) else { return };
    let base = repo.base();
    repo.map(&faulty());
    for name in ["main", "HEAD", "origin/main", "--policy", "-h", "main^{commit}", "@", "maps/-x.yaml"] {
        repo.write(&format!("repo/{name}"), "systems: [innocent]\n");
    }
    is_told(&repo, &base);
    repo.commit("Names");
    is_told(&repo, &base);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let Some(repo) = Repository::of(MAP) else { return };
    let base = repo.base();
    let secret = repo.path().join("../secret.yaml");
    fs::write(&secret, "root:x:0:0:root\nsystems: [secret-system]\n").unwrap();
    repo.map(&faulty());
    symlink("/etc/passwd", repo.path().join("maps/passwd.yaml")).unwrap();
    symlink(&secret, repo.path().join("maps/secret.yaml")).unwrap();
    symlink("/etc", repo.path().join("maps/etc")).unwrap();
    symlink("..", repo.path().join("maps/up")).unwrap();
    repo.commit("Links");
    is_told(&repo, &base);
    for format in FORMATS {
        let said = recipe(&repo, &base, format);
        for text in [&said.out, &said.err] {
            assert!(!text.contains("root:x") && !text.contains("secret-system"), "{format}: {text}");
        }
    }
    let (answer, _) = repo.json(&["--changed-since", "main", "--policy", &base]);
    let skipped = named(&answer["findings"]).iter().filter(|finding| *finding == "skipped-file").count();
    assert_eq!(skipped, 4, "{answer:#}");
    // Once they are there they bring nothing.
    let (answer, _) = repo.json(&["--changed-since", "HEAD", "--policy", &base]);
    assert_eq!(named(&answer["findings"]).len(), 0, "{answer:#}");
    // The map itself.
    fs::rename(repo.path().join("maps"), repo.path().join("old")).unwrap();
    symlink("/etc", repo.path().join("maps")).unwrap();
    let said = recipe(&repo, &base, "text");
    assert!(said.code == 2 && said.out.is_empty(), "{}", said.out);
    assert!(said.err.contains("does not lie beneath it"), "{}", said.err);
    fs::remove_file(repo.path().join("systemkarta.toml")).unwrap();
    let said = repo.check(&[]);
    assert!(said.code == 2 && said.err.contains("is a link that leads elsewhere"), "{}", said.err);
}

/// What a pull request may commit runs nothing: neither attributes, nor hooks, nor a program named `git`.
#[cfg(unix)]
#[test]
fn nothing_of_a_pull_request_is_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(repo) = Repository::of(MAP) else { return };
    let base = repo.base();
    repo.map(&faulty());
    let ran = repo.path().join("../ran");
    let script = format!("#!/bin/sh\ntouch {}\n", ran.display());
    for name in ["git", "bin/git", ".githooks/post-checkout", ".git/hooks/post-checkout", "dot"] {
        repo.write(&format!("repo/{name}"), &script);
        let file = repo.path().join(name);
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    repo.write("repo/.gitattributes", "*.yaml filter=evil diff=evil\n");
    repo.write("repo/.gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% ran\n");
    repo.write("repo/.gitconfig", "[core]\n\tfsmonitor = ./git\n\tpager = ./git\n");
    is_told(&repo, &base);
    assert!(!ran.exists());
}

/// Texts that are commands, markup or ends of something wherever they stand.
fn texts() -> Vec<String> {
    let more = [
        "::error::x",
        "##[error]x",
        "\u{1b}[31mred",
        "a\n::error::b",
        "%0A::error::x",
        "</testsuite>",
        "]]></failure>",
        "<script>alert(1)</script>",
        "[x](javascript:1)",
        "| a | b |",
        "`x` ``y``",
        "${{ github.token }}",
        "# h",
    ];
    let short = poison().into_iter().filter(|text| text.len() < 200);
    more.into_iter().map(str::to_owned).chain(short).collect()
}

/// A map in whose every text something hostile stands; `which` tells two of them apart.
fn hostile(which: &str) -> Vec<String> {
    let texts = texts();
    let mut files = vec![String::from("systems:\n"); HOSTILE_FILES.len()];
    let mut last = String::from("policies:\n");
    let mut waivers = String::from("waivers:\n");
    for (n, text) in texts.iter().enumerate() {
        let quoted = Value::from(format!("{text}{which}"));
        let file = &mut files[n % HOSTILE_FILES.len()];
        file.push_str(&format!(
            "  - {{id: {which}{n}, name: {quoted}, depends_on: [{quoted}], owner: {quoted}, {quoted}: 1}}\n\
             \x20 - {{id: {quoted}, name: {quoted}}}\n"
        ));
        last.push_str(&format!(
            "  - {{id: {which}p{n}, because: {quoted}, allow_only: {{of: {{section: systems}}, field: name, values: [{quoted}]}}}}\n  - {{id: {quoted}, because: {quoted}, forbid: {{to: {quoted}}}}}\n"
        ));
        waivers.push_str(&format!(
            "  - {{id: {which}w{n}, rule: missing-owner, element: {which}{n}, reason: {quoted}, owner: {quoted}, \
             decision: {quoted}, since: 2008-01-01, expires: {quoted}}}\n"
        ));
    }
    files.push(format!(
        "processes:\n  - {{id: pay{which}, name: {}, depends_on: ledger}}\n",
        Value::from(texts[3].as_str())
    ));
    files.push(last);
    files.push(waivers);
    files
}

/// Both what is brought and what is healed is hostile, in every name, path, reason and key.
#[test]
fn no_text_commands_or_breaks_out_of_any_format() {
    let Some(repo) = Repository::of(MAP) else { return };
    let names =
        HOSTILE_FILES.iter().map(|name| (*name).to_owned()).chain((0..3).map(|n| format!("more-{n}.yaml")));
    let names: Vec<String> = names.collect();
    let write = |which: &str| {
        for (name, text) in names.iter().zip(hostile(which)) {
            repo.write(&format!("repo/maps/{name}"), &text);
        }
    };
    write("old");
    repo.commit("Hostile already");
    repo.git(&["branch", "--quiet", "before"]);
    write("new");
    let base = repo.base();
    for more in [&[][..], &["--all"]] {
        for format in FORMATS {
            let arguments = ["--changed-since", "before", "--policy", &base, "--format", format];
            let said = repo.check(&[&arguments, more].concat());
            assert_eq!(said.code, 1, "{format}: {}", said.err);
            assert_inert(&said.err, "json");
            let out = match format {
                // Its own lines begin so; each is a command of ours, and no other.
                "github" => {
                    let own = ["::error file=", "::warning file=", "::notice file="];
                    let is_own = |line: &&str| own.iter().any(|own| line.starts_with(own));
                    let (own, rest): (Vec<&str>, Vec<&str>) = said.out.lines().partition(is_own);
                    let said: Vec<String> = own.into_iter().map(|line| line.replacen("::", "", 1)).collect();
                    format!("{}\n{}", said.join("\n"), rest.join("\n"))
                }
                _ => said.out.clone(),
            };
            assert!(!out.contains(['\r', '\t']), "{format}");
            assert_inert(&out, "json");
            match format {
                "json" | "sarif" | "gitlab" => drop(serde_json::from_str::<Value>(&out).unwrap()),
                "junit" => {
                    let document = roxmltree::Document::parse(&out).unwrap();
                    let suites = document.descendants().filter(|node| node.has_tag_name("testsuite"));
                    assert_eq!(suites.count(), 1);
                }
                // Links, pictures and HTML are refused by the reader.
                "markdown" => assert!(!rows(&out).is_empty()),
                _ => {}
            }
            if format == "markdown" && more.is_empty() {
                assert!(out.len() < 65_536, "{}", out.len());
            }
        }
    }
    let (answer, _) = repo.json(&["--changed-since", "before", "--policy", &base]);
    assert!(answer["since"]["healed"].as_array().unwrap().len() > 50);
    assert!(answer["judged_by"]["differing"]["waivers"]["added"].as_u64() > Some(50));
}

/// A revision and a place are the user's words, and safe all the same.
#[test]
fn what_is_named_is_shown_safely() {
    let Some(repo) = Repository::of(MAP) else { return };
    for text in texts().into_iter().filter(|text| !text.contains('\0')) {
        for option in ["--changed-since", "--policy"] {
            let said = repo.check(&[&format!("{option}={text}")]);
            assert_inert(&said.err, "json");
            assert_inert(&said.out, "json");
        }
    }
}
