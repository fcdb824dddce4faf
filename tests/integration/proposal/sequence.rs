//! What is made before what: within one proposal, and among proposals that wait for each other.

use systemkarta::model::{ChangeKind, Disruption, PlannedChange, Proposal};
use systemkarta::proposal::{judge, moved};

use super::judge::Map;
use super::{change, id, move_to, planned, proposal, retire, window};

const MAP: &str = "
organisations: [{id: it}]
processes:
  payroll: {owner: it, criticality: critical, depends_on: [{to: lisa, strength: hard}]}
systems:
  lisa: {owner: it, runs_on: [{to: old, strength: hard}]}
  ledger: {owner: it, runs_on: [{to: old, strength: hard}]}
technologies: {old: {owner: it}, new: {owner: it}}
";

/// The disruption of payroll by a proposal, with others made before it.
fn payroll(proposal: &Proposal, before: &[&Proposal]) -> Disruption {
    let map = Map::new(MAP);
    let on = moved(map.graph.model(), before.iter().copied(), [proposal]);
    let judgement = judge(&map.as_is(), proposal, on.as_ref(), before);
    let payroll = map.graph.find_element("payroll").unwrap();
    judgement.disruption_of(payroll)
}

#[test]
fn an_outage_disturbs_what_is_moved_after_it() {
    let outage = || {
        let during = Some(window("2008-03-10T08:00", "2008-03-14T17:00"));
        systemkarta::model::Action::Change(PlannedChange {
            window: during,
            ..planned(ChangeKind::Outage, "old")
        })
    };
    let away = || move_to("lisa", "old", "new");
    assert_eq!(payroll(&proposal("c", vec![outage()]), &[]), Disruption::Stopped);
    assert_eq!(payroll(&proposal("c", vec![outage(), away()]), &[]), Disruption::Stopped);
    assert_eq!(
        payroll(&proposal("c", vec![outage(), away(), retire("old", "2008-06-01")]), &[]),
        Disruption::Stopped
    );
    // What goes for good does so once all is moved.
    assert_eq!(payroll(&proposal("c", vec![away(), retire("old", "2008-06-01")]), &[]), Disruption::None);
}

#[test]
fn what_an_earlier_proposal_has_moved_is_not_disturbed_any_more() {
    let first = proposal("first", vec![move_to("lisa", "old", "new")]);
    let goes = vec![move_to("ledger", "old", "new"), retire("old", "2008-06-01")];
    let second = Proposal { depends_on: vec![id("first")], ..proposal("second", goes) };
    assert_eq!(payroll(&second, &[]), Disruption::Stopped);
    assert_eq!(payroll(&second, &[&first]), Disruption::None);
}

#[test]
fn a_proposal_that_waits_for_itself_is_faulty() {
    let map = Map::new(
        "organisations: [{id: it}]
systems: {lisa: {owner: it, lifecycle: active}}
changes:
  - {id: a, title: A, depends_on: [b], steps: [{modify: lisa}]}
  - {id: b, title: B, depends_on: [a], steps: [{modify: lisa}]}
  - {id: c, title: C, steps: [{modify: lisa}]}
",
    );
    let faults = |name: &str| {
        let chg = Proposal { ..proposal(name, vec![change(ChangeKind::Modify, "lisa")]) };
        map.judge(&chg).faults.iter().map(|fault| fault.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(faults("a"), ["change-cycle"]);
    assert_eq!(faults("b"), ["change-cycle"]);
    assert_eq!(faults("c"), [] as [&str; 0]);
}
