//! What makes things better, and what makes them worse.

use super::super::maps::{cases, cases_of_several_windows};
use super::super::naive::Naive;
use super::super::net::Net;
use super::super::question::{FOREVER, Question};
use super::super::world::{Need, Ref, SCHEDULES, Thing, To, World};
use super::{CASES, answers, no_more_work, no_worse, places};
use proptest::prelude::*;
use std::collections::BTreeSet;
use systemkarta::model::ChangeKind;

/// Fields in which a tolerance means something.
const TOLERANT: [&str; 6] = ["depends_on", "supports", "part_of", "runs_on", "via", "consumer"];

const MANY_YEARS: u64 = 20 * 365 * 24 * 60;

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_greater_tolerance_never_makes_anything_worse(
        (world, question) in cases_of_several_windows(),
        which: usize,
        member: usize,
        hours in 1..30_u64,
    ) {
        let places = places(&world, &|field, _| TOLERANT.contains(&field));
        prop_assume!(!places.is_empty());
        let (element, place) = places[which % places.len()];
        let mut patient = world.clone();
        raise(&mut patient.things[element], place, member, hours);
        for (before, after) in answers(&world, &question).iter().zip(answers(&patient, &question)) {
            no_worse(before, &after, &BTreeSet::new(), (&world, &question))?;
        }
    }

    #[test]
    fn another_member_never_makes_anything_worse(
        (mut world, question) in cases_of_several_windows(),
        which: usize,
        inner: usize,
    ) {
        let places = places(&world, &|_, reference| matches!(reference.to, To::Group(..)));
        prop_assume!(!places.is_empty());
        let (element, place) = places[which % places.len()];
        let before = answers(&world, &question);
        prop_assume!(join(&mut world, &question, element, place, inner));
        let added = BTreeSet::from(["added".to_owned()]);
        for (before, after) in before.iter().zip(answers(&world, &question)) {
            no_worse(before, &after, &added, (&world, &question))?;
            no_more_work(before, &after, &added, (&world, &question))?;
        }
    }

    #[test]
    fn a_longer_outage_never_does_less(
        (world, question) in cases_of_several_windows(),
        which: usize,
        hours in 1..60_u64,
        for_good: bool,
    ) {
        let mut longer = question.clone();
        let windows = longer.asked.iter_mut().filter_map(|asked| asked.window.as_mut());
        let mut windows: Vec<_> = windows.filter(|window| window.1 != FOREVER).collect();
        prop_assume!(!windows.is_empty());
        let which = which % windows.len();
        windows[which].1 = if for_good { FOREVER } else { windows[which].1 + 60 * hours };
        for (before, after) in answers(&world, &question).iter().zip(answers(&world, &longer)) {
            no_worse(&after, before, &BTreeSet::new(), (&world, &question))?;
            no_more_work(&after, before, &BTreeSet::new(), (&world, &question))?;
        }
    }

    #[test]
    fn without_a_relation_nothing_is_worse((world, question) in cases_of_several_windows(), which: usize) {
        let places = places(&world, &|field, _| !matches!(field, "provider" | "consumer"));
        prop_assume!(!places.is_empty());
        let (element, place) = places[which % places.len()];
        let mut without = world.clone();
        without.things[element].says.remove(place);
        for (before, after) in answers(&world, &question).iter().zip(answers(&without, &question)) {
            // What is no part any more is no cause any more.
            no_worse(before, &after, &before.changed, (&world, &question))?;
        }
    }

    #[test]
    fn causes_together_do_what_each_does((world, question) in cases_of_several_windows()) {
        // A cause counts as in use: what is not, and is asked about, may help out where it did not before.
        prop_assume!(question.asked.iter().all(|asked| world.things[asked.element].in_use()));
        let together = answers(&world, &question);
        for asked in &question.asked {
            let alone = Question { asked: vec![*asked], ..question.clone() };
            for (together, alone) in together.iter().zip(answers(&world, &alone)) {
                no_worse(together, &alone, &together.changed, (&world, &question))?;
                no_more_work(together, &alone, &together.changed, (&world, &question))?;
                // What stays in use needs what it rests on.
                let all_go = question.asked.iter().all(|asked| asked.kind == ChangeKind::Retire);
                let mut freed = alone.freed.difference(&together.changed).filter(|_| all_go);
                prop_assert!(freed.all(|id| together.freed.contains(id)), "{}", question.told(&world));
            }
        }
    }

    #[test]
    fn an_outage_of_many_years_is_one_without_end((world, question) in cases()) {
        // Longer than all tolerances of these maps together.
        let mut long = question.clone();
        let mut endless = question.clone();
        long.asked.iter_mut().filter_map(|a| a.window.as_mut()).for_each(|w| w.1 = w.0 + MANY_YEARS);
        endless.asked.iter_mut().filter_map(|a| a.window.as_mut()).for_each(|w| w.1 = FOREVER);
        for (long, endless) in answers(&world, &long).iter().zip(answers(&world, &endless)) {
            prop_assert_eq!(&long.affected, &endless.affected, "{}", question.told(&world));
        }
    }
}

/// Lets an element do without something for longer: what it names, or one of the members of the group that it names.
fn raise(thing: &mut Thing, place: usize, member: usize, hours: u64) {
    let of_integration = (thing.need.tolerates, SCHEDULES[thing.schedule].1);
    let (field, reference) = &mut thing.says[place];
    let implied = if *field == "consumer" { of_integration.0.or(of_integration.1) } else { None };
    let all = reference.all().len();
    let mut at = 0;
    reference.all_mut(&mut |reference| {
        if at == member % all {
            let before = reference.need.tolerates.or(implied).unwrap_or(0);
            reference.need.tolerates = Some(before + hours);
        }
        at += 1;
    });
}

/// Adds an element of its own to a group that has enough members in use, and says whether there was such a group.
fn join(world: &mut World, question: &Question, element: usize, place: usize, inner: usize) -> bool {
    let present = Net::of(world, question).present;
    let is_present = |reference: &Ref| {
        reference.all().iter().any(|leaf| matches!(leaf.to, To::One(element) if present[element]))
    };
    let reference = world.things[element].says[place].1.clone();
    let groups = reference.all().into_iter().filter(|r| matches!(r.to, To::Group(..))).count();
    let section = match world.things[element].says[place].0 {
        "runs_on" => "technologies",
        "uses" => "information",
        _ => "systems",
    };
    world.things.push(Thing::new("added", section));
    let number = world.things.len() - 1;
    let (mut at, mut done) = (0, false);
    world.things[element].says[place].1.all_mut(&mut |reference| {
        let To::Group(members, min_up) = &mut reference.to else { return };
        let in_use = members.iter().filter(|member| is_present(member)).count();
        if at == inner % groups && in_use >= *min_up {
            members.push(Ref { to: To::One(number), need: Need::default() });
            done = true;
        }
        at += 1;
    });
    done
}

#[test]
fn the_second_implementation_knows_that_more_of_a_group_is_not_always_better() {
    // Were there fewer members in use than needed, another one would only make up the number.
    let world = super::super::reading::world(
        "systems: {a: , b: , s: {depends_on: {any_of: [a, b], min_up: 2, strength: hard}}}",
    );
    let question = super::super::reading::question(&world, "outage a 0-4h");
    let naive = Naive::of(&world, &question);
    assert_eq!(naive.answer.to_string(), "s: stopped 0h; 1 declared\n");
}
