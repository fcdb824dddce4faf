//! Rank: laws against slow and plain second implementations, cases made by hand, hostile shapes, and the command.

mod cases;
mod command;
mod maps;
mod naive;
mod shapes;

use std::collections::BTreeSet;

use maps::{graph, maps};
use proptest::prelude::*;
use systemkarta::analysis::rank::{By, HangingOn, Holder, Rank, rank};
use systemkarta::analysis::{Change, ImpactOptions, Window, impact};
use systemkarta::graph::{Direction, ElementIx, Graph, WalkOptions};
use systemkarta::model::{ChangeKind, Criticality, Date, Disruption, Field, Section};

fn day() -> Date {
    "2008-01-01".parse().unwrap()
}

fn is_critical(graph: &Graph, ix: ElementIx) -> bool {
    graph.element(ix).criticality() == Some(&Criticality::Critical)
}

fn can_fail(graph: &Graph, ix: ElementIx) -> bool {
    matches!(graph.element(ix).section, Section::Systems | Section::Technologies | Section::Integrations)
}

/// The processes that stop, with their times, when some elements are out for good: those among `but` not counted.
fn stopped(
    graph: &Graph,
    answer: &Rank,
    out: &[ElementIx],
    but: &[ElementIx],
    spared: Option<ElementIx>,
) -> Vec<(u32, ElementIx)> {
    let times = naive::stops(graph, &graph.in_use(day()), out, spared);
    let processes = answer.processes.iter().filter(|ix| !but.contains(ix));
    let mut stopped: Vec<_> = processes.filter_map(|&ix| Some((*times.get(&ix.node())?, ix))).collect();
    stopped.sort_by_key(|(time, _)| *time);
    stopped
}

