//! What is wrong in the text of a policy: a finding with its place, and no policy that demands something else.

use super::{judge, told};

/// What is told of one policy, whose body stands on the second line.
fn faults(body: &str) -> Vec<String> {
    let text = format!("systems: [{{id: a}}, {{id: b, depends_on: a}}]\npolicies: [{{id: p, {body}}}]\n");
    let judged = judge(&text);
    assert!(judged.graph.model().policies.is_empty(), "{body} is taken as a policy");
    let errors = judged.findings.iter().filter(|f| f.severity == systemkarta::diagnostic::Severity::Error);
    errors.map(|f| format!("{}: {} | {}", f.rule, f.message, f.help.as_deref().unwrap_or(""))).collect()
}

#[track_caller]
fn one(body: &str, start: &str) {
    let faults = faults(body);
    assert!(faults.len() == 1 && faults[0].starts_with(start), "{body}: {faults:#?}");
}

#[test]
fn a_policy_says_why_and_demands_one_thing() {
    one("forbid: {from: b}", "bad-value: this policy has no `because` | add `because:`");
    one("because: ' ', forbid: {from: b}", "bad-value: `because` of this policy says nothing");
    one(
        "because: so",
        "bad-value: the policy `p` demands nothing | a policy has exactly one of `forbid`, `require`, `allow_only`, \
         `no_path` and `limit`",
    );
    one(
        "because: so, forbid: {from: b}, no_path: {to: a}",
        "bad-value: the policy `p` demands several things: `forbid` and `no_path` | a policy has exactly one of",
    );
    one("because: so, level: shall, forbid: {from: b}", "bad-value: `shall` is no level | ");
    one(
        "because: so, forbids: {from: b}",
        "unknown-key: a policy has no field `forbids` | did you mean `forbid`?",
    );
    one("because: so, forbid: b", "wrong-type: `forbid` is a single value");
}

#[test]
fn each_form_says_what_it_must() {
    one("because: so, forbid: {relation: via}", "bad-value: this `forbid` says none of `from` and `to`");
    one("because: so, no_path: {x-why: 1}", "bad-value: this `no_path` says none of `from` and `to`");
    one("because: so, forbid: {from: , to: a}", "bad-value: `from` of this `forbid` says nothing");
    one("because: so, require: {fields: owner}", "bad-value: this `require` has no `of`");
    one(
        "because: so, require: {of: a}",
        "bad-value: this `require` says none of `fields`, `via`, `to` and `from`",
    );
    one(
        "because: so, require: {of: a, to: b, via: b}",
        "bad-value: this `require` says `via` and `to` at once",
    );
    one(
        "because: so, require: {of: a, to: b, with: b}",
        "bad-value: `with` says nothing beside `to` | it belongs to `via`",
    );
    one(
        "because: so, require: {of: a, via: b, relation: via}",
        "bad-value: `relation` says nothing beside `via`",
    );
    one(
        "because: so, require: {of: a, fields: [ownr]}",
        "bad-value: `ownr` is no field | did you mean `owner`?",
    );
    one("because: so, require: {of: a, fields: []}", "bad-value: `fields` of this `require` says nothing");
    one("because: so, allow_only: {of: a, field: kind}", "bad-value: this `allow_only` has no `values`");
    one("because: so, allow_only: {of: a, field: sla, values: 1}", "bad-value: `sla` says no words");
    one(
        "because: so, allow_only: {of: a, field: class, values: foundation}",
        "bad-value: `foundation` is no class",
    );
    one("because: so, limit: {of: a}", "bad-value: this `limit` has no `at_most`");
    one("because: so, limit: {of: a, at_most: -1}", "bad-value: `-1` is no number");
    one(
        "because: so, limit: {of: a, count: cost, at_most: 1}",
        "bad-value: `cost` says nothing that can be counted",
    );
    one("because: so, forbid: {from: b, relation: uses_it}", "bad-value: `uses_it` is no relation");
    one(
        "because: so, forbid: {from: b, form: a}",
        "unknown-key: `forbid` has no field `form` | did you mean `from`?",
    );
}

#[test]
fn a_selection_with_a_fault_is_none() {
    let of = |selection: &str| format!("because: so, limit: {{of: {selection}, at_most: 1}}");
    one(&of("{clas: foundational}"), "unknown-key: a selection has no field `clas` | did you mean `class`?");
    one(&of("{class: [foundational, basic]}"), "bad-value: `basic` is no class");
    one(&of("{section: system}"), "bad-value: `system` is no section | did you mean `systems`?");
    one(&of("{}"), "bad-value: this selection says nothing");
    one(&of("[]"), "bad-value: `of` of this `limit` says nothing");
    one(&of("{kind: }"), "bad-value: `kind` of this selection says nothing");
    one(&of("{kind: []}"), "bad-value: `kind` of this selection says nothing");
    one(&of("{kind: a, not: {}}"), "bad-value: `not` of this selection says nothing");
    one(&of("{kind: [{a: b}]}"), "wrong-type");
    one(&of("{properties: area}"), "wrong-type: `properties` is a single value");
    one(&of("{personal_data: yes}"), "bad-value: `yes` is no personal data | it is one of `true`, `false`");
    one(&of("{phase: active, at: [2008]}"), "wrong-type");
    one(&of("[a, [b]]"), "wrong-type");
    one(&of("å"), "bad-id");
}

#[test]
fn not_is_flat() {
    let deep = "{not: ".repeat(60) + "a" + &"}".repeat(60);
    let faults = faults(&format!("because: so, forbid: {{from: {deep}}}"));
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].starts_with("unknown-key: under `not` a selection has no field `not`"), "{faults:#?}");
}

#[test]
fn a_plateau_that_is_not_there_is_a_reference_to_nothing() {
    let text = "plateaus: [{id: normal, date: 2008}]\nsystems: [{id: a}]\n\
                policies: [{id: p, because: so, forbid: {from: {phase: active, at: norml}}}]\n";
    assert_eq!(told(text), ["3: unknown-reference: `norml` is neither a date nor a plateau of this map"]);
    let judged = judge(text);
    let finding = judged.findings.iter().find(|finding| finding.rule == "unknown-reference").unwrap();
    assert_eq!(finding.help.as_deref(), Some("did you mean `normal`?"));
}

#[test]
fn local_words_are_understood() {
    let config = systemkarta::load::Config::parse(
        "[scales.class]\nbas = \"foundational\"\n",
        "systemkarta.toml",
        &systemkarta::lint::rule_names(),
    )
    .unwrap();
    let text = "systems: [{id: a, class: bas}]\npolicies: [{id: p, because: so, limit: {of: {class: bas}, at_most: 0}}]\n";
    let loaded = systemkarta::load::load_texts([("map.yaml", text)], &config);
    assert_eq!(loaded.findings, []);
    assert_eq!(
        loaded.model.policies[0].demand.to_string(),
        "there are at most 0 elements of (class `foundational`)"
    );
}
