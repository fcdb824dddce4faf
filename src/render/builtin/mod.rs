//! A layout of our own, for machines without Graphviz: good to about sixty boxes, in the same rows and lanes.
//!
//! Layered drawing after Sugiyama, Tagawa and Toda (1981), whose first step is already done: the rows are those that
//! Graphviz would get. An arrow that passes rows gets a bend in each (`grid`); boxes and bends are ordered within their
//! rows so that few arrows cross (`order`); they move along the rows to where their arrows pull them (`place`); and the
//! arrows are led through (`route`).
//!
//! ```text
//! Scene and rows ─ grid ─ order ─ place ─ route ─> Geometry
//! ```
//!
//! Pure: equal scenes have equal geometry, on every machine.

mod grid;
mod order;
mod place;
mod route;

use super::dot::Plan;
use super::layout::{Geometry, trimmed};
use super::rows::Row;
use super::scene::Scene;
use grid::Grid;

/// Where the boxes and arrows of a scene go.
///
/// Complexity: O(k (V + E log E)) for k rows, as an arrow may pass them all.
pub(super) fn layout(scene: &Scene, rows: &[Row], plan: &Plan) -> Geometry {
    let mut grid = Grid::new(scene.boxes.len(), rows, plan);
    order::order(&mut grid);
    let along = place::place(&grid, scene.arrangement);
    let (boxes, arrows) = route::route(&grid, &along, scene, plan);
    trimmed(boxes, arrows)
}