/// The processes that stop according to the answer about impact; its causes, the parts of what is out, among them.
fn stopped_by_impact(graph: &Graph, out: ElementIx) -> BTreeSet<ElementIx> {
    let window = Window { from: 0, until: None };
    let change = Change::new(graph, out, ChangeKind::Outage, window, day(), None);
    let answer = impact(graph, &[change], ImpactOptions { at: day(), clock: None });
    let affected = answer.affected.iter().filter(|a| a.disruption == Disruption::Stopped).map(|a| a.element);
    let all = affected.chain(answer.causes()).filter(|&ix| ix != out);
    all.filter(|&ix| graph.element(ix).section == Section::Processes).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_much_hangs_on_an_element_as_a_walk_from_it_reaches(text in maps()) {
        let graph = graph(&text);
        let answer = rank(&graph, day());
        let in_use = graph.in_use(day());
        prop_assert_eq!(answer.elements.len(), in_use.iter().filter(|used| **used).count());
        for ranked in &answer.elements {
            let options = WalkOptions { direction: Direction::Downstream, depth: None, admitted: Some(&in_use) };
            let walk = graph.walk([ranked.element.node()], &options);
            let reached: Vec<ElementIx> = walk.nodes().iter().filter_map(|&node| graph.as_element(node))
                .filter(|&ix| ix != ranked.element && graph.counts(ix.node())).collect();
            let count = |is: &dyn Fn(ElementIx) -> bool| reached.iter().filter(|ix| is(**ix)).count();
            let wanted = HangingOn {
                elements: reached.len(),
                critical: count(&|ix| is_critical(&graph, ix)),
                processes: count(&|ix| graph.element(ix).section == Section::Processes),
                e_services: count(&|ix| graph.element(ix).kind() == Some("e-service")),
            };
            prop_assert_eq!(ranked.hanging, wanted, "{} {}", graph.element(ranked.element).id(), text);
        }
        prop_assert!(!answer.limits.hanging_at_least);
    }

    #[test]
    fn an_outage_stops_what_it_stops_when_it_is_played_through(text in maps()) {
        let graph = graph(&text);
        let answer = rank(&graph, day());
        for ranked in &answer.elements {
            let out = ranked.element;
            let wanted = stopped(&graph, &answer, &[out], &[out], None);
            let found = ranked.stops.unwrap();
            let id = graph.element(out).id();
            prop_assert_eq!(found.processes, wanted.len(), "{} {}", id, text);
            let critical = wanted.iter().filter(|(_, ix)| is_critical(&graph, *ix)).count();
            prop_assert_eq!(found.critical, critical, "{} {}", id, text);
            let first = found.first.map(|first| (first.minutes, first.process));
            prop_assert_eq!(first, wanted.first().copied(), "{} {}", id, text);
        }
    }

    #[test]
    fn single_points_are_those_whose_outage_stops_the_process_by_impact(text in maps()) {
        let graph = graph(&text);
        let answer = rank(&graph, day());
        let in_use = graph.in_use(day());
        let mut wanted: Vec<BTreeSet<ElementIx>> = vec![BTreeSet::new(); answer.processes.len()];
        for out in graph.elements().filter(|&ix| in_use[ix.index()] && can_fail(&graph, ix)) {
            for process in stopped_by_impact(&graph, out) {
                let place = answer.processes.iter().position(|&ix| ix == process).unwrap();
                wanted[place].insert(out);
            }
        }
        let found: Vec<BTreeSet<ElementIx>> = answer.single_points.iter()
            .map(|points| points.elements.as_ref().unwrap().iter().copied().collect()).collect();
        prop_assert_eq!(&found, &wanted, "{}", text);
        prop_assert_eq!(answer.pairs, wanted.iter().map(BTreeSet::len).sum::<usize>());
    }

    #[test]
    fn sparing_an_element_takes_away_as_many_single_points_as_said(text in maps()) {
        let graph = graph(&text);
        let answer = rank(&graph, day());
        let in_use = graph.in_use(day());
        let outs: Vec<ElementIx> =
            graph.elements().filter(|&ix| in_use[ix.index()] && can_fail(&graph, ix)).collect();
        let pairs = |spared| -> usize {
            outs.iter().map(|&out| stopped(&graph, &answer, &[out], &[out], spared).len()).sum()
        };
        let all = pairs(None);
        prop_assert_eq!(all, answer.pairs);
        for relief in &answer.reliefs {
            prop_assert_eq!(relief.removes, all - pairs(Some(relief.element)), "{}", text);
        }
        prop_assert!(answer.reliefs.is_sorted_by_key(|relief| std::cmp::Reverse(relief.removes)));
        prop_assert!(all == 0 || !answer.reliefs.is_empty());
    }

    #[test]
    fn what_stops_together_is_what_stops_when_all_is_out(text in maps()) {
        let graph = graph(&text);
        let answer = rank(&graph, day());
        let in_use = graph.in_use(day());
        for held in &answer.concentration {
            let of = |ix: &ElementIx| {
                let element = graph.element(*ix);
                let names = |field| element.organisation(field).is_some_and(|id| id.as_str() == held.id);
                let agreement = element.references(Field::Agreement).and_then(|a| a.ids().next());
                let under = |id: &str| agreement.is_some_and(|a| a.as_str() == id);
                let is_held = match held.holder {
                    Holder::Owner => names(Field::Owner),
                    Holder::Supplier => {
                        names(Field::Operator) || names(Field::Supplier) || (held.id == "o2" && under("a0"))
                    }
                    Holder::Agreement => under(&held.id),
                    Holder::Technology => element.id() == held.id,
                };
                is_held && in_use[ix.index()] && can_fail(&graph, *ix)
            };
            let out: Vec<ElementIx> = graph.elements().filter(of).collect();
            prop_assert_eq!(held.elements, out.len(), "{:?}", held);
            let wanted = stopped(&graph, &answer, &out, &[], None);
            let found = held.stops.unwrap();
            prop_assert_eq!(found.processes, wanted.len(), "{:?} {}", held, text);
            let first = found.first.map(|first| (first.minutes, first.process));
            prop_assert_eq!(first, wanted.first().copied(), "{:?} {}", held, text);
        }
    }

    #[test]
    fn the_first_are_the_first_of_all(text in maps(), top in 1..9_usize) {
        let graph = graph(&text);
        let answer = rank(&graph, day());
        for by in [By::All, By::Critical, By::Processes, By::EServices, By::Stops, By::Time] {
            let (all, count) = answer.ranked(&graph, by, None, |_| true);
            let (first, of) = answer.ranked(&graph, by, Some(top), |_| true);
            prop_assert_eq!((count, of), (all.len(), all.len()));
            prop_assert_eq!(first.as_slice(), &all[..top.min(all.len())]);
        }
    }
}
