//! What papers say of people and decisions: nobody is left out, no effort is lost, a decision is said to be one.

use std::fs;

use super::command_line::{json, run};

/// The department operates both systems of others; the spare one of the two has no owner.
const MAP: &str = "
map: {title: City, as_of: 2008-01-07}
organisations: [{id: slk}, {id: aldre}, {id: farsta}, {id: it}]
processes: {payroll: {owner: slk, criticality: critical, depends_on: {to: lisa, strength: hard}}}
systems:
  lisa: {owner: slk, operator: it, runs_on: {to: oracle, strength: hard}}
  spare: {operator: it}
  far: {owner: farsta}
technologies: {oracle: {owner: aldre}}
changes:
  - id: chg
    title: New disks
    status: approved
    raised_by: aldre
    reason: The disks are full.
    window: {from: '2008-03-01T20:00', until: '2008-03-02T02:00'}
    steps: [{outage: oracle}, {modify: spare}, {set: spare, owner: slk}]
    answers:
      - {owner: aldre, element: oracle, verdict: test, effort: 1 week, pays: slk}
      - {owner: farsta, element: far, verdict: test, effort: 3 days, pays: aldre}
    decision:
      outcome: approved
      by: change board
      at: 2008-02-01
      conditions: [Not in the week of pay.]
      reference: dnr 2008-0118
  - {id: open, steps: [{modify: oracle}]}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("maps")).unwrap();
    fs::write(folder.path().join("maps/map.yaml"), MAP).unwrap();
    folder
}

fn judged(format: &str) -> String {
    let folder = folder();
    let (out, err, code) = run(folder.path(), &["impact", "--change", "chg", "--format", format]);
    assert_eq!((err.as_str(), code), ("", 0));
    out
}

/// The lines of a part of the text.
fn part<'t>(text: &'t str, title: &str) -> Vec<&'t str> {
    let lines = text.lines().skip_while(|line| !line.starts_with(title)).skip(1);
    lines.take_while(|line| !line.is_empty()).map(str::trim).collect()
}

#[test]
fn who_must_agree_is_told_from_who_is_told() {
    let text = judged("text");
    let agree = part(&text, "WHO MUST AGREE (2)");
    // The owner of the database raised it; that of Lisa and payroll is disturbed, and takes the spare one over.
    assert!(agree[1].starts_with("slk ") && agree[1].contains("silent"), "{text}");
    assert!(agree[1].contains("takes over spare; stops: lisa and payroll"), "{text}");
    assert!(agree[2].starts_with("aldre ") && agree[2].contains("raised it"), "{text}");
    let told = part(&text, "WHO IS TOLD, AND NEED NOT AGREE (2)");
    // Who answers for what nobody touches is heard, and it is said.
    assert!(
        told[1].starts_with("farsta ") && told[1].contains("far (not touched by it) to be tested"),
        "{text}"
    );
    assert!(told[2].starts_with("it ") && told[2].contains("told"), "{text}");
    assert!(told[2].contains("operates spare; operates lisa (stops)"), "{text}");
    assert!(!text.contains("oracle (not touched"), "{text}");
}

#[test]
fn who_only_operates_is_told_in_the_answer_for_programs_and_waits_for_nothing() {
    let answer = json(&judged("json"));
    let people = answer["change"]["people"].as_array().unwrap();
    let it = people.iter().find(|person| person["organisation"] == "it").unwrap();
    assert_eq!(it["operates"], serde_json::json!(["spare", "lisa"]));
    assert_eq!((&it["must_agree"], &it["unanswered"]), (&false.into(), &serde_json::json!([])));
    let slk = people.iter().find(|person| person["organisation"] == "slk").unwrap();
    assert_eq!((&slk["must_agree"], &slk["takes_over"]), (&true.into(), &serde_json::json!(["spare"])));
    assert!(slk["unanswered"].as_array().unwrap().contains(&"spare".into()));
    assert_eq!((&answer["change"]["answered"], &answer["change"]["must_answer"]), (&1.into(), &2.into()));
}

#[test]
fn every_effort_that_was_answered_is_in_the_memo_with_who_pays() {
    let memo = judged("markdown");
    for said in [
        // The owner of what is itself changed.
        "`aldre`: change `oracle`; effort: `oracle`: 1 week, `slk` pays",
        // Whoever has nothing to do with it.
        "effort: `far` (not touched by it): 3 days, `aldre` pays",
        "owned by nobody: change `spare`; effort: not answered",
    ] {
        assert!(memo.contains(said), "{said}: {memo}");
    }
    assert!(!memo.contains("work: none"), "{memo}");
}

