//! Open decisions: what the plan would need and the map does not say, and what cannot be met in time.

use super::fate::{Fate, Trouble};
use super::support::HardNeeds;
use super::{DueBy, Planned, days_between};
use crate::analysis::lifecycle::{Conflict, ConflictKind, Timelines};
use crate::graph::ElementIx;
use crate::model::{Adaptable, Date, Section, Span};

/// Something that somebody must decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDecision {
    /// About which system.
    pub system: ElementIx,
    /// What is open.
    pub question: Question,
}

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// It begins to be used only some time after it is needed; nothing if nobody says when.
    SuccessorLate {
        /// What follows it first.
        successor: ElementIx,
        /// The days between.
        gap: Option<i64>,
        /// The day on which it is needed.
        needed: Date,
    },
    /// It rests hard on what goes, and stays longer.
    RestsOnLeaving {
        /// What goes.
        dependency: ElementIx,
    },
    /// It goes, and something that is no system still needs it then, and has not been moved.
    StillNeeded {
        /// What needs it.
        dependent: ElementIx,
        /// The days on which it does.
        days: Span,
    },
    /// It stays until after the day on which what it rests on is given up.
    StaysInConflict {
        /// What it rests on, and when.
        trouble: Trouble,
        /// For how many days until it leaves, from the day of the plan.
        days: i64,
    },
    /// It is in use and stops without something that is not there yet.
    NotYetThere {
        /// What is missing.
        dependency: ElementIx,
        /// The days on which it is.
        days: Span,
    },
    /// It goes, and nobody says what comes in its place.
    NoSuccessor,
    /// Nobody says what the move costs.
    NoCost,
    /// Nobody says when.
    NoDate,
    /// Nobody says whether it can be adapted.
    AdaptableUnknown,
    /// Nobody owns it.
    NoOwner,
    /// Nobody says how far it follows the standard.
    StandardUnsaid,
}

impl Question {
    /// The kinds of questions in order, by their names in every output.
    pub const NAMES: [&'static str; 11] = [
        "successor-late",
        "rests-on-leaving",
        "still-needed",
        "stays-in-conflict",
        "not-yet-there",
        "no-successor",
        "no-cost",
        "no-date",
        "adaptable-unknown",
        "no-owner",
        "standard-unsaid",
    ];

    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::SuccessorLate { .. } => "successor-late",
            Self::RestsOnLeaving { .. } => "rests-on-leaving",
            Self::StillNeeded { .. } => "still-needed",
            Self::StaysInConflict { .. } => "stays-in-conflict",
            Self::NotYetThere { .. } => "not-yet-there",
            Self::NoSuccessor => "no-successor",
            Self::NoCost => "no-cost",
            Self::NoDate => "no-date",
            Self::AdaptableUnknown => "adaptable-unknown",
            Self::NoOwner => "no-owner",
            Self::StandardUnsaid => "standard-unsaid",
        }
    }
}

/// Every open decision about some systems, by question, then in the order of the systems.
pub(super) fn decisions(
    timelines: &Timelines<'_>,
    needs: &HardNeeds,
    systems: &[Planned],
    conflicts: &[Conflict],
    at: Date,
) -> Vec<OpenDecision> {
    let graph = timelines.graph();
    let speaks_of_standards = graph.model().elements.iter().any(|element| element.standard().is_some());
    let mut open = still_needed(timelines, systems, conflicts, at);
    for system in systems {
        let mut ask = |question| open.push(OpenDecision { system: system.element, question });
        let element = graph.element(system.element);
        for question in in_time(timelines, system, at) {
            ask(question);
        }
        let own = conflicts.partition_point(|conflict| conflict.dependent < system.element);
        let own = conflicts.iter().skip(own).take_while(|conflict| conflict.dependent == system.element);
        for conflict in own.filter(|conflict| conflict.kind == ConflictKind::NotYetActive && conflict.hard) {
            if let Some(days) = super::fate::first_from(&conflict.days, at) {
                ask(Question::NotYetThere { dependency: conflict.dependency, days });
            }
        }
        for dependency in outlived(timelines, needs, systems, system) {
            ask(Question::RestsOnLeaving { dependency });
        }
        let fate = system.fate;
        let goes = matches!(fate, Fate::Replace | Fate::Retire);
        let costs = matches!(fate, Fate::Replace | Fate::Adapt);
        let rules = [
            (goes && timelines.successors(system.element).is_empty(), Question::NoSuccessor),
            (costs && system.cost.is_none(), Question::NoCost),
            (fate.is_moved() && system.due.is_none(), Question::NoDate),
            (fate == Fate::Adapt && element.adaptable() != Some(&Adaptable::Yes), Question::AdaptableUnknown),
            (fate.is_moved() && element.owner().is_none(), Question::NoOwner),
            (speaks_of_standards && !goes && element.standard().is_none(), Question::StandardUnsaid),
        ];
        rules.into_iter().filter(|(is_open, _)| *is_open).for_each(|(_, question)| ask(question));
    }
    open.sort_by_key(|decision| (decision.question.name_order(), decision.system));
    open
}

