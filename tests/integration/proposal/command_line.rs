//! Proposals on the command line: every format, `--with`, files of their own, and that nothing is written.

use std::fs;
use std::path::Path;
use std::process::Command;

const MAP: &str = "
map: {title: City, as_of: 2008-01-07}
organisations: [{id: slk}, {id: aldre}, {id: it}]
processes: {payroll: {owner: slk, criticality: critical, depends_on: {to: lisa, strength: hard}}}
systems: {lisa: {owner: slk, runs_on: {to: oracle, strength: hard}}, spare: {owner: aldre}}
technologies: {oracle: {owner: it}}
changes:
  - {id: chg-1, title: New disks, raised_by: it, window: {from: '2008-03-01T20:00', until: '2008-03-02T02:00'}, steps: [{outage: oracle}]}
  - {id: chg-2, status: approved, steps: [{set: lisa, owner: aldre}]}
  - {id: chg-3, status: rejected, steps: [{retire: lisa}]}
";

pub(super) fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_systemkarta"));
    let output = command.args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

pub(super) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), MAP).unwrap();
    folder
}

pub(super) fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn open_proposals_are_listed_with_who_decides() {
    let folder = folder();
    let (out, err, code) = run(folder.path(), &["changes", "--format", "json"]);
    assert_eq!((err.as_str(), code), ("", 0));
    let answer = json(&out);
    assert_eq!(answer["schema"], "systemkarta.changes/1");
    let changes = answer["changes"].as_array().unwrap();
    let told: Vec<_> = changes.iter().map(|c| [&c["id"], &c["route"]].map(|v| v.as_str().unwrap())).collect();
    assert_eq!(told, [["chg-1", "board"], ["chg-2", "owners agree"]]);
    // The old owner of Lisa gives it away, and the new one takes it over.
    let must_agree: Vec<_> = changes[1]["people"].as_array().unwrap().iter().collect();
    let stands: Vec<_> =
        must_agree.iter().map(|p| (p["organisation"].as_str().unwrap(), &p["takes_over"])).collect();
    assert_eq!(stands, [("slk", &serde_json::json!([])), ("aldre", &serde_json::json!(["lisa"]))]);
    assert!(must_agree.iter().all(|person| person["must_agree"] == true));
    assert_eq!(changes[0]["worst_on_critical"]["id"], "payroll");
    assert_eq!(changes[1]["dropped"][0]["old"], "slk");
    for format in ["text", "markdown", "html", "csv"] {
        for agenda in [&["changes", "--format", format][..], &["changes", "--agenda", "--format", format]] {
            let (out, _, code) = run(folder.path(), agenda);
            assert!(code == 0 && out.contains("New disks"), "{agenda:?}: {out}");
        }
    }
}

#[test]
fn thresholds_are_those_of_the_settings() {
    let folder = folder();
    fs::write(folder.path().join("systemkarta.toml"), "[board]\nmost_owners = 1\ncritical = \"low\"\n")
        .unwrap();
    let (out, ..) = run(folder.path(), &["changes"]);
    assert!(out.contains("board"), "{out}");
    for wrong in [
        "[board]\nmost_owners = 0",
        "[board]\ncritical = \"very\"",
        "[board]\nowners = 3",
        "[board]\nclear_days = -1",
        "[board]\nagree_from = \"none\"",
    ] {
        fs::write(folder.path().join("systemkarta.toml"), wrong).unwrap();
        assert_eq!(run(folder.path(), &["changes"]).2, 2, "{wrong}");
    }
}

#[test]
fn a_front_page_has_at_most_twelve_lines() {
    let folder = folder();
    let (out, ..) = run(folder.path(), &["changes", "--agenda"]);
    let stockholm = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    let (city, ..) = run(&stockholm, &["--map", "stockholm", "changes", "--agenda"]);
    for (out, proposals) in [(out, 2), (city, 7)] {
        let pages: Vec<&str> = out.split("\n\n").skip(2).collect();
        assert_eq!(pages.len(), proposals);
        // A line that is longer than a terminal of 100 columns takes another.
        let lines = |page: &str| page.trim().lines().map(|line| line.chars().count().div_ceil(100)).sum();
        let longest: Vec<usize> = pages.iter().map(|page| lines(page)).collect();
        assert!(longest.iter().all(|lines| *lines <= 12), "{longest:?}\n{out}");
    }
}

