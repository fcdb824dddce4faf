//! Laws that hold of every map and question, whatever the implementation: both must obey.

mod change;
mod growth;
mod shape;

use super::answer::Answer;
use super::engine::Engine;
use super::naive::Naive;
use super::question::Question;
use super::world::{Ref, World};
use proptest::prelude::*;
use std::collections::BTreeSet;

const CASES: u32 = 150;

/// The answers of both implementations.
fn answers(world: &World, question: &Question) -> [Answer; 2] {
    [Naive::of(world, question).answer, Engine::of(world, question, 1).answer]
}

/// That nothing but some elements is disrupted more, or sooner.
fn no_worse(
    before: &Answer,
    after: &Answer,
    except: &BTreeSet<String>,
    (world, question): (&World, &Question),
) -> Result<(), TestCaseError> {
    for id in world.things.iter().map(|thing| &thing.id).filter(|id| !except.contains(*id)) {
        prop_assert!(after.disruption(id) <= before.disruption(id), "{}\n{}", id, question.told(world));
        let not_sooner = |before: Option<u64>, after: Option<u64>| {
            after.is_none_or(|after| before.is_some_and(|before| before <= after))
        };
        prop_assert!(not_sooner(before.stops_at(id), after.stops_at(id)), "{}\n{}", id, question.told(world));
        prop_assert!(
            not_sooner(before.disturbed_at(id), after.disturbed_at(id)),
            "{}\n{}",
            id,
            question.told(world)
        );
    }
    Ok(())
}

/// That nobody but some elements has more work.
fn no_more_work(
    before: &Answer,
    after: &Answer,
    except: &BTreeSet<String>,
    (world, question): (&World, &Question),
) -> Result<(), TestCaseError> {
    for id in world.things.iter().map(|thing| &thing.id).filter(|id| !except.contains(*id)) {
        prop_assert!(after.work(id) <= before.work(id), "{}\n{}", id, question.told(world));
    }
    Ok(())
}

/// Every reference of a map of some fields that suits, members of groups too, by element and place in `says`.
fn places(world: &World, suits: &dyn Fn(&str, &Ref) -> bool) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (element, thing) in world.things.iter().enumerate() {
        let suitable =
            thing.says.iter().enumerate().filter(|(_, (field, reference))| suits(field, reference));
        places.extend(suitable.map(|(place, _)| (element, place)));
    }
    places
}
