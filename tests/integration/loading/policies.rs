//! Policies and selections: every key of their tables is read.

use systemkarta::model::{By, Demand, KeySpec, Policy, RelationWord, Selection, Wanted};

use super::proposals::written;
use super::sound;

fn policy(form: &str, body: &str) -> Policy {
    let text = format!("policies: [{{id: p, because: so, level: should, {form}: {body}}}]\n");
    let mut policies = sound(&text).policies;
    assert_eq!(policies.len(), 1, "{text}");
    policies.remove(0)
}

/// A form with the keys of a table but some.
fn without(keys: &'static [KeySpec], left_out: &[&str]) -> String {
    let kept: Vec<KeySpec> = keys.iter().filter(|key| !left_out.contains(&key.name)).copied().collect();
    written(&kept, u32::MAX, &[])
}

#[test]
fn every_key_of_a_selection_is_a_criterion() {
    let policy = policy("forbid", &without(Policy::FORBID, &["to"]));
    let Demand::Forbid { from: Some(from), to: None, relations } = policy.demand else { panic!() };
    assert_eq!(from.criteria.len(), Selection::CRITERIA.len());
    assert_eq!(from.not.len(), 2);
    assert_eq!(from.not[0][0].by, By::Id);
    assert_eq!(from.not[1].len(), Selection::CRITERIA.len());
    assert_eq!(from.at.unwrap().value.to_string(), "2008-Q2");
    assert_eq!(relations.words().len(), RelationWord::WORDS.len());
    for criterion in &from.criteria {
        let wanted = criterion
            .by
            .words()
            .map_or(criterion.values.len(), |words| words.len().min(criterion.values.len()));
        assert!(wanted > 0, "{criterion}");
    }
}

#[test]
fn every_key_of_every_form_is_read() {
    let demand = |form, body: String| policy(form, &body).demand;
    let require = |left_out: &[&str]| demand("require", without(Policy::REQUIRE, left_out));
    let wanted = |demand| if let Demand::Require { wanted, .. } = demand { wanted } else { panic!() };
    assert!(
        matches!(wanted(require(&["via", "with", "to", "from", "relation"])), Wanted::Fields(fields) if fields.len() == 2)
    );
    assert!(matches!(
        wanted(require(&["fields", "to", "from", "relation"])),
        Wanted::Via { with: Some(_), .. }
    ));
    assert!(matches!(wanted(require(&["fields", "via", "with", "from"])), Wanted::To(..)));
    assert!(matches!(wanted(require(&["fields", "via", "with", "to"])), Wanted::From(..)));
    let allow_only = demand("allow_only", without(Policy::ALLOW_ONLY, &[]));
    assert!(matches!(allow_only, Demand::AllowOnly { values, .. } if values.len() == 2));
    let no_path = demand("no_path", without(Policy::NO_PATH, &[]));
    assert!(matches!(no_path, Demand::NoPath { from: Some(_), to: Some(_) }));
    let limit = demand("limit", without(Policy::LIMIT, &[]));
    assert!(matches!(limit, Demand::Limit { count: Some(_), per: Some(_), at_most: 3, .. }));
    let forms: Vec<&str> = Policy::KEYS.iter().map(|key| key.name).collect();
    assert!(Policy::FORMS.iter().all(|form| forms.contains(form)));
}

#[test]
fn ids_stand_for_elements_and_one_value_for_a_list() {
    let of = |body: &str| match policy("limit", &format!("{{of: {body}, at_most: 1}}")).demand {
        Demand::Limit { of, .. } => of.to_string(),
        _ => panic!(),
    };
    assert_eq!(of("lisa"), "`lisa`");
    assert_eq!(of("[lisa, smil]"), "`lisa` or `smil`");
    assert_eq!(of("{kind: e-service, not: {owner: it}}"), "kind `e-service`, but not owner `it`");
    assert_eq!(of("{properties: {area: [a, b], x: c}}"), "properties.area `a` or `b` and properties.x `c`");
    assert_eq!(of("{properties.area: a, x-note: why}"), "properties.area `a`");
    assert_eq!(of("{not: [a, {tags: b}], at: 2010}"), "anything but `a`, nor tags `b`, at 2010");
}