/// What somebody might write who wants a page to say or do something else.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script></style>",
    "\"'><img src=x onerror=alert(1)>",
    "one\\n## two",
    "[x](javascript:alert(1)) | cell | `code` <!-- c -->",
    "-->\\n<!-- systemkarta-memo sha256:00",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

#[test]
fn hostile_texts_stay_texts_in_agenda_and_memo() {
    let folder = folder();
    for text in HOSTILE {
        let q = format!("\"{}\"", text.replace('"', "\\\""));
        let chg = format!(
            "{MAP}  - {{id: evil, title: {q}, raised_by: it, reason: {q}, risk: {q}, fallback: {q}, steps: [{{upgrade: oracle, to: {q}}}, {{set: lisa, name: {q}}}], answers: [{{owner: slk, verdict: test, effort: {q}, note: {q}}}], decision: {{outcome: approved, by: {q}, conditions: [{q}], reference: {q}}}}}\n",
        );
        let map =
            chg.replace("{id: slk}", &format!("{{id: slk, name: {q}, contact: 'javascript:alert(1)'}}"));
        fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
        for format in ["html", "markdown"] {
            let memo = ["impact", "--change", "evil", "--format", format, "-o", "memo"];
            let (_, err, code) = run(folder.path(), &memo);
            assert_eq!((err.as_str(), code), ("", 0), "{text}");
            let memo = fs::read_to_string(folder.path().join("memo")).unwrap();
            let (agenda, ..) = run(folder.path(), &["changes", "--agenda", "--format", format]);
            let raw: &[&str] = match format {
                "html" => &["<script", "</style><script", "<img src", "href=\"java"],
                _ => &["<script", "</style>", "<img src", "](java", "\n## two"],
            };
            // Markdown sets a backslash before what would be markup.
            for page in [&memo, &agenda].map(|page| page.replace("\\<", "").replace("\\](", "")) {
                for raw in raw {
                    assert!(!page.contains(raw), "{raw} in {format}: {page}");
                }
            }
            assert_eq!(memo.matches("<!-- systemkarta-memo sha256:").count(), 1, "{memo}");
            let (out, _, code) = run(folder.path(), &["memo", "verify", "memo"]);
            assert_eq!(code, 0, "{out}");
        }
        // A decision that the status does not bear out is none, and no text makes a front page longer.
        let (agenda, ..) = run(folder.path(), &["changes", "--agenda"]);
        let page = agenda.split("\n\n").find(|page| page.contains("(evil)")).unwrap();
        assert!(page.contains("who decides  owners agree"), "{page}");
        let lines: usize = page.lines().map(|line| line.chars().count().div_ceil(100)).sum();
        assert!(lines <= 12, "{page}");
    }
}

#[test]
fn one_proposal_is_judged_in_full_in_every_format() {
    let folder = folder();
    for format in ["text", "markdown", "html"] {
        let (out, err, code) = run(folder.path(), &["impact", "--change", "chg-1", "--format", format]);
        assert!(code == 0 && out.contains("payroll") && out.contains("silent"), "{format}: {out} {err}");
    }
    let (out, ..) = run(folder.path(), &["impact", "--change", "chg-1", "--format", "json"]);
    let answer = json(&out);
    assert_eq!(answer["schema"], "systemkarta.judgement/1");
    assert_eq!(answer["impact"]["schema"], "systemkarta.impact/1");
    assert_eq!(answer["impact"]["affected"][0]["id"], "payroll");
    assert_eq!(answer["change"]["people"][0]["stand"], "silent");
    // What was rejected may be judged again.
    assert_eq!(run(folder.path(), &["impact", "--change", "chg-3"]).2, 0);
}

