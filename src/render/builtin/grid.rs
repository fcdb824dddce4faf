//! Rows of boxes and bends, in which every way goes from one row to the next.

use crate::render::dot::Plan;
use crate::render::rows::Row;

/// Boxes and bends in rows. The first nodes are the boxes, by their index; the others are bends.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// How many nodes are boxes.
    pub boxes: usize,
    /// The nodes of each row, from left to right.
    pub rows: Vec<Vec<usize>>,
    /// The row of each node.
    pub row_of: Vec<usize>,
    /// For each node, those that it is joined to in the row above.
    pub above: Vec<Vec<usize>>,
    /// For each node, those that it is joined to in the row below.
    pub below: Vec<Vec<usize>>,
    /// For each planned edge, the bends between its ends.
    pub bends: Vec<Vec<usize>>,
}

impl Grid {
    /// The grid of some boxes in rows, with the edges of a plan, which go down or stay in their row.
    pub(super) fn new(boxes: usize, rows: &[Row], plan: &Plan) -> Self {
        let mut grid = Self {
            boxes,
            rows: rows.iter().map(|row| row.boxes.clone()).collect(),
            row_of: vec![0; boxes],
            above: vec![Vec::new(); boxes],
            below: vec![Vec::new(); boxes],
            bends: Vec::with_capacity(plan.edges.len()),
        };
        for (index, row) in rows.iter().enumerate() {
            for &each in &row.boxes {
                if let Some(slot) = grid.row_of.get_mut(each) {
                    *slot = index;
                }
            }
        }
        for edge in &plan.edges {
            let bends = grid.way(edge.tail, edge.head);
            grid.bends.push(bends);
        }
        grid
    }

    /// Whether a node is a bend.
    pub(super) fn is_bend(&self, node: usize) -> bool {
        node >= self.boxes
    }

    /// The row of a node.
    pub(super) fn row(&self, node: usize) -> usize {
        self.row_of.get(node).copied().unwrap_or(0)
    }

    /// The neighbours of a node in the row above, or below.
    pub(super) fn neighbours(&self, node: usize, above: bool) -> &[usize] {
        let neighbours = if above { &self.above } else { &self.below };
        neighbours.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// Joins two boxes by a bend in every row between them.
    fn way(&mut self, tail: usize, head: usize) -> Vec<usize> {
        let (first, last) = (self.row(tail), self.row(head));
        let mut bends = Vec::new();
        if first >= last {
            return bends;
        }
        let mut from = tail;
        for row in first + 1..last {
            let bend = self.row_of.len();
            self.row_of.push(row);
            self.above.push(Vec::new());
            self.below.push(Vec::new());
            if let Some(row) = self.rows.get_mut(row) {
                row.push(bend);
            }
            self.join(from, bend);
            bends.push(bend);
            from = bend;
        }
        self.join(from, head);
        bends
    }

    fn join(&mut self, upper: usize, lower: usize) {
        if let Some(below) = self.below.get_mut(upper) {
            below.push(lower);
        }
        if let Some(above) = self.above.get_mut(lower) {
            above.push(upper);
        }
    }
}
