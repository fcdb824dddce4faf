//! Memos: authentic or not, and whether they still hold.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::command_line::{folder, json, run};
use crate::tools;

const REMOTE: (&str, &str) = ("spare: {owner: aldre}", "spare: {owner: slk}");
const NEAR: (&str, &str) = ("{to: lisa, strength: hard}", "{to: lisa, strength: soft}");

pub(super) fn edit(folder: &Path, (from, to): (&str, &str)) {
    let map = folder.join("maps/map.yaml");
    let text = fs::read_to_string(&map).unwrap();
    assert!(text.contains(from));
    fs::write(map, text.replace(from, to)).unwrap();
}

pub(super) fn write(folder: &Path, format: &str, change: &str) {
    let (out, err, code) = run(folder, &["impact", "--change", change, "--format", format, "-o", "memo"]);
    assert!(code == 0, "{out}{err}");
}

/// Authentic, still holds, and the exit code.
fn verify(folder: &Path) -> (serde_json::Value, serde_json::Value, i32) {
    let (out, err, code) = run(folder, &["memo", "verify", "memo", "--format", "json"]);
    assert!(!out.is_empty(), "{err}");
    let answer = json(&out);
    assert_eq!(answer["schema"], "systemkarta.memo-verification/1");
    (answer["authentic"].clone(), answer["still_holds"].clone(), code)
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// Keeps the map in git as it stands.
pub(super) fn commit(folder: &Path) {
    git(folder, &["init", "-q"]);
    git(folder, &["add", "maps"]);
    git(folder, &["commit", "-q", "-m", "map"]);
}

#[test]
fn a_memo_shows_what_is_missing_and_verifies_at_once() {
    let folder = folder();
    for format in ["markdown", "html"] {
        write(folder.path(), format, "chg-1");
        let text = fs::read_to_string(folder.path().join("memo")).unwrap();
        for said in ["reason", "nobody says", "waivers", "work", "git"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert_eq!(verify(folder.path()), (true.into(), true.into(), 0));
    }
    let (out, ..) = run(folder.path(), &["memo", "verify", "memo"]);
    assert!(out.contains("is authentic; it still holds."), "{out}");
}

#[test]
fn an_altered_memo_is_not_authentic() {
    let folder = folder();
    let memo = folder.path().join("memo");
    write(folder.path(), "markdown", "chg-1");
    let text = fs::read_to_string(&memo).unwrap();
    for (from, to) in
        [("\"disruption\":\"stopped\"", "\"disruption\":\"degraded\""), ("New disks", "New disk")]
    {
        assert!(text.contains(from), "{text}");
        fs::write(&memo, text.replace(from, to)).unwrap();
        let (authentic, _, code) = verify(folder.path());
        assert_eq!((authentic, code), (false.into(), 1), "{from}");
    }
    fs::write(&memo, text.replace('\n', "\r\n")).unwrap();
    assert_eq!(verify(folder.path()), (true.into(), true.into(), 0));
    for none in ["", "# A page", "<!-- systemkarta-memo sha256:00\n{}\n-->"] {
        fs::write(&memo, none).unwrap();
        assert_eq!(run(folder.path(), &["memo", "verify", "memo"]).2, 2, "{none}");
    }
}

#[test]
fn without_a_revision_a_map_that_changed_cannot_be_recomputed() {
    let folder = folder();
    write(folder.path(), "markdown", "chg-1");
    edit(folder.path(), REMOTE);
    assert_eq!(verify(folder.path()), (serde_json::Value::Null, true.into(), 2));
    edit(folder.path(), NEAR);
    assert_eq!(verify(folder.path()), (serde_json::Value::Null, false.into(), 2));
    let (out, ..) = run(folder.path(), &["memo", "verify", "memo"]);
    assert!(out.contains("cannot be recomputed") && out.contains("payroll"), "{out}");
}

#[test]
fn a_year_later_both_questions_have_an_answer() {
    let folder = folder();
    if !tools::has("git") {
        return;
    }
    commit(folder.path());
    write(folder.path(), "html", "chg-1");
    assert_eq!(verify(folder.path()), (true.into(), true.into(), 0));
    edit(folder.path(), REMOTE);
    git(folder.path(), &["commit", "-q", "-a", "-m", "elsewhere"]);
    assert_eq!(verify(folder.path()), (true.into(), true.into(), 0));
    edit(folder.path(), NEAR);
    assert_eq!(verify(folder.path()), (true.into(), false.into(), 1));
    let (out, ..) = run(folder.path(), &["memo", "verify", "memo"]);
    assert!(out.contains("payroll") && out.contains("disruption: stopped"), "{out}");
    // What is in no commit cannot be recomputed once it is gone.
    write(folder.path(), "html", "chg-1");
    assert!(fs::read_to_string(folder.path().join("memo")).unwrap().contains("with uncommitted changes"));
    edit(folder.path(), (NEAR.1, NEAR.0));
    assert_eq!(verify(folder.path()), (serde_json::Value::Null, false.into(), 2));
}

#[test]
fn a_proposal_of_its_own_file_is_kept_in_the_memo() {
    let folder = folder();
    fs::write(folder.path().join("mine.yaml"), "id: mine\nsteps: [{retire: lisa, at: 2008-05-01}]\n")
        .unwrap();
    write(folder.path(), "markdown", "mine.yaml");
    assert_eq!(verify(folder.path()), (true.into(), true.into(), 0));
    fs::write(folder.path().join("mine.yaml"), "id: mine\nsteps: [{modify: lisa}]\n").unwrap();
    assert_eq!(verify(folder.path()), (true.into(), false.into(), 1));
}

#[test]
fn the_digest_of_a_memo_is_that_which_a_decision_may_name() {
    let folder = folder();
    write(folder.path(), "markdown", "chg-2");
    let text = fs::read_to_string(folder.path().join("memo")).unwrap();
    let digest = text.split("\"proposal\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let decided = format!("status: approved, decision: {{outcome: approved, memo: '{digest}'}}");
    edit(folder.path(), ("status: approved", &decided));
    let altered =
        |folder: &Path| run(folder, &["check", "--format", "json"]).0.contains("decided-change-altered");
    assert!(!altered(folder.path()));
    edit(folder.path(), ("{set: lisa, owner: aldre}", "{set: lisa, owner: it}"));
    assert!(altered(folder.path()));
}
