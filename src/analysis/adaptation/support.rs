//! What a system rests on hard, and how long all of that is supported.

use rayon::prelude::*;

use crate::analysis::lifecycle::{Timelines, needs};
use crate::graph::ElementIx;
use crate::model::{Date, Days, Section};

/// What every element needs hard on some day of the plan, and what needs it.
#[derive(Debug)]
pub(super) struct HardNeeds {
    upstream: Vec<Vec<ElementIx>>,
    downstream: Vec<Vec<ElementIx>>,
}

/// When a vendor gives up something that an element is, or rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportEnd {
    /// The first day without support on which it is in use.
    pub first_without: Date,
    /// What is not supported then.
    pub of: ElementIx,
}

impl HardNeeds {
    /// Needs on or after a day. What a group can spare is not needed.
    ///
    /// Complexity: O(V + E log E).
    pub(super) fn of(timelines: &Timelines<'_>, at: Date) -> Self {
        let graph = timelines.graph();
        let from = Days::from(at);
        let elements: Vec<ElementIx> = graph.elements().collect();
        let of_element = |&ix: &ElementIx| -> Vec<ElementIx> {
            if graph.element(ix).section == Section::Integrations {
                return Vec::new();
            }
            let needs = needs(timelines, ix).into_iter();
            let needed = needs.filter(|need| need.hard && !need.unspared.and(&from).is_never());
            needed.map(|need| need.dependency).collect()
        };
        let upstream: Vec<Vec<ElementIx>> = elements.par_iter().map(of_element).collect();
        let mut downstream = vec![Vec::new(); elements.len()];
        for (&ix, needed) in elements.iter().zip(&upstream) {
            for dependency in needed {
                if let Some(dependents) = downstream.get_mut(dependency.index()) {
                    dependents.push(ix);
                }
            }
        }
        Self { upstream, downstream }
    }

    /// What an element needs.
    pub(super) fn upstream(&self, ix: ElementIx) -> &[ElementIx] {
        self.upstream.get(ix.index()).map_or(&[], Vec::as_slice)
    }

    fn downstream(&self, ix: ElementIx) -> &[ElementIx] {
        self.downstream.get(ix.index()).map_or(&[], Vec::as_slice)
    }

    /// For every element the soonest end of support of itself and of what it rests on, over any number of steps.
    ///
    /// Complexity: O(V log V + E).
    pub(super) fn support_ends(&self, timelines: &Timelines<'_>) -> Vec<Option<SupportEnd>> {
        let elements = timelines.graph().elements();
        let mut ends: Vec<(Date, ElementIx)> =
            elements.filter_map(|ix| Some((first_without(timelines, ix)?, ix))).collect();
        ends.sort_unstable();
        let mut soonest = vec![None; self.upstream.len()];
        for (first_without, of) in ends {
            let mut open = vec![of];
            while let Some(ix) = open.pop() {
                if let Some(slot @ None) = soonest.get_mut(ix.index()) {
                    *slot = Some(SupportEnd { first_without, of });
                    open.extend(self.downstream(ix));
                }
            }
        }
        soonest
    }
}

/// The first day on which an element is in use and its vendor does not support it.
pub(super) fn first_without(timelines: &Timelines<'_>, ix: ElementIx) -> Option<Date> {
    if !timelines.is_dated(ix) {
        return None;
    }
    timelines.unsupported(ix).and(timelines.in_use(ix)).extent().map(|span| span.first)
}
