//! `diff` on the command line: maps and days, formats, exit codes, and the map of Stockholm.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    let output =
        command.arg("diff").args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with the map of Stockholm twice: as it is, and with edits.
fn edited(edits: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new");
    fs::create_dir(&new).unwrap();
    for entry in fs::read_dir(here().join("maps/stockholm")).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), new.join(entry.file_name())).unwrap();
    }
    for (file, from, to) in edits {
        let text = fs::read_to_string(new.join(file)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(new.join(file), text.replace(from, to)).unwrap();
    }
    folder
}

#[test]
fn an_edited_stockholm_in_every_format() {
    let folder = edited(&[
        ("systems-common.yaml", "  - id: lisa\n", "  - id: lisa-hr\n    aliases: [lisa]\n"),
        ("systems-common.yaml", "version: 5.4", "version: 5.5"),
        ("systems-common.yaml", "{to: oracle-9i, strength: hard}", "{to: oracle-10g, strength: hard}"),
        ("lifecycles.yaml", "end_of_extended_support: 2010-07-31", "end_of_extended_support: 2011-07-31"),
        ("changes.yaml", "status: proposed", "status: approved"),
    ]);
    let old = here().join("maps/stockholm");
    let diff =
        |format: &str| run(folder.path(), &[old.to_str().unwrap(), "new", "--format", format, "--exit-code"]);
    let (out, err, code) = diff("text");
    assert_eq!((err.as_str(), code), ("", 1));
    let first = "1 element renamed, 2 changed; 1 named lifecycle and 6 change proposals differ; 4 processes are affected; 1 finding comes, 2 go.";
    assert_eq!(out.lines().next().unwrap(), first);
    for line in [
        "Lisa (lisa-hr)  was lisa  runs_on: + oracle-10g (hard), − oracle-9i (hard)",
        "version  5.4 → 5.5",
        "1 has only another lifecycle, which is named and told below: oracle-9i",
        "end_of_extended_support: 2010-07-31 → 2011-07-31",
        "status: proposed → approved",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
    for format in ["markdown", "html", "csv", "json"] {
        let (out, _, code) = diff(format);
        assert_eq!(code, 1, "{format}");
        assert!(out.contains("lisa-hr") && out.contains("oracle-10g"), "{format}: {out}");
    }
    let answer: Value = serde_json::from_str(&diff("json").0).unwrap();
    let renamed = answer["elements"].as_array().unwrap().iter().find(|each| each["id"] == "lisa-hr").unwrap();
    assert_eq!((&renamed["old_id"], &renamed["difference"]), (&"lisa".into(), &"renamed".into()));
}

#[test]
fn nothing_differs_from_itself() {
    let folder = edited(&[]);
    let old = here().join("maps/stockholm");
    for arguments in [[old.to_str().unwrap(), "new"], ["new", "new"]] {
        let (out, err, code) = run(folder.path(), &[&arguments[..], &["--exit-code"]].concat());
        assert!(out.starts_with("Nothing differs.\nFrom "), "{out}");
        assert_eq!((err.as_str(), code), ("", 0));
    }
    let (out, _, code) = run(here(), &["@2007", "@2007-01-01", "--exit-code"]);
    assert!(out.starts_with("Nothing differs.") && code == 0, "{out}");
    // A proposal that is taken as made is a difference.
    let proposal = ["--with", "patch-node-a", "-m", "maps/stockholm", "maps/stockholm", "--exit-code"];
    let (out, err, code) = run(here(), &proposal);
    assert_eq!(code, 1, "{out}{err}");
}

#[test]
fn neither_map_is_written() {
    let folder = edited(&[]);
    let old = here().join("maps/stockholm");
    let target = old.join("answer.yaml");
    let into_old = [old.to_str().unwrap(), "new", "-o", target.to_str().unwrap()];
    for arguments in [&into_old[..], &[old.to_str().unwrap(), "new", "--output", "json=new/answer.yaml"]] {
        let (_, err, code) = run(folder.path(), arguments);
        assert!(code == 2 && err.contains("is not written"), "{err}");
    }
    assert!(!target.exists());
    let errors = edited(&[("processes.yaml", "processes:", "nothing: 1\nprocesses:")]);
    let (_, err, code) = run(errors.path(), &[old.to_str().unwrap(), "new", "--strict"]);
    assert!(code == 2, "{err}");
    let (_, err, code) = run(errors.path(), &[old.to_str().unwrap(), "new"]);
    assert!(code == 0 && err.contains("new has an error"), "{err}");
}