impl Question {
    fn name_order(self) -> usize {
        Self::NAMES.iter().position(|name| *name == self.name()).unwrap_or_default()
    }
}

/// What cannot be met in time.
fn in_time(timelines: &Timelines<'_>, system: &Planned, at: Date) -> Vec<Question> {
    let mut found = Vec::new();
    let leaves_on = system.due.filter(|due| matches!(due.by, DueBy::Retired | DueBy::PhaseOut));
    if system.fate == Fate::Replace
        && let Some(due) = system.due
        && due.by != DueBy::PhaseOut
    {
        let start = |&ix: &ElementIx| timelines.in_use(ix).extent().map_or(Date::MAX, |used| used.first);
        let successors = timelines.successors(system.element).iter();
        if let Some(successor) = successors.copied().min_by_key(|ix| (start(ix), *ix)) {
            let begins = start(&successor);
            let gap = (begins < Date::MAX).then(|| days_between(due.day, begins));
            if begins > due.day {
                found.push(Question::SuccessorLate { successor, gap, needed: due.day });
            }
        }
    }
    if let (Some(due), Some(trouble)) = (leaves_on, system.troubles().min_by_key(|t| t.days.first)) {
        let from = trouble.days.begins().unwrap_or(at);
        if from < due.day {
            found.push(Question::StaysInConflict { trouble, days: days_between(from.max(at), due.day) });
        }
    }
    found
}

/// What goes although something that is no system, and so has no move of its own, needs it longer: processes, information
/// and technologies, by the conflicts that run on the day of the plan or later.
fn still_needed(
    timelines: &Timelines<'_>,
    systems: &[Planned],
    conflicts: &[Conflict],
    at: Date,
) -> Vec<OpenDecision> {
    let graph = timelines.graph();
    let goes = |ix: ElementIx| {
        let found = systems.binary_search_by_key(&ix, |system| system.element).ok();
        let system = found.and_then(|index| systems.get(index));
        system.is_some_and(|system| matches!(system.fate, Fate::Replace | Fate::Retire))
    };
    let is_met = |conflict: &&Conflict| {
        conflict.kind == ConflictKind::Retired
            && conflict.hard
            && graph.element(conflict.dependent).section != Section::Systems
            && goes(conflict.dependency)
    };
    let open = conflicts.iter().filter(is_met).filter_map(|conflict| {
        let days = super::fate::first_from(&conflict.days, at)?;
        let question = Question::StillNeeded { dependent: conflict.dependent, days };
        Some(OpenDecision { system: conflict.dependency, question })
    });
    open.collect()
}

/// What a system rests on hard that goes while it stays, and that has no date of its retirement. What is retired is told as a conflict already.
fn outlived<'s>(
    timelines: &'s Timelines<'_>,
    needs: &'s HardNeeds,
    systems: &'s [Planned],
    system: &'s Planned,
) -> impl Iterator<Item = ElementIx> + 's {
    let of = |ix: ElementIx| {
        let found = systems.binary_search_by_key(&ix, |system| system.element).ok();
        found.and_then(|index| systems.get(index))
    };
    let last = |system: &Planned| match (system.fate, &system.placed) {
        (Fate::Keep, _) | (_, None) => usize::MAX,
        (_, Some(placed)) => placed.plateau,
    };
    let stays = move |dependency: &ElementIx| {
        let is_known = system.troubles().any(|trouble| trouble.dependency == *dependency);
        let goes = |other: &Planned| matches!(other.fate, Fate::Replace | Fate::Retire) && other.leaves();
        let is_dated = timelines.retired(*dependency).is_some();
        let is_replaced = || {
            let line = timelines.line_of(*dependency);
            line.iter().any(|other| needs.upstream(system.element).contains(other))
        };
        !is_known
            && !is_dated
            && of(*dependency).is_some_and(|other| goes(other) && last(other) < last(system))
            && !is_replaced()
    };
    needs.upstream(system.element).iter().copied().filter(stays)
}
