//! Draws what the boxes stand on: bands with labels at the left, or labels above columns.

use std::collections::BTreeMap;

use super::{
    frame::{BAND_MARGIN, Frame, LABEL},
    layout::{Geometry, Rect},
    look::{BAND_BORDER, BANDS, SUB},
    markup::{Markup, Num},
    scene::{Arrangement, Scene},
};

/// Between a box and the border of its band.
const PAD: f64 = 14.0;
/// Between two bands.
const GAP: f64 = 4.0;
/// Extra room between two capitals.
const SPACING: f64 = 0.6;
/// What a label may take of its column, in the widths of letters before they are spaced out.
const LABEL_ROOM: f64 = 90.0;

/// Draws the lanes that have boxes.
pub(super) fn write(markup: &mut Markup, scene: &Scene, geometry: &Geometry, frame: &Frame) {
    let mut extents: BTreeMap<usize, Rect> = BTreeMap::new();
    for (each, &rect) in scene.boxes.iter().zip(&geometry.boxes) {
        extents.entry(each.lane).and_modify(|extent| *extent = union(*extent, rect)).or_insert(rect);
    }
    markup.open("g", &[("class", &"lanes")]);
    match scene.arrangement {
        Arrangement::Lanes => bands(markup, scene, geometry, frame, &extents),
        Arrangement::LeftToRight => columns(markup, scene, frame, &extents),
    }
    markup.close();
}

/// Full-width bands that meet half-way between their boxes; the first and the last reach around arrows
/// outside of the boxes.
fn bands(
    markup: &mut Markup,
    scene: &Scene,
    geometry: &Geometry,
    frame: &Frame,
    extents: &BTreeMap<usize, Rect>,
) {
    let lanes: Vec<(usize, Rect)> = extents.iter().map(|(&lane, &extent)| (lane, extent)).collect();
    let mut above: Option<Rect> = None;
    for (index, &(lane, extent)) in lanes.iter().enumerate() {
        let top = match above {
            Some(above) => (above.y + above.height + extent.y + GAP) / 2.0,
            None => (extent.y - PAD).min(-4.0),
        };
        let bottom = match lanes.get(index + 1) {
            Some((_, below)) => (extent.y + extent.height + below.y - GAP) / 2.0,
            None => (extent.y + extent.height + PAD).max(geometry.height + 4.0),
        };
        let (top, height) = (top + frame.origin.y, (bottom - top).max(0.0));
        if frame.scripted {
            let id = scene.lanes.get(lane).map_or("", |lane| &lane.id);
            markup.open("g", &[("class", &"lane"), ("data-lane", &id)]);
        }
        let fill = if index % 2 == 0 { BANDS.first() } else { BANDS.last() };
        markup.leaf(
            "rect",
            &[
                ("class", &if frame.scripted { "band" } else { "lane" }),
                ("x", &Num(BAND_MARGIN)),
                ("y", &Num(top)),
                ("width", &Num(frame.width - 2.0 * BAND_MARGIN)),
                ("height", &Num(height)),
                ("rx", &10),
                ("fill", &fill.copied().unwrap_or_default()),
                ("stroke", &BAND_BORDER),
            ],
        );
        label(markup, scene, lane, BAND_MARGIN + 14.0, top + height / 2.0, frame);
        if frame.scripted {
            markup.close();
        }
        above = Some(extent);
    }
}

/// Labels above the columns.
fn columns(markup: &mut Markup, scene: &Scene, frame: &Frame, extents: &BTreeMap<usize, Rect>) {
    for (&lane, extent) in extents {
        label(markup, scene, lane, frame.origin.x + extent.x + 2.0, frame.origin.y - 14.0, frame);
    }
}

/// A label in at most three lines, around its middle line.
fn label(markup: &mut Markup, scene: &Scene, lane: usize, x: f64, middle: f64, frame: &Frame) {
    let Some(lane) = scene.lanes.get(lane) else { return };
    let room = match scene.arrangement {
        Arrangement::Lanes => vec![LABEL_ROOM; 3],
        Arrangement::LeftToRight => vec![super::scene::BOX_WIDTH],
    };
    let lines = LABEL.wrap(&lane.label.to_uppercase(), &room).lines;
    let first = middle + 3.8 - 6.5 * (lines.len() as f64 - 1.0);
    for (index, line) in lines.iter().enumerate() {
        markup.text(
            "text",
            &[
                ("class", &if frame.scripted { "lane-label" } else { "lane" }),
                ("x", &Num(x)),
                ("y", &Num(first + 13.0 * index as f64)),
                ("font-size", &Num(LABEL.size)),
                ("font-weight", &"bold"),
                ("letter-spacing", &SPACING),
                ("fill", &SUB),
            ],
            line,
        );
    }
}

fn union(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let (right, bottom) = ((a.x + a.width).max(b.x + b.width), (a.y + a.height).max(b.y + b.height));
    Rect { x, y, width: right - x, height: bottom - y }
}
