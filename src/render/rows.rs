//! Which boxes stand in one row of a lane, or in one column.
//!
//! A lane is one row until it has more boxes than can be read side by side, or arrows of its own: then what
//! depends stands above what it depends on, by the longest path inside the lane. Boxes that no arrow of the
//! lane binds fill the shorter rows, and boxes without any arrow stand beside them in a block.
//!
//! Knows nothing of sizes and positions, and never looks at looks.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::{Arrangement, Scene};

/// Boxes that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Index of the lane.
    pub lane: usize,
    /// Indices of the boxes, in the order of the scene.
    pub boxes: Vec<usize>,
}

/// A row of this many boxes is never split.
const READABLE_ROW: usize = 8;
/// The same for a column, where boxes need less room.
const READABLE_COLUMN: usize = 12;
/// A longer path inside a lane does not get more rows: its end shares the last.
const DEEPEST: usize = 6;

/// A page in bands is tried with shorter rows until it is no wider than this, in boxes for each row.
const WIDEST_PAGE: f64 = 0.9;
/// Rows are not made shorter than this.
const SHORTEST_ROW: usize = 5;
/// Scenes of more boxes are larger than any page, and are tried once.
const A_PAGE_OF_BOXES: usize = 120;

/// The rows of the scene, from top to bottom or from left to right.
///
/// Complexity: O((V + E) log V) time, O(V + E) space.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    let room = room(scene);
    let first = rows_of(scene, room);
    if scene.arrangement == Arrangement::LeftToRight || scene.boxes.len() > A_PAGE_OF_BOXES {
        return first;
    }
    let is_a_page = |rows: &[Row]| {
        let widest = rows.iter().map(|row| row.boxes.len()).max().unwrap_or(0);
        widest <= SHORTEST_ROW || widest as f64 <= WIDEST_PAGE * rows.len() as f64
    };
    let shorter = (SHORTEST_ROW..room).rev().map(|most| rows_of(scene, most));
    let mut tried = [first].into_iter().chain(shorter);
    let mut best = tried.next().unwrap_or_default();
    while !is_a_page(&best) {
        let Some(next) = tried.next() else { break };
        best = next;
    }
    best
}

/// The rows of the scene with so many boxes at most, where arrows allow.
fn rows_of(scene: &Scene, most: usize) -> Vec<Row> {
    let bound = bound(scene);
    let pulls = pulls(scene);
    let inner = inner_arrows(scene);
    let mut lanes: BTreeMap<usize, (Vec<Vec<usize>>, Vec<usize>)> = BTreeMap::new();
    for (lane, members) in members(scene) {
        let (bound, loose): (Vec<usize>, Vec<usize>) =
            members.into_iter().partition(|each| bound.contains(each));
        let levels = match scene.arrangement {
            Arrangement::Lanes => levels(&bound, inner.get(&lane).map_or(&[], Vec::as_slice), &pulls, most),
            Arrangement::LeftToRight => vec![bound],
        };
        let rows = levels.into_iter().flat_map(|level| split(level, most, &pulls));
        lanes.insert(lane, (rows.filter(|row| !row.is_empty()).collect(), loose));
    }
    let widest = lanes.values().flat_map(|(rows, _)| rows).map(Vec::len).max().unwrap_or(0);
    let beside = most.saturating_sub(widest).max(most.div_ceil(4));
    let filled = lanes.into_iter().map(|(lane, (rows, loose))| (lane, fill(rows, &loose, beside)));
    filled.flat_map(|(lane, rows)| rows.into_iter().map(move |boxes| Row { lane, boxes })).collect()
}

/// The boxes of each lane.
fn members(scene: &Scene) -> BTreeMap<usize, Vec<usize>> {
    let mut lanes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, each) in scene.boxes.iter().enumerate() {
        lanes.entry(each.lane).or_default().push(index);
    }
    lanes
}

/// The boxes that some arrow holds.
fn bound(scene: &Scene) -> BTreeSet<usize> {
    scene.drawn_arrows().flat_map(|(_, from, to)| [from, to]).collect()
}

