//! The order: nothing is moved before what it needs, and what must come before each other comes together.
//!
//! Every rule says of two elements that the one comes no later than the other. What must come first is pulled to the
//! deadline of what waits for it; but what the map itself dates stays there, and what waits for it must wait. Elements that are no systems are not
//! moved; what is needed through them is needed all the same, and so is what leaves beneath them. Those are two
//! questions, so such an element stands twice: once for what must be there first, once for who must be gone first.

use std::collections::{HashMap, HashSet};

use super::circles;
use super::fate::{Fate, Reason};
use super::support::HardNeeds;
use crate::analysis::lifecycle::{ConflictKind, Timelines};
use crate::graph::ElementIx;
use crate::model::{Date, Section};

/// A system that is moved, as the order sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved<'p> {
    pub(super) element: ElementIx,
    pub(super) fate: Fate,
    pub(super) reasons: &'p [Reason],
    /// The plateau that its own deadline asks for, and the day of that deadline.
    pub(super) asked: Key,
    /// Whether the map itself dates it, so that it stays there.
    pub(super) is_fixed: bool,
}

/// A plateau and a day in it.
pub(super) type Key = (usize, Date);

/// Where a system that is moved has its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The plateau, by its number; the number of plateaus for what comes after the programme.
    pub plateau: usize,
    /// The deadline by which it counts: its own, or that of what waits for it.
    pub day: Option<Date>,
    /// What waits for it and has an earlier deadline.
    pub pulled_by: Option<ElementIx>,
    /// What it waits for and the map dates later.
    pub held_by: Option<ElementIx>,
    /// The step within the plateau, from 0: after everything of lower steps.
    pub step: u32,
    /// The circle that it is in, if it must be moved together with others.
    pub circle: Option<u32>,
    /// What comes no later, directly or through what is no system.
    pub waits_for: Vec<ElementIx>,
}

/// How many relations may be followed to find out what waits for what.
const WITNESSES: usize = 5_000_000;

/// What an element is to the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It is not moved, and nothing leads through it.
    Still,
    /// It is no system: what it needs is needed by what needs it.
    Through,
    /// It is there only once it was moved.
    Comes,
    /// It takes the place of what it follows.
    Introduced,
    /// It is there until it was moved.
    Leaves,
}

