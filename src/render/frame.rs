//! The page: how large it is, and where on it the drawing, the heading and the legend go.

use super::{
    layout::{Geometry, Point},
    legend,
    scene::{Arrangement, Scene},
    text::Font,
};

/// Title, at most two lines of it.
pub(super) const TITLE: Font = Font::bold(21.0);
/// Subtitle, at most three lines of it.
pub(super) const SUBTITLE: Font = Font::regular(12.5);
/// Labels of lanes, before they are spaced out.
pub(super) const LABEL: Font = Font::bold(10.5);

/// From the edge of the page to text.
pub(super) const MARGIN: f64 = 24.0;
/// From the edge of the page to the bands.
pub(super) const BAND_MARGIN: f64 = 14.0;
/// Left of the drawing, for the labels of the bands.
const LABEL_COLUMN: f64 = 140.0;
/// Right of the drawing, inside the bands.
const RIGHT_PAD: f64 = 30.0;
/// No page is narrower: a heading needs room.
const NARROWEST: f64 = 640.0;
/// Above and below the drawing.
const DRAWING_PAD: f64 = 30.0;

/// Above and below a bare drawing.
const BARE_PAD: f64 = 22.0;

/// The page, ready to be drawn on.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Width of the page.
    pub width: f64,
    /// Height of the page.
    pub height: f64,
    /// The title in lines.
    pub title: Vec<String>,
    /// The subtitle in lines.
    pub subtitle: Vec<String>,
    /// Where the drawing begins.
    pub origin: Point,
    /// Where the drawing with its surroundings ends and the legend begins.
    pub legend_top: f64,
    /// The legend in rows.
    pub legend: legend::Placed,
    /// The parts of the drawing have the classes and attributes by which a script finds them.
    pub scripted: bool,
}

impl Frame {
    /// The page for a scene in its geometry.
    pub(super) fn new(scene: &Scene, geometry: &Geometry) -> Self {
        let (left, right, labels) = sides(scene);
        let width = (left + geometry.width + right).max(NARROWEST);
        let room = width - 2.0 * MARGIN;
        let title = TITLE.wrap(&scene.title, &[room; 2]).lines;
        let subtitle = SUBTITLE.wrap(&scene.subtitle, &[room; 3]).lines;
        let top = 14.0 + 24.0 * title.len() as f64 + 17.0 * subtitle.len() as f64 + DRAWING_PAD + labels;
        let legend_top = top + geometry.height + 24.0;
        let legend = legend::Placed::new(&scene.legend, room);
        let height = legend_top + legend.height + 14.0;
        let origin = Point { x: left, y: top };
        Self { width, height, title, subtitle, origin, legend_top, legend, scripted: false }
    }

    /// The page for the drawing alone, which stands on a page with a heading and a legend of its own.
    pub(super) fn bare(scene: &Scene, geometry: &Geometry) -> Self {
        let (left, right, labels) = sides(scene);
        let top = BARE_PAD + labels;
        Self {
            width: left + geometry.width + right,
            height: top + geometry.height + BARE_PAD,
            origin: Point { x: left, y: top },
            scripted: true,
            ..Self::default()
        }
    }

    /// A point of the drawing on the page.
    pub(super) fn place(&self, point: Point) -> Point {
        Point { x: point.x + self.origin.x, y: point.y + self.origin.y }
    }
}

/// The room left and right of the drawing, and above it for the labels of columns.
fn sides(scene: &Scene) -> (f64, f64, f64) {
    match scene.arrangement {
        Arrangement::Lanes if has_labels(scene) => (LABEL_COLUMN, RIGHT_PAD, 0.0),
        Arrangement::Lanes => (MARGIN + BAND_MARGIN, RIGHT_PAD, 0.0),
        Arrangement::LeftToRight => (MARGIN, MARGIN, if has_labels(scene) { 18.0 } else { 0.0 }),
    }
}

fn has_labels(scene: &Scene) -> bool {
    scene.boxes.iter().filter_map(|each| scene.lanes.get(each.lane)).any(|lane| !lane.label.is_empty())
}
