//! What is given to those who check pull requests: `action.yml` for GitHub, and a hook for pre-commit.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{MAP, Repository};

fn yaml(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// What pre-commit demands of a hook, and what ours needs: the whole map is checked, whichever file changed.
#[test]
fn the_hook_is_one() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let [hook] = &hooks.as_array().unwrap()[..] else { panic!("{hooks}") };
    for key in ["id", "name", "entry", "language", "files"] {
        assert!(hook[key].is_string(), "{key}");
    }
    assert_eq!((&hook["entry"], &hook["language"]), (&"systemkarta check".into(), &"rust".into()));
    assert_eq!((&hook["pass_filenames"], &hook["always_run"]), (&false.into(), &true.into()));
    let known = ["id", "name", "description", "entry", "language", "files", "always_run", "pass_filenames"];
    assert!(hook.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())));
    assert_eq!(hook["files"], r"(\.ya?ml|(^|/)systemkarta\.toml)$");
}

/// What GitHub demands of a composite action; and nothing that is given becomes a part of a script.
#[test]
fn the_action_is_one_and_pastes_nothing_into_scripts() {
    let action = yaml("action.yml");
    for key in ["name", "description"] {
        assert!(action[key].is_string(), "{key}");
    }
    assert_eq!(action["runs"]["using"], "composite");
    for (name, input) in action["inputs"].as_object().unwrap() {
        assert!(input["description"].is_string() && input["default"].is_string(), "{name}");
    }
    let steps = action["runs"]["steps"].as_array().unwrap();
    for step in steps {
        assert_eq!(step["shell"], "bash", "a composite action must say so");
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "{script}");
        assert!(!script.contains("http"), "{script}");
    }
    let build = steps[0]["run"].as_str().unwrap();
    let [first, second] = build.lines().collect::<Vec<_>>()[..] else { panic!("{build}") };
    // What cargo runs is said by files of the folder in which it runs.
    assert_eq!(first, "cd \"$GITHUB_ACTION_PATH\"");
    assert!(
        second.starts_with("cargo install --locked ") && second.contains("--path \"$GITHUB_ACTION_PATH\"")
    );
    let given = steps[1]["env"].as_object().unwrap();
    for name in action["inputs"].as_object().unwrap().keys() {
        let variable = format!("INPUT_{}", name.replace('-', "_").to_uppercase());
        assert_eq!(given[&variable], format!("${{{{ inputs.{name} }}}}"), "{name}");
        assert!(
            steps[1]["run"].as_str().unwrap().contains(&format!("${variable}"))
                || steps[1]["run"].as_str().unwrap().contains(&format!("${{{variable}:-"))
        );
    }
}

/// The script of the action, as a runner would run it, with inputs that would be commands if they were pasted.
#[cfg(unix)]
#[test]
fn the_script_of_the_action_checks_the_map() {
    let Some(repo) = Repository::of(MAP) else { return };
    let action = yaml("action.yml");
    let script = action["runs"]["steps"][1]["run"].as_str().unwrap().to_owned();
    let temp = tempfile::tempdir().unwrap();
    let bin = temp.path().join("systemkarta/bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_systemkarta"), bin.join("systemkarta")).unwrap();
    let run = |inputs: &[(&str, &str)]| {
        let summary = temp.path().join("summary");
        fs::write(&summary, "").unwrap();
        let mut shell = Command::new("bash");
        shell.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script]).current_dir(repo.path());
        shell.env("RUNNER_TEMP", temp.path()).env("GITHUB_STEP_SUMMARY", &summary);
        for (name, input) in action["inputs"].as_object().unwrap() {
            let variable = format!("INPUT_{}", name.replace('-', "_").to_uppercase());
            let given = inputs.iter().find(|(given, _)| given == name).map(|(_, value)| *value);
            shell.env(variable, given.or(input["default"].as_str()).unwrap());
        }
        let output = shell.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (text, fs::read_to_string(&summary).unwrap(), output.status.code().unwrap())
    };
    let (log, summary, code) = run(&[]);
    assert_eq!(code, 1);
    assert!(log.starts_with("::error file=maps/map.yaml,"), "{log}");
    assert!(summary.starts_with("## `maps`: 1 error"), "{summary}");
    let base = repo.base();
    let (log, summary, code) = run(&[("changed-since", "main"), ("policy", &base), ("today", "2008-01-01")]);
    assert_eq!(code, 0);
    assert!(log.contains("nothing differs from main") && summary.contains("nothing differs"), "{log}");
    assert_eq!(run(&[("map", "maps"), ("fail-on", "never"), ("format", "text")]).2, 0);
    for name in ["map", "changed-since", "policy", "today", "fail-on", "format"] {
        let (log, _, code) =
            run(&[(name, "--help; touch pasted; $(touch pasted) `touch pasted` \" ' \n::error::x")]);
        assert_eq!((log.as_str(), code), ("", 2), "{name}");
        assert!(!repo.path().join("pasted").exists());
    }
}
