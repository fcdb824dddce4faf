//! A wall of boxes: every lane is filled in rows, in the order of the scene, so that the whole has the form of a screen.
//!
//! For more boxes than arrows can be followed between. Needs no Graphviz.

use std::collections::BTreeMap;

use super::layout::{Geometry, Rect};
use super::scene::{BOX_HEIGHT, BOX_WIDTH, Scene};

/// Between two boxes beside each other.
const BESIDE: f64 = 14.0;
/// Between two boxes above each other.
const BENEATH: f64 = 12.0;
/// Between the boxes of two lanes.
const LANES: f64 = 34.0;
/// What labels and margins add to the width.
const AROUND: f64 = 170.0;
/// Width by height of a screen.
const SCREEN: f64 = 1.6;

/// Where the boxes go.
///
/// Complexity: O(n) for each number of boxes in a row that is tried, at most 7 lanes times n tries.
pub(super) fn layout(scene: &Scene) -> Geometry {
    let mut lanes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, each) in scene.boxes.iter().enumerate() {
        lanes.entry(each.lane).or_default().push(index);
    }
    let counts: Vec<usize> = lanes.values().map(Vec::len).collect();
    let columns = columns(&counts);
    let mut boxes = vec![Rect::default(); scene.boxes.len()];
    let (mut top, mut bottom) = (0.0, 0.0);
    for members in lanes.into_values() {
        let rows = members.len().div_ceil(columns);
        for (at, index) in members.into_iter().enumerate() {
            let (x, y) = ((at % columns) as f64, (at / columns) as f64);
            let rect = Rect {
                x: x * (BOX_WIDTH + BESIDE),
                y: top + y * (BOX_HEIGHT + BENEATH),
                width: BOX_WIDTH,
                height: BOX_HEIGHT,
            };
            if let Some(slot) = boxes.get_mut(index) {
                *slot = rect;
            }
        }
        bottom = top + height(rows);
        top = bottom + LANES;
    }
    let widest = counts.into_iter().max().unwrap_or(0).min(columns);
    Geometry { width: width(widest), height: bottom, boxes, arrows: vec![Vec::new(); scene.arrows.len()] }
}

/// How many boxes stand in a row, so that the form comes nearest to that of a screen.
fn columns(counts: &[usize]) -> usize {
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let distance = |columns: usize| {
        let lanes = counts.iter().map(|count| height(count.div_ceil(columns)));
        let height = lanes.sum::<f64>() + LANES * counts.len() as f64;
        ((width(columns) + AROUND) / height / SCREEN).ln().abs()
    };
    (1..=most).min_by(|a, b| distance(*a).total_cmp(&distance(*b))).unwrap_or(1)
}

fn width(columns: usize) -> f64 {
    (columns as f64 * (BOX_WIDTH + BESIDE) - BESIDE).max(0.0)
}

fn height(rows: usize) -> f64 {
    (rows as f64 * (BOX_HEIGHT + BENEATH) - BENEATH).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::scene::SceneBox;
    use super::*;

    fn scene(counts: &[usize]) -> Scene {
        let lanes = counts.iter().enumerate();
        let boxes = lanes.flat_map(|(lane, &count)| (0..count).map(move |_| lane));
        Scene {
            boxes: boxes.map(|lane| SceneBox { lane, ..SceneBox::default() }).collect(),
            ..Scene::default()
        }
    }

    #[test]
    fn a_wall_has_the_form_of_a_screen() {
        for counts in [&[300][..], &[40, 10, 500, 60, 3, 300, 20], &[150, 150, 150]] {
            let wall = layout(&scene(counts));
            let form = (wall.width + AROUND) / (wall.height + LANES);
            assert!((1.1..2.3).contains(&form), "{counts:?}: {form}");
        }
    }

    #[test]
    fn no_two_boxes_share_a_place() {
        let wall = layout(&scene(&[7, 31, 2]));
        for (index, a) in wall.boxes.iter().enumerate() {
            for b in wall.boxes.iter().skip(index + 1) {
                let apart = (a.x - b.x).abs() >= BOX_WIDTH || (a.y - b.y).abs() >= BOX_HEIGHT;
                assert!(apart, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn an_empty_wall_has_no_size() {
        assert_eq!(layout(&Scene::default()), Geometry::default());
    }
}
