//! `completions` and `man`: what the shell and the manual know is what the program has.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const COMMANDS: [&str; 20] = [
    "check",
    "export",
    "import",
    "impact",
    "changes",
    "memo",
    "plan",
    "rank",
    "lifecycle",
    "path",
    "diff",
    "list",
    "show",
    "render",
    "explain",
    "schema",
    "init",
    "completions",
    "man",
    "waivers",
];

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn answer(arguments: &[&str]) -> String {
    let output = run(arguments, Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_shell_knows_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = answer(&["completions", shell]);
        for word in COMMANDS.iter().chain(&["fail-on"]) {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // The others complete options only.
        if ["bash", "zsh", "fish"].contains(&shell) {
            assert!(script.contains("sarif"), "{shell}");
        }
    }
    assert_eq!(run(&["completions", "tcsh"], Path::new(".")).status.code(), Some(2));
}

#[test]
fn what_bash_completes_is_there() {
    let script = answer(&["completions", "bash"]);
    let asked = "COMP_WORDS=(systemkarta check --format s); COMP_CWORD=3; _systemkarta systemkarta s --format; echo ${COMPREPLY[@]}";
    let Ok(output) = Command::new("bash").args(["-c", &format!("{script}\n{asked}")]).output() else {
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(text.trim(), "sarif", "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_command_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["man", "-o", "share/man1"], folder.path());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let mut names: Vec<String> = fs::read_dir(folder.path().join("share/man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut expected: Vec<String> =
        COMMANDS.iter().map(|command| format!("systemkarta-{command}.1")).collect();
    expected.extend(["systemkarta.1".to_owned(), "systemkarta-memo-verify.1".to_owned()]);
    let forms = ["archimate", "backstage", "compose", "endoflife"];
    expected.extend(forms.map(|form| format!("systemkarta-import-{form}.1")));
    names.sort();
    expected.sort();
    assert_eq!(names, expected);
    for (arguments, file) in [
        (&["man"][..], "systemkarta.1"),
        (&["man", "check"], "systemkarta-check.1"),
        (&["man", "memo", "verify"], "systemkarta-memo-verify.1"),
    ] {
        let written = fs::read_to_string(folder.path().join("share/man1").join(file)).unwrap();
        assert_eq!(written, answer(arguments), "{file}");
        assert!(written.contains("\n.SH NAME\n") && written.contains("\n.SH OPTIONS\n"), "{file}");
    }
}

#[test]
fn an_unknown_command_has_no_page() {
    let output = run(&["man", "chek"], Path::new("."));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("there is no command `chek`") && message.contains("`check`"), "{message}");
}
