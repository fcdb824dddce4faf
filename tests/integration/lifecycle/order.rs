//! Laws of the order of retirement, against days that are tried one by one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use systemkarta::analysis::lifecycle::{HoldKind, Order, Timelines, Verdict, order};
use systemkarta::graph::Graph;
use systemkarta::model::Date;

use super::naive::Leaves;
use super::world::{AT, Day, NEVER, World, date, graph, ix, worlds};

fn order_of(graph: &Graph) -> Order {
    order(&Timelines::of(graph, date(AT)), date(AT), &[])
}

fn day(of: Option<Date>) -> Day {
    of.map_or(NEVER, |of| (of - date(0)).get_days())
}

fn id(graph: &Graph, element: systemkarta::graph::ElementIx) -> String {
    graph.element(element).id().to_owned()
}

fn leaves(graph: &Graph, order: &Order) -> Leaves {
    let steps = order.steps.iter();
    steps.flat_map(|step| step.leavers.iter().map(|l| (id(graph, l.element), day(step.leaves)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_leaves_on_the_first_day_on_which_nothing_would_stop(world in worlds()) {
        let text = world.map();
        let graph = graph(&text);
        let order = order_of(&graph);
        let wanted = world.leaves();
        prop_assert_eq!(&leaves(&graph, &order), &wanted, "{}", text);
        for step in &order.steps {
            let together: Vec<String> = step.leavers.iter().map(|l| id(&graph, l.element)).collect();
            let earliest = world.earliest(&together, &wanted);
            for leaver in &step.leavers {
                prop_assert_eq!(day(leaver.earliest), earliest, "{:?} {}", together, text);
            }
        }
    }

    #[test]
    fn if_everything_leaves_in_order_nothing_stops(world in worlds()) {
        let text = world.map();
        let graph = graph(&text);
        let leaves = leaves(&graph, &order_of(&graph));
        prop_assert_eq!(world.broken(&leaves), None, "{}", text);
    }

    #[test]
    fn nothing_stands_before_something_that_must_leave_before_it(world in worlds()) {
        let text = world.map();
        let graph = graph(&text);
        let order = order_of(&graph);
        let mut step_of: BTreeMap<_, usize> = BTreeMap::new();
        for (number, step) in order.steps.iter().enumerate() {
            step_of.extend(step.leavers.iter().map(|leaver| (leaver.element, number)));
        }
        let days: Vec<Day> = order.steps.iter().map(|step| day(step.leaves)).collect();
        prop_assert!(days.is_sorted(), "{}", text);
        for leaver in order.leavers() {
            let own = step_of[&leaver.element];
            for hold in &leaver.holds {
                let other = step_of.get(&hold.dependent).copied();
                match hold.kind {
                    HoldKind::Stays => prop_assert_eq!(other, None, "{}", text),
                    HoldKind::LeavesBefore => prop_assert!(other.unwrap() < own, "{}", text),
                    HoldKind::LeavesTogether => prop_assert_eq!(other, Some(own), "{}", text),
                    HoldKind::LetsGo => prop_assert!(other.is_some(), "{}", text),
                }
                let is_told = |until| until > order.at || hold.kind >= HoldKind::LeavesBefore && until == order.at;
                prop_assert!(hold.until.is_none_or(is_told));
            }
        }
    }

    #[test]
    fn a_verdict_compares_what_is_planned_with_what_can_be(world in worlds()) {
        let text = world.map();
        let graph = graph(&text);
        let order = order_of(&graph);
        for step in &order.steps {
            for leaver in &step.leavers {
                let planned = world.elements[&id(&graph, leaver.element)].retired;
                prop_assert_eq!(leaver.planned, planned.map(date));
                let (earliest, leaves) = (day(leaver.earliest), day(step.leaves));
                match (planned, leaver.verdict) {
                    (_, Verdict::Held) => prop_assert_eq!(earliest, NEVER),
                    (None, verdict) => prop_assert_eq!(verdict, Verdict::NoDate),
                    (Some(planned), Verdict::TooEarly(days)) => prop_assert_eq!(planned + days, leaves, "{}", text),
                    (Some(planned), _) => prop_assert!(earliest <= planned && planned == leaves, "{}", text),
                }
            }
        }
    }

    #[test]
    fn what_leaves_anyway_is_answered_alike_when_asked_about(world in worlds()) {
        let text = world.map();
        let graph = graph(&text);
        let timelines = Timelines::of(&graph, date(AT));
        let all = order(&timelines, date(AT), &[]);
        for name in world.elements.keys().filter(|name| world.is_leaver(name)) {
            let asked = order(&timelines, date(AT), &[ix(&graph, name)]);
            prop_assert_eq!(asked.leaver(ix(&graph, name)), all.leaver(ix(&graph, name)), "{}", text);
            let kept: Vec<_> = all.steps.iter().filter(|step| asked.steps.contains(step)).collect();
            prop_assert_eq!(kept, asked.steps.iter().collect::<Vec<_>>(), "{}", text);
            // Whatever must leave before something told is told.
            for hold in asked.leavers().flat_map(|leaver| &leaver.holds) {
                let is_told = asked.leaver(hold.dependent).is_some();
                prop_assert!(is_told || hold.kind != HoldKind::LeavesBefore, "{}", text);
            }
        }
    }
}

#[test]
fn worlds_have_something_of_everything() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..600 {
        let world: World = worlds().new_tree(&mut runner).unwrap().current();
        let graph = graph(&world.map());
        let order = order_of(&graph);
        for step in order.steps.iter().filter(|step| step.leavers.len() > 1) {
            *seen.entry(format!("together, held: {}", step.leaves.is_none())).or_default() += 1;
        }
        for leaver in order.leavers() {
            let verdict = format!("{:?}", leaver.verdict);
            *seen.entry(verdict.split('(').next().unwrap().to_owned()).or_default() += 1;
            for hold in &leaver.holds {
                let key = format!("{:?}, an end: {}", hold.kind, hold.until.is_some());
                *seen.entry(key).or_default() += 1;
            }
        }
    }
    for key in [
        "together, held: true",
        "together, held: false",
        "Feasible",
        "TooEarly",
        "Awaits",
        "Held",
        "NoDate",
        "Stays, an end: true",
        "Stays, an end: false",
        "LeavesBefore, an end: true",
        "LeavesBefore, an end: false",
        "LeavesTogether, an end: true",
        "LetsGo, an end: true",
    ] {
        assert!(seen.get(key).is_some_and(|&n| n > 3), "{key}: {seen:?}");
    }
}
