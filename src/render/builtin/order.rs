//! The order within the rows: each node near the middle of its neighbours, so that few ways cross (Eades and Wormald 1994,
//! Gansner and others 1993).

use super::grid::Grid;

/// Up and down, so often; it rarely grows better after that.
const SWEEPS: usize = 24;
/// Neighbours are swapped in so many rounds.
const ROUNDS: usize = 8;
/// Nodes with more ways than this are not swapped one by one: that would take longer than it is worth.
const MANY: usize = 200;

/// Orders the rows.
pub(super) fn order(grid: &mut Grid) {
    let mut places = vec![0; grid.row_of.len()];
    number(grid, &mut places);
    let mut best = (crossings(grid, &places), grid.rows.clone());
    for sweep in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        let downwards = sweep % 2 == 0;
        let count = grid.rows.len();
        for step in 1..count {
            let row = if downwards { step } else { count - 1 - step };
            sort(grid, row, downwards, &mut places);
        }
        swap(grid, &mut places);
        let found = crossings(grid, &places);
        if found < best.0 {
            best = (found, grid.rows.clone());
        }
    }
    grid.rows = best.1;
}

/// Writes down where in its row each node stands.
fn number(grid: &Grid, places: &mut [usize]) {
    for row in &grid.rows {
        number_row(row, places);
    }
}

fn number_row(row: &[usize], places: &mut [usize]) {
    for (place, &node) in row.iter().enumerate() {
        if let Some(slot) = places.get_mut(node) {
            *slot = place;
        }
    }
}

fn at(places: &[usize], node: usize) -> usize {
    places.get(node).copied().unwrap_or(0)
}

/// Sorts a row by the medians of the neighbours in the row before; what has none stays where it is.
fn sort(grid: &mut Grid, row: usize, above: bool, places: &mut [usize]) {
    let Some(nodes) = grid.rows.get(row) else { return };
    let median = |node: usize| {
        let mut at: Vec<usize> = grid.neighbours(node, above).iter().map(|&each| at(places, each)).collect();
        at.sort_unstable();
        let middle = at.len() / 2;
        match (at.get(middle), at.len() % 2) {
            (Some(&place), 1) => Some(place * 2),
            // Of an even number both middles count.
            (Some(&place), _) => Some(place + at.get(middle - 1).copied().unwrap_or(place)),
            (None, _) => None,
        }
    };
    let medians: Vec<Option<usize>> = nodes.iter().map(|&node| median(node)).collect();
    let mut moving: Vec<(usize, usize, usize)> = nodes
        .iter()
        .zip(&medians)
        .enumerate()
        .filter_map(|(place, (&node, median))| Some(((*median)?, place, node)))
        .collect();
    moving.sort_unstable();
    let mut moving = moving.into_iter().map(|(.., node)| node);
    let sorted: Vec<usize> = nodes
        .iter()
        .zip(&medians)
        .map(|(&node, median)| if median.is_some() { moving.next().unwrap_or(node) } else { node })
        .collect();
    number_row(&sorted, places);
    if let Some(row) = grid.rows.get_mut(row) {
        *row = sorted;
    }
}

/// Swaps neighbours as long as that takes crossings away.
fn swap(grid: &mut Grid, places: &mut [usize]) {
    for _ in 0..ROUNDS {
        let mut swapped = false;
        for row in 0..grid.rows.len() {
            let Some(mut nodes) = grid.rows.get(row).cloned() else { continue };
            for left in 1..nodes.len() {
                let [Some(&a), Some(&b)] = [nodes.get(left - 1), nodes.get(left)] else { continue };
                if between(grid, places, b, a) < between(grid, places, a, b) {
                    nodes.swap(left - 1, left);
                    swapped = true;
                }
            }
            number_row(&nodes, places);
            if let Some(row) = grid.rows.get_mut(row) {
                *row = nodes;
            }
        }
        if !swapped {
            break;
        }
    }
}

