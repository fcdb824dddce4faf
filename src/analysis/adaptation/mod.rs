//! The adaptation plan: what becomes of every system, when, in what order, in which plateau and at what cost (R11).
//!
//! ```text
//! programme ─┐
//! conflicts ─┼─ fate ── deadlines ── order ── stages ── open
//! support ───┘
//! ```
//!
//! A plan says nothing that the map does not prove. What it would need and the map does not say is an open decision.

mod circles;
mod costs;
mod deadlines;
mod fate;
mod open;
mod order;
mod programme;
mod stages;
mod support;

use std::cmp::Reverse;

pub use costs::Share;
pub use deadlines::{Due, DueBy};
pub use fate::{Fate, Reason, Trouble};
pub use open::{OpenDecision, Question};
pub use order::Placed;
pub use programme::{PlateauDay, Programme, Rise, Standing};
pub use stages::{Fallback, Stage};
pub use support::SupportEnd;

use crate::analysis::lifecycle::{Conflict, Timelines, conflicts};
use crate::graph::{ElementIx, Graph};
use crate::model::{Criticality, Date, Days, Money, Section};
use order::Moved;
use support::HardNeeds;

/// An adaptation plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adaptation {
    /// The day for which it is made: what lies before is not planned.
    pub at: Date,
    /// The plateaus.
    pub programme: Programme,
    /// Every system that is in use on the day or later, in the order of the map; those of others are left out.
    pub systems: Vec<Planned>,
    /// What is moved, in order: indices of `systems`.
    pub moves: Vec<usize>,
    /// The plateaus to come, and what comes after them.
    pub stages: Vec<Stage>,
    /// What must be decided.
    pub open: Vec<OpenDecision>,
    /// Whether all that hangs on everything was counted; if not, it is at least what is said.
    pub hanging_is_whole: bool,
    /// Whether it is said of every system what it waits for.
    pub waits_are_whole: bool,
}

/// A system of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The system.
    pub element: ElementIx,
    /// What becomes of it.
    pub fate: Fate,
    /// Why; nothing for what is kept.
    pub reasons: Vec<Reason>,
    /// What it says of the standard.
    pub standing: Standing,
    /// The soonest end of support of itself and of all that it rests on.
    pub support: Option<SupportEnd>,
    /// By when it must have been moved.
    pub due: Option<Due>,
    /// Where it has its place; nothing for what is kept.
    pub placed: Option<Placed>,
    /// What the move costs, if declared: adapting it, or replacing it.
    pub cost: Option<Money>,
    /// How many elements hang on it.
    pub hanging: usize,
    /// How many critical processes hang on it.
    pub critical: usize,
    /// By how many days it comes too late: after its deadline, and at least until the day of the plan.
    pub late: Option<i64>,
}

impl Planned {
    /// What it rests on that is given up, itself included.
    pub fn troubles(&self) -> impl Iterator<Item = Trouble> {
        self.reasons.iter().filter_map(|reason| match reason {
            Reason::Conflict(trouble) | Reason::OwnSupport(trouble) => Some(*trouble),
            _ => None,
        })
    }

    /// Whether the map says that it is being left, or followed by another.
    pub fn leaves(&self) -> bool {
        self.reasons.iter().any(|reason| matches!(reason, Reason::Leaving { .. } | Reason::Followed(_)))
    }

    /// Whether its deadline is over on a day.
    pub fn is_overdue(&self, at: Date) -> bool {
        self.due.is_some_and(|due| !due.by.is_declared() && due.day <= at)
    }
}

impl Adaptation {
    /// How many systems have a fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.systems.iter().filter(|system| system.fate == fate).count()
    }

    /// How many systems are late already.
    pub fn overdue(&self) -> usize {
        self.systems.iter().filter(|system| system.is_overdue(self.at)).count()
    }

    /// The system of the plan that an element is.
    pub fn system(&self, element: ElementIx) -> Option<&Planned> {
        let found = self.systems.binary_search_by_key(&element, |system| system.element).ok();
        found.and_then(|index| self.systems.get(index))
    }
}

/// How many sets of 512 elements may be joined to count what hangs on everything.
const COUNTING: usize = 100_000_000;

