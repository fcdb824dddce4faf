//! What a matrix shows, before anyone has decided where.

use std::ops::Range;

use super::MarkLook;
use crate::render::Legend;

/// A dependency structure matrix: rows and columns are the same things in the same order.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Stands before every id in the SVG. May be empty.
    pub prefix: String,
    /// The answer, in a line.
    pub title: String,
    /// What was asked of what, in a line.
    pub subtitle: String,
    /// The picture in words, for those who cannot see it. Empty: title and subtitle serve.
    pub description: String,
    /// The rows from top to bottom, which are the columns from left to right.
    pub rows: Vec<Row>,
    /// Rows that all rest on each other, each time as one range.
    pub circles: Vec<Range<usize>>,
    /// Where a row rests on a column.
    pub marks: Vec<Mark>,
    /// What the marks mean.
    pub legend: Legend,
}

/// A row, and the column of the same number.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Id of what it stands for.
    pub id: String,
    /// The heading that it shares with its neighbours.
    pub heading: String,
    /// Its name.
    pub name: String,
    /// Everything about it in full, shown on hovering and read aloud.
    pub title: String,
}

/// A row rests on a column.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The dependent.
    pub row: usize,
    /// What it depends on.
    pub column: usize,
    /// How many dependencies it stands for.
    pub count: usize,
    /// Every dependent can do without, or has a choice.
    pub loose: bool,
    /// Everything about it in full, shown on hovering and read aloud.
    pub title: String,
}

impl Mark {
    /// How it is drawn: what stands below the diagonal goes against the order of the rows.
    pub fn look(&self) -> MarkLook {
        match (self.row > self.column, self.loose) {
            (false, false) => MarkLook::Firm,
            (false, true) => MarkLook::Loose,
            (true, false) => MarkLook::Against,
            (true, true) => MarkLook::AgainstLoose,
        }
    }
}
