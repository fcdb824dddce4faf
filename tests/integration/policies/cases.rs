//! Each form: what goes against it, word for word, and what does not.

use systemkarta::diagnostic::Severity;

use super::{judge, told};

/// Two systems joined by the integration service and two that are not, on a database.
const MAP: &str = "organisations: [{id: it, aliases: [itd]}, {id: tele}, {id: bull}]
information:
  - {id: person, owner: it, personal_data: true, mastered_by: lisa}
systems:
  - {id: lisa, owner: it, class: foundational, supplier: tele, properties: {area: staff}, runs_on: oracle, tags: [core]}
  - {id: smil, owner: it, class: foundational, supplier: bull, properties: {area: staff}, agreement: kitt}
  - {id: vodok, owner: tele, class: differentiating, supplier: it, properties: {area: care}, depends_on: [{any_of: [smil, lisa]}]}
  - {id: local, class: experimental, scope: local, part_of: vodok}
  - {id: hub, owner: it, kind: platform}
  - {id: old, lifecycle: retired, depends_on: lisa}
integrations:
  - {id: smil-to-lisa, provider: smil, consumer: lisa, via: hub, protocol: soap, carries: person}
  - {id: lisa-to-vodok, provider: lisa, consumer: vodok, protocol: ftp, carries: person}
  - {id: lisa-to-old, provider: lisa, consumer: old, protocol: ftp}
technologies: [{id: oracle, owner: it}]
agreements: [{id: kitt, owner: it, supplier: tele}]
policies:
";

/// The place of the first line of the policy.
const LINE: usize = 18;

fn against(policy: &str) -> Vec<String> {
    told(&format!("{MAP}  - {{id: p, because: so it was decided, {policy}}}\n"))
}

#[track_caller]
fn holds(policy: &str) {
    assert_eq!(against(policy), Vec::<String>::new());
}

#[test]
fn forbid_tells_each_relation_at_its_place() {
    assert_eq!(
        against("forbid: {from: {class: differentiating}, to: {class: foundational}}"),
        [
            "7: policy/p: `vodok` depends on `lisa`",
            "7: policy/p: `vodok` depends on `smil`",
            "13: policy/p: `vodok` consumes `lisa-to-vodok` of `lisa`",
        ]
    );
    assert_eq!(
        against("forbid: {from: {class: differentiating}, to: {class: foundational}, relation: integration}"),
        ["13: policy/p: `vodok` consumes `lisa-to-vodok` of `lisa`"]
    );
    assert_eq!(
        against("forbid: {from: local, relation: part_of}"),
        ["8: policy/p: `local` is a part of `vodok`"]
    );
    assert_eq!(against("forbid: {to: oracle}"), ["5: policy/p: `lisa` runs on `oracle`"]);
    assert_eq!(against("forbid: {to: kitt}"), ["6: policy/p: `smil` is delivered under `kitt`"]);
    assert_eq!(
        against("forbid: {from: {protocol: ftp}}"),
        [
            "13: policy/p: `lisa-to-vodok` is provided by `lisa`",
            "13: policy/p: `lisa-to-vodok` carries `person`"
        ]
    );
    assert_eq!(against("forbid: {to: hub}"), ["12: policy/p: `lisa` passes through `hub` by `smil-to-lisa`"]);
    assert_eq!(
        against("forbid: {from: {section: information}}"),
        ["3: policy/p: `person` is mastered by `lisa`"]
    );
    // What is retired is not judged, nor what only it is joined with; the way round is another thing.
    holds("forbid: {from: old}");
    holds("forbid: {from: oracle, to: lisa}");
    holds("forbid: {from: {class: foundational}, to: {class: differentiating}}");
}

#[test]
fn require_fields_asks_where_the_field_can_stand() {
    assert_eq!(
        against("require: {of: {section: systems}, fields: [owner, properties.area]}"),
        [
            "8: policy/p: `local` has no `owner`",
            "8: policy/p: `local` has no `properties.area`",
            "9: policy/p: `hub` has no `properties.area`",
        ]
    );
    // A relation that the other end declares is there.
    holds("require: {of: {section: information}, fields: mastered_by}");
    holds("require: {of: lisa, fields: [masters, runs_on]}");
    // An agreement cannot run on anything.
    assert_eq!(against("require: {of: {supplier: tele}, fields: runs_on}"), Vec::<String>::new(),);
}

#[test]
fn require_via_looks_at_both_ends() {
    assert_eq!(
        against("require: {of: {class: foundational}, via: hub}"),
        ["13: policy/p: `lisa-to-vodok` goes from `lisa` to `vodok` directly, and not through `hub`"]
    );
    assert_eq!(against("require: {of: {id: vodok}, via: hub, with: {id: lisa}}").len(), 1);
    assert_eq!(against("require: {of: {protocol: ftp}, via: hub}").len(), 1);
    holds("require: {of: {id: vodok}, via: hub, with: {id: smil}}");
    holds("require: {of: {id: smil}, via: hub}");
    // An integration with what is to be passed through is not to pass through it.
    holds("require: {of: {class: foundational}, via: [hub, lisa]}");
}

