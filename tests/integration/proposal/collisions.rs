//! Proposals that get in each other's way, and such that do not.

use systemkarta::graph::ElementIx;
use systemkarta::model::{Action, ChangeKind, Duration, Located, Proposal};
use systemkarta::proposal::{Judgement, Meetings, Reason, meetings};

use super::judge::Map;
use super::{change, id, move_to, proposal, retire, upgrade, window};

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

/// Which two, how, and on what.
type Told = ([usize; 2], &'static str, Vec<String>);

/// Which two, how many days apart, and what they share.
type Shared = ([usize; 2], Option<u32>, Vec<String>);

/// The collisions of proposals, and what they share without one. Work 30 days apart does not collide.
fn met(proposals: &[Proposal]) -> (Vec<Told>, Vec<Shared>) {
    let map = Map::new(MAP);
    let judgements: Vec<Judgement<'_>> = proposals.iter().map(|proposal| map.judge(proposal)).collect();
    let ids = |elements: &[ElementIx]| {
        elements.iter().map(|&e| map.graph.element(e).id().to_owned()).collect::<Vec<_>>()
    };
    let Meetings { collisions, touches } = meetings(&map.graph, &judgements, 30);
    let told = collisions.into_iter().map(|collision| {
        let reason = match collision.reason {
            Reason::OutOfOrder => "out of order",
            Reason::WorseTogether { at_known_times: true } => "together",
            Reason::WorseTogether { at_known_times: false } => "together, if at once",
            Reason::TakenAway => "taken away",
            Reason::SameTime { .. } => "same time",
            Reason::SameElements => "same elements",
        };
        (collision.between, reason, ids(&collision.elements))
    });
    let touches = touches.iter().map(|touch| (touch.between, touch.days_apart, ids(&touch.elements)));
    (told.collect(), touches.collect())
}

fn found(proposals: &[Proposal]) -> Vec<Told> {
    met(proposals).0
}

fn of(between: [usize; 2], reason: &'static str, elements: &[&str]) -> Told {
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
    assert_eq!(found(&[a.clone(), b]), [of([0, 1], "same elements", &["lisa"])]);
    let tests: [Action; 2] = ["bus", "store"].map(|element| change(ChangeKind::Modify, element));
    let [b, c] = tests.map(|step| proposal("x", vec![step]));
    assert_eq!(met(&[b.clone(), c]), (vec![], vec![]));
    // One changes Lisa, and the other has it tested.
    assert_eq!(met(&[a, b]), (vec![], vec![([0, 1], None, vec!["lisa".to_owned()])]));
}

/// A change of Lisa in a night.
fn worked_on(name: &str, from: &str, until: &str) -> Proposal {
    let mut chg = proposal(name, vec![change(ChangeKind::Modify, "lisa")]);
    chg.window = (!from.is_empty()).then(|| window(from, until));
    chg
}

#[test]
fn work_on_the_same_weeks_apart_is_no_collision() {
    let same = || vec![of([0, 1], "same elements", &["lisa"])];
    let a = worked_on("a", "2008-03-01T20:00", "2008-03-02T06:00");
    // 30 days after Sunday 06:00 is Tuesday 1 April 06:00.
    let near = worked_on("b", "2008-04-01T05:59", "2008-04-01T07:00");
    assert_eq!(met(&[a.clone(), near]), (same(), vec![]));
    let far = worked_on("b", "2008-04-01T06:00", "2008-04-01T07:00");
    let touch = vec![([0, 1], Some(30), vec!["lisa".to_owned()])];
    assert_eq!(met(&[a.clone(), far.clone()]), (vec![], touch.clone()));
    assert_eq!(met(&[far.clone(), a.clone()]), (vec![], touch));
    // Nobody says when, or when it ends: it may be at the same time.
    assert_eq!(met(&[a.clone(), worked_on("b", "", "")]), (same(), vec![]));
    assert_eq!(met(&[worked_on("b", "2008-02-01T20:00", ""), far.clone()]), (same(), vec![]));
    // A step with a day of its own is part of it.
    let mut a = a;
    a.steps.extend(proposal("x", vec![retire("store", "2008-05-15")]).steps);
    let reasons = [of([1, 0], "taken away", &["store"]), of([0, 1], "same elements", &["lisa"])];
    assert_eq!(found(&[a, far]), reasons);
}

#[test]
fn what_is_made_after_each_other_on_purpose_does_not_collide() {
    let a = worked_on("a", "2008-03-01T20:00", "2008-03-02T06:00");
    let mut b = worked_on("b", "2008-03-08T20:00", "2008-03-09T06:00");
    b.steps.extend(proposal("x", vec![retire("lisa", "2008-03-09")]).steps);
    assert_eq!(found(&[a.clone(), b.clone()]), [of([0, 1], "taken away", &["lisa"])]);
    b.depends_on = vec![id("a")];
    assert_eq!(met(&[a.clone(), b.clone()]), (vec![], vec![]));
    // At any depth.
    let mut between = proposal("between", vec![]);
    between.depends_on = vec![id("a")];
    b.depends_on = vec![id("between")];
    assert_eq!(met(&[a.clone(), b.clone(), between]), (vec![], vec![]));
    // The one that counts on it comes after the one that takes it away.
    let mut a = a;
    b.depends_on = vec![];
    a.depends_on = vec![id("b")];
    a.window = Some(window("2008-04-01T20:00", "2008-04-02T06:00"));
    assert_eq!(found(&[a.clone(), b.clone()]), [of([0, 1], "taken away", &["lisa"])]);
    // Two that wait for each other are not ordered.
    b.depends_on = vec![id("a")];
    b.window = Some(window("2008-04-01T20:00", "2008-04-02T06:00"));
    assert_eq!(found(&[a, b])[0], of([0, 1], "taken away", &["lisa"]));
}

#[test]
fn an_order_that_the_times_contradict_is_a_collision() {
    let a = worked_on("a", "2008-03-01T20:00", "2008-03-02T06:00");
    let mut b = worked_on("b", "2008-03-02T05:00", "2008-03-02T08:00");
    b.depends_on = vec![id("a")];
    let both = [of([1, 0], "out of order", &[]), of([0, 1], "same elements", &["lisa"])];
    assert_eq!(found(&[a.clone(), b.clone()]), both);
    b.window = Some(window("2008-03-02T06:00", "2008-03-02T08:00"));
    assert_eq!(found(&[a, b]), []);
}

#[test]
fn outages_after_each_other_meet_only_if_the_first_is_for_good() {
    let a = outage("a", "node-1", "", "");
    let mut b = outage("b", "node-2", "", "");
    let together = [of([0, 1], "together, if at once", &["payroll"])];
    b.depends_on = vec![id("a")];
    // Without an end it goes on while the second is made.
    assert_eq!(found(&[a.clone(), b.clone()]), together);
    let Action::Change(step) = &a.steps[0].action else { panic!() };
    let mut step = step.clone();
    step.length = Some(Located::new(Duration::parse("8h").unwrap(), super::place(0)));
    let short = proposal("a", vec![Action::Change(step)]);
    assert_eq!(found(&[short.clone(), b.clone()]), []);
    b.depends_on = vec![];
    assert_eq!(found(&[short, b]), together);
}
