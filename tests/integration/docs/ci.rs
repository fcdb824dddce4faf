//! docs/ci.md: what each format looks like, and recipes that run.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Document, table_rows};
use crate::pulls::Repository;

#[test]
fn the_formats_look_as_shown() {
    let document = Document::open("ci.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}

/// A clone in which a branch breaks a reference that the main branch of its origin has right.
fn clone() -> Option<Repository> {
    let map = Document::open("ci.md").blocks_in("yaml").remove(0).text;
    let repo = Repository::of(&map)?;
    repo.git(&["clone", "--quiet", "--bare", ".", "../origin.git"]);
    repo.git(&["remote", "add", "origin", "../origin.git"]);
    repo.git(&["fetch", "--quiet", "origin"]);
    repo.map(&map.replace("depends_on: ledger}\n", "depends_on: ledgr}\n"));
    repo.commit("Break it");
    Some(repo)
}

/// Runs a script as the runners of both forges do, and says how it ended.
fn in_shell(script: &str, repo: &Repository, temp: &Path) -> Option<i32> {
    let programs = Path::new(env!("CARGO_BIN_EXE_systemkarta")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("bash");
    shell.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
    shell.current_dir(repo.path()).env("PATH", path);
    shell.env("RUNNER_TEMP", temp).env("GITHUB_STEP_SUMMARY", temp.join("summary"));
    shell.env("BASE", "main").env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
    shell.output().unwrap().status.code()
}

/// Every script of a recipe: of the steps of a job on GitHub, or of a job on GitLab.
fn scripts(recipe: &serde_json::Value) -> Vec<String> {
    let jobs = recipe["jobs"].as_object().or(recipe.as_object()).unwrap();
    let of_job = |job: &serde_json::Value| -> Vec<String> {
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let lines = job["script"].as_array().map(|lines| lines.iter().filter_map(text).collect::<Vec<_>>());
        let steps = job["steps"].as_array().into_iter().flatten();
        steps.filter_map(|step| text(&step["run"])).chain(lines.map(|lines| lines.join("\n"))).collect()
    };
    jobs.values().flat_map(of_job).collect()
}

#[test]
#[cfg(unix)]
fn the_recipes_are_yaml_and_their_scripts_run() {
    let mut checks = 0;
    for block in Document::open("ci.md").blocks_in("yml") {
        let recipe: serde_json::Value = serde_yaml::from_str(&block.text).unwrap();
        if recipe["on"] == "pull_request" {
            assert_eq!(recipe["permissions"], serde_json::json!({"contents": "read"}));
        }
        let (Some(repo), temp) = (clone(), tempfile::tempdir().unwrap()) else { return };
        for script in scripts(&recipe) {
            assert!(!script.contains("${{"), "{script}");
            let ended = in_shell(&script, &repo, temp.path());
            let is_check = script.contains("systemkarta check");
            assert_eq!(ended, Some(i32::from(is_check)), "ci.md:{} {script}", block.line);
            checks += usize::from(is_check);
            let written = |name: &str| fs::read_to_string(repo.path().join(name)).unwrap();
            if script.contains("sarif") {
                assert!(written("systemkarta.sarif").contains("\"2.1.0\""));
            }
            if script.contains("junit") {
                assert!(written("gl-code-quality-report.json").starts_with('['));
                assert!(written("systemkarta.xml").starts_with("<?xml"));
            }
            if script.contains("$GITHUB_STEP_SUMMARY") {
                let summary = fs::read_to_string(temp.path().join("summary")).unwrap();
                assert!(summary.contains("### Errors and warnings ("), "{summary}");
            }
        }
    }
    assert_eq!(checks, 4, "a pull request and a night on GitHub, and the same on GitLab");
}

/// The change of the example, and what is said of it.
#[test]
fn the_example_of_a_change_is_what_the_program_says() {
    let Some(repo) = clone() else { return };
    let document = Document::open("ci.md");
    let map = document.blocks_in("yaml").remove(0).text;
    let mended = map.replace("[oracle-9]", "[oracle-9i]").replace(
        "name: Invoice scanning, depends_on: ledger}",
        "name: Invoice scanning, depends_on: [ledger, archve]}",
    );
    repo.map(&(mended + "  - {id: archive, name: Archive server}\n"));
    let said = repo.check(&["--changed-since", "origin/main"]).out;
    let commit = repo.git(&["rev-parse", "origin/main"]);
    let example = document.blocks_in("text").remove(0).text;
    assert_eq!(example, said.replace(&commit[..9], "fc173e7fd"));
}

/// What `since` and `judged_by` hold in JSON is in the table of json.md.
#[test]
fn the_table_of_a_change_names_every_field() {
    let Some(repo) = clone() else { return };
    let command = ["--changed-since", "main", "--policy", "../origin", "--format", "json"];
    repo.git(&["worktree", "add", "--quiet", "../origin", "main"]);
    let answer: serde_json::Value = serde_json::from_str(&repo.check(&command).out).unwrap();
    let mut written: Vec<String> = Vec::new();
    let mut left =
        vec![("since".to_owned(), &answer["since"]), ("judged_by".to_owned(), &answer["judged_by"])];
    while let Some((path, value)) = left.pop() {
        match value {
            serde_json::Value::Object(fields) => {
                left.extend(fields.iter().map(|(key, value)| (format!("{path}.{key}"), value)));
            }
            serde_json::Value::Array(_) => written.push(format!("{path}[]")),
            _ => written.push(path),
        }
    }
    let rows = table_rows(&Document::open("json.md").fresh, "| field beside | value |");
    let mut said: Vec<String> = rows.into_iter().map(|row| row[0].clone()).collect();
    written.sort();
    said.sort();
    assert_eq!(said, written);
}
