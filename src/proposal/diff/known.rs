//! Which element of one state is which of the other, however the states differ.

use super::days::Days;
use super::pairs::Pairs;
use super::{Pair, RelationDifference, relations};
use crate::graph::ElementIx;

/// What is known of the two states.
pub(super) enum Known<'a> {
    /// Two maps.
    Maps(Pairs<'a>),
    /// Two days of one.
    Days(Days<'a>),
}

impl Known<'_> {
    /// The pair of an element of the state before.
    pub(super) fn of_old(&self, ix: ElementIx) -> Pair {
        match self {
            Self::Maps(pairs) => pairs.of_old(ix),
            Self::Days(days) => days.pair(ix),
        }
    }

    /// The pair of an element of the state after.
    pub(super) fn of_new(&self, ix: ElementIx) -> Pair {
        match self {
            Self::Maps(pairs) => pairs.of_new(ix),
            Self::Days(days) => days.pair(ix),
        }
    }

    /// All relations that differ.
    pub(super) fn relations(&self) -> Vec<RelationDifference> {
        match self {
            Self::Maps(pairs) => relations::relations(pairs),
            Self::Days(days) => relations::between_days(days),
        }
    }
}
