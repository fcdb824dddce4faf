//! What differs between two states of a map, for people and for programs.

mod brief;
mod change;
mod headline;
mod json;
mod page;
mod tables;

use crate::model::Element;
use crate::proposal::diff::{Diff, Pair};

pub(super) use brief::Brief;
pub use json::write as write_json;
pub(super) use json::{WireDifference, difference};
pub use page::page;

/// What differs, and what the two states are called.
#[derive(Debug, Clone, Copy)]
pub struct DiffReport<'a> {
    /// The title or path of the map after.
    pub map: &'a str,
    /// What differs.
    pub diff: &'a Diff<'a>,
    /// What the state before is called: a path, a revision, a day.
    pub old: &'a str,
    /// What the state after is called.
    pub new: &'a str,
    /// Whether everything is listed, however much there is.
    pub all: bool,
}

impl<'a> DiffReport<'a> {
    /// An element as it is after, or as it was if it is gone.
    fn element(&self, pair: Pair) -> Option<&'a Element> {
        self.diff.element(pair)
    }
}
