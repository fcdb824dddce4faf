//! The two implementations agree, on random maps and questions.

use super::answer::Affected;
use super::engine::Engine;
use super::maps::{cases, cases_of_several_windows};
use super::naive::Naive;
use super::question::Question;
use super::replay::{replay, replay_work};
use super::world::World;
use proptest::prelude::*;
use std::collections::BTreeMap;
use systemkarta::model::{Disruption, Work};

const CASES: u32 = 200;

/// Both implementations' answers to a question, and how the map was written.
fn both<'w>(world: &'w World, question: &Question, style: u64) -> (Naive<'w>, Engine) {
    (Naive::of(world, question), Engine::of(world, question, style))
}

/// Something of each affected element that has it.
fn each<T>(of: &BTreeMap<String, Affected>, part: impl Fn(&Affected) -> Option<T>) -> BTreeMap<&str, T> {
    of.iter().filter_map(|(id, affected)| Some((id.as_str(), part(affected)?))).collect()
}

/// What becomes of an element: from when, from when less, and from when felt.
type Becomes = (Disruption, Option<u64>, Option<u64>, Option<u64>);

fn disruption(a: &Affected) -> Option<Becomes> {
    (a.disruption != Disruption::None).then_some((a.disruption, a.time, a.degraded_from, a.felt))
}

fn work(a: &Affected) -> Option<Work> {
    Some(a.work).filter(|work| *work != Work::None)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_is_disrupted_as_much_and_as_soon((world, question) in cases(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(&engine.answer.changed, &naive.answer.changed);
        prop_assert_eq!(each(&engine.answer.affected, disruption), each(&naive.answer.affected, disruption),
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn the_same_holds_with_several_windows((world, question) in cases_of_several_windows(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(each(&engine.answer.affected, disruption), each(&naive.answer.affected, disruption),
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn everybody_has_the_same_work((world, question) in cases_of_several_windows(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(each(&engine.answer.affected, work), each(&naive.answer.affected, work),
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn every_claim_of_disruption_is_as_short_and_as_sure((world, question) in cases(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        let claim = |a: &Affected| disruption(a).map(|_| a.claim);
        prop_assert_eq!(each(&engine.answer.affected, claim), each(&naive.answer.affected, claim),
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn every_claim_of_work_is_as_short_and_as_sure((world, question) in cases_of_several_windows(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        let claim = |a: &Affected| a.work_claim;
        prop_assert_eq!(each(&engine.answer.affected, claim), each(&naive.answer.affected, claim),
            "left the engine, right the second implementation\n{}", question.told(&world));
        for (id, affected) in &engine.answer.affected {
            if disruption(affected).is_none() {
                prop_assert_eq!(Some(affected.claim), affected.work_claim, "{}", id);
            }
        }
    }

    #[test]
    fn the_same_is_kept_from_the_same((world, question) in cases(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(&engine.answer.kept, &naive.answer.kept,
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn the_same_is_kept_with_several_windows((world, question) in cases_of_several_windows(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(&engine.answer.kept, &naive.answer.kept,
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn whatever_is_kept_is_kept_by_something_that_it_has((world, question) in cases(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        for (id, from, by) in &engine.kept {
            let kept = naive.kept.get(&world.number(id));
            prop_assert!(kept.is_some_and(|kept| kept.from >= *from && kept.reasons.contains(by)),
                "{} from {} by {:?}, not {:?}\n{}", id, from, by, kept, question.told(&world));
            prop_assert!(engine.answer.disruption(id) < *from);
        }
    }

    #[test]
    fn the_same_is_freed((world, question) in cases_of_several_windows(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(&engine.answer.freed, &naive.answer.freed,
            "left the engine, right the second implementation\n{}", question.told(&world));
    }

    #[test]
    fn every_proof_carries_what_it_claims((world, question) in cases(), style: u64) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(replay(&naive, &engine), Ok(()), "{}", question.told(&world));
        prop_assert_eq!(replay_work(&naive, &engine), Ok(()), "{}", question.told(&world));
    }

    #[test]
    fn every_proof_of_several_windows_carries_what_it_claims(
        (world, question) in cases_of_several_windows(),
        style: u64,
    ) {
        let (naive, engine) = both(&world, &question, style);
        prop_assert_eq!(replay(&naive, &engine), Ok(()), "{}", question.told(&world));
        prop_assert_eq!(replay_work(&naive, &engine), Ok(()), "{}", question.told(&world));
    }
}