/// Makes the adaptation plan of a map for a day.
///
/// Complexity: O(V + E log E), what [`crate::graph::Ways::hanging`] takes, and O(V + E) for each plateau.
pub fn adaptation(timelines: &Timelines<'_>, at: Date) -> Adaptation {
    let graph = timelines.graph();
    let programme = Programme::of(graph);
    let conflicts = conflicts(timelines);
    let needs = HardNeeds::of(timelines, at);
    let support = needs.support_ends(timelines);
    let (hanging, hanging_is_whole) = hanging(timelines, at);

    let mut systems: Vec<Planned> = Vec::new();
    for element in graph.elements().filter(|&ix| is_planned(graph, ix)) {
        let standing = programme.standing(graph.model(), graph.element(element), at);
        let own = of_dependent(&conflicts, element);
        let Some((fate, reasons)) = fate::of(timelines, element, own, &standing, at) else { continue };
        let due = deadlines::of(fate, &reasons, &programme, at);
        let [hanging, critical] = hanging.get(element.index()).copied().unwrap_or_default();
        systems.push(Planned {
            element,
            fate,
            standing,
            support: support.get(element.index()).copied().flatten(),
            due,
            placed: None,
            cost: cost_of_move(graph, element, fate),
            hanging,
            critical,
            late: None,
            reasons,
        });
    }
    let waits_are_whole = place(timelines, &needs, &programme, &mut systems, at);
    let moves = in_order(graph, &systems, programme.to_come(at).is_empty());
    let stages = stages::of(timelines, &programme, &systems, &moves, at);
    let open = open::decisions(timelines, &needs, &systems, &conflicts, at);
    Adaptation { at, programme, systems, moves, stages, open, hanging_is_whole, waits_are_whole }
}

/// Whether an element is one of ours to plan.
fn is_planned(graph: &Graph, ix: ElementIx) -> bool {
    let element = graph.element(ix);
    element.section == Section::Systems && element.kind() != Some("external")
}

fn of_dependent(conflicts: &[Conflict], dependent: ElementIx) -> &[Conflict] {
    let first = conflicts.partition_point(|conflict| conflict.dependent < dependent);
    let end = conflicts.partition_point(|conflict| conflict.dependent <= dependent);
    conflicts.get(first..end).unwrap_or_default()
}

fn cost_of_move(graph: &Graph, ix: ElementIx, fate: Fate) -> Option<Money> {
    let cost = graph.element(ix).cost()?;
    let declared = match fate {
        Fate::Adapt => cost.adaptation,
        Fate::Replace => cost.replacement,
        Fate::Keep | Fate::Retire | Fate::Introduce => None,
    };
    declared.map(|sum| sum.value)
}

/// For every element how many elements and critical processes hang on it, among what is in use on a day or later.
fn hanging(timelines: &Timelines<'_>, at: Date) -> (Vec<[usize; 2]>, bool) {
    let graph = timelines.graph();
    let from = Days::from(at);
    let in_use: Vec<bool> = graph
        .elements()
        .map(|ix| !timelines.is_dated(ix) || !timelines.in_use(ix).and(&from).is_never())
        .collect();
    let class = |ix| {
        let element = graph.element(ix);
        let is_critical = element.criticality() == Some(&Criticality::Critical);
        [true, is_critical && element.section == Section::Processes]
    };
    let hanging = graph.ways(&in_use).hanging(class, COUNTING);
    (graph.elements().map(|ix| hanging.on(ix.node())).collect(), hanging.complete)
}

/// Gives every system that is moved its place, and says how late that is.
fn place(
    timelines: &Timelines<'_>,
    needs: &HardNeeds,
    programme: &Programme,
    systems: &mut [Planned],
    at: Date,
) -> bool {
    let indices: Vec<usize> = (0..systems.len())
        .filter(|&index| systems.get(index).is_some_and(|system| system.fate.is_moved()))
        .collect();
    let moved: Vec<Moved<'_>> = indices
        .iter()
        .filter_map(|&index| systems.get(index))
        .map(|system| Moved {
            element: system.element,
            fate: system.fate,
            reasons: &system.reasons,
            asked: (
                deadlines::plateau(system.due, programme, at),
                system.due.map_or(Date::MAX, |due| due.day),
            ),
            is_fixed: system.due.is_some_and(|due| due.by.is_fixed()),
        })
        .collect();
    let (placed, is_whole) = order::order(timelines, needs, &moved, programme.to_come(at).is_empty());
    for (index, placed) in indices.into_iter().zip(placed) {
        if let Some(system) = systems.get_mut(index) {
            let moved_on = programme.day(placed.plateau).unwrap_or(at).max(at);
            let late = system.due.filter(|due| !due.by.is_declared() && due.day < moved_on);
            system.late = late.map(|due| days_between(due.day, moved_on));
            system.placed = Some(placed);
        }
    }
    is_whole
}

/// What is moved, in order: by plateau, or by day if there is none; within that by step, circles together, then by
/// deadline, and of several with one that on which most critical processes hang first.
fn in_order(graph: &Graph, systems: &[Planned], by_day: bool) -> Vec<usize> {
    let mut moves: Vec<(usize, &Planned, &Placed)> = systems
        .iter()
        .enumerate()
        .filter_map(|(index, system)| Some((index, system, system.placed.as_ref()?)))
        .collect();
    moves.sort_by_key(|(_, system, placed)| {
        let day = placed.day.unwrap_or(Date::MAX);
        let group = if by_day { day } else { Date::MIN };
        let circle = placed.circle.unwrap_or(u32::MAX);
        let hanging = Reverse((system.critical, system.hanging));
        ((placed.plateau, group, placed.step, circle), (day, hanging, graph.element(system.element).id()))
    });
    moves.into_iter().map(|(index, ..)| index).collect()
}

/// The days from one to another, negative if the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
