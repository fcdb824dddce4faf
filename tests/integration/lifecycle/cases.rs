//! The order of retirement of maps made by hand.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use systemkarta::analysis::lifecycle::{Follower, HoldKind, Order, Timelines, Verdict, order, outlook};
use systemkarta::graph::Graph;
use systemkarta::model::Date;

use super::world::{graph, ix};

const AT: &str = "2008-01-01";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn order_of(graph: &Graph, asked: &[&str]) -> Order {
    let asked: Vec<_> = asked.iter().map(|id| ix(graph, id)).collect();
    order(&Timelines::of(graph, day(AT)), day(AT), &asked)
}

/// Each step with its elements, and of each the earliest day and the verdict.
fn told(map: &str, asked: &[&str]) -> Vec<String> {
    let graph = graph(map);
    let order = order_of(&graph, asked);
    let leaver = |leaver: &systemkarta::analysis::lifecycle::Leaver| {
        let earliest = leaver.earliest.map_or("never".into(), |day| day.to_string());
        format!("{} {earliest} {:?}", graph.element(leaver.element).id(), leaver.verdict)
    };
    let step = |step: &systemkarta::analysis::lifecycle::RetirementStep| {
        step.leavers.iter().map(leaver).collect::<Vec<_>>().join(" + ")
    };
    order.steps.iter().map(step).collect()
}

#[test]
fn what_leaves_waits_for_the_last_that_rests_on_it() {
    let map = "systems:
  a: {runs_on: t, lifecycle: {retired: 2010}}
  b: {runs_on: t, lifecycle: {retired: 2011-06}}
  c: {runs_on: {to: t, strength: soft}}
technologies: {t: {lifecycle: {retired: 2011-01-01}}}\n";
    assert_eq!(
        told(map, &[]),
        ["a 2008-01-01 Feasible", "b 2008-01-01 Feasible", "t 2011-06-01 TooEarly(151)"]
    );
    let graph = graph(map);
    let order = order_of(&graph, &["t"]);
    let t = order.leaver(ix(&graph, "t")).unwrap();
    let held: Vec<_> = t.holds.iter().map(|hold| (hold.dependent, hold.until, hold.kind)).collect();
    let [a, b] = ["a", "b"].map(|id| ix(&graph, id));
    let before = HoldKind::LeavesBefore;
    assert_eq!(held, [(b, Some(day("2011-06-01")), before), (a, Some(day("2010-01-01")), before)]);
    assert_eq!(t.can_do_without, [ix(&graph, "c")]);
}

#[test]
fn what_stays_holds_without_an_end() {
    let map = "systems: {a: {runs_on: t}}\ntechnologies: {t: {lifecycle: {retired: 2011}}}\n";
    assert_eq!(told(map, &[]), ["t never Held"]);
    // Asked about as well, it is taken to leave too.
    assert_eq!(told(map, &["a", "t"]), ["a 2008-01-01 NoDate", "t 2008-01-01 Awaits"]);
    assert_eq!(told(map, &["a"]), ["a 2008-01-01 NoDate"]);
}

#[test]
fn what_leaves_without_a_date_is_waited_for() {
    let map = "systems: {a: {runs_on: t, successor: b}, b: {lifecycle: {active: 2009-04}}}
technologies: {t: {lifecycle: {retired: 2011}}}\n";
    assert_eq!(told(map, &[]), ["a 2009-04-01 NoDate", "t 2009-04-01 Awaits"]);
}

#[test]
fn circles_leave_together_and_what_they_rest_on_after_them() {
    let map = "systems:
  a: {depends_on: b, lifecycle: {retired: 2010}}
  b: {depends_on: [a, c], lifecycle: {retired: 2012}}
  c: {lifecycle: {retired: 2011}}\n";
    assert_eq!(
        told(map, &[]),
        ["a 2008-01-01 TooEarly(730) + b 2008-01-01 Feasible", "c 2012-01-01 TooEarly(365)"]
    );
    let graph = graph(map);
    let order = order_of(&graph, &[]);
    let a = order.leaver(ix(&graph, "a")).unwrap();
    assert_eq!(a.holds[0].kind, HoldKind::LeavesTogether);
    assert_eq!(order.steps[0].leaves, Some(day("2012-01-01")));
}

#[test]
fn a_dependent_lets_go_when_its_integration_ends_or_it_has_moved() {
    let map = |end: &str| {
        format!(
            "systems:
  old: {{lifecycle: {{retired: 2012}}, successor: new}}
  new: {{lifecycle: {{active: 2009}}}}
  a: {{}}
integrations:
  - {{id: x, provider: old, consumer: a, strength: hard{end}}}\n"
        )
    };
    assert_eq!(told(&map(""), &[]), ["old never Held"]);
    assert_eq!(told(&map(", lifecycle: {retired: 2010}"), &[]), ["old 2010-01-01 Feasible"]);
    let moved =
        map("") + "  - {id: y, provider: new, consumer: a, strength: hard, lifecycle: {active: 2010-06}}\n";
    assert_eq!(told(&moved, &[]), ["old 2010-06-01 Feasible"]);
}

