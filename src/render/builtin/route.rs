//! The ways of the arrows: from box to box, straight past the rows between, and in soft curves from row to row.

use super::grid::Grid;
use crate::render::dot::Plan;
use crate::render::layout::{Point, Rect};
use crate::render::scene::{Arrangement, BOX_HEIGHT, BOX_WIDTH, Scene};

/// Between two rows of a page in lanes, in points.
const BETWEEN_ROWS: f64 = 44.0;
/// Between two columns.
const BETWEEN_COLUMNS: f64 = 72.0;
/// An arrow leaves and enters within this part of the side of a box.
const PORTS: f64 = 0.38;
/// How far an arrow between two boxes of one row swings out.
const SWING: f64 = 22.0;

/// The boxes, and the curves of the arrows.
pub(super) fn route(grid: &Grid, along: &[f64], scene: &Scene, plan: &Plan) -> (Vec<Rect>, Vec<Vec<Point>>) {
    let page = Page::of(scene.arrangement);
    let boxes = (0..grid.boxes).map(|node| page.rect(grid.row(node), at(along, node))).collect();
    let mut arrows = vec![Vec::new(); scene.arrows.len()];
    for (edge, bends) in plan.edges.iter().zip(&grid.bends) {
        let mut curve = match grid.row(edge.tail) == grid.row(edge.head) {
            true => page.level(grid, along, edge.tail, edge.head),
            false => page.down(grid, along, edge.tail, edge.head, bends),
        };
        if edge.turned {
            curve.reverse();
        }
        if let Some(arrow) = arrows.get_mut(edge.arrow) {
            *arrow = curve.into_iter().map(|(along, across)| page.point(along, across)).collect();
        }
    }
    (boxes, arrows)
}

fn at(along: &[f64], node: usize) -> f64 {
    along.get(node).copied().unwrap_or(0.0)
}

/// A place along a row, and across the rows.
type Place = (f64, f64);

/// A page whose rows lie beneath or beside each other.
struct Page {
    arrangement: Arrangement,
    /// A box along its row.
    length: f64,
    /// A box across its row.
    depth: f64,
    /// From one row to the next.
    step: f64,
}

impl Page {
    fn of(arrangement: Arrangement) -> Self {
        let (length, depth, between) = match arrangement {
            Arrangement::Lanes => (BOX_WIDTH, BOX_HEIGHT, BETWEEN_ROWS),
            Arrangement::LeftToRight => (BOX_HEIGHT, BOX_WIDTH, BETWEEN_COLUMNS),
        };
        Self { arrangement, length, depth, step: depth + between }
    }

    fn top(&self, row: usize) -> f64 {
        self.step * row as f64
    }

    fn bottom(&self, row: usize) -> f64 {
        self.top(row) + self.depth
    }

    fn rect(&self, row: usize, middle: f64) -> Rect {
        let Point { x, y } = self.point(middle - self.length / 2.0, self.top(row));
        Rect { x, y, width: BOX_WIDTH, height: BOX_HEIGHT }
    }

    fn point(&self, along: f64, across: f64) -> Point {
        match self.arrangement {
            Arrangement::Lanes => Point { x: along, y: across },
            Arrangement::LeftToRight => Point { x: across, y: along },
        }
    }

    /// Where on its side a box is left for what stands there.
    fn port(&self, middle: f64, towards: f64) -> f64 {
        let reach = self.length * PORTS;
        // Not all the way: arrows to different places leave from different places.
        middle + ((towards - middle) * 0.35).clamp(-reach, reach)
    }

    /// From the lower side of one box to the upper side of another, straight past the rows between.
    fn down(&self, grid: &Grid, along: &[f64], tail: usize, head: usize, bends: &[usize]) -> Vec<Place> {
        let (from, to) = (at(along, tail), at(along, head));
        let first = bends.first().map_or(to, |&bend| at(along, bend));
        let last = bends.last().map_or(from, |&bend| at(along, bend));
        let mut stops = vec![(self.port(from, first), self.bottom(grid.row(tail)))];
        for &bend in bends {
            let row = grid.row(bend);
            stops.extend([(at(along, bend), self.top(row)), (at(along, bend), self.bottom(row))]);
        }
        stops.push((self.port(to, last), self.top(grid.row(head))));
        let mut curve: Vec<Place> = stops.first().copied().into_iter().collect();
        for pair in stops.windows(2) {
            if let [(a, top), (b, bottom)] = *pair {
                let middle = f64::midpoint(top, bottom);
                curve.extend([(a, middle), (b, middle), (b, bottom)]);
            }
        }
        curve
    }

    /// Between two boxes of one row: straight if they are neighbours, else beneath those between.
    fn level(&self, grid: &Grid, along: &[f64], tail: usize, head: usize) -> Vec<Place> {
        let row = grid.row(tail);
        let place =
            |node: usize| grid.rows.get(row).and_then(|row| row.iter().position(|&each| each == node));
        let (from, to) = (at(along, tail), at(along, head));
        if place(tail).zip(place(head)).is_some_and(|(a, b)| a.abs_diff(b) == 1) {
            let side = if to > from { self.length / 2.0 } else { -self.length / 2.0 };
            let (begin, end) = (from + side, to - side);
            let middle = self.top(row) + self.depth / 2.0;
            let part = |part: f64| (begin + (end - begin) * part, middle);
            return vec![part(0.0), part(1.0 / 3.0), part(2.0 / 3.0), part(1.0)];
        }
        let (begin, end) = (self.port(from, to), self.port(to, from));
        let (bottom, low) = (self.bottom(row), self.bottom(row) + SWING * 4.0 / 3.0);
        vec![(begin, bottom), (begin, low), (end, low), (end, bottom)]
    }
}
