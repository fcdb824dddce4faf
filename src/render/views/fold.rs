//! Folds elements into piles until they fit a picture, with nothing lost.
//!
//! Only elements of one lane and one ring are folded together, so that a pile has one place and one colour: by
//! owner, technologies by kind, and each by the other where most do not say it. What matters least goes first. Where
//! even that leaves too many boxes, the smallest of a lane and ring share one. What is to be collapsed is folded by
//! that alone, and always.
//!
//! Knows nothing of what lanes and rings mean.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::collapse::Collapse;
use super::words;
use crate::graph::{ElementIx, Graph};
use crate::model::Section;

/// An element to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// The element.
    pub element: ElementIx,
    /// Its lane.
    pub lane: usize,
    /// What it has in common with those that it may be folded with, besides the lane.
    pub ring: usize,
    /// Only units of one rank are folded by owner or kind, those of a higher rank first.
    pub rank: usize,
    /// If anything is folded, then these, whatever their owner or kind.
    pub aside: bool,
    /// Folded only when there is no room otherwise.
    pub kept: bool,
    /// Folded by this and nothing else, even alone.
    pub collapse: Option<Collapse>,
}

/// A box to be: an element, or a pile of several.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Its lane.
    pub lane: usize,
    /// Its ring.
    pub ring: usize,
    /// What it stands for, in the order of the model.
    pub members: Vec<ElementIx>,
    /// What a pile is called; empty for an element in a box of its own.
    pub label: String,
}

impl Group {
    /// The element, if it has a box of its own.
    pub(super) fn alone(&self) -> Option<ElementIx> {
        match *self.members {
            [ix] if self.label.is_empty() => Some(ix),
            _ => None,
        }
    }
}

/// What those are called that are folded whatever their owner or kind.
pub(super) const ASIDE: &str = "Out of reach";

/// The groups for these units: at most so many, but at least one for each lane and ring. In the order of the
/// model.
///
/// Complexity: O(n log n).
pub(super) fn fold(graph: &Graph, units: &[Unit], most: usize) -> Vec<Group> {
    if units.iter().any(|unit| unit.collapse.is_some()) {
        return collapsed(graph, units, most);
    }
    let (kept, others): (Vec<Unit>, Vec<Unit>) = units.iter().partition(|unit| unit.kept);
    let folds = units.len() > most;
    let mut groups = folded(graph, &others, most.saturating_sub(kept.len()), folds);
    let cells: BTreeSet<(usize, usize)> = others.iter().map(|unit| (unit.lane, unit.ring)).collect();
    if kept.len() + cells.len() <= most {
        groups = gathered(groups, most - kept.len());
        groups.extend(kept.iter().map(|unit| unit.alone()));
    } else {
        groups.extend(folded(graph, &kept, most.saturating_sub(groups.len()), folds));
        groups = gathered(groups, most);
    }
    groups.sort_by_key(|group| group.members.first().copied());
    groups
}

/// The groups for these units, one for each value of what they are collapsed by in a lane and ring.
fn collapsed(graph: &Graph, units: &[Unit], most: usize) -> Vec<Group> {
    type Key<'g> = (usize, usize, Option<&'g str>);
    let mut piles: BTreeMap<Key<'_>, Group> = BTreeMap::new();
    let mut alone = Vec::new();
    for unit in units {
        let Some(by) = unit.collapse else {
            alone.push(unit.alone());
            continue;
        };
        let Unit { element, lane, ring, .. } = *unit;
        let pile = || Group { lane, ring, members: Vec::new(), label: by.label(graph, element) };
        let key = (lane, ring, by.value(graph.element(element)));
        piles.entry(key).or_insert_with(pile).members.push(element);
    }
    let mut groups = gathered(piles.into_values().collect(), most.saturating_sub(alone.len()));
    groups.extend(alone);
    groups.sort_by_key(|group| group.members.first().copied());
    groups
}

/// The groups for these units, with as many folded as must be and can be.
fn folded(graph: &Graph, units: &[Unit], most: usize, folds: bool) -> Vec<Group> {
    let mut bundles = bundles(graph, units);
    let size = |bundle: &Bundle| bundle.group.members.len();
    let order =
        |bundle: &Bundle| (Reverse(bundle.key.aside), Reverse(bundle.key.rank), Reverse(size(bundle)));
    bundles.sort_by_key(|bundle| (order(bundle), bundle.group.members.first().copied()));
    let mut count = units.len();
    let mut groups = Vec::new();
    for bundle in bundles {
        if size(&bundle) > 1 && (count > most || folds && bundle.key.aside) {
            count -= size(&bundle) - 1;
            groups.push(bundle.group);
        } else {
            groups.extend(bundle.singles());
        }
    }
    groups
}