/// How many ways of two nodes cross if the first stands left of the second.
fn between(grid: &Grid, places: &[usize], left: usize, right: usize) -> usize {
    let count = |above: bool| {
        let (a, b) = (grid.neighbours(left, above), grid.neighbours(right, above));
        if a.len().saturating_mul(b.len()) > MANY {
            return 0;
        }
        let crossed = |&of_left: &usize| {
            b.iter().filter(|&&of_right| at(places, of_left) > at(places, of_right)).count()
        };
        a.iter().map(crossed).sum::<usize>()
    };
    count(true) + count(false)
}

/// How many ways cross in all (Barth, Jünger and Mutzel 2002).
fn crossings(grid: &Grid, places: &[usize]) -> usize {
    grid.rows
        .windows(2)
        .map(|pair| if let [upper, lower] = pair { between_rows(grid, places, upper, lower) } else { 0 })
        .sum()
}

fn between_rows(grid: &Grid, places: &[usize], upper: &[usize], lower: &[usize]) -> usize {
    // Ways counted by where they end, in a tree of sums.
    let mut sums = vec![0_usize; lower.len() + 1];
    let mut count = 0;
    let mut before = 0;
    for &node in upper {
        let mut ends: Vec<usize> =
            grid.neighbours(node, false).iter().map(|&each| at(places, each)).collect();
        ends.sort_unstable();
        for &end in &ends {
            // Those that began further left and end further right.
            let mut not_right = 0;
            let mut index = end + 1;
            while index > 0 {
                not_right += sums.get(index).copied().unwrap_or(0);
                index &= index - 1;
            }
            count += before - not_right;
        }
        for &end in &ends {
            let mut index = end + 1;
            while let Some(slot) = sums.get_mut(index) {
                *slot += 1;
                index += index & index.wrapping_neg();
            }
            before += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::dot::Plan;
    use crate::render::rows::Row;
    use crate::render::{Arrow, Scene, SceneBox};

    /// Two rows of boxes, and arrows from the first to the second.
    fn grid(upper: usize, lower: usize, arrows: &[(usize, usize)]) -> Grid {
        let boxes = (0..upper + lower).map(|_| SceneBox::default()).collect();
        let arrow = |&(from, to): &(usize, usize)| Arrow { from, to: upper + to, ..Arrow::default() };
        let scene = Scene { boxes, arrows: arrows.iter().map(arrow).collect(), ..Scene::default() };
        let rows = [
            Row { lane: 0, boxes: (0..upper).collect() },
            Row { lane: 1, boxes: (upper..upper + lower).collect() },
        ];
        Grid::new(upper + lower, &rows, &Plan::new(&scene, &rows))
    }

    fn counted(grid: &Grid) -> usize {
        let mut places = vec![0; grid.row_of.len()];
        number(grid, &mut places);
        crossings(grid, &places)
    }

    #[test]
    fn what_can_be_untangled_is() {
        let mut grid = grid(3, 3, &[(0, 2), (1, 1), (2, 0)]);
        assert_eq!(counted(&grid), 3);
        order(&mut grid);
        assert_eq!(counted(&grid), 0);
    }

    proptest! {
        #[test]
        fn crossings_are_those_of_every_pair(arrows in proptest::collection::vec((0..5_usize, 0..6_usize), 0..15)) {
            let mut grid = grid(5, 6, &arrows);
            let cross = |a: &(usize, usize), b: &(usize, usize)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1);
            let pairs = arrows.iter().enumerate().flat_map(|(i, a)| arrows.iter().skip(i + 1).map(move |b| (a, b)));
            let naive = pairs.filter(|(a, b)| cross(a, b)).count();
            prop_assert_eq!(counted(&grid), naive);
            order(&mut grid);
            prop_assert!(counted(&grid) <= naive);
            let mut all: Vec<usize> = grid.rows.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..11).collect::<Vec<_>>());
        }
    }
}
