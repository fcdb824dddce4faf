//! What is wrong with proposals: rule, place, words and help of each fault, and what it costs.

use super::*;

/// One fault in one line; `|` stands before what is wrong.
#[track_caller]
fn told(marked: &str, expected: &str, help: &str) -> Model {
    let before = marked.split('|').next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    let loaded = load(&marked.replacen('|', "", 1));
    assert_eq!(faults(&loaded), [format!("{line}:{column} {expected}")], "in {marked}");
    assert_eq!(loaded.findings[0].help.as_deref().unwrap_or_default(), help, "in {marked}");
    assert_eq!(loaded.findings[0].elements, ["c"]);
    loaded.model
}

/// A fault in the second of three steps costs that step only.
#[track_caller]
fn told_of_step(marked: &str, expected: &str, help: &str) {
    let text = format!(
        "changes:\n  - id: c\n    steps:\n      - {{retire: a}}\n      - {marked}\n      - {{need: b}}\n"
    );
    let model = told(&text, expected, help);
    assert_eq!(model.changes[0].steps.len(), 2, "{marked}");
}

/// A fault that costs a value of its step only.
#[track_caller]
fn told_in_step(marked: &str, expected: &str, help: &str) {
    let text = format!("changes:\n  - id: c\n    steps: [{marked}]\n");
    let model = told(&text, expected, help);
    assert_eq!(model.changes[0].steps.len(), 1, "{marked}");
}

const WORDS: &str = "it begins with one of `outage`, `retire`, `replace`, `interface`, `upgrade`, `modify`, `need`, \
                     `move`, `set`, `add`";

#[test]
fn a_step_says_one_thing_that_is_done() {
    told_of_step("{|retier: lisa}", "unknown-key: there is no step `retier`", "did you mean `retire`?");
    told_of_step("{at: 2008, |decommission: lisa}", "unknown-key: there is no step `decommission`", WORDS);
    told_of_step("|{at: 2008}", "bad-value: this step does not say what is done", WORDS);
    told_of_step("|{}", "bad-value: this step does not say what is done", WORDS);
    told_of_step(
        "|{owner: it}",
        "bad-value: this step sets a field, but does not say of what",
        "write {set: ID, owner: …}",
    );
    told_of_step(
        "{retire: lisa, |replace: lisa}",
        "bad-value: one step says both `retire` and `replace`",
        "write a step for each",
    );
    told_of_step(
        "|lisa",
        "wrong-type: a step is a single value, but a mapping such as {retire: lisa} is wanted",
        "",
    );
    told_of_step(
        "{retire: |[lisa, smil]}",
        "wrong-type: `retire` is a list, but an id is wanted",
        "write a step for each element",
    );
    told_of_step(
        "{retire: |å}",
        "bad-id: `å` is no id: an id begins with a letter (a to z, A to Z) or a digit, not `å`",
        "letters (a to z, A to Z), digits and . _ + : / @ - make an id",
    );
    told_of_step(
        "|{move: lisa, to: b}",
        "bad-value: this `move` has no `from`",
        "write {move: ID, from: what it rests on, to: what it will rest on}",
    );
    told_of_step(
        "{add: |lisa}",
        "wrong-type: `add` is a single value, but a mapping of sections such as {systems: [lisa-2]} is wanted",
        "",
    );
    told_of_step(
        "{add: |{}}",
        "bad-value: this step adds nothing",
        "write a mapping of sections such as {systems: [lisa-2]}",
    );
}

#[test]
fn what_stands_beside_a_word_belongs_to_it() {
    told_in_step(
        "{retire: a, |with: b}",
        "unknown-key: the step `retire` has no field `with`",
        "it belongs to `replace`",
    );
    told_in_step(
        "{replace: a, |wiht: b}",
        "unknown-key: the step `replace` has no field `wiht`",
        "did you mean `with`?",
    );
    told_in_step(
        "{outage: a, |at: 2008}",
        "unknown-key: the step `outage` has no field `at`",
        "it belongs to `retire`, `replace`, `interface`, `upgrade`, `modify`, `need`",
    );
    told_in_step("{need: a, |owner: b}", "unknown-key: the step `need` has no field `owner`", "");
    told_in_step(
        "{retire: a, at: |soon}",
        "bad-value: `soon` is no date: a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010",
        "write 2010-12-31, 2010-12, 2010-Q2 or 2010",
    );
    told_in_step(
        "{retire: a, |retire: b}",
        "duplicate-key: the key `retire` stands here twice",
        "keep one; the first is used",
    );
}

