//! What a picture shows, before anyone has decided where.

use super::arrow_look::ArrowLook;
use super::look::Look;
use super::matrix::MarkLook;

/// Width of every box, in points. One size for all, so that no text and no chip can move another box.
pub const BOX_WIDTH: f64 = 168.0;

/// Height of every box, in points.
pub const BOX_HEIGHT: f64 = 48.0;

/// A picture to be made.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// Stands before every id in the SVG, so that several pictures can share one page. May be empty.
    pub prefix: String,
    /// The answer, in a line.
    pub title: String,
    /// What was asked of what, in a line.
    pub subtitle: String,
    /// The picture in words, for those who cannot see it. Empty: title and subtitle serve.
    pub description: String,
    /// How the boxes are ordered on the page.
    pub arrangement: Arrangement,
    /// The bands or columns, in order. A box may name one that is not here; it has no label then.
    pub lanes: Vec<Lane>,
    /// The boxes. Their order decides wherever the arrows leave a choice.
    pub boxes: Vec<SceneBox>,
    /// The arrows. One with an end that does not exist, or with both ends in one box, is not drawn.
    pub arrows: Vec<Arrow>,
    /// What the looks mean.
    pub legend: Legend,
}

/// How the boxes of a scene are ordered on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// Full-width bands beneath each other; arrows mostly point down.
    #[default]
    Lanes,
    /// Columns: dependents to the left, dependencies to the right.
    LeftToRight,
}

/// A band of [`Arrangement::Lanes`], or a column of [`Arrangement::LeftToRight`].
#[derive(Debug, Clone, Default)]
pub struct Lane {
    /// What a page calls it by. May be empty.
    pub id: String,
    /// Written in capitals. May be empty.
    pub label: String,
}

/// A box.
#[derive(Debug, Clone, Default)]
pub struct SceneBox {
    /// Id of what the box stands for.
    pub id: String,
    /// The bold name.
    pub name: String,
    /// One grey line beneath the name. May be empty.
    pub line: String,
    /// A word or two that say what the colour says, such as CONCEPT or 1 STEP.
    pub chip: Option<String>,
    /// How it looks.
    pub look: Look,
    /// Index of its lane.
    pub lane: usize,
    /// Everything about it in full, shown on hovering and read aloud. Empty: name and line serve.
    pub title: String,
    /// How many elements it stands for; several are drawn as a pile. 0 is taken for 1.
    pub stands_for: usize,
}

/// An arrow between two boxes, given by their indices; it points at the dependency.
#[derive(Debug, Clone, Default)]
pub struct Arrow {
    /// The dependent.
    pub from: usize,
    /// The dependency.
    pub to: usize,
    /// How it looks.
    pub look: ArrowLook,
    /// The dependent can do without, or has a choice: a dashed line, whatever the look.
    pub dashed: bool,
    /// Each depends on the other: a head at both ends.
    pub two_way: bool,
    /// How many dependencies it stands for, written on it; 0 or 1 is not.
    pub count: usize,
    /// The relation in full, shown on hovering. Empty: the names of the ends serve.
    pub title: String,
}

/// What the looks of a scene mean, and what the picture leaves out.
#[derive(Debug, Clone, Default)]
pub struct Legend {
    /// Written in capitals before the entries. May be empty.
    pub title: String,
    /// One look each.
    pub entries: Vec<LegendEntry>,
    /// Sentences beneath: what was folded, hidden or left out.
    pub notes: Vec<String>,
}

/// One look and what it means.
#[derive(Debug, Clone)]
pub struct LegendEntry {
    /// The look.
    pub swatch: Swatch,
    /// The chip that boxes of this look carry, if they all carry the same.
    pub chip: Option<String>,
    /// What it means.
    pub text: String,
}

/// A sample of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swatch {
    /// Of a box.
    Box(Look),
    /// Of an arrow.
    Arrow(ArrowLook),
    /// Of a mark in a matrix.
    Mark(MarkLook),
}

impl Scene {
    /// The arrows that can be drawn, with their index, source and target.
    pub(super) fn drawn_arrows(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let count = self.boxes.len();
        self.arrows
            .iter()
            .enumerate()
            .map(|(index, arrow)| (index, arrow.from, arrow.to))
            .filter(move |&(_, from, to)| from != to && from < count && to < count)
    }
}