#[test]
fn require_a_relation_either_way() {
    assert_eq!(
        against(
            "require: {of: {class: [foundational, differentiating]}, to: {section: technologies}, relation: runs_on}"
        ),
        [
            "6: policy/p: `smil` rests directly on nothing of (section `technologies`) by `runs_on`",
            "7: policy/p: `vodok` rests directly on nothing of (section `technologies`) by `runs_on`",
        ]
    );
    assert_eq!(
        against(
            "require: {of: {class: [foundational, differentiating]}, from: {section: systems}, relation: [integration]}"
        ),
        ["7: policy/p: nothing of (section `systems`) rests directly on `vodok` by `integration`"]
    );
    holds("require: {of: {section: information}, to: {section: systems}, relation: masters}");
    holds("require: {of: vodok, to: {class: foundational}}");
}

#[test]
fn allow_only_says_what_is_written_and_what_may_be() {
    assert_eq!(
        against(
            "allow_only: {of: {section: integrations, personal_data: true}, field: protocol, values: [soap, https]}"
        ),
        ["13: policy/p: `protocol` of `lisa-to-vodok` is `ftp`; allowed is `soap` or `https`"]
    );
    assert_eq!(
        against("allow_only: {of: {section: systems}, field: owner, values: itd}"),
        ["7: policy/p: `owner` of `vodok` is `tele`; allowed is `itd`"]
    );
    assert_eq!(
        against(
            "allow_only: {of: {section: systems}, field: class, values: [foundational, differentiating]}"
        ),
        ["8: policy/p: `class` of `local` is `experimental`; allowed is `foundational` or `differentiating`"]
    );
    holds("allow_only: {of: {section: systems}, field: tags, values: core}");
    holds("allow_only: {of: {section: systems}, field: properties.area, values: [staff, care]}");
}

#[test]
fn no_path_proves_the_shortest_chain() {
    assert_eq!(
        against("no_path: {from: local, to: oracle}"),
        ["8: policy/p: `local` rests on `oracle`: `local` → `vodok` → `lisa` → `oracle`"]
    );
    // Each goal is a finding, so that an exemption for one hides no other; behind a goal it is that one's affair.
    let all =
        against("no_path: {from: vodok, to: {section: [systems, technologies], not: {kind: platform}}}");
    assert!(all.iter().all(|told| told.matches(" → ").count() <= 2), "{all:#?}");
    assert_eq!(all.len(), 3, "{all:#?}");
    assert_eq!(
        against("no_path: {from: {class: foundational}, to: {class: foundational}}"),
        ["12: policy/p: `lisa` rests on `smil`: `lisa` → `smil-to-lisa` → `smil`"]
    );
    holds("no_path: {from: oracle, to: {section: systems}}");
    holds("no_path: {from: old, to: oracle}");
    holds("no_path: {from: smil, to: vodok}");
}

#[test]
fn a_long_chain_is_shortened_in_the_message() {
    let chain: String = (0..40).map(|i| format!("  - {{id: s{i}, depends_on: s{}}}\n", i + 1)).collect();
    let text = format!(
        "systems:\n{chain}  - {{id: s40}}\npolicies: [{{id: p, because: so, no_path: {{from: s0, to: s40}}}}]\n"
    );
    let [told] = told(&text).try_into().unwrap();
    assert!(told.contains("`s0` → `s1` → ") && told.ends_with("`s10` → … 29 more … → `s40`"), "{told}");
}

#[test]
fn limit_counts_values_or_elements_in_groups() {
    assert_eq!(
        against("limit: {of: {section: systems}, count: supplier, per: properties.area, at_most: 1}"),
        [
            "6: policy/p: `bull` is too much: 2 different values of `supplier` where `properties.area` is `staff`, at most 1 may be: `tele` and `bull`"
        ]
    );
    assert_eq!(
        against("limit: {of: {class: foundational}, at_most: 1}"),
        ["6: policy/p: `smil` is too much: 2 elements, at most 1 may be: `lisa` and `smil`"]
    );
    assert_eq!(against("limit: {of: {section: systems}, count: properties.area, at_most: 1}").len(), 1);
    assert_eq!(against("limit: {of: {class: experimental}, at_most: 0}").len(), 1);
    holds("limit: {of: {section: systems}, count: supplier, per: properties.area, at_most: 2}");
    holds("limit: {of: {section: systems}, count: agreement, at_most: 1}");
}

