//! The map as if: every kind of step on small maps, and laws that hold of any steps.

use std::sync::Arc;

use proptest::prelude::*;
use systemkarta::analysis::{Change, ImpactOptions, Window, impact};
use systemkarta::graph::Graph;
use systemkarta::model::{ChangeKind, Disruption, Field, Id, Model, PlannedChange, Value};
use systemkarta::proposal::apply;

use super::{add, change, id, model, move_to, proposal, replace, retire, set, upgrade};
use systemkarta::model::{Action, Proposal};

const MAP: &str = "
organisations: [{id: slk}, {id: it}]
processes:
  payroll: {depends_on: [lisa, {any_of: [node-1, node-2], min_up: 1}]}
  pension: {}
information: {employment: }
systems:
  lisa: {owner: slk, version: '4', runs_on: oracle-9i, supports: [{to: pension, strength: soft}], masters: employment, lifecycle: {active: 2001, phase_out: 2012, retired: 2014}}
  lisa-2: {runs_on: oracle-10g, supports: payroll}
  smil: {}
  node-1: {}
  node-2: {}
integrations:
  - {id: feed, provider: smil, consumer: lisa}
technologies: {oracle-9i: {version: 9i}, oracle-10g: {}}
";

/// The map after some steps, which fit it.
fn after(steps: Vec<Action>) -> Model {
    let applied = apply(&model(MAP), [&proposal("chg", steps)]);
    assert_eq!(applied.findings, []);
    applied.model
}