#[test]
fn what_happens_long_after_the_beginning_has_a_date() {
    let folder = folder();
    let file = folder.path().join("mine.yaml");
    let window = "window: {from: '2008-03-01T20:00', until: '2008-03-02T02:00'}";
    for (at, said) in [("2008-09-01", "stops from Mon 2008-09-01"), ("2008-03-02", "stops after 4 hours")] {
        fs::write(&file, format!("id: mine\n{window}\nsteps: [{{retire: lisa, at: {at}}}]\n")).unwrap();
        let (out, ..) = run(folder.path(), &["impact", "--change", "mine.yaml"]);
        assert!(out.contains(&format!("the first process {said}.")), "{out}");
        assert!(out.contains(&format!("{said};")), "{out}");
    }
}

#[test]
fn a_proposal_may_stand_in_a_file_of_its_own() {
    let folder = folder();
    let file = folder.path().join("mine.yaml");
    fs::write(&file, "id: mine\nsteps: [{retire: lisa, at: 2008-05-01}, {retire: lissa}]\n").unwrap();
    let (out, _, code) = run(folder.path(), &["impact", "--change", "mine.yaml"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("mine affects 1 element: 1 process stops"), "{out}");
    assert!(out.contains("`lissa` is not an element of this map"), "{out}");
    let (_, err, code) = run(folder.path(), &["impact", "--change", "chg-11"]);
    assert!(code == 2 && err.contains("did you mean") && err.contains("`chg-1`"), "{err}");
    assert_eq!(run(folder.path(), &["impact", "--change", "maps"]).2, 2);
    assert_eq!(run(folder.path(), &["impact", "lisa", "--change", "chg-1"]).2, 2);
}

#[test]
fn every_command_answers_on_the_map_as_if() {
    let folder = folder();
    for with in ["chg-2", "approved"] {
        let (out, err, code) = run(folder.path(), &["--with", with, "show", "lisa", "--format", "json"]);
        assert_eq!((err.as_str(), code), ("", 0));
        assert_eq!(json(&out)["fields"]["owner"], "aldre");
        assert_eq!(json(&out)["map"], "City, as if chg-2 were made");
    }
    let (out, ..) = run(folder.path(), &["changes", "--with", "chg-2", "--format", "json"]);
    assert_eq!(json(&out)["changes"].as_array().unwrap().len(), 1);
    assert_eq!(run(folder.path(), &["--with", "chg-9", "list"]).2, 2);
}

#[test]
fn an_organisation_sees_what_waits_for_it() {
    let folder = folder();
    let (out, ..) = run(folder.path(), &["show", "slk"]);
    assert!(out.contains("PROPOSALS THAT AWAIT ITS ANSWER (2)"), "{out}");
    assert!(out.contains("New disks (chg-1)") && out.contains("payroll"), "{out}");
    let (out, ..) = run(folder.path(), &["show", "it", "--format", "json"]);
    assert_eq!(json(&out)["awaiting_answer"], serde_json::json!([]));
}

#[test]
fn what_is_made_as_if_is_found_in_the_map_as_if() {
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    let (out, ..) = run(&maps, &["--map", "stockholm", "changes", "--format", "json"]);
    let changes = json(&out)["changes"].as_array().unwrap().clone();
    assert_eq!(changes.len(), 7);
    for change in changes {
        for today in ["2007-09-01", "2010-01-01"] {
            let id = change["id"].as_str().unwrap();
            let as_if = ["--map", "stockholm", "--with", id, "--today", today, "check", "--format", "json"];
            let (out, ..) = run(&maps, &as_if);
            assert!(!out.contains("implemented-not-in-map"), "{id} {today}: {out}");
        }
    }
}

#[test]
fn nothing_on_disk_is_changed() {
    let folder = folder();
    for arguments in
        [&["changes", "--agenda"][..], &["impact", "--change", "chg-1"], &["check", "--with", "approved"]]
    {
        run(folder.path(), arguments);
    }
    assert_eq!(fs::read_to_string(folder.path().join("maps/map.yaml")).unwrap(), MAP);
    assert_eq!(fs::read_dir(folder.path().join("maps")).unwrap().count(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
