//! What of a map does not matter, and maps so plain that reach says it all.

use super::super::engine::{Engine, day, graph};
use super::super::maps::{cases, cases_of_several_windows, worlds};
use super::super::question::{Asked, Question};
use super::super::world::{Need, Ref, To, World};
use super::{CASES, answers};
use proptest::prelude::*;
use std::collections::BTreeMap;
use systemkarta::analysis::{ReachOptions, reach};
use systemkarta::graph::Direction;
use systemkarta::model::{ChangeKind, Disruption, Work};

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_all_is_hard_and_nobody_can_wait_everything_within_reach_stops(
        world in worlds(),
        causes in proptest::collection::vec(0..60_usize, 1..3),
        style: u64,
    ) {
        let world = hard_and_impatient(world);
        let asked: Vec<Asked> = causes.iter()
            .map(|cause| cause % world.things.len())
            .map(|element| Asked { element, kind: ChangeKind::Outage, window: Some((0, 60)) })
            .collect();
        let text = world.yaml(style);
        let graph = graph(&text);
        let causes: Vec<_> =
            asked.iter().map(|a| graph.find_element(&world.things[a.element].id).unwrap()).collect();
        let options = ReachOptions { direction: Direction::Downstream, depth: None, at: day() };
        let reach = reach(&graph, &causes, options);
        let reached: BTreeMap<String, usize> =
            reach.reached.iter().map(|r| (graph.element(r.element).id().to_owned(), r.distance)).collect();

        let question = Question::of(&asked);
        let [naive, _] = answers(&world, &question);
        for answer in [naive, Engine::of_text(&text, &world, &question).answer] {
            let stops: BTreeMap<String, usize> =
                answer.affected.iter().map(|(id, affected)| (id.clone(), affected.claim.distance)).collect();
            prop_assert_eq!(&stops, &reached, "{}", text);
            prop_assert!(answer.affected.values().all(|a| a.disruption == Disruption::Stopped && a.time == Some(0)));
            prop_assert!(answer.kept.is_empty());
        }
    }

    #[test]
    fn the_hours_of_an_element_are_its_own_affair(
        (world, question) in cases_of_several_windows(),
        which: usize,
        hours in 0..5_usize,
    ) {
        let element = which % world.things.len();
        let mut other = world.clone();
        other.things[element].hours = hours;
        for (mut one, mut other) in answers(&world, &question).into_iter().zip(answers(&other, &question)) {
            let id = &world.things[element].id;
            prop_assert_eq!(one.work(id), other.work(id));
            for answer in [&mut one, &mut other] {
                answer.affected.remove(id);
                answer.kept.remove(id);
            }
            prop_assert_eq!(one, other, "{}", question.told(&world));
        }
    }

    #[test]
    fn without_a_clock_nobody_is_closed((world, question) in cases()) {
        let question = Question { clock: None, ..question };
        let mut open = world.clone();
        open.things.iter_mut().for_each(|thing| thing.hours = 0);
        prop_assert_eq!(answers(&world, &question), answers(&open, &question), "{}", question.told(&world));
    }

    #[test]
    fn relations_that_pass_nothing_on_pass_nothing_on((world, question) in cases_of_several_windows()) {
        let mut without = world.clone();
        for thing in &mut without.things {
            thing.says.retain(|(field, _)| !matches!(*field, "uses" | "reads" | "carries" | "agreement"));
        }
        let disruptions = |world: &World| {
            answers(world, &question).map(|answer| {
                let mut disrupted = answer.affected;
                disrupted.retain(|_, affected| affected.disruption != Disruption::None);
                disrupted.values_mut().for_each(|a| (a.work, a.work_claim) = (Work::None, None));
                (disrupted, answer.kept)
            })
        };
        prop_assert_eq!(disruptions(&world), disruptions(&without), "{}", question.told(&world));
    }

    #[test]
    fn what_is_out_of_use_might_as_well_say_nothing((world, question) in cases_of_several_windows()) {
        let mut silent = world.clone();
        let before = answers(&world, &question);
        for thing in &mut silent.things {
            if !thing.in_use() && !before[0].changed.contains(&thing.id) && thing.section != "integrations" {
                thing.says.clear();
            }
        }
        prop_assert_eq!(before, answers(&silent, &question), "{}", question.told(&world));
    }

    #[test]
    fn a_group_of_one_is_its_member((world, question) in cases_of_several_windows()) {
        let mut grouped = world.clone();
        for thing in &mut grouped.things {
            for (field, reference) in &mut thing.says {
                let one = matches!(reference.to, To::One(_));
                if one && matches!(*field, "depends_on" | "runs_on" | "via" | "provider") {
                    let member = Ref { need: Need::default(), ..reference.clone() };
                    reference.to = To::Group(vec![member], 1);
                }
            }
        }
        // Work is another thing: a group may hold although its member works with less.
        let disruptions = |world: &World| {
            answers(world, &question).map(|answer| {
                let mut disrupted = answer.affected;
                disrupted.retain(|_, affected| affected.disruption != Disruption::None);
                disrupted.values_mut().for_each(|a| (a.work, a.work_claim) = (Work::None, None));
                (disrupted, answer.kept)
            })
        };
        prop_assert_eq!(disruptions(&world), disruptions(&grouped), "{}", question.told(&world));
    }
}

/// The map with every relation hard and without tolerance, groups that need all their members, and no parts, which
/// are soft to their wholes.
fn hard_and_impatient(mut world: World) -> World {
    for thing in &mut world.things {
        (thing.schedule, thing.hours) = (0, 0);
        thing.need = Need { hard: Some(true), tolerates: None };
        thing.says.retain(|(field, _)| *field != "part_of");
        for (field, reference) in &mut thing.says {
            let free = matches!(*field, "depends_on" | "supports" | "runs_on" | "via" | "consumer");
            reference.all_mut(&mut |reference| {
                reference.need = Need { hard: free.then_some(true), tolerates: None };
                if let To::Group(members, min_up) = &mut reference.to {
                    *min_up = members.len();
                }
            });
        }
        if thing.section != "integrations" {
            thing.need = Need::default();
        }
    }
    world
}