#[test]
fn groups_hold_what_they_cannot_spare() {
    let map = |inner: &str| {
        format!(
            "systems: {{a: {{runs_on: {inner}}}}}
technologies:
  s: {{lifecycle: {{retired: 2010}}}}
  t: {{lifecycle: {{active: 2009}}}}
  u: {{}}\n"
        )
    };
    assert_eq!(told(&map("{any_of: [s, t]}"), &[]), ["s 2009-01-01 Feasible"]);
    assert_eq!(told(&map("{any_of: [s, t, u], min_up: 2}"), &[]), ["s 2009-01-01 Feasible"]);
    assert_eq!(told(&map("{any_of: [s, u], min_up: 2}"), &[]), ["s never Held"]);
    assert_eq!(told(&map("{any_of: [{any_of: [s, t], min_up: 2}, u]}"), &[]), ["s 2008-01-01 Feasible"]);
    assert_eq!(told(&map("{any_of: [{any_of: [s, t]}, u], min_up: 2}"), &[]), ["s 2009-01-01 Feasible"]);
    // Of two that leave without a date neither stands in for the other.
    let both = "systems: {a: {runs_on: {any_of: [s, t]}}}
technologies: {s: {lifecycle: phase_out}, t: {lifecycle: phase_out}}\n";
    assert_eq!(told(both, &[]), ["s never Held", "t never Held"]);
}

#[test]
fn nothing_leaves_before_what_follows_it_is_there() {
    let map = |new: &str| {
        format!("systems: {{old: {{lifecycle: {{retired: 2010}}, successor: new}}, new: {{{new}}}}}\n")
    };
    assert_eq!(told(&map("lifecycle: {active: 2011}"), &[]), ["old 2011-01-01 TooEarly(365)"]);
    assert_eq!(told(&map("lifecycle: {plan: 2011}"), &[]), ["old never Held"]);
    assert_eq!(told(&map(""), &[]), ["old 2008-01-01 Feasible"]);
    let map = map("lifecycle: plan");
    let graph = graph(&map);
    assert_eq!(order_of(&graph, &[]).leavers().next().unwrap().follower, Some(Follower::Never));
}

#[test]
fn parts_leave_before_their_whole_and_it_does_not_wait_for_its_own() {
    let map = "systems:
  whole: {lifecycle: {retired: 2010}}
  part: {part_of: whole, lifecycle: {retired: 2009}}\n";
    assert_eq!(told(map, &[]), ["part 2008-01-01 Feasible", "whole 2009-01-01 Feasible"]);
}

#[test]
fn information_needs_one_of_its_masters() {
    let map = |masters: &str| {
        format!(
            "information: {{i: {{mastered_by: {masters}}}}}\nsystems: {{a: {{lifecycle: {{retired: 2010}}}}, b: {{lifecycle: {{active: 2009}}}}}}\n"
        )
    };
    assert_eq!(told(&map("a"), &[]), ["a never Held"]);
    assert_eq!(told(&map("[a, b]"), &[]), ["a 2009-01-01 Feasible"]);
}

#[test]
fn what_is_out_of_use_or_not_leaving_is_no_leaver() {
    let map = "systems: {gone: {lifecycle: {retired: 2007}}, later: {lifecycle: {active: 2009, retired: 2010}}, stays: }\n";
    assert_eq!(told(map, &[]), [] as [&str; 0]);
    assert_eq!(told(map, &["gone"]), [] as [&str; 0]);
    assert_eq!(told(map, &["later"]), ["later 2009-01-01 Feasible"]);
    assert_eq!(told(map, &["stays"]), ["stays 2008-01-01 NoDate"]);
}

#[test]
fn an_integration_that_is_asked_about_is_held_by_its_consumer() {
    let map = "systems: {a: {lifecycle: {retired: 2010}}, b: }
integrations: [{id: x, provider: b, consumer: a, strength: hard}]\n";
    assert_eq!(told(map, &["x"]), ["a 2008-01-01 Feasible", "x 2010-01-01 NoDate"]);
}

#[test]
fn long_chains_and_large_groups_take_no_time() {
    let count = 4_000;
    let mut chain = String::from("systems:\n");
    for i in 0..count {
        let next = i + 1;
        writeln!(chain, "  s{i}: {{depends_on: s{next}, successor: n, lifecycle: {{phase_out: 2009}}}}")
            .unwrap();
    }
    writeln!(chain, "  s{count}: {{lifecycle: {{retired: 2010}}}}\n  n: ").unwrap();
    let members: Vec<String> = (0..count).map(|i| format!("t{i}")).collect();
    let mut group = format!(
        "systems: {{a: {{runs_on: {{any_of: [{}], min_up: 3}}}}}}\ntechnologies:\n",
        members.join(", ")
    );
    for i in 0..count {
        writeln!(group, "  t{i}: {{lifecycle: {{active: {}, retired: {}}}}}", 1990 + i % 15, 2009 + i % 40)
            .unwrap();
    }
    for (map, steps) in [(chain, count + 1), (group, count)] {
        let graph = graph(&map);
        let begun = Instant::now();
        let timelines = Timelines::of(&graph, day(AT));
        assert_eq!(order(&timelines, day(AT), &[]).steps.len(), steps);
        outlook(&timelines, day(AT), &[]);
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_verdict_of_two_dates_counts_the_days_between() {
    let map = "systems: {a: {runs_on: t, lifecycle: {retired: 2008-03-01}}}
technologies: {t: {lifecycle: {retired: 2008-02-28}}}\n";
    let graph = graph(map);
    let t = order_of(&graph, &["t"]);
    assert_eq!(t.leaver(ix(&graph, "t")).unwrap().verdict, Verdict::TooEarly(2));
}
