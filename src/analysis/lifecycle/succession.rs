//! Successions: who follows whom, with a gap between them or side by side.

use super::Timelines;
use crate::graph::ElementIx;
use crate::model::{Days, Span};

/// An element and those that follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// What is followed.
    pub element: ElementIx,
    /// What follows it, in the order written.
    pub successors: Vec<ElementIx>,
    /// The time after its use in which none of them is in use yet; without an end if none ever will be.
    pub gap: Option<Span>,
    /// The time in which it and some of them are in use, from the first such day to the last; without a beginning if
    /// nobody has said when either was taken into use.
    pub overlap: Option<Span>,
}

/// Every succession of a map, in its order.
///
/// Complexity: O(V).
pub fn successions(timelines: &Timelines<'_>) -> Vec<Succession> {
    timelines.graph().elements().filter_map(|element| of(timelines, element)).collect()
}

fn of(timelines: &Timelines<'_>, element: ElementIx) -> Option<Succession> {
    let successors = timelines.successors(element).to_vec();
    let followed = Days::at_least(1, successors.iter().map(|&successor| timelines.in_use(successor)));
    let used = timelines.in_use(element);
    let last = used.extent().and_then(Span::ends);
    let gap = last.filter(|_| !successors.is_empty()).and_then(|last| {
        let without = Days::after(last).minus(&followed);
        without.spans().first().copied().filter(|gap| gap.first.yesterday().is_ok_and(|day| day == last))
    });
    let overlap = used.and(&followed).extent();
    (!successors.is_empty()).then_some(Succession { element, successors, gap, overlap })
}
