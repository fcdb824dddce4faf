//! Proposals that get in each other's way, and such that do not.

use systemkarta::model::{Action, ChangeKind, Proposal};
use systemkarta::proposal::{Judgement, Reason, collisions};

use super::judge::Map;
use super::{change, move_to, proposal, retire, upgrade, window};

const MAP: &str = "
processes:
  payroll: {depends_on: [{any_of: [node-1, node-2], strength: hard}]}
  desk: {service_hours: office, depends_on: [{to: lisa, strength: hard}]}
systems:
  lisa: {depends_on: [{to: bus, strength: hard}, {to: store, strength: hard}]}
  crm: {runs_on: oracle-9i}
  node-1: {}
  node-2: {}
  bus: {}
  store: {}
technologies: {oracle-9i: {}, oracle-10g: {}}
";

fn outage(name: &str, element: &str, from: &str, until: &str) -> Proposal {
    let mut chg = proposal(name, vec![change(ChangeKind::Outage, element)]);
    chg.window = (!from.is_empty()).then(|| window(from, until));
    chg
}

/// The collisions of proposals: which two, how, and on what.
fn found(proposals: &[Proposal]) -> Vec<([usize; 2], &'static str, Vec<String>)> {
    let map = Map::new(MAP);
    let judgements: Vec<Judgement<'_>> = proposals.iter().map(|proposal| map.judge(proposal)).collect();
    let told = collisions(&map.graph, &judgements).into_iter().map(|collision| {
        let reason = match collision.reason {
            Reason::WorseTogether { at_known_times: true } => "together",
            Reason::WorseTogether { at_known_times: false } => "together, if at once",
            Reason::TakenAway => "taken away",
            Reason::SameTime { .. } => "same time",
            Reason::SameElements => "same elements",
        };
        let elements = collision.elements.iter().map(|&e| map.graph.element(e).id().to_owned()).collect();
        (collision.between, reason, elements)
    });
    told.collect()
}

fn of(
    between: [usize; 2],
    reason: &'static str,
    elements: &[&str],
) -> ([usize; 2], &'static str, Vec<String>) {
    (between, reason, elements.iter().map(|e| (*e).to_owned()).collect())
}

#[test]
fn two_legs_of_one_group_stop_together_what_neither_stops_alone() {
    let a = outage("a", "node-1", "2008-03-01T20:00", "2008-03-01T23:00");
    let b = outage("b", "node-2", "2008-03-01T22:00", "2008-03-02T01:00");
    assert_eq!(found(&[a.clone(), b]), [of([0, 1], "together", &["payroll"])]);
    let later = outage("b", "node-2", "2008-03-02T22:00", "2008-03-02T23:00");
    assert_eq!(found(&[a.clone(), later]), []);
    let some_day = outage("b", "node-2", "", "");
    assert_eq!(found(&[a, some_day]), [of([0, 1], "together, if at once", &["payroll"])]);
}

#[test]
fn a_leg_that_is_retired_leaves_the_other_alone_for_good() {
    let a = proposal("a", vec![retire("node-1", "2008-02-01")]);
    let b = outage("b", "node-2", "2008-03-01T22:00", "2008-03-02T01:00");
    assert_eq!(found(&[a, b])[0], of([0, 1], "together", &["payroll"]));
}

#[test]
fn outages_meet_over_open_hours_only() {
    // Monday to Friday 08 to 17; 2008-03-03 is a Monday.
    let a = outage("a", "bus", "2008-03-03T15:00", "2008-03-03T20:00");
    let b = outage("b", "store", "2008-03-03T16:00", "2008-03-03T22:00");
    assert_eq!(found(&[a.clone(), b]), [of([0, 1], "same time", &["desk", "lisa"])]);
    let evening = outage("b", "store", "2008-03-03T17:00", "2008-03-03T22:00");
    assert_eq!(found(&[a, evening]), [of([0, 1], "same time", &["lisa"])]);
}

#[test]
fn one_counts_on_what_another_takes_away() {
    let a = proposal("a", vec![upgrade("oracle-10g", "10.2")]);
    let b = proposal("b", vec![retire("oracle-10g", "2009")]);
    assert_eq!(found(&[a, b])[0], of([0, 1], "taken away", &["oracle-10g"]));
    // The other way round it is told from the one that counts on it.
    let a = proposal("a", vec![retire("oracle-10g", "2009")]);
    let b = proposal("b", vec![move_to("crm", "oracle-9i", "oracle-10g")]);
    assert_eq!(found(&[a, b])[0], of([1, 0], "taken away", &["oracle-10g"]));
    // Who moves away from it is glad.
    let a = proposal("a", vec![retire("oracle-9i", "2009")]);
    let b = proposal("b", vec![move_to("crm", "oracle-9i", "oracle-10g")]);
    assert!(found(&[a, b]).iter().all(|(_, reason, _)| *reason == "same elements"));
}

#[test]
fn both_change_the_same_and_two_that_only_test_it_do_not_meet() {
    let a = proposal("a", vec![change(ChangeKind::Modify, "lisa")]);
    let b = proposal("b", vec![change(ChangeKind::Interface, "bus")]);
    assert_eq!(found(&[a.clone(), b]), [of([0, 1], "same elements", &["lisa"])]);
    let b = proposal("b", vec![change(ChangeKind::Modify, "lisa")]);
    assert_eq!(found(&[a, b]), [of([0, 1], "same elements", &["lisa"])]);
    let tests: [Action; 2] = ["bus", "store"].map(|element| change(ChangeKind::Modify, element));
    let [a, b] = tests.map(|step| proposal("x", vec![step]));
    assert_eq!(found(&[a, b]), []);
}
