//! Deadlines: by when a system must have been moved, and the plateau that this asks for.

use super::fate::{Fate, Reason};
use super::programme::Programme;
use crate::analysis::lifecycle::ConflictKind;
use crate::graph::ElementIx;
use crate::model::Date;

/// By when a system must have been moved, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// Why then.
    pub by: DueBy,
}

/// Why a system must have been moved by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueBy {
    /// The map says that it is in use from that day on.
    FirstUse,
    /// The map says that it is out of use from that day on.
    Retired,
    /// The map says that it is being left from that day on.
    PhaseOut,
    /// From that day on it rests on what it cannot rest on; on itself if its own vendor has given it up.
    Conflict(ConflictKind, ElementIx),
    /// A plateau, by its number, wants a higher standard of it.
    Standard(usize),
}

impl DueBy {
    /// Whether the map itself says that it happens on the day; otherwise it must have happened by then.
    pub fn is_declared(self) -> bool {
        matches!(self, Self::FirstUse | Self::Retired | Self::PhaseOut)
    }

    /// Whether the plan cannot lay it anywhere else: the map has it in use from that day on, or out of use.
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::FirstUse | Self::Retired)
    }
}

/// By when a system with a fate must have been moved; nothing if the map has no date for it.
///
/// What leaves: the day on which it is retired, else on which it begins to be left if that is to come, else its first
/// conflict. What stays: its first conflict, or the first plateau that wants a higher standard, whichever is sooner.
/// What comes: its first day of use.
pub(super) fn of(fate: Fate, reasons: &[Reason], programme: &Programme, at: Date) -> Option<Due> {
    let first_conflict = reasons
        .iter()
        .filter_map(|reason| match reason {
            // Of what has no beginning nobody knows since when.
            Reason::Conflict(trouble) | Reason::OwnSupport(trouble) => {
                let day = trouble.days.begins().unwrap_or(at);
                Some(Due { day, by: DueBy::Conflict(trouble.kind, trouble.dependency) })
            }
            _ => None,
        })
        .min_by_key(|due| due.day);
    let standard = || {
        reasons.iter().find_map(|reason| match reason {
            Reason::Standard(rise) => {
                Some(Due { day: programme.day(rise.plateau)?, by: DueBy::Standard(rise.plateau) })
            }
            _ => None,
        })
    };
    let leaves = |on: fn(&Reason) -> Option<Date>, by| {
        reasons.iter().find_map(on).filter(|&day| day > at).map(|day| Due { day, by })
    };
    let retired = |reason: &Reason| match reason {
        Reason::Leaving { retired, .. } => *retired,
        _ => None,
    };
    let phase_out = |reason: &Reason| match reason {
        Reason::Leaving { phase_out, .. } => *phase_out,
        _ => None,
    };
    let first_use = |reason: &Reason| match reason {
        Reason::FirstUse(day) => *day,
        _ => None,
    };
    let sooner = || first_conflict.into_iter().chain(standard()).min_by_key(|due| due.day);
    match fate {
        Fate::Keep => None,
        Fate::Introduce => leaves(first_use, DueBy::FirstUse),
        Fate::Adapt => sooner(),
        Fate::Replace | Fate::Retire => {
            leaves(retired, DueBy::Retired).or_else(|| leaves(phase_out, DueBy::PhaseOut)).or_else(sooner)
        }
    }
}

/// The plateau that a deadline asks for, by its number; the number of plateaus for what comes after the programme.
///
/// What the map says happens on a day is delivered by the first plateau that shows it, and what is left from the day
/// after a plateau by that plateau: it is its last day of use. What must have happened by a
/// day is delivered by the last plateau in time, or, if none is, by the first to come. What has no date is delivered
/// by the last. Nothing is laid into a plateau that is past.
pub(super) fn plateau(due: Option<Due>, programme: &Programme, at: Date) -> usize {
    let to_come = programme.to_come(at);
    let after = programme.plateaus.len();
    let last = if to_come.is_empty() { after } else { after - 1 };
    match due {
        None => last,
        Some(due) if due.by.is_declared() => {
            let shown_on = match due.by {
                DueBy::FirstUse => due.day,
                _ => due.day.yesterday().unwrap_or(due.day),
            };
            programme.plateaus.partition_point(|plateau| plateau.day < shown_on).max(to_come.start)
        }
        Some(due) => {
            let in_time = programme.plateaus.partition_point(|plateau| plateau.day <= due.day);
            in_time.saturating_sub(1).max(to_come.start).min(last)
        }
    }
}
