//! Where proposals get in each other's way: two by two, each way with its reason and the elements concerned.
//!
//! The gravest first, and each element of two proposals only once: it stops together what it would not alone; one
//! counts on what the other takes away; both disturb it in the same open hours; both have it worked on. Two of which
//! one depends on the other come after each other on purpose: what is only wrong side by side is no collision of theirs.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::judge::Judgement;
use super::order::{before, contradicts};
use super::planned::moved;
use super::touches::{Touch, days_apart, shared};
use crate::analysis::{Change, Impact, ImpactOptions, Window, impact};
use crate::graph::{Direction, ElementIx, Graph};
use crate::model::{ChangeKind, Disruption, Moment, Proposal, ServiceHours, minutes_between};

/// Where some proposals meet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meetings {
    /// Where they get in each other's way, in the order of the pairs.
    pub collisions: Vec<Collision>,
    /// Where they have to do with the same, and do not.
    pub touches: Vec<Touch>,
}

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
    /// The first depends on the second, and begins before that ends.
    OutOfOrder,
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
    /// Both change the elements, disturb them or have them adapted, at about the same time.
    SameElements,
}

/// What the proposal at a place stops or degrades together with others, and not alone.
pub fn worse_with_others(collisions: &[Collision], index: usize) -> Vec<ElementIx> {
    let is_worse = |collision: &&Collision| {
        collision.between.contains(&index) && matches!(collision.reason, Reason::WorseTogether { .. })
    };
    collisions.iter().filter(is_worse).flat_map(|collision| collision.elements.iter().copied()).collect()
}

/// Where proposals meet, in the order of the pairs. Work on the same elements that is at least `clear_days` days apart
/// is no collision.
///
/// Complexity: three impacts for each pair whose outages meet; the pairs in parallel.
pub fn meetings(graph: &Graph, judgements: &[Judgement<'_>], clear_days: u32) -> Meetings {
    let proposals: Vec<&Proposal> = judgements.iter().map(|judgement| judgement.proposal).collect();
    let earlier = |proposal: &&Proposal| -> BTreeSet<&str> {
        before(proposal, &proposals).into_iter().map(|earlier| earlier.id.value.as_str()).collect()
    };
    let earlier: Vec<BTreeSet<&str>> = proposals.iter().map(earlier).collect();
    let mut pairs = Vec::new();
    for (i, first) in judgements.iter().enumerate() {
        for (j, second) in judgements.iter().enumerate().skip(i + 1) {
            let comes_before = |one: usize, other: &Proposal| {
                earlier.get(one).is_some_and(|earlier| earlier.contains(other.id.value.as_str()))
            };
            let order = match (comes_before(j, first.proposal), comes_before(i, second.proposal)) {
                (true, false) => Order::FirstThenSecond,
                (false, true) => Order::SecondThenFirst,
                _ => Order::None,
            };
            pairs.push(Pair { graph, between: [i, j], of: [first, second], order });
        }
    }
    let met: Vec<Meetings> = pairs.par_iter().map(|pair| pair.meet(clear_days)).collect();
    let mut all = Meetings::default();
    for Meetings { collisions, touches } in met {
        all.collisions.extend(collisions);
        all.touches.extend(touches);
    }
    all
}

/// Which of two proposals must be made before the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    None,
    FirstThenSecond,
    SecondThenFirst,
}

/// Two proposals.
struct Pair<'a> {
    graph: &'a Graph,
    between: [usize; 2],
    of: [&'a Judgement<'a>; 2],
    order: Order,
}

impl Pair<'_> {
    fn meet(&self, clear_days: u32) -> Meetings {
        let Self { graph, between: [i, j], of: [first, second], mut order } = *self;
        let mut found = Meetings::default();
        let swapped = match order {
            Order::FirstThenSecond => contradicts(first.proposal, second.proposal).then_some([j, i]),
            Order::SecondThenFirst => contradicts(second.proposal, first.proposal).then_some([i, j]),
            Order::None => None,
        };
        if let Some(between) = swapped {
            // Their times are what will be.
            order = Order::None;
            found.collisions.push(Collision { between, reason: Reason::OutOfOrder, elements: Vec::new() });
        }
        let mut told = BTreeSet::new();
        let mut add = |between, reason, elements: Vec<ElementIx>| {
            let elements: Vec<ElementIx> =
                elements.into_iter().filter(|&element| told.insert(element)).collect();
            if !elements.is_empty() {
                found.collisions.push(Collision { between, reason, elements });
            }
        };
        if let Some((at_known_times, elements)) = worse_together(graph, first, second, order) {
            add([i, j], Reason::WorseTogether { at_known_times }, elements);
        }
        if order != Order::FirstThenSecond {
            add([i, j], Reason::TakenAway, taken_away(graph, first, second));
        }
        if order != Order::SecondThenFirst {
            add([j, i], Reason::TakenAway, taken_away(graph, second, first));
        }
        if let Some((from, until, elements)) = same_time(graph, first, second) {
            add([i, j], Reason::SameTime { from, until }, elements);
        }
        if order != Order::None {
            return found;
        }
        let (worked_on, tested) = shared(first, second);
        let apart = days_apart(&first.plan, &second.plan).filter(|&days| days >= clear_days);
        let quiet = if apart.is_some() {
            worked_on
        } else {
            add([i, j], Reason::SameElements, worked_on);
            tested
        };
        let elements: Vec<ElementIx> = quiet.into_iter().filter(|element| !told.contains(element)).collect();
        if !elements.is_empty() {
            found.touches.push(Touch { between: [i, j], days_apart: apart, elements });
        }
        found
    }
}

/// What both stop or degrade together and neither does alone, if both are out at the same time.
fn worse_together(
    graph: &Graph,
    first: &Judgement<'_>,
    second: &Judgement<'_>,
    order: Order,
) -> Option<(bool, Vec<ElementIx>)> {
    let known = first.plan.begins.zip(second.plan.begins);
    let zero = known.map(|(a, b)| a.min(b));
    let [a, b] = [first, second].map(|judgement| shifted(judgement, zero));
    let is_out = |change: &&Change| change.window.is_some();
    // Without times they are taken to be made at once, but not those that are made after each other: what is over
    // before the other begins does not meet it.
    let [a_is_over, b_is_over] =
        [Order::FirstThenSecond, Order::SecondThenFirst].map(|earlier| known.is_none() && order == earlier);
    let is_over = |window: Option<Window>, over: bool| over && window.is_some_and(|w| w.until.is_some());
    let may_meet = |x: &Change, y: &Change| {
        meet(x.window, y.window) && !is_over(x.window, a_is_over) && !is_over(y.window, b_is_over)
    };
    let meets = |x: &Change| b.iter().filter(is_out).any(|y| may_meet(x, y));
    if !a.iter().filter(is_out).any(meets) {
        return None;
    }
    let day = zero.map_or(first.plan.day.min(second.plan.day), Moment::date);
    let options = ImpactOptions { at: day, clock: zero };
    let moved = moved(graph.model(), [], [first.proposal, second.proposal]);
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
