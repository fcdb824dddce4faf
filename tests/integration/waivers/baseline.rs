//! `check --baseline` and `--write-baseline`, as a user types them.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::run;

const FORMATS: [&str; 7] = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"];

const MAP: &str = "systems:
  - {id: lisa, depends_on: [nobody]}
  - {id: vodok, lifecycle: {active: 2001}}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    write(folder.path(), MAP);
    folder
}

fn write(folder: &Path, map: &str) {
    fs::write(folder.join("maps/map.yaml"), map).unwrap();
}

#[test]
fn only_what_is_new_fails_in_every_format() {
    let folder = folder();
    let (out, err, code) = run(folder.path(), "check --write-baseline known.json");
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        ("5 findings are known from now on: `check --baseline known.json` counts only new ones\n", "", 0)
    );
    for format in FORMATS {
        let check =
            || run(folder.path(), &format!("check --baseline known.json --fail-on note --format {format}"));
        write(folder.path(), &format!("# moved\n{MAP}"));
        let (out, err, code) = check();
        assert_eq!((err.as_str(), code), ("", 0), "{format}: {out}");
        let is_told = match format {
            "gitlab" => out == "[]\n",
            "json" => out.contains("\"known\": 5"),
            "sarif" => out.matches("\"baselineState\": \"unchanged\"").count() == 5,
            "junit" => out.contains("5 findings are known from the baseline"),
            _ => out.contains("no errors, 0 warnings and 0 notes in 1 file; 5 known from the baseline"),
        };
        assert!(is_told, "{format}: {out}");
        write(folder.path(), &MAP.replace("[nobody]", "[nobody, nothing]"));
        let (out, _, code) = check();
        assert_eq!(code, 1, "{format}");
        assert!(out.contains("nothing"), "{format}: {out}");
    }
}

#[test]
fn what_is_gone_is_told_so_that_the_baseline_shrinks() {
    let folder = folder();
    run(folder.path(), "check --write-baseline known.json");
    write(folder.path(), &MAP.replace("depends_on: [nobody]", "lifecycle: {active: 2001}"));
    let (out, _, code) = run(folder.path(), "check --baseline known.json");
    assert_eq!(code, 0);
    // Without its reference, the system is isolated: that is new.
    let first = "maps: no errors, 0 warnings and 1 note in 1 file; 3 known from the baseline, 2 gone from it";
    assert_eq!(out.lines().next(), Some(first));
    let told: Vec<&str> =
        out.lines().skip_while(|line| !line.contains("known findings are gone")).take(3).collect();
    assert_eq!(
        told,
        [
            "2 known findings are gone: write the baseline again, so that it shrinks (--write-baseline)",
            "  missing-lifecycle: lisa",
            "  unknown-reference: lisa",
        ]
    );
    let answer: Value =
        serde_json::from_str(&run(folder.path(), "check --baseline known.json --format json").0).unwrap();
    assert_eq!(answer["baseline"]["gone"].as_array().unwrap().len(), 2);
    assert_eq!(answer["baseline"]["gone"][0]["rule"], "missing-lifecycle");
    for format in ["github", "markdown", "junit"] {
        let (out, ..) = run(folder.path(), &format!("check --baseline known.json --format {format}"));
        assert!(out.contains("gone from"), "{format}: {out}");
    }
    run(folder.path(), "check --write-baseline known.json");
    assert!(!run(folder.path(), "check --baseline known.json").0.contains("gone"));
}

#[test]
fn what_is_no_baseline_ends_the_run_and_is_not_quoted() {
    let folder = folder();
    let file = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    file("empty.json", b"");
    file("foreign.json", b"{\"version\": \"2.1.0\", \"runs\": []}");
    file("secret.json", b"root:secret:0:0");
    file("later.json", b"{\"schema\": \"systemkarta.baseline/2\", \"findings\": 1}");
    file("binary.json", &[0xff, 0xfe, 0x00]);
    file("deep.json", "[".repeat(1_000_000).as_bytes());
    fs::create_dir(folder.path().join("folder.json")).unwrap();
    let huge = fs::File::create(folder.path().join("huge.json")).unwrap();
    huge.set_len(65 * 1024 * 1024).unwrap();
    let names = ["none", "empty", "foreign", "secret", "later", "binary", "deep", "folder", "huge"];
    for name in names {
        let (out, err, code) = run(folder.path(), &format!("check --baseline {name}.json"));
        assert_eq!((out.as_str(), code), ("", 2), "{name}");
        assert!(err.starts_with(&format!("error: cannot read the baseline `{name}.json`: ")), "{err}");
        assert!(!err.contains("secret:") && err.len() < 400, "{err}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("link.json")).unwrap();
        assert_eq!(run(folder.path(), "check --baseline link.json").2, 2);
    }
}

#[test]
fn a_baseline_is_never_written_over_a_map() {
    let folder = folder();
    fs::write(folder.path().join("systemkarta.toml"), "map = \"maps\"\n").unwrap();
    for file in ["maps/map.yaml", "maps/new.yml", "systemkarta.toml"] {
        let before = fs::read(folder.path().join(file)).ok();
        let (out, err, code) = run(folder.path(), &format!("check --write-baseline {file}"));
        assert_eq!((out.as_str(), code), ("", 2), "{file}");
        assert!(err.contains("belongs to the map and its settings, and is not written"), "{err}");
        assert_eq!(fs::read(folder.path().join(file)).ok(), before);
    }
    assert_eq!(run(folder.path(), "check --write-baseline no/such/folder.json").2, 2);
    assert_eq!(run(folder.path(), "check --write-baseline a.json --baseline b.json").2, 2);
    assert_eq!(run(folder.path(), "check --write-baseline a.json --format json").2, 2);
    assert!(!folder.path().join("a.json").exists());
}

#[test]
fn what_is_waived_does_not_stand_in_a_baseline() {
    let folder = folder();
    let waiver = "organisations: [{id: it}]\nwaivers: [{rule: missing-owner, element: vodok, reason: R, owner: it, decision: d, since: 2007-01-01, expires: 2007-12-31}]\n";
    write(folder.path(), &format!("{MAP}{waiver}"));
    run(folder.path(), "check --today 2007-09-01 --write-baseline known.json");
    assert!(
        !fs::read_to_string(folder.path().join("known.json"))
            .unwrap()
            .contains("\"missing-owner\",\"elements\":[\"vodok\"]")
    );
    let (out, _, code) =
        run(folder.path(), "check --today 2008-01-01 --baseline known.json --fail-on warning --format json");
    assert_eq!(code, 1);
    let answer: Value = serde_json::from_str(&out).unwrap();
    let new: Vec<&str> = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["known"] == false)
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(new, ["missing-owner", "waiver-expired"]);
}