/// Spreads boxes without arrows over the rows of their lane, so many beside the others at most, in further
/// rows if need be.
fn fill(mut rows: Vec<Vec<usize>>, loose: &[usize], beside: usize) -> Vec<Vec<usize>> {
    let count = rows.len().max(loose.len().div_ceil(beside.max(1)));
    rows.resize(count, Vec::new());
    let share = loose.len().div_ceil(count.max(1)).max(1);
    for (row, boxes) in rows.iter_mut().zip(loose.chunks(share)) {
        row.extend(boxes);
        row.sort_unstable();
    }
    rows
}

/// How many boxes may stand in a row: more in a large map, which would be endlessly tall otherwise.
fn room(scene: &Scene) -> usize {
    let side = scene.boxes.len().isqrt();
    match scene.arrangement {
        Arrangement::Lanes => READABLE_ROW.max(side + side / 4),
        Arrangement::LeftToRight => READABLE_COLUMN.max(side * 2),
    }
}

/// For each box, arrows to lanes above minus arrows to lanes below: where in its lane it would rather stand.
fn pulls(scene: &Scene) -> Vec<i64> {
    let mut pulls = vec![0; scene.boxes.len()];
    let lane = |index: usize| scene.boxes.get(index).map(|each| each.lane);
    for (_, from, to) in scene.drawn_arrows() {
        for (this, other) in [(from, to), (to, from)] {
            let direction = match lane(other).cmp(&lane(this)) {
                std::cmp::Ordering::Less => 1,
                std::cmp::Ordering::Equal => 0,
                std::cmp::Ordering::Greater => -1,
            };
            if let Some(pull) = pulls.get_mut(this) {
                *pull += direction;
            }
        }
    }
    pulls
}

/// The arrows that stay inside a lane, by lane.
fn inner_arrows(scene: &Scene) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut inner: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (_, from, to) in scene.drawn_arrows() {
        let (Some(a), Some(b)) = (scene.boxes.get(from), scene.boxes.get(to)) else { continue };
        if a.lane == b.lane {
            inner.entry(a.lane).or_default().push((from, to));
        }
    }
    inner
}

/// The members of a lane by the longest path of its own arrows, the others where there is room.
fn levels(members: &[usize], arrows: &[(usize, usize)], pulls: &[i64], most: usize) -> Vec<Vec<usize>> {
    let depths = depths(arrows);
    let deepest = depths.values().copied().max().unwrap_or(0);
    let count = (deepest + 1).max(members.len().div_ceil(most.max(1)));
    let share = members.len().div_ceil(count.max(1));
    let mut levels = vec![Vec::new(); count];
    for &member in members {
        if let Some(level) = depths.get(&member).and_then(|&depth| levels.get_mut(depth)) {
            level.push(member);
        }
    }
    for &member in members.iter().filter(|member| !depths.contains_key(member)) {
        let upwards = pulls.get(member).is_none_or(|&pull| pull >= 0);
        let mut open = levels.iter_mut().filter(|level| level.len() < share);
        if let Some(level) = if upwards { open.next() } else { open.next_back() } {
            level.push(member);
        }
    }
    levels.retain(|level| !level.is_empty());
    levels.iter_mut().for_each(|level| level.sort_unstable());
    levels
}

/// Longest path to each end of the arrows, counted from those nothing points at. A cycle is opened at its
/// first box.
fn depths(arrows: &[(usize, usize)]) -> BTreeMap<usize, usize> {
    let mut targets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut waits: BTreeMap<usize, usize> = BTreeMap::new();
    for &(from, to) in arrows {
        targets.entry(from).or_default().push(to);
        waits.entry(from).or_insert(0);
        *waits.entry(to).or_insert(0) += 1;
    }
    let mut ready: BTreeSet<usize> =
        waits.iter().filter(|&(_, &count)| count == 0).map(|(&each, _)| each).collect();
    let mut depths: BTreeMap<usize, usize> = waits.keys().map(|&each| (each, 0)).collect();
    while let Some(next) = ready.pop_first().or_else(|| waits.keys().next().copied()) {
        waits.remove(&next);
        let below = depths.get(&next).map_or(0, |&depth| (depth + 1).min(DEEPEST - 1));
        for to in targets.get(&next).into_iter().flatten() {
            let Some(count) = waits.get_mut(to) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                ready.insert(*to);
            }
            if let Some(depth) = depths.get_mut(to) {
                *depth = below.max(*depth);
            }
        }
    }
    depths
}