#[test]
fn what_is_set_is_a_field_with_a_value() {
    told_in_step(
        "{set: a, owner: b, |ownr: c}",
        "unknown-key: no element has a field `ownr`",
        "did you mean `owner`?",
    );
    told_in_step(
        "{set: a, |id: b}",
        "unknown-key: an id cannot be set",
        "`add` the new element, and `replace` the old one with it",
    );
    told_in_step(
        "{set: a, |owner: }",
        "bad-value: `owner` is set to nothing",
        "write the new value, [] for an empty list, or leave the key out",
    );
    told_in_step(
        "|{set: a}",
        "bad-value: this step sets nothing",
        "write the fields beside it: {set: ID, owner: …}",
    );
    told_in_step(
        "{set: a, criticality: |huge}",
        "bad-value: `huge` is no criticality",
        "it is one of `low`, `medium`, `high`, `critical`",
    );
}

#[test]
fn times_end_after_they_begin() {
    let form = "a time is written 2008-03-01T20:00, or as a day: 2008-03-01";
    let later = "write a later one; a day alone ends at midnight";
    told("changes: {c: {window: {from: |tonight}}}\n", "bad-value: `tonight` is no day and time", form);
    told(
        "changes: {c: {window: {from: |2008-02-30T20:00}}}\n",
        "bad-value: `2008-02-30T20:00` is no day and time: there is no such day in the calendar",
        form,
    );
    let model = told(
        "changes: {c: {window: {until: |2008-03-01T06:00, from: 2008-03-01T20:00}}}\n",
        "bad-value: the end `2008-03-01T06:00` is not after the beginning 2008-03-01T20:00",
        later,
    );
    assert!(model.changes[0].window.unwrap().value.until.is_none());
    told(
        "changes: {c: {window: |{until: 2008-03-01}}}\n",
        "bad-value: this window has no `from`",
        "add `from:`, when it begins",
    );
    told(
        "changes: {c: {window: |2008-03-01}}\n",
        "wrong-type: `window` is a single value, but a mapping such as {from: 2008-03-01T20:00, until: 2008-03-02T06:00} \
         is wanted",
        "",
    );
    told_in_step(
        "{outage: a, from: 2008-03-01T20:00, until: |2008-03-01T20:00}",
        "bad-value: the end `2008-03-01T20:00` is not after the beginning 2008-03-01T20:00",
        later,
    );
    told_in_step(
        "{outage: a, until: |2008-03-01T20:00}",
        "bad-value: this outage ends, but never begins",
        "add `from:`, or a `window` to the proposal",
    );
    told_in_step(
        "{outage: a, from: 2008-03-01, until: 2008-03-02, for: |4h}",
        "bad-value: an outage says both `until` and `for`",
        "keep one of them",
    );
    let duration = "a duration is a whole number and a unit: 30m, 4h, 2d or 1w";
    told_in_step("{outage: a, for: |0}", "bad-value: an outage of no time is none", duration);
    told_in_step("{outage: a, for: |4 hours}", "bad-value: `4 hours` is no duration", duration);
    // The fault of the window is told once.
    told(
        "changes: {c: {steps: [{outage: a, until: 2008-03-01}], window: {from: |soon}}}\n",
        "bad-value: `soon` is no day and time",
        form,
    );
}