#[test]
fn a_decision_is_told_in_every_format() {
    for format in ["text", "markdown", "html"] {
        let out = judged(format);
        assert!(out.contains("dnr 2008-0118"), "{format}: {out}");
        assert!(out.contains("approved on 2008-02-01, affects"), "{format}: {out}");
    }
    assert!(judged("text").starts_with("New disks (chg), approved on 2008-02-01, affects 2 elements"));
    let change = json(&judged("json"))["change"].clone();
    let decision = serde_json::json!({
        "outcome": "approved", "by": "change board", "at": "2008-02-01",
        "conditions": ["Not in the week of pay."], "reference": "dnr 2008-0118", "memo": null,
    });
    assert_eq!(change["decision"], decision);
    let said: Vec<_> =
        change["statements"].as_array().unwrap().iter().map(|s| s["answer"].is_null()).collect();
    assert_eq!(said, [false, true, true, true, true, true, true]);
    let folder = folder();
    let (open, ..) = run(folder.path(), &["impact", "--change", "open", "--format", "json"]);
    assert_eq!(json(&open)["change"]["decision"], serde_json::Value::Null);
    let (open, ..) = run(folder.path(), &["impact", "--change", "open"]);
    assert!(open.starts_with("open affects 1 element"), "{open}");
}

/// The times of day at which a process stops and two proposals meet; one text that is longer than a line.
const NIGHTS: &str = "
map: {title: City, as_of: 2008-01-07}
organisations: [{id: slk}]
processes:
  payroll: {owner: slk, depends_on: [{to: lisa, strength: hard, tolerates: 4h}]}
  care: {owner: slk, depends_on: [{any_of: [node-1, node-2], strength: hard}]}
systems: {lisa: {owner: slk}, gis: {owner: slk}}
technologies: {node-1: {owner: slk}, node-2: {owner: slk, runs_on: {to: hall, strength: hard}}, hall: {owner: slk}, disk: {owner: slk}}
changes:
  - {id: one, raised_by: slk, reason: REASON, window: {from: '2008-03-01T20:00', until: '2008-03-02T06:00'}, steps: [{outage: node-1}, {outage: lisa}]}
  - {id: two, window: {from: '2008-03-01T22:00', until: '2008-03-02T02:00'}, steps: [{outage: node-2}]}
";

#[test]
fn a_front_page_names_what_stops_and_when_and_cuts_texts_in_terminals_only() {
    let folder = folder();
    let reason = "It is long ago that anybody looked at these. ".repeat(9);
    let map = NIGHTS.replace("REASON", &format!("'{reason}'"));
    fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
    let agenda = |format| run(folder.path(), &["changes", "--agenda", "--format", format]).0;
    let text = agenda("text");
    // Lisa is out from 20:00, and payroll bears four hours of that; the two nights meet from 22:00 on.
    assert!(text.contains("payroll stops Sun 2008-03-02 00:00"), "{text}");
    assert!(text.contains("with two, Sat 2008-03-01 22:00: only together they disturb care"), "{text}");
    assert!(text.contains("to Sun 2008-03-02 06:00; raised by slk\n"), "{text}");
    assert!(text.contains("to Sun 2008-03-02 02:00; raised by nobody"), "{text}");
    assert!(text.contains(" …") && !text.contains(reason.trim()), "{text}");
    for format in ["markdown", "html"] {
        let whole = agenda(format);
        assert!(whole.contains(reason.trim()) && !whole.contains('…'), "{format}: {whole}");
    }
}

#[test]
fn a_headline_says_of_what_its_counts_are() {
    let folder = folder();
    let map = "
systems: {a: {}, b: {depends_on: {to: a, strength: hard}}, c: {depends_on: {to: a, strength: hard}}, x: {}}
processes: {p: {depends_on: {to: x, strength: hard}}}
changes:
  - {id: night, window: {from: '2008-03-01T20:00', until: '2008-03-02T02:00'}, steps: [{outage: a}, {modify: a}]}
";
    fs::write(folder.path().join("maps/map.yaml"), map).unwrap();
    let headline = |arguments: &[&str]| {
        let (out, err, _) = run(folder.path(), &[&["impact"], arguments].concat());
        assert_eq!(err, "");
        out.lines().next().unwrap_or_default().to_owned()
    };
    // Both that stop must be tested too: two elements, each told twice.
    let night = headline(&["--change", "night"]);
    assert_eq!(night, "night affects 2 elements: 2 stop; of all 2, 2 must be tested.");
    // The process is only tested, so nothing stands beside it that would stop.
    let two = headline(&["a=outage", "x=modify"]);
    assert!(two.ends_with("affect 3 elements: 2 elements stop, no process; 1 must be tested."), "{two}");
}
