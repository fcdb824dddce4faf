//! The places along the rows: each node as near as can be to where its neighbours pull it, and none on another.

use super::grid::Grid;
use crate::render::dot::room_beside;
use crate::render::scene::{Arrangement, BOX_HEIGHT, BOX_WIDTH};

/// Up and down, so often.
const SWEEPS: usize = 16;
/// Between two boxes, in points.
const APART: f64 = 12.0;
/// The half of a bend, with what it keeps free.
const BEND: f64 = 5.0;

/// For each node the middle of its place along the row, in points.
pub(super) fn place(grid: &Grid, arrangement: Arrangement) -> Vec<f64> {
    let half_box = match arrangement {
        Arrangement::Lanes => BOX_WIDTH / 2.0 + room_beside(arrangement),
        Arrangement::LeftToRight => BOX_HEIGHT / 2.0,
    };
    let half = |node: usize| if grid.is_bend(node) { BEND } else { half_box + APART / 2.0 };
    // Where each node of a row would stand if all were pushed to the left.
    let packed: Vec<Vec<f64>> = grid
        .rows
        .iter()
        .map(|row| {
            let mut edge = 0.0;
            let middle = |&node: &usize| {
                let middle = edge + half(node);
                edge = middle + half(node);
                middle
            };
            row.iter().map(middle).collect()
        })
        .collect();
    let length = |row: usize| {
        let last = grid.rows.get(row).and_then(|row| row.last());
        packed
            .get(row)
            .and_then(|row| row.last())
            .zip(last)
            .map_or(0.0, |(middle, &node)| middle + half(node))
    };
    let widest = (0..grid.rows.len()).map(length).fold(0.0, f64::max);

    let mut along = vec![0.0; grid.row_of.len()];
    for (index, (row, packed)) in grid.rows.iter().zip(&packed).enumerate() {
        let shift = (widest - length(index)) / 2.0;
        for (&node, middle) in row.iter().zip(packed) {
            set(&mut along, node, middle + shift);
        }
    }
    for sweep in 0..SWEEPS {
        let downwards = sweep % 2 == 0;
        let both = sweep + 2 >= SWEEPS;
        for step in 0..grid.rows.len() {
            let index = if downwards { step } else { grid.rows.len() - 1 - step };
            let (Some(row), Some(packed)) = (grid.rows.get(index), packed.get(index)) else { continue };
            let pulls: Vec<(f64, f64)> = row
                .iter()
                .zip(packed)
                .map(|(&node, middle)| {
                    let (to, strength) = pull(grid, &along, node, downwards, both);
                    // The page grows no wider than its fullest row.
                    let to = to.clamp(half(node), (widest - half(node)).max(half(node)));
                    (to - middle, strength)
                })
                .collect();
            for ((&node, middle), shift) in row.iter().zip(packed).zip(rising(&pulls)) {
                set(&mut along, node, middle + shift);
            }
        }
    }
    along
}

/// Where a node is pulled, and how strongly: bends that follow each other are pulled straight.
fn pull(grid: &Grid, along: &[f64], node: usize, downwards: bool, both: bool) -> (f64, f64) {
    let at = |node: usize| along.get(node).copied().unwrap_or(0.0);
    let (mut sum, mut weight) = (0.0, 0.0);
    for above in [true, false] {
        if both || above == downwards {
            for &other in grid.neighbours(node, above) {
                let strength = match (grid.is_bend(node), grid.is_bend(other)) {
                    (true, true) => 8.0,
                    (false, false) => 1.0,
                    _ => 2.0,
                };
                sum += at(other) * strength;
                weight += strength;
            }
        }
    }
    // Whatever nothing pulls stays, if the others let it.
    if weight > 0.0 { (sum / weight, weight) } else { (at(node), 0.1) }
}

/// The numbers that never fall and are nearest to these, each with its weight: neighbours that would fall share their mean
/// (pool adjacent violators; Ayer and others 1955).
fn rising(pulls: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(pulls.len());
    for &(to, weight) in pulls {
        let mut pool = (to, weight, 1);
        while let Some(&(mean, weight, count)) = pools.last().filter(|(mean, ..)| *mean > pool.0) {
            pools.pop();
            let both = weight + pool.1;
            pool = ((mean * weight + pool.0 * pool.1) / both, both, count + pool.2);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(mean, _, count)| std::iter::repeat_n(mean, count)).collect()
}

fn set(along: &mut [f64], node: usize, to: f64) {
    if let Some(slot) = along.get_mut(node) {
        *slot = to;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_rising_numbers_are_nearer(
            pulls in proptest::collection::vec((-100.0..100.0_f64, 0.1..8.0_f64), 1..12),
            other in proptest::collection::vec(-100.0..100.0_f64, 12),
        ) {
            let found = rising(&pulls);
            prop_assert_eq!(found.len(), pulls.len());
            prop_assert!(found.windows(2).all(|pair| pair[0] <= pair[1]));
            let far = |numbers: &[f64]| -> f64 {
                numbers.iter().zip(&pulls).map(|(n, (to, weight))| weight * (n - to).powi(2)).sum()
            };
            let mut other = other[..pulls.len()].to_vec();
            other.sort_unstable_by(f64::total_cmp);
            prop_assert!(far(&found) <= far(&other) + 1e-6);
            // Nor those on the way to them, as the nearest is the only one.
            let nearer: Vec<f64> = found.iter().zip(&other).map(|(a, b)| a + (b - a) / 1000.0).collect();
            prop_assert!(far(&found) <= far(&nearer) + 1e-6);
        }
    }
}
