//! The fate of a system: kept, adapted, replaced, retired or introduced, with the reasons as data.

use super::programme::{Rise, Standing};
use crate::analysis::lifecycle::{Conflict, ConflictKind, Timelines};
use crate::graph::ElementIx;
use crate::model::{Adaptable, Date, Days, LifecycleUse, Phase, Span};

/// What becomes of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It stays as it is.
    Keep,
    /// It stays and must be changed.
    Adapt,
    /// Something else takes its place.
    Replace,
    /// It is taken out of use, and names nothing that follows it.
    Retire,
    /// It is not yet in use.
    Introduce,
}

/// Why a system has its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is being left, or will be.
    Leaving {
        /// The first day of being left, if it is given.
        phase_out: Option<Date>,
        /// The first day out of use, if it is given.
        retired: Option<Date>,
    },
    /// These follow it.
    Followed(Vec<ElementIx>),
    /// What it needs is retired, not supported or no longer agreed.
    Conflict(Trouble),
    /// Its own vendor gives it up.
    OwnSupport(Trouble),
    /// A plateau wants a higher standard of it.
    Standard(Rise),
    /// It has a reason to be changed and cannot be adapted.
    NotAdaptable,
    /// It is taken into use on this day; nothing if nobody says when.
    FirstUse(Option<Date>),
}

/// A time in which a system rests on what it cannot rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// Why it cannot.
    pub kind: ConflictKind,
    /// On what; the system itself if its own vendor has given it up.
    pub dependency: ElementIx,
    /// The days of it that touch the plan first.
    pub days: Span,
}

impl Fate {
    /// Every fate, in order.
    pub const ALL: [Self; 5] = [Self::Keep, Self::Adapt, Self::Replace, Self::Retire, Self::Introduce];

    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Adapt => "adapt",
            Self::Replace => "replace",
            Self::Retire => "retire",
            Self::Introduce => "introduce",
        }
    }

    /// What is said of a system with it.
    pub fn done(self) -> &'static str {
        match self {
            Self::Keep => "kept",
            Self::Adapt => "adapted",
            Self::Replace => "replaced",
            Self::Retire => "retired",
            Self::Introduce => "introduced",
        }
    }

    /// Whether anything is done to it.
    pub fn is_moved(self) -> bool {
        self != Self::Keep
    }
}

/// The fate of a system on a day and its reasons; nothing if it is out of use from that day on.
pub(super) fn of(
    timelines: &Timelines<'_>,
    ix: ElementIx,
    conflicts: &[Conflict],
    standing: &Standing,
    at: Date,
) -> Option<(Fate, Vec<Reason>)> {
    let graph = timelines.graph();
    let element = graph.element(ix);
    let in_use = timelines.in_use(ix);
    if !in_use.contains(at) {
        let first_use = in_use.spans().iter().map(|span| span.first).find(|&first| first > at);
        let is_planned = graph.model().phase_on(element, at) == Some(Phase::Plan);
        return (first_use.is_some() || is_planned)
            .then(|| (Fate::Introduce, vec![Reason::FirstUse(first_use)]));
    }
    let mut reasons: Vec<Reason> = leaving(timelines, ix).into_iter().collect();
    let successors = timelines.successors(ix);
    if !successors.is_empty() {
        reasons.push(Reason::Followed(successors.to_vec()));
    }
    let is_leaving = !reasons.is_empty();
    let troubles = conflicts.iter().filter(|conflict| forces_change(conflict));
    reasons.extend(troubles.filter_map(|conflict| {
        let Conflict { kind, dependency, .. } = *conflict;
        Some(Reason::Conflict(Trouble { kind, dependency, days: first_from(&conflict.days, at)? }))
    }));
    let unsupported = timelines.unsupported(ix).and(in_use);
    if let Some(days) = first_from(&unsupported, at) {
        reasons.push(Reason::OwnSupport(Trouble { kind: ConflictKind::Unsupported, dependency: ix, days }));
    }
    if is_leaving {
        let fate = if successors.is_empty() { Fate::Retire } else { Fate::Replace };
        return Some((fate, reasons));
    }
    reasons.extend(standing.rises.iter().copied().map(Reason::Standard));
    Some(match (reasons.is_empty(), element.adaptable()) {
        (true, _) => (Fate::Keep, reasons),
        (false, Some(Adaptable::No)) => {
            reasons.push(Reason::NotAdaptable);
            (Fate::Replace, reasons)
        }
        (false, _) => (Fate::Adapt, reasons),
    })
}

/// What its lifecycle says of leaving.
fn leaving(timelines: &Timelines<'_>, ix: ElementIx) -> Option<Reason> {
    let model = timelines.graph().model();
    let element = timelines.graph().element(ix);
    let begins = |phase| model.lifecycle_of(element).and_then(|lifecycle| lifecycle.begins(phase));
    let (phase_out, retired) = (begins(Phase::PhaseOut), begins(Phase::Retired));
    let is_left = matches!(element.lifecycle(), Some(LifecycleUse::Phase(Phase::PhaseOut)));
    (is_left || phase_out.or(retired).is_some()).then_some(Reason::Leaving { phase_out, retired })
}

/// Whether a conflict must be answered by changing the dependent. What is not yet there is waited for.
fn forces_change(conflict: &Conflict) -> bool {
    match conflict.kind {
        ConflictKind::Retired | ConflictKind::Unsupported => conflict.hard,
        ConflictKind::AgreementEnded => true,
        ConflictKind::NotYetActive => false,
    }
}

/// The first span that a day, or a later one, belongs to.
pub(super) fn first_from(days: &Days, at: Date) -> Option<Span> {
    days.spans().iter().copied().find(|span| span.last >= at)
}
