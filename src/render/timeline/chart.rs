//! What a timeline shows, before anyone has decided where.

use crate::model::{Date, Span};
use crate::render::{Legend, Look};

/// A page of a timeline.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Stands before every id in the SVG. May be empty.
    pub prefix: String,
    /// The answer, in a line.
    pub title: String,
    /// What was asked of what, in a line.
    pub subtitle: String,
    /// The picture in words, for those who cannot see it. Empty: title and subtitle serve.
    pub description: String,
    /// The days that are drawn; what reaches beyond is cut there.
    pub days: Span,
    /// Times with a name, behind the rows.
    pub bands: Vec<Band>,
    /// Days with a name, across the rows.
    pub lines: Vec<Line>,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
    /// What the looks mean.
    pub legend: Legend,
}

/// A time with a name.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Its days.
    pub days: Span,
    /// Everything about it in full, shown on hovering.
    pub title: String,
}

/// A day with a name.
#[derive(Debug, Clone)]
pub struct Line {
    /// The day.
    pub day: Date,
    /// What is written beneath it.
    pub label: String,
    /// The day that counts as today, which is seen first.
    pub is_today: bool,
}

/// What is told of one element.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Id of what the row stands for.
    pub id: String,
    /// The heading under which it stands, written where it differs from that of the row before.
    pub heading: String,
    /// The bold name.
    pub name: String,
    /// One grey line beneath the name. May be empty.
    pub line: String,
    /// Everything about it in full, shown on hovering and read aloud.
    pub title: String,
    /// Its bars, in order of their days.
    pub bars: Vec<Bar>,
    /// Ends of a sort, in order of their days.
    pub marks: Vec<Mark>,
}

/// Where in a row a bar is drawn, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Track {
    /// Own use.
    Use,
    /// Support by the vendor.
    Support,
    /// Times in which something fails it.
    Conflict,
}

/// A time in which something holds.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Its days.
    pub days: Span,
    /// Where it is drawn.
    pub track: Track,
    /// How it looks.
    pub look: Look,
    /// What is written in it: the first of these for which there is room.
    pub texts: Vec<String>,
    /// Everything about it in full, shown on hovering and read aloud.
    pub title: String,
}

/// The last day of something.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The day.
    pub day: Date,
    /// What is written beside it, if there is room.
    pub text: String,
}
