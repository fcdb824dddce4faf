//! The work that a proposal brings, and the effort that was answered, by owner.

use std::collections::BTreeMap;

use super::{Judged, people};
use crate::graph::ElementIx;
use crate::model::Work;
use crate::report::page::{Line, Part};

/// What an owner has to do with: what is changed, replaced, adapted and tested.
type Tasks = BTreeMap<&'static str, Vec<ElementIx>>;

/// The words for tasks, in the order in which they are told.
const TASKS: [&str; 4] = ["change ", "replace ", "adapt ", "test "];

/// The work of each owner, of what is itself changed too, and the effort that it answered. Whoever answered an effort
/// is told, whatever it owns.
pub(super) fn part<'a>(judged: &Judged<'a>) -> Part<'a> {
    let line = |(owner, tasks): (Option<&'a str>, Tasks)| {
        let to_do = TASKS.iter().filter_map(|task| {
            let elements = tasks.get(task)?.iter();
            let ids = elements.map(|&ix| Line::new().id(judged.all.graph.element(ix).id()));
            Some(Line::from(*task).then(Line::joined(ids)))
        });
        let to_do: Vec<Line<'a>> = to_do.collect();
        let who = match owner {
            Some(owner) => Line::new().id(owner),
            None => Line::new().aside("owned by nobody"),
        };
        let efforts = owner.map(|owner| people::efforts(judged, owner)).unwrap_or_default();
        let effort = match efforts.is_empty() {
            true => Line::new().aside("not answered"),
            false => Line::between(efforts, ", "),
        };
        let to_do = match to_do.is_empty() {
            true => Line::new().aside("nothing of its own"),
            false => Line::between(to_do, "; "),
        };
        who.words(": ").then(to_do).words("; effort: ").then(effort)
    };
    Part::lines("work and effort by owner", by_owner(judged).into_iter().map(line).collect())
}

/// Whether nobody has any.
pub(super) fn is_none(judged: &Judged<'_>) -> bool {
    by_owner(judged).is_empty()
}

fn by_owner<'a>(judged: &Judged<'a>) -> BTreeMap<Option<&'a str>, Tasks> {
    let graph = judged.all.graph;
    let judgement = judged.judgement;
    let mut changed = judgement.together.causes();
    changed.extend(judgement.set(graph));
    changed.sort_unstable();
    changed.dedup();
    let affected = judgement.together.affected.iter().filter_map(|affected| {
        let task = match affected.work {
            Work::None => return None,
            Work::Verify => "test ",
            Work::Adapt => "adapt ",
            Work::Replace => "replace ",
        };
        Some((affected.element, task))
    });
    let mut owners: BTreeMap<Option<&'a str>, Tasks> = BTreeMap::new();
    // What is changed and has to be adapted to another change is told once, by its work.
    let has_work = |element: ElementIx| judgement.together.on(element).is_some_and(|on| on.work > Work::None);
    let changed =
        changed.into_iter().filter(|&element| !has_work(element)).map(|element| (element, "change "));
    for (element, task) in changed.chain(affected) {
        let owner = graph.element(element).owner().map(|owner| owner.as_str());
        owners.entry(owner).or_default().entry(task).or_default().push(element);
    }
    for answer in judged.proposal.answers.iter().filter(|answer| answer.effort.is_some()) {
        owners.entry(Some(answer.owner.value.as_str())).or_default();
    }
    owners
}