#[test]
fn a_selection_is_of_a_day_and_leaves_out() {
    let map = "plateaus: [{id: later, date: 2010}, {id: never, date: 2000}]
systems:
  - {id: a, lifecycle: {active: 2001, phase_out: 2009-06-01, retired: 2011}, standard: {never: free, later: full}}
  - {id: b, lifecycle: {plan: 2005, active: 2009}, standard: concept}
  - {id: c, lifecycle: {active: 2000, retired: 2007}, standard: free}
  - {id: d}
policies:
";
    let selected = |selection: &str| {
        let text = format!("{map}  - {{id: p, because: so, limit: {{of: {selection}, at_most: 0}}}}\n");
        let told = told(&text);
        let message = told.first().cloned().unwrap_or_default();
        message.rsplit(": ").next().unwrap().replace(['`', ' '], "").replace("and", ",")
    };
    assert_eq!(selected("{phase: active}"), "a,d");
    assert_eq!(selected("{phase: active, at: later}"), "b,d");
    assert_eq!(selected("{phase: [phase_out, active], at: 2010-Q3}"), "a,b,d");
    assert_eq!(selected("{phase: plan}"), "b");
    assert_eq!(selected("{standard: full, at: later}"), "a");
    assert_eq!(selected("{standard: [full, free]}"), "a");
    assert_eq!(selected("{section: systems, not: {phase: plan}}"), "a,d");
    assert_eq!(selected("{section: systems, not: [a, {standard: concept}]}"), "d");
    assert_eq!(selected("{not: {standard: [free, concept]}}"), "d");
    assert_eq!(selected("[a, d]"), "a,d");
}

#[test]
fn a_finding_says_why_and_where_the_policy_is_and_is_as_binding_as_it() {
    let finding = |policy: &str| {
        let judged = judge(&format!("{MAP}  - {{id: p, because: \"  so it was decided \", {policy}}}\n"));
        judged.findings.into_iter().find(|finding| finding.rule == "policy/p").unwrap()
    };
    let must = finding("forbid: {from: vodok, relation: integration}");
    assert_eq!(must.severity, Severity::Error);
    assert_eq!(must.elements, ["vodok", "lisa", "lisa-to-vodok"]);
    assert_eq!(must.help.as_deref(), Some("so it was decided"));
    assert_eq!(
        must.related[0].message,
        "the policy: nothing of (`vodok`) rests directly on anything by `integration`"
    );
    let should = finding("level: should, no_path: {from: local, to: lisa}");
    assert_eq!(
        (should.severity, should.elements),
        (Severity::Warning, vec!["local".to_owned(), "lisa".to_owned()])
    );
    assert_eq!(finding("require: {of: local, fields: owner}").elements, ["local"]);
    assert_eq!(finding("require: {of: vodok, via: hub}").elements, ["lisa-to-vodok", "vodok", "lisa"]);
    assert_eq!(finding("limit: {of: [lisa, smil], at_most: 1}").elements, ["smil"]);
}

#[test]
fn what_a_policy_names_and_the_map_does_not_is_told_with_what_was_meant() {
    let told = |policy: &str| {
        let judged = judge(&format!("{MAP}  - {{id: p, because: so, {policy}}}\n"));
        let vacuous =
            judged.findings.into_iter().zip(judged.lines).filter(|(f, _)| f.rule == "vacuous-policy");
        vacuous
            .map(|(finding, line)| {
                assert_eq!(line, LINE);
                format!("{} | {}", finding.message, finding.help.unwrap())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("no_path: {from: local, to: [lisaa, oracle]}"),
        ["`lisaa` is not an element of this map | did you mean `lisa`?"]
    );
    assert_eq!(
        told("no_path: {from: {operator: bul}, to: oracle}"),
        ["`bul` is not an organisation of this map | did you mean `bull`?"]
    );
    assert_eq!(
        told("no_path: {from: {not: it}, to: oracle}")[0].split(" | ").next(),
        Some("`it` is an organisation, not an element")
    );
    assert_eq!(
        told("forbid: {from: {kind: plattform}}"),
        [
            "`from` of the policy `p` selects nothing: no element is of kind `plattform` | did you mean `platform`?"
        ]
    );
    assert_eq!(
        told("forbid: {from: {class: foundational, scope: local}}")[0].split(" | ").next(),
        Some(
            "`from` of the policy `p` selects nothing: no element is of class `foundational` and scope `local`"
        )
    );
    assert_eq!(
        told("limit: {of: {section: systems}, per: properties.aera, at_most: 1}"),
        ["nothing that the policy `p` selects has the field `properties.aera` | did you mean `area`?"]
    );
    assert_eq!(told("allow_only: {of: {section: systems}, field: protocol, values: soap}").len(), 1);
    assert_eq!(told("require: {of: {section: systems}, fields: [properties.new]}").len(), 0);
    assert_eq!(told("forbid: {to: {agreement: kitt}}").len(), 0);
}
