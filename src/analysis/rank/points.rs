//! Single points of failure: what stops a process alone, and what to make redundant first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::batches::{in_batches, workers};
use super::outages::Stopped;
use super::stops::Stopping;
use super::{Limits, Rank, can_fail};
use crate::graph::{Dominators, ElementIx};

/// What stops a process alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinglePoints {
    /// The process.
    pub process: ElementIx,
    /// The systems, technologies and integrations whose outage alone stops it, in the order of the graph; nothing
    /// if that was not computed.
    pub elements: Option<Vec<ElementIx>>,
}

/// What is won when an element is made redundant with something independent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relief {
    /// The element.
    pub element: ElementIx,
    /// How many single points go, over all processes: itself, and what stopped a process only through it.
    pub removes: usize,
}

/// How many steps the search for what all processes rest on may take: a second or two.
const WORK: usize = 50_000_000;
/// As many steps is it worth to keep a single point in memory.
const KEPT: usize = 8;
/// How many relations outages may pass to see what sparing an element changes.
const WORK_TO_SPARE: usize = 10_000_000;

/// One of those who share the search, with what it has found to be won by sparing each element.
struct Worker<'w> {
    dominators: Dominators<'w>,
    removed: Vec<usize>,
}

/// The single points of each process, in their order, and what to make redundant first.
pub(super) fn of(stopping: &Stopping<'_>, limits: &mut Limits) -> (Vec<SinglePoints>, Vec<Relief>) {
    let graph = stopping.graph;
    let mut workers = workers(|| Worker {
        dominators: Dominators::new(&stopping.ways),
        removed: vec![0; graph.element_count()],
    });
    let processes = stopping.processes;
    let mut found = in_batches(&mut workers, processes.len(), WORK, |worker, i| {
        processes.get(i).map_or((None, 0), |&process| points_of(stopping, worker, process))
    });
    found.resize(processes.len(), None);
    add_played_through(stopping, &mut found);
    limits.processes = found.iter().filter(|points| points.is_none()).count();

    let mut removed = vec![0; graph.element_count()];
    for worker in &workers {
        removed.iter_mut().zip(&worker.removed).for_each(|(sum, more)| *sum += more);
    }
    let points = processes.iter().zip(found).map(|(&process, elements)| SinglePoints { process, elements });
    (points.collect(), reliefs(stopping, &removed, limits))
}

/// What stops a process over ways that need nothing else, with the steps that it took to find it. What is won by
/// sparing each element is every single point that it dominates.
fn points_of(
    stopping: &Stopping<'_>,
    worker: &mut Worker<'_>,
    process: ElementIx,
) -> (Option<Vec<ElementIx>>, usize) {
    let graph = stopping.graph;
    let Worker { dominators, removed } = worker;
    let Some(work) = dominators.run(process.node(), WORK) else { return (None, WORK) };
    let point = |node| graph.as_element(node).filter(|&ix| ix != process && can_fail(graph, ix));
    let weight = |node| u32::from(point(node).is_some_and(|ix| !stopping.apart.contains_key(&ix)));
    let sums = dominators.dominated(weight);
    let mut points = Vec::new();
    for (&node, sum) in dominators.reached().iter().zip(sums) {
        if let Some(element) = point(node) {
            points.push(element);
            if let Some(removed) = removed.get_mut(element.index()) {
                *removed += sum as usize;
            }
        }
    }
    points.sort_unstable();
    let work = work + KEPT * points.len();
    (Some(points), work)
}

/// Adds what stops a process because several members of a group hang on it.
fn add_played_through(stopping: &Stopping<'_>, found: &mut [Option<Vec<ElementIx>>]) {
    let mut grown = BTreeSet::new();
    for (element, stopped) in played_through(stopping) {
        for stopped in stopped {
            if let Some(Some(points)) = found.get_mut(stopped.process) {
                points.push(element);
                grown.insert(stopped.process);
            }
        }
    }
    for process in grown {
        if let Some(Some(points)) = found.get_mut(process) {
            points.sort_unstable();
            points.dedup();
        }
    }
}

/// What can fail and was played through, with what that stops.
fn played_through<'s>(stopping: &'s Stopping<'_>) -> impl Iterator<Item = (ElementIx, &'s [Stopped])> {
    let of = |(&element, stopped): (&ElementIx, &'s Option<Vec<Stopped>>)| {
        Some((element, stopped.as_deref()?)).filter(|_| can_fail(stopping.graph, element))
    };
    stopping.apart.iter().filter_map(of)
}

/// The elements that take most single points away. What was played through is played again without each of them.
fn reliefs(stopping: &Stopping<'_>, removed: &[usize], limits: &mut Limits) -> Vec<Relief> {
    let graph = stopping.graph;
    let played: Vec<(ElementIx, &[Stopped])> = played_through(stopping).collect();
    let own = |ix: &ElementIx| stopping.apart.get(ix).and_then(Option::as_ref).map_or(0, Vec::len);
    let at_once = |ix: ElementIx| removed.get(ix.index()).copied().unwrap_or(0);
    let mut best: Vec<(usize, ElementIx)> = graph
        .elements()
        .filter(|&ix| can_fail(graph, ix))
        .map(|ix| (at_once(ix) + own(&ix), ix))
        .filter(|(removes, _)| *removes > 0)
        .collect();
    best.sort_unstable_by(|(a, x), (b, y)| {
        b.cmp(a).then_with(|| graph.element(*x).id().cmp(graph.element(*y).id()))
    });
    best.truncate(Rank::RELIEFS);

    let outage = |i: usize| {
        let spared = best.get(i / played.len().max(1)).map(|&(_, spared)| spared);
        let out = played.get(i % played.len().max(1)).map(|&(out, _)| out);
        stopping.outage_without(out, spared)
    };
    let answers = stopping.outages().play(best.len() * played.len(), WORK_TO_SPARE, outage);
    limits.reliefs = answers.len() < best.len() * played.len();
    let mut reliefs: Vec<Relief> = Vec::new();
    for (i, (_, element)) in best.into_iter().enumerate() {
        let Some(without) = answers.get(i * played.len()..(i + 1) * played.len()) else { break };
        let stop = |played: &[Stopped], out: ElementIx| {
            played.iter().filter(|stopped| stopping.processes.get(stopped.process) != Some(&out)).count()
        };
        let saved = played
            .iter()
            .zip(without)
            .map(|(&(out, before), after)| before.len() - stop(after, out).min(before.len()));
        reliefs.push(Relief { element, removes: at_once(element) + saved.sum::<usize>() });
    }
    let id = |relief: &Relief| graph.element(relief.element).id().to_owned();
    reliefs.sort_by_cached_key(|relief| (Reverse(relief.removes), id(relief)));
    reliefs
}