/// Gives every system that is moved its place, in the order in which they are given, and says whether `waits_for` is
/// whole. With plateaus, systems are ordered within these; without, by the day.
///
/// Complexity: O(V + E log E).
pub(super) fn order(
    timelines: &Timelines<'_>,
    needs: &HardNeeds,
    moved: &[Moved<'_>],
    by_day: bool,
) -> (Vec<Placed>, bool) {
    let rules = Rules::of(timelines, needs, moved);
    let component = circles::components(&rules.before);
    let floors = rules.floors(&component, moved);
    let pulls = rules.pulls(&floors, moved);
    let mut keys: Vec<Option<Key>> = vec![None; rules.before.len()];
    for system in moved {
        if let Some(key) = keys.get_mut(system.element.index()) {
            *key = Some(key_of(system, &floors, &pulls));
        }
    }
    let group = |key: Key| if by_day { key } else { (key.0, Date::MIN) };
    let steps = rules.steps(&component, &keys, group);
    let mut size = vec![0_u32; component.len()];
    let component_of = |ix: ElementIx| component.get(ix.index()).copied().unwrap_or_default();
    for system in moved {
        if let Some(size) = size.get_mut(component_of(system.element) as usize) {
            *size += 1;
        }
    }
    let mut left = WITNESSES;
    let placed = moved.iter().map(|system| {
        let at = system.element.index();
        let key = keys.get(at).copied().flatten().unwrap_or(system.asked);
        let of = component_of(system.element);
        let witness = |found: &[Option<(Key, ElementIx)>]| Some(found.get(at).copied()??.1);
        Placed {
            plateau: key.0,
            day: (key.1 < Date::MAX).then_some(key.1),
            pulled_by: witness(&pulls).filter(|_| key < system.asked),
            held_by: witness(&floors).filter(|_| key > system.asked),
            step: steps.get(at).copied().unwrap_or_default(),
            circle: size.get(of as usize).is_some_and(|&size| size > 1).then_some(of),
            waits_for: rules.waits_for(system.element, &mut left),
        }
    });
    let placed = placed.collect();
    (placed, left > 0)
}

/// What is pulled comes earlier, but not before what it waits for and the map dates.
fn key_of(
    system: &Moved<'_>,
    floors: &[Option<(Key, ElementIx)>],
    pulls: &[Option<(Key, ElementIx)>],
) -> Key {
    let at = system.element.index();
    let of = |found: &[Option<(Key, ElementIx)>]| Some(found.get(at).copied()??.0);
    let pulled = of(pulls).map_or(system.asked, |pulled| pulled);
    match of(floors) {
        _ if system.is_fixed => system.asked,
        Some(floor) => pulled.max(floor),
        None => pulled,
    }
}

struct Rules {
    /// For every element, then once more for those through which something leaves: what comes no later.
    before: Vec<Vec<u32>>,
    roles: Vec<Role>,
    elements: Vec<ElementIx>,
}

impl Rules {
    fn of(timelines: &Timelines<'_>, needs: &HardNeeds, moved: &[Moved<'_>]) -> Self {
        let graph = timelines.graph();
        let elements: Vec<ElementIx> = graph.elements().collect();
        let through = |&ix: &ElementIx| match graph.element(ix).section {
            Section::Systems | Section::Information | Section::Integrations => Role::Still,
            _ => Role::Through,
        };
        let roles = elements.iter().map(through).collect();
        let mut rules = Self { before: vec![Vec::new(); elements.len() * 2], roles, elements };
        for system in moved {
            if let Some(role) = rules.roles.get_mut(system.element.index()) {
                *role = role_of(system);
            }
        }
        rules.add_needs(needs, moved);
        for system in moved {
            rules.add_successions(timelines, system);
        }
        rules
    }

    fn role(&self, ix: ElementIx) -> Role {
        self.roles.get(ix.index()).copied().unwrap_or(Role::Still)
    }

    fn first(ix: ElementIx) -> usize {
        ix.index()
    }

    /// The second place of what is no system.
    fn last(&self, ix: ElementIx) -> usize {
        if self.role(ix) == Role::Through { ix.index() + self.elements.len() } else { ix.index() }
    }

    fn add(&mut self, before: usize, after: usize) {
        if let (Ok(before), Some(row)) = (u32::try_from(before), self.before.get_mut(after)) {
            row.push(before);
        }
    }

    fn add_needs(&mut self, needs: &HardNeeds, moved: &[Moved<'_>]) {
        let asked: HashMap<ElementIx, Key> =
            moved.iter().map(|system| (system.element, system.asked)).collect();
        let asked = |ix: ElementIx| asked.get(&ix).copied();
        for dependent in 0..self.elements.len() {
            let Some(&dependent) = self.elements.get(dependent) else { continue };
            let role = self.role(dependent);
            for &dependency in needs.upstream(dependent) {
                let needed = self.role(dependency);
                // What comes must find what it needs.
                let comes = matches!(role, Role::Comes | Role::Introduced | Role::Through);
                if comes && matches!(needed, Role::Comes | Role::Introduced | Role::Through) {
                    self.add(Self::first(dependency), Self::first(dependent));
                }
                // What leaves must wait until nobody needs it.
                let goes = match role {
                    Role::Comes | Role::Through => matches!(needed, Role::Leaves | Role::Through),
                    // What goes later than what it rests on is not moved off that first: that is told.
                    Role::Leaves => needed == Role::Leaves && asked(dependent) <= asked(dependency),
                    Role::Still | Role::Introduced => false,
                };
                if goes {
                    self.add(self.last(dependent), self.last(dependency));
                }
            }
        }
    }

    fn add_successions(&mut self, timelines: &Timelines<'_>, system: &Moved<'_>) {
        let replaced = (system.fate == Fate::Replace).then_some(system.element);
        let lost = system.reasons.iter().filter_map(|reason| match reason {
            Reason::Conflict(trouble) if trouble.kind == ConflictKind::Retired => Some(trouble.dependency),
            _ => None,
        });
        for left in replaced.into_iter().chain(lost) {
            for &successor in timelines.successors(left) {
                if self.role(successor) == Role::Introduced && successor != system.element {
                    self.add(Self::first(successor), Self::first(system.element));
                }
            }
        }
    }

    /// For everything the latest plateau and day that the map sets for what comes before it, and for what.
    fn floors(&self, component: &[u32], moved: &[Moved<'_>]) -> Vec<Option<(Key, ElementIx)>> {
        let fixed = self.fixed(moved);
        let fixed = |node: usize| fixed.get(node).copied().flatten();
        let mut floors: Vec<Option<(Key, ElementIx)>> = vec![None; self.before.len()];
        let nodes = in_order_of(component);
        for circle in nodes.chunk_by(|a, b| component.get(*a) == component.get(*b)) {
            let before = circle.iter().filter_map(|&node| self.before.get(node)).flatten();
            // What the map dates hands on its own day, whatever comes before it.
            let handed = before.filter_map(|&node| {
                let node = node as usize;
                fixed(node).or_else(|| floors.get(node).copied().flatten())
            });
            let floor = handed.max();
            for &node in circle {
                if let Some(slot) = floors.get_mut(node) {
                    *slot = floor;
                }
            }
        }
        floors
    }

    fn fixed(&self, moved: &[Moved<'_>]) -> Vec<Option<(Key, ElementIx)>> {
        let mut fixed = vec![None; self.before.len()];
        for system in moved.iter().filter(|system| system.is_fixed) {
            if let Some(slot) = fixed.get_mut(system.element.index()) {
                *slot = Some((system.asked, system.element));
            }
        }
        fixed
    }

    /// For everything the earliest plateau and day of what waits for it, its own included, and of what.
    fn pulls(
        &self,
        floors: &[Option<(Key, ElementIx)>],
        moved: &[Moved<'_>],
    ) -> Vec<Option<(Key, ElementIx)>> {
        let fixed = self.fixed(moved);
        let is_fixed = |node: usize| fixed.get(node).copied().flatten().is_some();
        let asked = |system: &Moved<'_>| {
            let floor = floors.get(system.element.index()).copied().flatten();
            let floor = floor.filter(|_| !system.is_fixed);
            floor.map_or(system.asked, |(floor, _)| floor.max(system.asked))
        };
        let mut first: Vec<(Key, ElementIx)> =
            moved.iter().map(|system| (asked(system), system.element)).collect();
        first.sort_unstable();
        let mut pulls: Vec<Option<(Key, ElementIx)>> = vec![None; self.before.len()];
        for from in first {
            let mut open = vec![from.1.index()];
            while let Some(node) = open.pop() {
                if is_fixed(node) && node != from.1.index() {
                    continue;
                }
                let Some(pull @ None) = pulls.get_mut(node) else { continue };
                *pull = Some(from);
                open.extend(self.before.get(node).into_iter().flatten().map(|&before| before as usize));
            }
        }
        pulls
    }

    /// For every element the step within its plateau.
    fn steps(&self, component: &[u32], keys: &[Option<Key>], group: impl Fn(Key) -> Key) -> Vec<u32> {
        let nodes = in_order_of(component);
        let key = |node: usize| keys.get(node).copied().flatten().map(&group);
        // What everything hands on: the latest plateau before it, and the next step in that.
        let mut handed: Vec<(Key, u32)> = vec![((0, Date::MIN), 0); self.before.len()];
        let mut steps = vec![0; self.before.len()];
        for circle in nodes.chunk_by(|a, b| component.get(*a) == component.get(*b)) {
            let own = circle.first().and_then(|&node| component.get(node));
            let before = circle.iter().filter_map(|&node| self.before.get(node)).flatten();
            let outside = before.map(|&node| node as usize).filter(|&node| component.get(node) != own);
            let mut outside: Vec<(Key, u32)> = outside.filter_map(|node| handed.get(node).copied()).collect();
            outside.sort_unstable();
            // What the map dates too early does not wait for what comes later.
            let latest = |key: Option<Key>| {
                let in_time = |handed: &&(Key, u32)| key.is_none_or(|key| handed.0 <= key);
                outside.iter().rev().find(in_time).copied().unwrap_or(((0, Date::MIN), 0))
            };
            // Only what the map dates has another key than the rest of its circle, and hands on its own.
            for &node in circle.iter() {
                let hand = match key(node).filter(|_| self.is_moved(node)) {
                    Some(key) => {
                        let hand = latest(Some(key));
                        let step = if hand.0 == key { hand.1 } else { 0 };
                        if let Some(slot) = steps.get_mut(node) {
                            *slot = step;
                        }
                        (key, step + 1)
                    }
                    None => latest(None),
                };
                if let Some(slot) = handed.get_mut(node) {
                    *slot = hand;
                }
            }
            // What is no system hands on all of its circle.
            let whole = circle.iter().filter_map(|&node| handed.get(node).copied()).max();
            for &node in circle.iter().filter(|&&node| !self.is_moved(node)) {
                if let (Some(slot), Some(whole)) = (handed.get_mut(node), whole) {
                    *slot = whole;
                }
            }
        }
        steps
    }

    fn is_moved(&self, node: usize) -> bool {
        self.roles.get(node).is_some_and(|role| !matches!(role, Role::Still | Role::Through))
    }

    /// The systems that come no later than one, directly or through what is no system.
    fn waits_for(&self, ix: ElementIx, left: &mut usize) -> Vec<ElementIx> {
        let mut seen = HashSet::from([ix.index()]);
        let mut open = vec![ix.index()];
        let mut found = Vec::new();
        while let Some(node) = open.pop() {
            for &before in self.before.get(node).into_iter().flatten() {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    return found;
                }
                let before = before as usize;
                if !seen.insert(before) {
                    continue;
                }
                match self.elements.get(before) {
                    Some(&system) if self.role(system) != Role::Through => found.push(system),
                    _ => open.push(before),
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// Every node, by the number of its component.
fn in_order_of(component: &[u32]) -> Vec<usize> {
    let mut nodes: Vec<usize> = (0..component.len()).collect();
    nodes.sort_by_key(|&node| component.get(node));
    nodes
}

fn role_of(system: &Moved<'_>) -> Role {
    let is_left = |reason: &Reason| matches!(reason, Reason::Leaving { .. } | Reason::Followed(_));
    match system.fate {
        Fate::Keep => Role::Still,
        Fate::Introduce => Role::Introduced,
        Fate::Adapt => Role::Comes,
        Fate::Retire => Role::Leaves,
        Fate::Replace if system.reasons.iter().any(is_left) => Role::Leaves,
        Fate::Replace => Role::Comes,
    }
}
