//! Dependency structure matrices: a mark where a row rests on a column, as SVG, without Graphviz.
//!
//! ```text
//! Matrix ─ place ─> Placed ─ write ─> SVG
//! ```
//!
//! Knows nothing of maps: what is in a row, and in which order they stand, is said by a [`Matrix`].

mod chart;
mod mark;
mod place;
mod write;

pub use chart::{Mark, Matrix, Row};
pub use mark::MarkLook;

/// The matrix as an SVG picture. Needs nothing.
///
/// Complexity: O(n + m) for n rows and m marks.
pub fn draw(matrix: &Matrix) -> String {
    write::document(matrix, &place::Placed::new(matrix))
}

pub(super) use mark::write as write_mark;
