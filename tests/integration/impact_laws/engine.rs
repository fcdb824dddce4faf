//! The implementation that is tested, asked in the words of these tests.

use super::answer::{Affected, Answer, Claim};
use super::question::{FOREVER, Question};
use super::world::{DAY, World};
use std::collections::BTreeMap;
use std::sync::Arc;
use systemkarta::analysis::{self, Basis, Change, Impact, ImpactOptions, Protection, Window};
use systemkarta::graph::{ElementIx, Graph};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::{Date, Disruption};

/// A question answered by the engine.
pub(crate) struct Engine {
    pub(crate) answer: Answer,
    /// What is kept, from what and by what.
    pub(crate) kept: Vec<(String, Disruption, Protection)>,
    /// Of disruption, by element.
    pub(crate) proofs: BTreeMap<String, Proof>,
    /// Of work.
    pub(crate) work_proofs: BTreeMap<String, Proof>,
}

/// A way that proves something, as ids.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proof {
    pub(crate) path: Vec<String>,
    pub(crate) beside: Vec<String>,
}

/// The graph of a map that is written as it should be.
pub(crate) fn graph(text: &str) -> Graph {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    assert_eq!(loaded.findings, [], "{text}");
    let (graph, findings) = Graph::build(&Arc::new(loaded.model));
    let unexpected: Vec<_> = findings.iter().filter(|finding| finding.rule != "self-dependency").collect();
    assert!(unexpected.is_empty(), "{unexpected:#?} {text}");
    graph
}

/// The day of every question: a Monday.
pub(crate) fn day() -> Date {
    DAY.parse().unwrap()
}

impl Engine {
    pub(crate) fn of(world: &World, question: &Question, style: u64) -> Self {
        Self::of_text(&world.yaml(style), world, question)
    }

    pub(crate) fn of_text(text: &str, world: &World, question: &Question) -> Self {
        let graph = graph(text);
        let changes: Vec<Change> = question
            .asked
            .iter()
            .map(|asked| Change {
                element: graph.find_element(&world.things[asked.element].id).unwrap(),
                kind: asked.kind,
                window: asked.window.map(|(from, until)| Window {
                    from: minutes(from),
                    until: (until != FOREVER).then(|| minutes(until)),
                }),
                implied: false,
            })
            .collect();
        let impact = analysis::impact(&graph, &changes, options(question));
        let id = |element: ElementIx| graph.element(element).id().to_owned();
        let ids = |elements: &[ElementIx]| elements.iter().copied().map(id).collect();
        let in_ids = |p: analysis::Proof| Proof { path: ids(&p.path), beside: ids(&p.beside) };
        let proofs = |of: &dyn Fn(ElementIx) -> Option<analysis::Proof>| {
            graph.elements().filter_map(|element| Some((id(element), in_ids(of(element)?)))).collect()
        };
        Self {
            answer: answer(&graph, &impact),
            kept: impact.protected.iter().map(|p| (id(p.element), p.from, p.by)).collect(),
            proofs: proofs(&|element| impact.proof(element)),
            work_proofs: proofs(&|element| impact.work_proof(element)),
        }
    }
}

fn minutes(minutes: u64) -> u32 {
    u32::try_from(minutes).unwrap()
}

fn options(question: &Question) -> ImpactOptions {
    let clock = question.clock.map(|minute| {
        let days = jiff::Span::new().days(i64::try_from(minute / 1440).unwrap());
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        day().saturating_add(days).at(i8::try_from(hour).unwrap(), i8::try_from(minute).unwrap(), 0, 0)
    });
    ImpactOptions { at: day(), clock }
}

fn answer(graph: &Graph, impact: &Impact<'_>) -> Answer {
    let id = |element: ElementIx| graph.element(element).id().to_owned();
    let claim =
        |claim: analysis::Claim| Claim { distance: claim.distance, assumed: claim.basis == Basis::Assumed };
    let mut answer = Answer::default();
    for affected in &impact.affected {
        let of_it = Affected {
            disruption: affected.disruption,
            time: affected.time.map(u64::from),
            felt: affected.felt.map(u64::from),
            degraded_from: affected.degraded_from.map(u64::from),
            work: affected.work,
            claim: claim(affected.claim),
            work_claim: affected.work_claim.map(claim),
        };
        let twice = answer.affected.insert(id(affected.element), of_it);
        assert_eq!(twice, None, "an element is in the answer twice");
    }
    let mut kept: BTreeMap<String, Disruption> = BTreeMap::new();
    for protected in &impact.protected {
        let from = kept.entry(id(protected.element)).or_insert(protected.from);
        *from = protected.from.max(*from);
    }
    answer.kept = kept;
    answer.freed = impact.freed.iter().copied().map(id).collect();
    assert_eq!(answer.freed.len(), impact.freed.len(), "freed twice");
    answer.changed = impact.changes.iter().map(|change| id(change.element)).collect();
    answer
}
