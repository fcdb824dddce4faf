//! Where proposals get in each other's way: two by two, each way with its reason and the elements concerned.
//!
//! The gravest first, and each element of two proposals only once: it stops together what it would not alone; one
//! counts on what the other takes away; both disturb it in the same open hours; both have it worked on.

use std::collections::BTreeSet;

use super::judge::Judgement;
use super::planned::moved;
use crate::analysis::{Change, Impact, ImpactOptions, Window, impact};
use crate::graph::{Direction, ElementIx, Graph};
use crate::model::{ChangeKind, Disruption, Moment, ServiceHours, Work, minutes_between};

/// A way in which two proposals get in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The two, by their place among the judgements; the one to change first.
    pub between: [usize; 2],
    /// Why.
    pub reason: Reason,
    /// On which elements, worst first.
    pub elements: Vec<ElementIx>,
}

/// Why two proposals get in each other's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Together they stop or degrade what neither does alone, or not so much.
    WorseTogether {
        /// Whether both say when they are made; else this holds if they are made at the same time.
        at_known_times: bool,
    },
    /// The first counts on what the second retires or replaces.
    TakenAway,
    /// Outages of both disturb the elements at the same time, while they are open.
    SameTime {
        /// From when both do.
        from: Moment,
        /// Until when; until further notice if nobody knows.
        until: Option<Moment>,
    },
    /// Both change the elements, disturb them or have them adapted.
    SameElements,
}

/// What the proposal at a place stops or degrades together with others, and not alone.
pub fn worse_with_others(collisions: &[Collision], index: usize) -> Vec<ElementIx> {
    let is_worse = |collision: &&Collision| {
        collision.between.contains(&index) && matches!(collision.reason, Reason::WorseTogether { .. })
    };
    collisions.iter().filter(is_worse).flat_map(|collision| collision.elements.iter().copied()).collect()
}

/// The collisions between proposals, in the order of the pairs.
///
/// Complexity: three impacts for each pair whose outages meet.
pub fn collisions(graph: &Graph, judgements: &[Judgement<'_>]) -> Vec<Collision> {
    let mut found = Vec::new();
    for (i, first) in judgements.iter().enumerate() {
        for (j, second) in judgements.iter().enumerate().skip(i + 1) {
            let mut told = BTreeSet::new();
            let mut add = |between, reason, elements: Vec<ElementIx>| {
                let elements: Vec<ElementIx> =
                    elements.into_iter().filter(|&element| told.insert(element)).collect();
                if !elements.is_empty() {
                    found.push(Collision { between, reason, elements });
                }
            };
            if let Some((at_known_times, elements)) = worse_together(graph, first, second) {
                add([i, j], Reason::WorseTogether { at_known_times }, elements);
            }
            add([i, j], Reason::TakenAway, taken_away(graph, first, second));
            add([j, i], Reason::TakenAway, taken_away(graph, second, first));
            if let Some((from, until, elements)) = same_time(graph, first, second) {
                add([i, j], Reason::SameTime { from, until }, elements);
            }
            add([i, j], Reason::SameElements, same_elements(first, second));
        }
    }
    found
}

/// What both stop or degrade together and neither does alone, if both are out at the same time.
fn worse_together(
    graph: &Graph,
    first: &Judgement<'_>,
    second: &Judgement<'_>,
) -> Option<(bool, Vec<ElementIx>)> {
    let known = first.plan.begins.zip(second.plan.begins);
    let zero = known.map(|(a, b)| a.min(b));
    let [a, b] = [first, second].map(|judgement| shifted(judgement, zero));
    let is_out = |change: &&Change| change.window.is_some();
    let meets = |x: &Change| b.iter().filter(is_out).any(|y| meet(x.window, y.window));
    if !a.iter().filter(is_out).any(meets) {
        return None;
    }
    let day = zero.map_or(first.plan.day.min(second.plan.day), Moment::date);
    let options = ImpactOptions { at: day, clock: zero };
    let moved = moved(graph.model(), [first.proposal, second.proposal]);
    let graph = moved.as_ref().unwrap_or(graph);
    let [alone_a, alone_b] = [&a, &b].map(|changes| impact(graph, changes, options));
    let together = impact(graph, &[a, b].concat(), options);
    let alone =
        |impact: &Impact<'_>, element| impact.on(element).map_or(Disruption::None, |on| on.disruption);
    let worse = together
        .affected
        .iter()
        .filter(|both| both.disruption > alone(&alone_a, both.element).max(alone(&alone_b, both.element)));
    Some((known.is_some(), worse.map(|both| both.element).collect()))
}

/// The changes of a proposal on a clock that starts earlier.
fn shifted(judgement: &Judgement<'_>, zero: Option<Moment>) -> Vec<Change> {
    let later = zero.zip(judgement.plan.begins).and_then(|(zero, begins)| minutes_between(zero, begins));
    let later = later.unwrap_or(0);
    let shift = |window: Window| Window {
        from: window.from.saturating_add(later),
        until: window.until.map(|until| until.saturating_add(later)),
    };
    let changes = judgement.plan.changes().into_iter();
    changes.map(|change| Change { window: change.window.map(shift), ..change }).collect()
}

/// Whether two times have a minute in common, or one goes over into the other.
fn meet(a: Option<Window>, b: Option<Window>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    b.until.is_none_or(|end| a.from <= end) && a.until.is_none_or(|end| b.from <= end)
}

/// What the first counts on and the second retires or replaces.
fn taken_away(graph: &Graph, first: &Judgement<'_>, second: &Judgement<'_>) -> Vec<ElementIx> {
    let gone = |judgement: &Judgement<'_>| -> BTreeSet<ElementIx> {
        let goes = |change: &&Change| matches!(change.kind, ChangeKind::Retire | ChangeKind::Replace);
        judgement.together.changes.iter().filter(goes).map(|change| change.element).collect()
    };
    let leaves = gone(first);
    let counted_on: BTreeSet<ElementIx> =
        first.plan.relies_on.iter().flat_map(|&on| beneath(graph, on)).collect();
    gone(second)
        .into_iter()
        .filter(|element| counted_on.contains(element) && !leaves.contains(element))
        .collect()
}

