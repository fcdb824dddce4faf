//! The second implementation as a whole: slow and plain, from the words of the design and not from the code.

use super::answer::{Affected, Answer, Claim};
use super::disruption::{Level, Out};
use super::freed::freed;
use super::kept::{Kept, kept};
use super::labels::Labels;
use super::net::Net;
use super::question::{FOREVER, Question};
use super::work::work;
use super::world::World;
use std::collections::BTreeMap;
use systemkarta::model::{Disruption, Work};

/// A question answered, with all that the answer was found from.
pub(crate) struct Naive<'w> {
    pub(crate) net: Net<'w>,
    pub(crate) outs: Vec<Out>,
    pub(crate) kept: BTreeMap<usize, Kept>,
    pub(crate) answer: Answer,
}

impl<'w> Naive<'w> {
    pub(crate) fn of(world: &'w World, question: &Question) -> Self {
        let net = Net::of(world, question);
        let outs = net.outs();
        let labels = Labels::of(&net, &outs);
        // What comes over declared relations alone, whatever becomes of the others.
        let sure = Net { declared_only: true, ..Net::of(world, question) };
        let sure_outs = sure.outs();
        let sure_labels = Labels::of(&sure, &sure_outs);
        let tasks = work(&net, &outs);
        let mut without_end = question.clone();
        let windows = without_end.asked.iter_mut().filter_map(|asked| asked.window.as_mut());
        windows.for_each(|window| window.1 = FOREVER);
        let kept = kept(&net, &outs, &Net::of(world, &without_end).outs());
        let id = |element: usize| world.things[element].id.clone();
        let mut answer = Answer::default();
        for element in net.others() {
            let effect = net.effect(element, &outs[element]);
            let task = tasks.get(&element);
            let level =
                if effect.disruption == Disruption::Stopped { Level::Stopped } else { Level::Disturbed };
            let surely = sure.effect(element, &sure_outs[element]);
            let is_sure = (surely.disruption, surely.time) == (effect.disruption, effect.time);
            let known = if is_sure { (&sure, &sure_labels) } else { (&net, &labels) };
            let label = effect.time.and_then(|time| known.1.get(known.0, element, level, time));
            let work_claim = task.map(|task| claim(task.label));
            if let Some(claim) = label.map(claim).or(work_claim) {
                let affected = Affected {
                    disruption: effect.disruption,
                    time: effect.time,
                    felt: effect.time.and_then(|time| net.felt(element, time)),
                    degraded_from: effect.degraded_from,
                    work: task.map_or(Work::None, |task| task.work),
                    claim,
                    work_claim,
                };
                answer.affected.insert(id(element), affected);
            }
            assert_eq!(effect.time.is_some(), label.is_some(), "every disruption has a proof");
        }
        answer.freed = freed(&net, &outs).into_iter().map(id).collect();
        answer.kept = kept.iter().map(|(element, kept)| (id(*element), kept.from)).collect();
        answer.changed = net.changes.iter().map(|change| id(change.element)).collect();
        Self { net, outs, kept, answer }
    }
}

fn claim((distance, assumed): (usize, bool)) -> Claim {
    Claim { distance, assumed }
}
