//! Revisions: read through git, with the work tree left as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;

use crate::tools;

const OLD: &str = "
map: {as_of: 2008-01-01}
organisations: [{id: slk}]
processes: {payroll: {owner: slk, depends_on: {to: lisa, strength: hard}}}
systems: {lisa: {owner: slk, version: 4.10}}
";
const NEW: &str = "
map: {as_of: 2008-01-01}
organisations: [{id: slk}]
processes: {payroll: {owner: slk, depends_on: {to: lisa, strength: hard}}}
systems: {lisa: {owner: slk, version: 4.11}, extra: {owner: slk}}
";

fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    let output =
        command.arg("diff").args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// Added and changed elements.
fn counts(folder: &Path, arguments: &[&str]) -> (u64, u64) {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    let (out, err, code) = run(folder, &arguments);
    assert_eq!(code, 0, "{arguments:?} {err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["schema"], "systemkarta.diff/1");
    let count = |what: &str| answer["summary"][what].as_u64().unwrap();
    assert_eq!(count("removed") + count("renamed"), 0);
    (count("added"), count("changed"))
}

fn write(map: &Path, text: &str) {
    fs::write(map.join("map.yaml"), text).unwrap();
}

/// A repository whose branch `main` has the old map, and whose branch `side`, checked out, has the new one, in a
/// folder of it; nothing without git.
fn repository() -> Option<(tempfile::TempDir, PathBuf)> {
    if !tools::has("git") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("inventory/maps");
    fs::create_dir_all(&map).unwrap();
    write(&map, OLD);
    fs::write(folder.path().join("README"), "not of the map").unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "old"]);
    git(folder.path(), &["checkout", "--quiet", "-b", "side"]);
    write(&map, NEW);
    git(folder.path(), &["commit", "--quiet", "-am", "new"]);
    let inventory = folder.path().join("inventory");
    Some((folder, inventory))
}

#[test]
fn revisions_ranges_paths_and_the_work_tree_are_compared() {
    let Some((folder, inventory)) = repository() else { return };
    for same in [["main..side"], ["main..HEAD"], ["main.."], ["main"], ["main...side"], ["HEAD~1..@"]] {
        assert_eq!(counts(&inventory, &same), (1, 1), "{same:?}");
    }
    assert_eq!(counts(&inventory, &["main", "side"]), (1, 1));
    assert_eq!(counts(&inventory, &["main", "maps"]), (1, 1));
    assert_eq!(counts(&inventory, &["HEAD"]), (0, 0));
    // From the top of the repository, and from elsewhere, with the map named.
    assert_eq!(counts(folder.path(), &["main", "inventory/maps"]), (1, 1));
    assert_eq!(counts(folder.path(), &["main..HEAD", "-m", "inventory/maps"]), (1, 1));
    assert_eq!(counts(folder.path(), &["main", "-m", "inventory/maps/map.yaml"]), (1, 1));
    let full = git(folder.path(), &["rev-parse", "main"]);
    assert_eq!(counts(&inventory, &[full.trim()]), (1, 1));
    // What is not committed counts only for the map as it stands.
    write(&inventory.join("maps"), OLD);
    assert_eq!(counts(&inventory, &["main"]), (0, 0));
    assert_eq!(counts(&inventory, &["main..HEAD"]), (1, 1));
    let new = inventory.join("maps/.hidden.yaml");
    fs::write(new, "systems: {hidden: }").unwrap();
    fs::write(inventory.join("maps/more.yaml"), "systems: {untracked: }").unwrap();
    assert_eq!(counts(&inventory, &["main"]), (1, 0));
}

/// Three dots: only what the branch did since it left, whatever main did since.
#[test]
fn three_dots_begin_where_the_branch_left() {
    let Some((folder, inventory)) = repository() else { return };
    git(folder.path(), &["checkout", "--quiet", "main"]);
    fs::write(inventory.join("maps/more.yaml"), "systems: {mains: {owner: slk}}").unwrap();
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "more"]);
    assert_eq!(counts(&inventory, &["main...side"]), (1, 1));
    let (out, ..) = run(&inventory, &["main..side"]);
    assert!(out.contains("1 element added, 1 removed, 1 changed"), "{out}");
}

fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut times = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let facts = entry.metadata().unwrap();
            times.insert(entry.path(), facts.modified().unwrap());
            if facts.is_dir() {
                folders.push(entry.path());
            }
        }
    }
    times
}

#[test]
fn the_work_tree_and_the_repository_stay_as_they_are() {
    let Some((folder, inventory)) = repository() else { return };
    write(&inventory.join("maps"), OLD);
    fs::write(inventory.join("maps/untracked.yaml"), "systems: {untracked: }").unwrap();
    let status = git(folder.path(), &["status", "--porcelain"]);
    assert!(status.contains(" M ") && status.contains("?? "), "{status}");
    let before = times(folder.path());
    for arguments in [["main..HEAD"], ["main"], ["side"]] {
        assert_eq!(run(&inventory, &arguments).2, 0);
    }
    assert_eq!(times(folder.path()), before);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), status);
}

#[test]
fn the_settings_are_those_of_the_commit() {
    let Some((folder, inventory)) = repository() else { return };
    let settings = inventory.join("systemkarta.toml");
    fs::write(&settings, "[rules]\nisolated-element = \"off\"\n").unwrap();
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "settings"]);
    let goes = |arguments: &[&str]| run(&inventory, arguments).0;
    // `extra` rests on nothing: found until the rule was turned off.
    assert!(goes(&["HEAD~1"]).contains("isolated-element"), "{}", goes(&["HEAD~1"]));
    assert!(goes(&["HEAD"]).starts_with("Nothing differs."));
    fs::remove_file(settings).unwrap();
    assert!(goes(&["HEAD"]).contains("1 finding comes"), "{}", goes(&["HEAD"]));
}

#[test]
fn nothing_that_is_named_is_an_option() {
    let Some((folder, inventory)) = repository() else { return };
    git(folder.path(), &["update-ref", "refs/heads/--output=stolen", "main"]);
    let before = times(folder.path());
    for name in ["--output=stolen", "--help", "-x", "--all", "--git-dir=/"] {
        let (out, err, code) = run(&inventory, &["--", name]);
        assert!(!out.contains("usage"), "{out}");
        // A branch of that name is a branch; what is none is unknown.
        let expected = if name.contains("stolen") { 0 } else { 2 };
        assert_eq!(code, expected, "{name}: {err}");
    }
    assert_eq!(times(folder.path()), before);
}

#[test]
fn what_cannot_be_read_is_said_with_a_way_out() {
    let Some((folder, inventory)) = repository() else { return };
    let fails = |at: &Path, arguments: &[&str], said: &[&str]| {
        let (out, err, code) = run(at, arguments);
        assert_eq!((out.as_str(), code), ("", 2), "{arguments:?}");
        assert!(said.iter().all(|said| err.contains(said)), "{arguments:?}: {err}");
    };
    fails(
        &inventory,
        &["sied"],
        &["`sied` is neither a map that is there nor a revision", "did you mean `side`?"],
    );
    fails(&inventory, &["nothing-like-it"], &["`git branch --all`"]);
    fails(&inventory, &["main", "@2010"], &["`@2010` is a day of one map"]);
    fails(&inventory, &["@2007..@2010"], &["systemkarta diff @2007 @2010"]);
    fails(&inventory, &["@2007", "@sometime"], &["neither a date nor a plateau"]);
    fails(folder.path(), &["main"], &["there is no map at `maps`"]);
    git(folder.path(), &["checkout", "--quiet", "--orphan", "empty"]);
    git(folder.path(), &["rm", "--quiet", "-rf", "--cached", "."]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "-m", "empty"]);
    fails(&inventory, &["HEAD"], &["there is no map at `maps` in `HEAD`"]);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("maps")).unwrap();
    write(&elsewhere.path().join("maps"), OLD);
    fails(elsewhere.path(), &["main"], &["lies in no git repository"]);
    let (_, err, code) = {
        let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
        let output = command.args(["diff", "main"]).current_dir(&inventory).env("PATH", "").output().unwrap();
        ((), String::from_utf8(output.stderr).unwrap(), output.status.code())
    };
    assert!(code == Some(2) && err.contains("`git` was not found"), "{err}");
}