/// An element and what it rests on directly, groups looked through.
fn beneath(graph: &Graph, element: ElementIx) -> Vec<ElementIx> {
    let relations = graph.relations(element.node(), Direction::Upstream).into_iter();
    let passing = relations.filter(|(_, edge)| edge.relation.spec().passes_disruption);
    std::iter::once(element).chain(passing.flat_map(|(node, _)| graph.members_of(node))).collect()
}

/// What outages of both disturb at the same time while it is open, from the first such minute to the last.
fn same_time(
    graph: &Graph,
    first: &Judgement<'_>,
    second: &Judgement<'_>,
) -> Option<(Moment, Option<Moment>, Vec<ElementIx>)> {
    let mut elements = Vec::new();
    let (mut from, mut until) = (None::<Moment>, None::<Option<Moment>>);
    for affected in &first.together.affected {
        let time = disturbed(first, affected.element).zip(disturbed(second, affected.element));
        let Some(((a_from, a_until), (b_from, b_until))) = time else { continue };
        let begins = a_from.max(b_from);
        let ends = [a_until, b_until].into_iter().flatten().min();
        let hours = graph.element(affected.element).service_hours();
        if is_open(hours, begins, ends) {
            elements.push(affected.element);
            from = Some(from.map_or(begins, |from| from.min(begins)));
            until = Some(until.map_or(ends, |until| until.zip(ends).map(|(a, b)| a.max(b))));
        }
    }
    Some((from?, until?, elements))
}

/// From when to when outages of a proposal disturb an element.
fn disturbed(judgement: &Judgement<'_>, element: ElementIx) -> Option<(Moment, Option<Moment>)> {
    let affected = judgement.together.on(element)?;
    let starts = affected.degraded_from.or(affected.time)?;
    let is_outage = |change: &&Change| matches!(change.kind, ChangeKind::Outage | ChangeKind::Replace);
    let windows = judgement.together.changes.iter().filter(is_outage).filter_map(|change| change.window);
    let ends = windows.map(|window| window.until.unwrap_or(u32::MAX)).filter(|&end| end > starts).max()?;
    Some((judgement.plan.moment(starts)?, judgement.plan.moment(ends).filter(|_| ends < u32::MAX)))
}

/// Whether it is open at some minute of a time; without hours it is.
fn is_open(hours: Option<&ServiceHours>, from: Moment, until: Option<Moment>) -> bool {
    let length = match until {
        Some(until) => minutes_between(from, until),
        None => Some(u32::MAX),
    };
    let number = |n: i8| u32::try_from(n).unwrap_or(0);
    let day = number(from.weekday().to_monday_zero_offset());
    let minute = (day * 24 + number(from.hour())) * 60 + number(from.minute());
    let opens = hours.map_or(Some(0), |hours| hours.opens_in(minute));
    length.zip(opens).is_some_and(|(length, opens)| opens < length)
}

/// What both change, disturb or have adapted, or one does and the other tests. Two that only test it do not meet.
fn same_elements(first: &Judgement<'_>, second: &Judgement<'_>) -> Vec<ElementIx> {
    let causes = |judgement: &Judgement<'_>| judgement.together.causes();
    let affected = first.together.affected.iter().map(|affected| affected.element);
    let all = causes(first).into_iter().chain(affected);
    let is_shared = |element: &ElementIx| {
        let grave = [first, second].map(|judgement| graveness(judgement, *element));
        grave.iter().all(|grave| *grave > 0) && grave.iter().any(|grave| *grave > 1)
    };
    all.filter(is_shared).collect()
}

/// 0 if a proposal has nothing to do with an element, 1 if that is only tested, else 2.
fn graveness(judgement: &Judgement<'_>, element: ElementIx) -> u8 {
    if judgement.together.causes().binary_search(&element).is_ok() {
        return 2;
    }
    match judgement.together.on(element) {
        None => 0,
        Some(on) if on.disruption > Disruption::None || on.work > Work::Verify => 2,
        Some(_) => 1,
    }
}
