//! The order of a ranking.

use std::cmp::{Ordering, Reverse};

use super::{Rank, Ranked};
use crate::graph::Graph;

/// By what elements are ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum By {
    /// How many elements hang on it.
    #[default]
    All,
    /// How many critical elements hang on it.
    Critical,
    /// How many processes hang on it.
    Processes,
    /// How many e-services hang on it.
    EServices,
    /// How many processes its outage alone stops.
    Stops,
    /// How soon its outage stops a process.
    Time,
}

impl Rank {
    /// The elements that are asked for, ranked, at most `top` of them, and how many there are. Ties are broken by how
    /// much hangs on them, then by what stops, then by id.
    ///
    /// Complexity: O(n) for n elements, and O(k log k) for the k that are wanted.
    pub fn ranked(
        &self,
        graph: &Graph,
        by: By,
        top: Option<usize>,
        is_wanted: impl Fn(&Ranked) -> bool,
    ) -> (Vec<Ranked>, usize) {
        let mut ranked: Vec<Ranked> =
            self.elements.iter().filter(|ranked| is_wanted(ranked)).copied().collect();
        let all = ranked.len();
        let order = |a: &Ranked, b: &Ranked| -> Ordering {
            let id = |ranked: &Ranked| graph.element(ranked.element).id();
            by.key(a).cmp(&by.key(b)).then_with(|| id(a).cmp(id(b)))
        };
        if let Some(top) = top.filter(|&top| 0 < top && top < all) {
            ranked.select_nth_unstable_by(top - 1, order);
            ranked.truncate(top);
        }
        ranked.sort_unstable_by(order);
        (ranked, all)
    }
}

impl By {
    fn key(self, ranked: &Ranked) -> impl Ord {
        let stops = ranked.stops.unwrap_or_default();
        let hanging = ranked.hanging;
        let soonest = stops.first.map_or(u32::MAX, |first| first.minutes);
        let (time, count) = match self {
            Self::All => (0, hanging.elements),
            Self::Critical => (0, hanging.critical),
            Self::Processes => (0, hanging.processes),
            Self::EServices => (0, hanging.e_services),
            Self::Stops => (0, stops.processes),
            Self::Time => (soonest, stops.processes),
        };
        (time, Reverse((count, hanging.elements, stops.critical, stops.processes)))
    }
}
