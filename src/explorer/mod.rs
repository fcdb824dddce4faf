//! The explorer: one page on which people look around in a map, find an element and see what hangs on it.
//!
//! The answers are those of the library, reckoned here and embedded as data: what every outage does, whom to tell, what
//! everything is on each day. The scripts only walk relations and show; the one thing that they reckon, what lies within
//! reach, is held against the library by a test.
//!
//! ```text
//! Graph ─ sheets ─ Graphviz or wall ─> drawings ┐
//! Graph ─ analysis ─ data: elements, relations,  ├ page ─> one file
//!         effects, days, findings ───────────────┘
//! ```
//!
//! The file needs nothing else and asks nothing else: a policy in it forbids the browser to fetch, and to run any script or
//! style but its own. Map text reaches it as JSON in which no tag can begin, or through [`escape`](crate::escape).
//!
//! Knows nothing of files and arguments.

mod data;

mod days;
mod effects;
mod elements;
mod findings;
mod relations;

mod drawing;

mod page;
mod palette;
mod policy;

pub use drawing::{Drawing, drawings};
pub use page::page;

use crate::diagnostic::{Finding, Sources};
use crate::graph::{ElementIx, Graph};
use crate::model::Date;

/// A map of more elements in use is too much for one page: what each does to each grows with the square of them.
pub const MOST_ELEMENTS: usize = 5000;

/// What is to be explored.
#[derive(Debug, Clone, Copy)]
pub struct Explorer<'m> {
    /// What the map is called.
    pub title: &'m str,
    /// Where it was read.
    pub map: &'m str,
    /// The graph.
    pub graph: &'m Graph,
    /// The files.
    pub sources: &'m Sources,
    /// What is wrong with it and not waived.
    pub findings: &'m [Finding],
    /// The day of the pictures and of what outages do.
    pub at: Date,
    /// The day that counts as today.
    pub today: Date,
    /// What is seen first.
    pub start: Start,
}

/// What is seen first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Start {
    /// The element that is selected.
    pub element: Option<ElementIx>,
    /// What the boxes are coloured by.
    pub overlay: Overlay,
}

/// What the boxes are coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overlay {
    /// As the map colours them.
    #[default]
    None,
    /// What an outage of the selected element does.
    Impact,
    /// What they are on a day.
    Lifecycle,
    /// How far they follow the standard on a day.
    Standard,
}

impl Overlay {
    /// Its name in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Impact => "impact",
            Self::Lifecycle => "lifecycle",
            Self::Standard => "standard",
        }
    }
}