#[test]
fn faults_of_a_proposal_cost_their_value() {
    told(
        "changes: {c: {|titel: T}}\n",
        "unknown-key: a proposal has no field `titel`",
        "did you mean `title`?",
    );
    told(
        "changes: {c: {status: |done}}\n",
        "bad-value: `done` is no status",
        "it is one of `proposed`, `approved`, `rejected`, `implemented`",
    );
    told("changes: {c: {reason: |[a]}}\n", "wrong-type: `reason` is a list, but a text is wanted", "");
    told(
        "changes: {c: {answers: [|{owner: it}]}}\n",
        "bad-value: this answer has no `verdict`",
        "add `verdict:`, what the change means for it",
    );
    told(
        "changes: {c: {answers: [{owner: it, verdict: |adopt}]}}\n",
        "bad-value: `adopt` is no verdict",
        "did you mean `adapt`? it is one of `no-action`, `test`, `adapt`, `object`",
    );
    told(
        "changes: {c: {answers: |it}}\n",
        "wrong-type: an answer is a single value, but a mapping such as {owner: it, verdict: adapt} is wanted",
        "",
    );
    told(
        "changes: {c: {decision: |{by: board}}}\n",
        "bad-value: this decision has no `outcome`",
        "add `outcome:`, how it was decided",
    );
    told(
        "changes: {c: {decision: {outcome: approved, |form: a}}}\n",
        "unknown-key: a decision has no field `form`",
        "",
    );
}

#[test]
fn what_is_added_has_the_faults_of_the_sections_of_a_map() {
    let loaded = load(
        "\
changes:
  - id: c
    steps:
      - add:
          sytems: [a]
          changes: [b]
          systems: [{id: lisa-2, critcality: high}, {name: Nobody}]
          processes: [{id: p, runs_on: q}, lisa-2]
          integrations: [{id: i, provider: lisa-2}]
          lifecycles: {l: {eos: 2008}}
      - add: {systems: [p], lifecycles: [l]}
    tittle: T
",
    );
    assert_eq!(
        faults(&loaded),
        [
            "5:11 unknown-key: `add` has no section `sytems`",
            "6:11 unknown-key: `add` has no section `changes`",
            "7:34 unknown-key: a system has no field `critcality`",
            "7:53 bad-id: this system has no id",
            "8:31 unknown-key: a process has no field `runs_on`",
            "8:44 duplicate-id: the id `lisa-2` is declared twice",
            "9:31 bad-value: the integration `i` has no consumer",
            "10:28 unknown-key: `eos` may mean end of sale or end of support",
            "11:25 duplicate-id: the id `p` is declared twice",
            "11:42 duplicate-id: the id `l` is declared twice",
            "12:5 unknown-key: a proposal has no field `tittle`",
        ]
    );
    let elements: Vec<&str> =
        loaded.findings.iter().map(|f| f.elements.first().map_or("", String::as_str)).collect();
    assert_eq!(elements, ["c", "c", "lisa-2", "", "p", "lisa-2", "i", "l", "p", "l", "c"]);
    assert_eq!(loaded.model.changes[0].additions(), 3);
}

#[test]
fn a_proposal_has_an_id_of_its_own() {
    let loaded = load("changes: [{id: a, title: First}, {title: T}, {id: a}]\n");
    assert_eq!(
        faults(&loaded),
        ["1:34 bad-id: this proposal has no id", "1:51 duplicate-id: the id `a` is declared twice"]
    );
    assert_eq!(loaded.model.changes.len(), 1);
    assert_eq!(loaded.model.changes[0].title(), "First");
    // Elements have ids of their own.
    sound("systems: [a]\nchanges: [a]\n");
}

#[test]
fn what_could_not_be_read_is_not_missing() {
    for text in [
        "changes: [{id: c, steps: [{retire: |\"\\0\"}]}]\n",
        "changes: [{id: c, steps: [{set: a, owner: |\"\\0\"}]}]\n",
        "changes: [{id: c, steps: [{move: a, from: |\"\\0\", to: b}]}]\n",
        "changes: [{id: c, answers: [{owner: |\"\\0\", verdict: test}]}]\n",
        "changes: [{id: c, window: {from: |\"\\0\"}}]\n",
        "changes: [{id: c, steps: [{add: {systems: |\"\\0\"}}]}]\n",
    ] {
        let loaded = load(&text.replacen('|', "", 1));
        assert_eq!(faults(&loaded).len(), 1, "{text}: {:?}", faults(&loaded));
        assert_eq!(loaded.findings[0].rule, "forbidden-character");
    }
}