/// A level in rows of nearly one length, those drawn upwards first.
fn split(mut level: Vec<usize>, most: usize, pulls: &[i64]) -> Vec<Vec<usize>> {
    let count = level.len().div_ceil(most.max(1));
    if count <= 1 {
        return vec![level];
    }
    level.sort_by_key(|each| std::cmp::Reverse(pulls.get(*each).copied().unwrap_or(0).signum()));
    let length = level.len().div_ceil(count);
    level
        .chunks(length)
        .map(|chunk| {
            let mut row = chunk.to_vec();
            row.sort_unstable();
            row
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Arrow, SceneBox};
    use super::*;

    fn scene(lanes: &[usize], arrows: &[(usize, usize)]) -> Scene {
        let boxes = lanes.iter().enumerate().map(|(index, &lane)| SceneBox {
            id: index.to_string(),
            name: String::new(),
            line: String::new(),
            chip: None,
            look: Default::default(),
            lane,
            title: String::new(),
            ..Default::default()
        });
        let arrows = arrows.iter().map(|&(from, to)| Arrow {
            from,
            to,
            look: Default::default(),
            title: String::new(),
            ..Default::default()
        });
        Scene { boxes: boxes.collect(), arrows: arrows.collect(), ..Scene::default() }
    }

    fn found(lanes: &[usize], arrows: &[(usize, usize)]) -> Vec<(usize, Vec<usize>)> {
        rows(&scene(lanes, arrows)).into_iter().map(|row| (row.lane, row.boxes)).collect()
    }

    #[test]
    fn a_lane_is_a_row_and_empty_lanes_are_none() {
        assert_eq!(found(&[0, 3, 0, 3], &[(0, 1)]), [(0, vec![0, 2]), (3, vec![1, 3])]);
    }

    #[test]
    fn a_dependency_stands_beneath() {
        assert_eq!(found(&[0, 0, 0], &[(2, 0), (0, 1)]), [(0, vec![2]), (0, vec![0]), (0, vec![1])]);
    }

    #[test]
    fn a_cycle_is_opened_at_its_first_box() {
        assert_eq!(found(&[0, 0, 0], &[(0, 1), (1, 2), (2, 0)]), [(0, vec![0]), (0, vec![1]), (0, vec![2])]);
    }

    #[test]
    fn boxes_without_arrows_fill_a_grid() {
        let rows = found(&[0; 20], &[]);
        assert_eq!(rows.iter().map(|(_, boxes)| boxes.len()).collect::<Vec<_>>(), [5, 5, 5, 5]);
    }

    #[test]
    fn boxes_without_arrows_do_not_widen_a_page_that_is_full() {
        let arrows: Vec<(usize, usize)> = (0..6).map(|index| (index, 6)).collect();
        let lanes: Vec<usize> = (0..20).map(|index| usize::from(index >= 6)).collect();
        assert!(found(&lanes, &arrows).iter().all(|(_, boxes)| boxes.len() <= 6));
    }

    #[test]
    fn every_box_stands_in_exactly_one_row() {
        let lanes: Vec<usize> = (0..97).map(|index| index % 4).collect();
        let arrows: Vec<(usize, usize)> = (0..97).map(|index| (index, index * 31 % 97)).collect();
        let mut all: Vec<usize> = found(&lanes, &arrows).into_iter().flat_map(|(_, boxes)| boxes).collect();
        all.sort_unstable();
        assert_eq!(all, (0..97).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_chain_does_not_get_endless_rows() {
        let arrows: Vec<(usize, usize)> = (1..5000).map(|index| (index - 1, index)).collect();
        let rows = found(&[0; 5000], &arrows);
        assert!(rows.len() < 80, "{}", rows.len());
    }
}
