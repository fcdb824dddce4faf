//! Where everything of a matrix goes. Pure: numbers of rows in, places out.

use std::ops::Range;

use super::chart::Matrix;
use crate::render::frame::{Frame, MARGIN, SUBTITLE, TITLE};
use crate::render::layout::{Point, Rect};
use crate::render::legend;
use crate::render::text::Font;

/// Headings, above the first of their rows.
pub(super) const HEADING: Font = Font::bold(9.5);

/// No name takes more.
const NAMES: f64 = 190.0;
/// Between names and marks.
const GAP: f64 = 8.0;
/// Above the rows of a heading.
const ABOVE: f64 = 16.0;
/// No page is narrower: a heading needs room.
const NARROWEST: f64 = 640.0;
/// The slant of the names above the columns, in degrees.
pub(super) const SLANT: f64 = 55.0;

/// From where to where some rows reach, and the heading that they share.
type Band = (Range<f64>, String);

/// A matrix that knows its places.
#[derive(Debug)]
pub(super) struct Placed {
    /// The page, its heading and its legend.
    pub frame: Frame,
    /// The side of a cell.
    pub cell: f64,
    /// The letters of the names.
    pub font: Font,
    /// For each row, the distance of its middle from the corner of the plot; of its column the same.
    pub middles: Vec<f64>,
    /// The names, as much of each as there is room for.
    pub names: Vec<String>,
    /// The rows that share a heading: from where to where, and the heading.
    pub bands: Vec<Band>,
    /// All cells.
    pub plot: Rect,
}

impl Placed {
    /// Places a matrix.
    pub(super) fn new(matrix: &Matrix) -> Self {
        let (cell, font) = match matrix.rows.len() {
            0..=60 => (20.0, Font::regular(11.5)),
            61..=120 => (15.0, Font::regular(10.5)),
            _ => (12.0, Font::regular(9.5)),
        };
        let names: Vec<String> = matrix.rows.iter().map(|row| font.shorten(&row.name, NAMES)).collect();
        let (middles, bands, side) = along(matrix, cell);
        let of_names = names.iter().map(|name| font.width(name));
        let widest =
            of_names.chain(bands.iter().map(|(_, heading)| HEADING.width(heading))).fold(0.0, f64::max);
        let (sin, cos) = SLANT.to_radians().sin_cos();
        let left = MARGIN + widest + GAP;
        let width = (left + side + (widest * cos).max(MARGIN) + MARGIN).max(NARROWEST);
        let room = width - 2.0 * MARGIN;
        let title = TITLE.wrap(&matrix.title, &[room; 2]).lines;
        let subtitle = SUBTITLE.wrap(&matrix.subtitle, &[room; 3]).lines;
        let top = 30.0 + 24.0 * title.len() as f64 + 17.0 * subtitle.len() as f64 + widest * sin + font.size;
        let plot = Rect { x: left, y: top, width: side, height: side };
        let legend_top = top + side + 18.0;
        let legend = legend::Placed::new(&matrix.legend, room);
        let height = legend_top + legend.height + 14.0;
        let origin = Point { x: plot.x, y: plot.y };
        let frame = Frame { width, height, title, subtitle, origin, legend_top, legend, scripted: false };
        Self { frame, cell, font, middles, names, bands, plot }
    }

    /// The middle of a cell on the page, if there is such a cell.
    pub(super) fn middle(&self, row: usize, column: usize) -> Option<Point> {
        let (y, x) = (self.middles.get(row)?, self.middles.get(column)?);
        Some(Point { x: self.plot.x + x, y: self.plot.y + y })
    }

    /// The square on the diagonal from one distance to another.
    pub(super) fn square(&self, range: &Range<f64>) -> Rect {
        let side = range.end - range.start;
        Rect { x: self.plot.x + range.start, y: self.plot.y + range.start, width: side, height: side }
    }

    /// From where to where some rows reach.
    pub(super) fn reach(&self, rows: &Range<usize>) -> Option<Range<f64>> {
        let (first, last) = (self.middles.get(rows.start)?, self.middles.get(rows.end.checked_sub(1)?)?);
        Some(first - self.cell / 2.0..last + self.cell / 2.0)
    }
}

/// The middles of the rows, their bands, and how long all of them are.
fn along(matrix: &Matrix, cell: f64) -> (Vec<f64>, Vec<Band>, f64) {
    let mut middles = Vec::with_capacity(matrix.rows.len());
    let mut bands = Vec::new();
    let mut at = 0.0;
    for rows in matrix.rows.chunk_by(|a, b| a.heading == b.heading) {
        at += ABOVE;
        let begin = at;
        for _ in rows {
            middles.push(at + cell / 2.0);
            at += cell;
        }
        let heading = rows.first().map(|row| row.heading.to_uppercase()).unwrap_or_default();
        bands.push((begin..at, HEADING.shorten(&heading, NAMES)));
    }
    (middles, bands, at)
}
