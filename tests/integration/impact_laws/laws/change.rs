//! What a change cannot do.

use super::super::engine::Engine;
use super::super::maps::{cases, cases_of_several_windows};
use super::super::question::Question;
use super::{CASES, answers};
use proptest::prelude::*;
use systemkarta::model::{ChangeKind, Disruption, Work};

fn only_works(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::Interface | ChangeKind::Upgrade | ChangeKind::Modify | ChangeKind::Need)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn interface_upgrade_modify_and_need_disrupt_nothing((world, question) in cases()) {
        let mut question = question;
        question.asked.retain(|asked| only_works(asked.kind));
        for answer in answers(&world, &question) {
            let disrupted = |a: &super::super::answer::Affected| {
                a.disruption != Disruption::None || a.time.is_some() || a.degraded_from.is_some()
            };
            prop_assert!(!answer.affected.values().any(disrupted), "{}", question.told(&world));
            prop_assert!(answer.kept.is_empty() && answer.freed.is_empty(), "{}", question.told(&world));
        }
    }

    #[test]
    fn an_outage_brings_no_work_and_frees_nothing((world, question) in cases()) {
        let mut question = question;
        question.asked.retain(|asked| asked.kind == ChangeKind::Outage);
        for answer in answers(&world, &question) {
            prop_assert!(answer.affected.values().all(|a| a.work == Work::None && a.work_claim.is_none()));
            prop_assert!(answer.freed.is_empty(), "{}", question.told(&world));
        }
    }

    #[test]
    fn what_is_changed_is_never_in_the_answer((world, question) in cases_of_several_windows()) {
        for answer in answers(&world, &question) {
            for id in &answer.changed {
                prop_assert!(!answer.affected.contains_key(id), "{}", id);
                prop_assert!(!answer.kept.contains_key(id), "{}", id);
                prop_assert!(!answer.freed.contains(id), "{}", id);
            }
            for (id, affected) in &answer.affected {
                prop_assert!(affected.disruption != Disruption::None || affected.work != Work::None, "{}", id);
            }
        }
    }

    #[test]
    fn the_order_of_the_map_and_of_the_causes_changes_nothing(
        (world, question) in cases_of_several_windows(),
        style: u64,
        turn in 0..3_usize,
    ) {
        let mut turned = question.clone();
        let turn = turn % turned.asked.len();
        turned.asked.rotate_left(turn);
        let (one, other) = (Engine::of(&world, &question, 1), Engine::of(&world, &turned, style));
        prop_assert_eq!(&one.answer, &other.answer, "{}", question.told(&world));
        let sorted = |engine: &Engine| {
            let mut kept: Vec<String> = engine.kept.iter().map(|kept| format!("{kept:?}")).collect();
            kept.sort();
            kept
        };
        prop_assert_eq!(sorted(&one), sorted(&other), "{}", question.told(&world));
    }

    #[test]
    fn a_change_asked_for_twice_is_one((world, question) in cases_of_several_windows()) {
        let mut twice = question.clone();
        twice.asked.extend(question.asked.clone());
        for (once, twice) in answers(&world, &question).iter().zip(answers(&world, &twice)) {
            prop_assert_eq!(once, &twice, "{}", question.told(&world));
        }
    }

    #[test]
    fn what_only_brings_work_changes_no_disruption((world, question) in cases_of_several_windows()) {
        let mut disrupting = question.clone();
        disrupting.asked.retain(|asked| !only_works(asked.kind));
        for (all, some) in answers(&world, &question).iter().zip(answers(&world, &disrupting)) {
            // A cause counts as in use and lets through what information does not.
            let special = |id: &String| {
                let thing = &world.things[world.number(id)];
                !some.changed.contains(id) && (!thing.in_use() || thing.section == "information")
            };
            if all.changed.iter().any(special) {
                continue;
            }
            for id in world.things.iter().map(|thing| &thing.id).filter(|id| !all.changed.contains(*id)) {
                prop_assert_eq!(all.disruption(id), some.disruption(id), "{}\n{}", id, question.told(&world));
                prop_assert_eq!(all.stops_at(id), some.stops_at(id), "{}\n{}", id, question.told(&world));
            }
        }
    }

    #[test]
    fn an_hour_later_is_an_hour_later((world, question) in cases(), hours in 1..5_u64) {
        let question = Question { clock: None, ..question };
        let mut later = question.clone();
        let until = |minute: u64| if minute == u64::MAX { minute } else { minute + 60 * hours };
        for window in later.asked.iter_mut().filter_map(|asked| asked.window.as_mut()) {
            *window = (window.0 + 60 * hours, until(window.1));
        }
        for (mut now, later) in answers(&world, &question).into_iter().zip(answers(&world, &later)) {
            for affected in now.affected.values_mut() {
                affected.time = affected.time.map(until);
                affected.degraded_from = affected.degraded_from.map(until);
            }
            prop_assert_eq!(now, later, "{}", question.told(&world));
        }
    }
}