/// What a field of an element says.
fn says(model: &Model, element: &str, field: Field) -> String {
    let element = model.elements.iter().find(|known| known.id() == element).unwrap();
    element.get(field).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn a_retirement_is_a_date_and_ends_what_was_planned_for_later() {
    let model = after(vec![retire("lisa", "2008-03-02")]);
    assert_eq!(says(&model, "lisa", Field::Lifecycle), "active 2001, retired 2008-03-02");
    assert_eq!(says(&model, "payroll", Field::DependsOn), "lisa, 1 of (node-1, node-2)");
}

#[test]
fn what_is_replaced_is_retired_and_another_takes_its_place() {
    let model = after(vec![replace("lisa", "lisa-2", "2008-03-01")]);
    // Both are named, and their lifecycles tell when which is in use.
    assert_eq!(says(&model, "payroll", Field::DependsOn), "lisa, lisa-2, 1 of (node-1, node-2)");
    assert_eq!(says(&model, "feed", Field::Consumer), "lisa, lisa-2");
    assert_eq!(says(&model, "lisa", Field::Successor), "lisa-2");
    assert_eq!(says(&model, "lisa", Field::Lifecycle), "active 2001, retired 2008-03-01");
    assert_eq!(says(&model, "lisa-2", Field::Supports), "payroll, pension (soft)");
    assert_eq!(says(&model, "lisa-2", Field::Masters), "employment");
    assert_eq!(says(&model, "lisa", Field::Supports), "pension (soft)");
    // Nothing is named twice.
    let again = after(vec![replace("lisa", "lisa-2", "2008-03-01"), replace("lisa", "lisa-2", "2008-04-01")]);
    assert_eq!(says(&again, "payroll", Field::DependsOn), "lisa, lisa-2, 1 of (node-1, node-2)");
}

#[test]
fn without_a_day_only_the_new_is_named() {
    let step = super::planned(ChangeKind::Replace, "lisa");
    let step = PlannedChange { with: Some(id("lisa-2")), ..step };
    let model = after(vec![Action::Change(step)]);
    assert_eq!(says(&model, "payroll", Field::DependsOn), "lisa-2, 1 of (node-1, node-2)");
    assert_eq!(says(&model, "lisa", Field::Supports), "");
}

/// What stops at once when something is out for good, on a day.
fn stops(model: &Model, element: &str, day: &str) -> Vec<String> {
    let (graph, findings) = Graph::build(&Arc::new(model.clone()));
    assert_eq!(findings, []);
    let day = day.parse().unwrap();
    let element = graph.find_element(element).unwrap();
    let window = Some(Window { from: 0, until: None });
    let mut change =
        Change::new(&graph, element, ChangeKind::Outage, Window { from: 0, until: None }, day, None);
    change.window = window;
    let impact = impact(&graph, &[change], ImpactOptions { at: day, clock: None });
    let stopped = impact.affected.iter().filter(|on| on.disruption == Disruption::Stopped);
    let mut stopped: Vec<String> = stopped.map(|on| graph.element(on.element).id().to_owned()).collect();
    stopped.sort();
    stopped
}

#[test]
fn before_the_day_the_old_bears_and_after_it_the_new() {
    let map = "
processes: {payroll: {depends_on: {to: lisa, strength: hard}}, pay-slips: {depends_on: {any_of: [lisa, spare], strength: hard}}}
systems:
  lisa: {runs_on: {to: old, strength: hard}}
  spare: {}
  lisa-2: {runs_on: {to: new, strength: hard}, lifecycle: {active: 2008-03-01}}
technologies: {old: {}, new: {}}
";
    let made = apply(&model(map), [&proposal("chg", vec![replace("lisa", "lisa-2", "2008-06-01")])]).model;
    let none: [&str; 0] = [];
    // The new is not there yet; both are; the old is gone.
    assert_eq!(stops(&made, "old", "2008-01-01"), ["lisa", "payroll"]);
    assert_eq!(stops(&made, "new", "2008-01-01"), none);
    assert_eq!(stops(&made, "old", "2008-04-01"), ["lisa", "payroll"]);
    assert_eq!(stops(&made, "new", "2008-04-01"), ["lisa-2", "payroll"]);
    assert_eq!(stops(&made, "old", "2008-07-01"), none);
    assert_eq!(stops(&made, "new", "2008-07-01"), ["lisa-2", "payroll"]);
    assert_eq!(says(&made, "pay-slips", Field::DependsOn), "1 of (lisa, lisa-2, spare) (hard)");
}

#[test]
fn one_member_of_a_group_may_be_replaced() {
    let model = after(vec![replace("node-2", "smil", "2008")]);
    assert_eq!(says(&model, "payroll", Field::DependsOn), "lisa, 1 of (node-1, node-2, smil)");
}

#[test]
fn an_upgrade_leads_to_an_element_or_to_a_version() {
    let model = after(vec![upgrade("oracle-9i", "oracle-10g"), upgrade("lisa", "5.0")]);
    assert_eq!(says(&model, "lisa", Field::RunsOn), "oracle-10g");
    assert_eq!(says(&model, "lisa", Field::Version), "5.0");
    assert_eq!(says(&model, "oracle-9i", Field::Version), "9i");
}

#[test]
fn a_move_changes_one_reference_whichever_end_declares_it() {
    let model = after(vec![move_to("lisa", "oracle-9i", "oracle-10g"), move_to("pension", "lisa", "lisa-2")]);
    assert_eq!(says(&model, "lisa", Field::RunsOn), "oracle-10g");
    assert_eq!(says(&model, "lisa", Field::Supports), "");
    assert_eq!(says(&model, "pension", Field::DependsOn), "lisa-2 (soft)");
    assert_eq!(says(&model, "payroll", Field::DependsOn), "lisa, 1 of (node-1, node-2)");
}

#[test]
fn a_move_from_what_it_does_not_rest_on_is_a_finding() {
    let applied = apply(&model(MAP), [&proposal("chg", vec![move_to("smil", "lisa", "lisa-2")])]);
    let told: Vec<_> = applied.findings.iter().map(|f| (&*f.rule, &*f.message)).collect();
    assert_eq!(told, [("unknown-reference", "`smil` does not rest on `lisa`")]);
    assert_eq!(applied.findings[0].place, id("lisa").place);
}

#[test]
fn set_replaces_a_field_whole_and_tells_what_it_drops() {
    let owner = set("lisa", Field::Owner, Value::Organisation(Id::parse("it").unwrap()));
    let wrong = set("lisa", Field::Provider, Value::Organisation(Id::parse("it").unwrap()));
    let same = set("lisa", Field::Version, Value::Text("4".into()));
    let applied = apply(&model(MAP), [&proposal("chg", vec![owner, wrong, same])]);
    assert_eq!(says(&applied.model, "lisa", Field::Owner), "it");
    let dropped: Vec<_> =
        applied.dropped.iter().map(|d| (d.element.as_str(), d.field, &*d.old, &*d.new)).collect();
    assert_eq!(dropped, [("lisa", Field::Owner, "slk", "it")]);
    assert_eq!(applied.findings.len(), 1);
    assert_eq!(applied.findings[0].rule, "unknown-key");
}

#[test]
fn what_is_added_may_be_used_by_later_steps() {
    let model = after(vec![
        add(
            "systems: {lisa-3: {runs_on: oracle-10g}}\nlifecycles: [{id: l, active: 2008}]\norganisations: [{id: new}]",
        ),
        replace("lisa", "lisa-3", "2008-03-01"),
        retire("lisa-3", "2009"),
    ]);
    assert_eq!(says(&model, "payroll", Field::DependsOn), "lisa, lisa-3, 1 of (node-1, node-2)");
    assert_eq!(says(&model, "lisa-3", Field::Lifecycle), "retired 2009");
    assert_eq!(model.elements.last().unwrap().id(), "lisa-3");
    assert!(model.organisations.iter().any(|o| o.id() == "new"));
    assert_eq!(model.lifecycles.len(), 1);
}

#[test]
fn what_is_there_already_cannot_be_added() {
    let steps =
        vec![add("systems: {lisa: {}, new: {}}\norganisations: [{id: slk}]"), add("systems: {new: {}}")];
    let applied = apply(&model(MAP), [&proposal("chg", steps)]);
    let told: Vec<_> = applied.findings.iter().map(|f| (&*f.rule, f.elements[0].as_str())).collect();
    assert_eq!(told, [("duplicate-id", "lisa"), ("duplicate-id", "slk"), ("duplicate-id", "new")]);
    assert_eq!(applied.model.elements.len(), model(MAP).elements.len() + 1);
}

/// The ids that steps of a random proposal may name, one of them of nothing.
const NAMES: [&str; 9] =
    ["lisa", "lisa-2", "smil", "node-1", "oracle-9i", "oracle-10g", "payroll", "feed", "no-such-one"];

fn steps() -> impl Strategy<Value = Vec<Action>> {
    let name = || prop::sample::select(NAMES.to_vec());
    let kind = prop::sample::select(ChangeKind::WORDS.to_vec());
    let step = prop_oneof![
        (kind, name()).prop_map(|(kind, e)| change(ChangeKind::parse(kind).unwrap(), e)),
        (name(), 2000..2020_u16).prop_map(|(e, year)| retire(e, &year.to_string())),
        (name(), name()).prop_map(|(e, with)| replace(e, with, "2008-03-01")),
        (name(), name()).prop_map(|(e, to)| upgrade(e, to)),
        (name(), name(), name()).prop_map(|(e, from, to)| move_to(e, from, to)),
        name().prop_map(|e| set(e, Field::Version, Value::Text("7".into()))),
        Just(()).prop_map(|()| add("systems: {new: {depends_on: lisa}}\ninformation: {more: {}}")),
    ];
    proptest::collection::vec(step, 0..6)
}

/// How often steps name something that is not there.
fn unknown(steps: &[Action]) -> usize {
    let is_unknown = |id: &systemkarta::model::Located<Id>| id.value.as_str() == "no-such-one";
    let count = |action: &Action| match action {
        Action::Change(change) => usize::from(is_unknown(&change.element)),
        Action::Move { element, from, to } => {
            [element, from, to].into_iter().filter(|id| is_unknown(id)).count()
        }
        Action::Set { element, .. } => usize::from(is_unknown(element)),
        Action::Add(_) => 0,
    };
    steps.iter().map(count).sum()
}

/// Everything that a map says.
fn whole(model: &Model) -> String {
    format!("{model:?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_map_itself_is_never_changed(steps in steps()) {
        let map = model(MAP);
        let before = whole(&map);
        let applied = apply(&map, [&proposal("chg", steps)]);
        prop_assert_eq!(whole(&map), before);
        // Elements keep their places, so that an answer about one map can be read with the other.
        for (known, as_if) in map.elements.iter().zip(&applied.model.elements) {
            prop_assert_eq!(known.id(), as_if.id());
        }
    }

    #[test]
    fn steps_may_be_made_one_after_the_other(first in steps(), second in steps()) {
        let map = model(MAP);
        let both = [proposal("a", first), proposal("b", second)];
        let at_once = apply(&map, &both);
        let one = apply(&map, &both[..1]);
        let then = apply(&one.model, &both[1..]);
        prop_assert_eq!(whole(&at_once.model), whole(&then.model));
        prop_assert_eq!(at_once.findings, [one.findings, then.findings].concat());
    }

    #[test]
    fn what_leaves_the_map_as_it_is_changes_nothing(steps in steps()) {
        let leaves = |action: &Action| matches!(action, Action::Change(change)
            if matches!(change.kind, ChangeKind::Outage | ChangeKind::Interface | ChangeKind::Modify | ChangeKind::Need));
        let steps: Vec<Action> = steps.into_iter().filter(leaves).collect();
        let map = model(MAP);
        prop_assert_eq!(whole(&apply(&map, [&proposal("chg", steps)]).model), whole(&map));
        prop_assert_eq!(whole(&apply(&map, Vec::<&Proposal>::new()).model), whole(&map));
    }

    #[test]
    fn every_unknown_id_is_a_finding_with_its_place(steps in steps()) {
        let named = unknown(&steps);
        let applied = apply(&model(MAP), [&proposal("chg", steps)]);
        let place = id("no-such-one").place;
        let told = applied.findings.iter().filter(|f| f.rule == "unknown-reference" && f.place == place).count();
        prop_assert!(told >= named, "{:?}", applied.findings);
    }
}
