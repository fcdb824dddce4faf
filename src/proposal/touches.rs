//! What two proposals both have to do with, and how far apart in time they are.
//!
//! Work on one element in the same weeks is a collision. Work months apart, and a test of what the other works on, is
//! told apart from that: a board wants to know of it, and need not settle anything.

use super::judge::Judgement;
use super::planned::Plan;
use crate::graph::ElementIx;
use crate::model::{Disruption, Work, minutes_between};

/// Elements with which two proposals have to do without getting in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The two, by their place among the judgements.
    pub between: [usize; 2],
    /// So many whole days lie between them, and both work on the elements. Without a number they are not so far apart,
    /// and one of them only tests the elements.
    pub days_apart: Option<u32>,
    /// On which elements, those first that both change.
    pub elements: Vec<ElementIx>,
}

/// What both change, disturb or have adapted; and what one of them does that to and the other tests. What both only
/// test is neither.
pub(super) fn shared(first: &Judgement<'_>, second: &Judgement<'_>) -> (Vec<ElementIx>, Vec<ElementIx>) {
    let causes = [first, second].map(|judgement| judgement.together.causes());
    let affected = first.together.affected.iter().map(|affected| affected.element);
    let mut all: Vec<ElementIx> = causes.iter().flatten().copied().chain(affected).collect();
    let changes =
        |element: &ElementIx| causes.iter().filter(|own| own.binary_search(element).is_ok()).count();
    all.sort_by_key(|element| std::cmp::Reverse(changes(element)));
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|&element| seen.insert(element));
    let weights = |element: &ElementIx| [first, second].map(|judgement| weight(judgement, *element));
    let both = |wanted: [Weight; 2]| {
        let is_wanted = move |element: &&ElementIx| {
            let [least, most] = wanted;
            let [a, b] = weights(element);
            a.min(b) == least && a.max(b) == most
        };
        all.iter().filter(is_wanted).copied().collect()
    };
    (both([Weight::Worked; 2]), both([Weight::Tested, Weight::Worked]))
}

/// How much a proposal has to do with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Nothing,
    Tested,
    Worked,
}

fn weight(judgement: &Judgement<'_>, element: ElementIx) -> Weight {
    if judgement.together.causes().binary_search(&element).is_ok() {
        return Weight::Worked;
    }
    match judgement.together.on(element) {
        None => Weight::Nothing,
        Some(on) if on.disruption > Disruption::None || on.work > Work::Verify => Weight::Worked,
        Some(_) => Weight::Tested,
    }
}

/// How many whole days lie between the end of one and the beginning of the other; nothing if they overlap, or if that
/// is not known.
pub(super) fn days_apart(first: &Plan, second: &Plan) -> Option<u32> {
    let gap = |one: &Plan, other: &Plan| minutes_between(one.ends?, other.begins?);
    gap(first, second).or_else(|| gap(second, first)).map(|minutes| minutes / (24 * 60))
}
