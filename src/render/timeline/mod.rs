//! Timelines: rows of bars over a calendar, as SVG, without Graphviz.
//!
//! ```text
//! Timeline ─ axis, place ─> Placed ─ write ─> SVG
//! ```
//!
//! Knows nothing of maps: what is in a row, and how it looks, is said by a [`Timeline`].

mod axis;
mod chart;
mod place;
mod write;

pub use chart::{Band, Bar, Line, Mark, Row, Timeline, Track};

/// The timeline as an SVG picture. Needs nothing.
///
/// Complexity: O(n) for n bars.
pub fn draw(timeline: &Timeline) -> String {
    write::document(timeline, &place::Placed::new(timeline))
}
