//! docs/ci.md: what each format looks like, and recipes that run.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Document;
use crate::tools;

#[test]
fn the_formats_look_as_shown() {
    let document = Document::open("ci.md");
    let folder = document.folder_with_map();
    document.with_consoles(folder.path()).keep();
}

/// A repository whose main branch and whose checkout have the map of the document.
fn repository() -> tempfile::TempDir {
    let folder = Document::open("ci.md").folder_with_map();
    fs::write(folder.path().join("systemkarta.toml"), "map = \"maps\"\n").unwrap();
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "."],
        &["-c", "user.name=Anna", "-c", "user.email=anna@example.org", "commit", "--quiet", "-m", "Begin"],
        &["update-ref", "refs/remotes/origin/main", "HEAD"],
    ] {
        let status = Command::new("git").args(arguments).current_dir(folder.path()).status().unwrap();
        assert!(status.success(), "git {arguments:?}");
    }
    folder
}

fn in_shell(line: &str, folder: &Path) -> Option<i32> {
    let programs = Path::new(env!("CARGO_BIN_EXE_systemkarta")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder).env("PATH", path);
    shell.env("BASE", "main").env("RUNNER_TEMP", folder).env("GITHUB_STEP_SUMMARY", folder.join("summary"));
    shell.output().unwrap().status.code()
}

#[test]
#[cfg(unix)]
fn the_recipes_are_yaml_and_their_commands_run() {
    if !tools::has("git") {
        return;
    }
    let folder = repository();
    let mut commands = 0;
    for block in Document::open("ci.md").blocks_in("yml") {
        let recipe: serde_json::Value = serde_yaml::from_str(&block.text).unwrap();
        assert!(recipe.is_object());
        if recipe["on"] == "pull_request" {
            assert_eq!(recipe["permissions"], serde_json::json!({"contents": "read"}));
        }
        for line in block.text.lines() {
            let line = line.trim().trim_start_matches("- ").trim_start_matches("run: ");
            let expected = match line.split(' ').next() {
                Some("systemkarta") if line.contains(" check ") => 1,
                Some("systemkarta" | "git" | "cat") => 0,
                _ => continue,
            };
            assert_eq!(in_shell(line, folder.path()), Some(expected), "{line}");
            commands += 1;
        }
    }
    assert_eq!(commands, 6);
    let written = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(written("summary").contains("### Errors and warnings (2)"));
    assert!(written("systemkarta.sarif").contains("\"2.1.0\""));
    assert!(written("gl-code-quality-report.json").starts_with('['));
    assert!(written("systemkarta.xml").starts_with("<?xml"));
}
