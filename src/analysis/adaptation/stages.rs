//! Stages: what each plateau delivers, what runs then, and what falling back from it would mean.

use super::Planned;
use super::fate::Fate;
use super::programme::Programme;
use crate::analysis::lifecycle::Timelines;
use crate::graph::{Direction, ElementIx, WalkOptions};
use crate::model::{Criticality, Date, Days, Money, Section, Sums};

/// A plateau to come, or what comes after the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The plateau by its number; nothing for what comes after the programme.
    pub plateau: Option<usize>,
    /// What it delivers: indices of [`super::Adaptation::systems`], in order.
    pub moves: Vec<usize>,
    /// The yearly cost of everything in use on the day of the plateau before, or on the day of the plan; nothing after
    /// the programme.
    pub running_before: Sums,
    /// The same on the day of this plateau.
    pub running_after: Sums,
    /// What has a yearly cost and came into use between the two days, in the order of the map.
    pub started: Vec<ElementIx>,
    /// What has one and went out of use between them.
    pub ended: Vec<ElementIx>,
    /// What falling back from it to the plateau before would mean.
    pub fallback: Fallback,
}

/// What falling back from a plateau to the one before would mean, as far as the map proves it. All are indices of
/// [`super::Adaptation::systems`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fallback {
    /// What was replaced or retired and would have to be in use again.
    pub back: Vec<usize>,
    /// What was adapted and would rest again on what is given up.
    pub again: Vec<usize>,
    /// What was adapted for a standard alone, and would lose no more than that.
    pub lower: Vec<usize>,
    /// What was introduced and would be taken out.
    pub out: Vec<usize>,
    /// How many processes hang on any of these.
    pub processes: usize,
    /// How many of them are critical.
    pub critical: usize,
}

/// Parts what is moved, in order, among the plateaus to come.
///
/// Complexity: O(V) for each plateau, and O(V + E) for each that delivers something.
pub(super) fn of(
    timelines: &Timelines<'_>,
    programme: &Programme,
    systems: &[Planned],
    moves: &[usize],
    at: Date,
) -> Vec<Stage> {
    let costs: Vec<(ElementIx, &Days, Money)> = yearly(timelines);
    let running =
        |day: Date| costs.iter().filter(|(_, days, _)| days.contains(day)).map(|(.., cost)| *cost).collect();
    let changed = |before: Date, after: Date| -> Vec<ElementIx> {
        let is_new = |days: &Days| days.contains(after) && !days.contains(before);
        costs.iter().filter(|(_, days, _)| is_new(days)).map(|(ix, ..)| *ix).collect()
    };
    let mut before = at;
    let after = programme.plateaus.len();
    let to_come = programme.to_come(at);
    (to_come.chain([after]))
        .filter_map(|plateau| {
            let laid_here = |&&system: &&usize| {
                systems.get(system).and_then(|s| s.placed.as_ref()).is_some_and(|p| p.plateau == plateau)
            };
            let moves: Vec<usize> = moves.iter().filter(laid_here).copied().collect();
            let Some(day) = programme.day(plateau) else {
                return (!moves.is_empty()).then(|| Stage {
                    plateau: None,
                    moves,
                    running_before: Sums::default(),
                    running_after: Sums::default(),
                    started: Vec::new(),
                    ended: Vec::new(),
                    fallback: Fallback::default(),
                });
            };
            let fallback = fallback(timelines, systems, &moves, day);
            let stage = Stage {
                plateau: Some(plateau),
                moves,
                running_before: running(before),
                running_after: running(day),
                started: changed(before, day),
                ended: changed(day, before),
                fallback,
            };
            before = day;
            Some(stage)
        })
        .collect()
}

fn yearly<'t>(timelines: &'t Timelines<'_>) -> Vec<(ElementIx, &'t Days, Money)> {
    let graph = timelines.graph();
    let cost = |ix: ElementIx| Some((ix, timelines.in_use(ix), graph.element(ix).cost()?.yearly?.value));
    graph.elements().filter_map(cost).collect()
}

fn fallback(timelines: &Timelines<'_>, systems: &[Planned], moves: &[usize], day: Date) -> Fallback {
    let mut fallback = Fallback::default();
    for &index in moves {
        let Some(system) = systems.get(index) else { continue };
        match system.fate {
            Fate::Keep => {}
            Fate::Introduce => fallback.out.push(index),
            Fate::Replace | Fate::Retire => fallback.back.push(index),
            Fate::Adapt if system.troubles().next().is_some() => fallback.again.push(index),
            Fate::Adapt => fallback.lower.push(index),
        }
    }
    if moves.is_empty() {
        return fallback;
    }
    let graph = timelines.graph();
    let in_use = graph.in_use(day);
    let options = WalkOptions { direction: Direction::Downstream, depth: None, admitted: Some(&in_use) };
    let starts = moves.iter().filter_map(|&index| systems.get(index)).map(|system| system.element.node());
    let walk = graph.walk(starts, &options);
    let reached = walk.nodes().iter().filter_map(|&node| graph.as_element(node)).map(|ix| graph.element(ix));
    for process in reached.filter(|element| element.section == Section::Processes) {
        fallback.processes += 1;
        fallback.critical += usize::from(process.criticality() == Some(&Criticality::Critical));
    }
    fallback
}
