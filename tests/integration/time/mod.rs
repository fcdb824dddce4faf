//! Laws of time: sets of days, phases, support and conflicts, against a second implementation that asks day by day.

mod naive;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use systemkarta::analysis::lifecycle::{ConflictKind, Timelines, conflicts, successions};
use systemkarta::graph::Graph;
use systemkarta::load::{Config, load_texts};
use systemkarta::model::{Date, Days, Span};

use naive::{Why, World as _};
use world::{Map, map};

/// The days that are asked about: long before all dates, each day on which something can happen, and long after.
fn days() -> Vec<Date> {
    let near = (1..=world::LAST).map(world::date);
    let far = ["1950-06-01", "2150-06-01"].map(|day| day.parse().unwrap());
    near.chain(far).collect()
}

fn spans() -> impl Strategy<Value = Vec<(i8, i8)>> {
    proptest::collection::vec((1..=28_i8, 1..=28_i8), 0..5)
}

fn set(spans: &[(i8, i8)]) -> Days {
    spans.iter().map(|&(first, last)| Span { first: world::date(first), last: world::date(last) }).collect()
}

fn is_in(spans: &[(i8, i8)], day: i8) -> bool {
    spans.iter().any(|&(first, last)| first <= day && day <= last)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_of_days_are_sets(a in spans(), b in spans(), c in spans(), least in 1..4_usize) {
        let (x, y, z) = (set(&a), set(&b), set(&c));
        let (and, or, minus, not) = (x.and(&y), x.or(&y), x.minus(&y), x.not());
        let some = Days::at_least(least, [&x, &y, &z]);
        for day in 1..=28 {
            let date = world::date(day);
            let (in_a, in_b, in_c) = (is_in(&a, day), is_in(&b, day), is_in(&c, day));
            prop_assert_eq!(x.contains(date), in_a);
            prop_assert_eq!(and.contains(date), in_a && in_b);
            prop_assert_eq!(or.contains(date), in_a || in_b);
            prop_assert_eq!(minus.contains(date), in_a && !in_b);
            prop_assert_eq!(not.contains(date), !in_a);
            let count = [in_a, in_b, in_c].iter().filter(|&&is_in| is_in).count();
            prop_assert_eq!(some.contains(date), count >= least);
        }
        // The same set is the same value: in order, apart from each other, none empty.
        for days in [&and, &or, &minus, &not, &some] {
            prop_assert!(days.spans().iter().all(|span| span.first <= span.last));
            let apart = |pair: &[Span]| pair[0].last.tomorrow().unwrap() < pair[1].first;
            prop_assert!(days.spans().windows(2).all(apart));
        }
        prop_assert_eq!(&not.not(), &x);
        prop_assert_eq!(&x.or(&y), &y.or(&x));
        prop_assert_eq!(&x.minus(&y), &x.and(&y.not()));
        prop_assert!(or.minus(&x).minus(&y).is_never());
    }

}

proptest! {
    // The second implementation is slow.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_conflict_is_one_on_the_days_that_it_tells_and_on_no_other(map in map()) {
        let (graph, today) = open(&map);
        let timelines = Timelines::of(&graph, today);
        let mut told: BTreeMap<(String, String, Why), Days> = BTreeMap::new();
        for conflict in conflicts(&timelines) {
            let [dependent, dependency] =
                [conflict.dependent, conflict.dependency].map(|ix| graph.element(ix).id().to_owned());
            let why = match conflict.kind {
                ConflictKind::Retired => Why::Retired,
                ConflictKind::NotYetActive => Why::NotYetActive,
                ConflictKind::Unsupported => Why::Unsupported,
                ConflictKind::AgreementEnded => Why::AgreementEnded,
            };
            prop_assert!(!conflict.days.is_never());
            let again = told.insert((dependent, dependency, why), conflict.days);
            prop_assert!(again.is_none(), "one finding for each two and each kind");
        }
        for day in days() {
            let expected = map.conflicts_on(day);
            let found: Vec<_> =
                told.iter().filter(|(_, days)| days.contains(day)).map(|(key, _)| key.clone()).collect();
            prop_assert_eq!(found, expected, "on {} of\n{}", day, map.yaml());
        }
    }

    #[test]
    fn what_is_in_use_is_so_on_the_days_of_its_phases(map in map()) {
        let (graph, today) = open(&map);
        let timelines = Timelines::of(&graph, today);
        let model = graph.model();
        for ix in graph.elements() {
            let element = graph.element(ix);
            for day in days() {
                let in_use = map.in_use(element.id(), day);
                prop_assert_eq!(timelines.in_use(ix).contains(day), in_use, "{} on {}", element.id(), day);
                prop_assert_eq!(model.in_use(element, day), in_use);
                let supported = !timelines.unsupported(ix).contains(day);
                prop_assert_eq!(supported, map.is_supported(element.id(), day), "{} on {}", element.id(), day);
            }
        }
    }

    #[test]
    fn in_a_gap_nobody_is_there_and_side_by_side_both_are(map in map()) {
        let (graph, today) = open(&map);
        let timelines = Timelines::of(&graph, today);
        for succession in successions(&timelines) {
            let id = |ix| graph.element(ix).id();
            let followed =
                |day| succession.successors.iter().any(|&successor| map.in_use(id(successor), day));
            for day in days() {
                if succession.gap.is_some_and(|gap| gap.contains(day)) {
                    prop_assert!(!map.in_use(id(succession.element), day) && !followed(day));
                }
                if let Some(overlap) = succession.overlap
                    && (day == overlap.first || day == overlap.last)
                {
                    prop_assert!(map.in_use(id(succession.element), day) && followed(day));
                }
            }
            // The day after its last one is in a gap unless somebody follows.
            let last = days().into_iter().filter(|&day| map.in_use(id(succession.element), day)).max();
            if let Some(next) = last.filter(|&last| world::date(1) <= last && last < world::date(28)).and_then(|last| last.tomorrow().ok()) {
                prop_assert_eq!(succession.gap.is_some_and(|gap| gap.contains(next)), !followed(next));
            }
        }
    }
}

fn open(map: &Map) -> (Graph, Date) {
    let text = map.yaml();
    let loaded = load_texts([("map.yaml", text.as_str())], &Config::default());
    assert_eq!(loaded.findings, [], "{text}");
    let (graph, findings) = Graph::build(&Arc::new(loaded.model));
    assert_eq!(findings, [], "{text}");
    (graph, world::date(map.today))
}