impl Unit {
    fn alone(&self) -> Group {
        Group { lane: self.lane, ring: self.ring, members: vec![self.element], label: String::new() }
    }
}

struct Bundle {
    group: Group,
    key: Key,
}

/// What the members of a pile have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    lane: usize,
    ring: usize,
    rank: usize,
    aside: bool,
    /// Owner or kind; none for those without, and for those set aside.
    of: Option<String>,
}

impl Bundle {
    fn singles(self) -> impl Iterator<Item = Group> {
        let Group { lane, ring, members, .. } = self.group;
        members.into_iter().map(move |each| Group { lane, ring, members: vec![each], label: String::new() })
    }
}

/// The units that belong together.
fn bundles(graph: &Graph, units: &[Unit]) -> Vec<Bundle> {
    let mut lanes: BTreeMap<usize, Vec<Unit>> = BTreeMap::new();
    for unit in units {
        lanes.entry(unit.lane).or_default().push(*unit);
    }
    let mut bundles: BTreeMap<Key, Bundle> = BTreeMap::new();
    for units in lanes.into_values() {
        let most_have_owner = most(&units, &|unit| graph.element(unit.element).owner().is_some());
        let is_technology = |unit: &Unit| graph.element(unit.element).section == Section::Technologies;
        let technologies: Vec<Unit> = units.iter().copied().filter(is_technology).collect();
        let most_have_kind = most(&technologies, &|unit| graph.element(unit.element).kind().is_some());
        for Unit { element: ix, lane, ring, rank, aside, .. } in units {
            let element = graph.element(ix);
            let has_better_kind = element.section == Section::Technologies && most_have_kind;
            let by_owner = most_have_owner && !has_better_kind;
            let of = match by_owner {
                _ if aside => None,
                true => element.owner().map(|id| words::organisation(graph, id)),
                false => element.kind().map(in_title_case),
            };
            let label = || match &of {
                Some(label) => label.clone(),
                None if aside => ASIDE.to_owned(),
                None if by_owner => "Without owner".to_owned(),
                None => format!("Other {}", element.section.many()),
            };
            let group = || Group { lane, ring, members: Vec::new(), label: label() };
            let key = Key { lane, ring, rank, aside, of: of.clone() };
            let bundle = bundles.entry(key.clone()).or_insert_with(|| Bundle { group: group(), key });
            bundle.group.members.push(ix);
        }
    }
    bundles.into_values().collect()
}

/// Whether something holds of at least half of some units.
fn most(units: &[Unit], test: &dyn Fn(&Unit) -> bool) -> bool {
    units.iter().filter(|unit| test(unit)).count() * 2 >= units.len()
}

/// "Operating system" of `operating-system`.
pub(super) fn in_title_case(kind: &str) -> String {
    let mut letters = kind.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str().replace(['-', '_'], " "))
}

/// The groups, if there are too many with the smallest of each lane and ring gathered in one, so that the largest
/// lanes give up most.
fn gathered(groups: Vec<Group>, most: usize) -> Vec<Group> {
    if groups.len() <= most {
        return groups;
    }
    let mut cells: BTreeMap<(usize, usize), Vec<Group>> = BTreeMap::new();
    for group in groups {
        cells.entry((group.lane, group.ring)).or_default().push(group);
    }
    let total = |room: usize| cells.values().map(|cell| cell.len().min(room)).sum::<usize>();
    let largest = cells.values().map(Vec::len).max().unwrap_or(1);
    // The most that every cell can have.
    let (mut room, mut too_many) = (1, largest + 1);
    while room + 1 < too_many {
        let middle = usize::midpoint(room, too_many);
        if total(middle) <= most { room = middle } else { too_many = middle }
    }
    cells.into_values().flat_map(|cell| without_smallest(cell, room)).collect()
}

fn without_smallest(mut cell: Vec<Group>, room: usize) -> Vec<Group> {
    if cell.len() <= room {
        return cell;
    }
    cell.sort_by_key(|group| (Reverse(group.members.len()), group.members.first().copied()));
    let rest = cell.split_off(room.saturating_sub(1));
    let Some(Group { lane, ring, .. }) = rest.first().cloned() else { return cell };
    let mut members: Vec<ElementIx> = rest.into_iter().flat_map(|group| group.members).collect();
    members.sort_unstable();
    let label = if cell.is_empty() { "All".to_owned() } else { "Others".to_owned() };
    cell.push(Group { lane, ring, members, label });
    cell
}
