//! What an element is on a day: planned, in use, being left, retired, and whether its vendor still supports it.

use super::words;
use crate::analysis::lifecycle::Timelines;
use crate::graph::ElementIx;
use crate::model::{Date, LifecycleUse, Milestone, PartialDate, Phase, Section, Support, SupportEnd};

/// What an element is on a day, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum State {
    /// In use, and its vendor does not support it any more.
    Unsupported,
    /// In use, and it has an end, or something that follows it.
    Leaving,
    /// In use, and its vendor gives extended support only.
    Extended,
    /// Out of use.
    Retired,
    /// Not yet in use.
    Planned,
    /// In use.
    InUse,
}

impl State {
    /// Its name for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Leaving => "leaving",
            Self::Extended => "extended",
            Self::Retired => "retired",
            Self::Planned => "planned",
            Self::InUse => "in_use",
        }
    }
}

/// What the elements of a map are on a day.
pub(super) struct States<'t, 'g> {
    /// When everything is in use and supported.
    pub timelines: &'t Timelines<'g>,
    /// The day.
    pub at: Date,
}

impl States<'_, '_> {
    /// What an element is on the day.
    pub(super) fn of(&self, ix: ElementIx) -> State {
        if !self.in_use(ix) {
            return self.out_of_use(ix);
        }
        let extended = || {
            let support = self.support(ix)?;
            Some(support.extended(self.timelines.today()).contains(self.at))
        };
        match () {
            () if self.timelines.unsupported(ix).contains(self.at) => State::Unsupported,
            () if self.is_leaving(ix) => State::Leaving,
            () if extended() == Some(true) => State::Extended,
            () => State::InUse,
        }
    }

    /// Whether an element is in use on the day.
    pub(super) fn in_use(&self, ix: ElementIx) -> bool {
        self.timelines.in_use(ix).contains(self.at)
    }

    /// Whether an element that is in use on the day is being left: its end is declared, or what follows it.
    pub(super) fn is_leaving(&self, ix: ElementIx) -> bool {
        let element = self.timelines.graph().element(ix);
        let ends = [Phase::PhaseOut, Phase::Retired];
        let is_phase = || matches!(element.lifecycle(), Some(LifecycleUse::Phase(Phase::PhaseOut)));
        let is_dated = || ends.into_iter().any(|phase| self.declared(ix, phase).is_some());
        self.in_use(ix) && (is_phase() || is_dated() || !self.timelines.successors(ix).is_empty())
    }

    fn out_of_use(&self, ix: ElementIx) -> State {
        let graph = self.timelines.graph();
        let is_over = match self.timelines.in_use(ix).extent() {
            Some(used) => used.last < self.at,
            None => graph.model().phase_on(graph.element(ix), self.at) == Some(Phase::Retired),
        };
        if is_over { State::Retired } else { State::Planned }
    }

    /// Everything that the map says of it on the day, the most important first: "until 2012-06".
    pub(super) fn facts(&self, ix: ElementIx) -> Vec<String> {
        let state = self.of(ix);
        let mut facts = Vec::new();
        match state {
            State::Planned => facts.push(match self.start(ix) {
                Some(start) => format!("from {start}"),
                None => "no date yet".to_owned(),
            }),
            State::Retired => facts.push(match self.declared(ix, Phase::Retired) {
                Some(end) => format!("ended {end}"),
                None => "ended".to_owned(),
            }),
            _ => {}
        }
        if let Some(end) = self.support_end(ix, state) {
            facts.push(end);
        }
        if self.is_leaving(ix) {
            facts.extend(self.leaves(ix));
        }
        facts
    }

    /// How an element is left: when, and for what.
    fn leaves(&self, ix: ElementIx) -> Vec<String> {
        let mut facts = Vec::new();
        match (self.declared(ix, Phase::Retired), self.declared(ix, Phase::PhaseOut)) {
            (Some(end), _) => facts.push(format!("until {end}")),
            (None, Some(begins)) if begins.first() > self.at => facts.push(format!("left from {begins}")),
            (None, Some(begins)) => facts.push(format!("left since {begins}")),
            (None, None) => {}
        }
        let successors = self.timelines.successors(ix);
        if !successors.is_empty() {
            facts.push(format!("then {}", words::names(self.timelines.graph(), successors, 3)));
        }
        if facts.is_empty() {
            facts.push("no end is dated".to_owned());
        }
        facts
    }

    fn support_end(&self, ix: ElementIx, state: State) -> Option<String> {
        let (_, end) = self.support(ix)?.end(self.timelines.today())?;
        match (state, end.value) {
            (State::Unsupported, SupportEnd::On(date)) => Some(format!("support ended {date}")),
            (State::Unsupported, _) => Some("support is over".to_owned()),
            (State::Extended, SupportEnd::On(date)) => Some(format!("extended until {date}")),
            (State::Extended, _) => Some("extended, no end known".to_owned()),
            _ => None,
        }
    }

    fn support(&self, ix: ElementIx) -> Option<Support<'_>> {
        let graph = self.timelines.graph();
        graph.model().support_of(graph.element(ix))
    }

    /// The first day of a phase, as it was written.
    fn declared(&self, ix: ElementIx, phase: Phase) -> Option<PartialDate> {
        self.milestone(ix, phase.milestone())
    }

    fn start(&self, ix: ElementIx) -> Option<PartialDate> {
        let starts = [Milestone::PhaseIn, Milestone::Active];
        starts.into_iter().filter_map(|milestone| self.milestone(ix, milestone)).min()
    }

    fn milestone(&self, ix: ElementIx, milestone: Milestone) -> Option<PartialDate> {
        let graph = self.timelines.graph();
        match graph.model().lifecycle_of(graph.element(ix))?.get(milestone)? {
            SupportEnd::On(date) => Some(date),
            SupportEnd::NoneKnown | SupportEnd::Over => None,
        }
    }

    /// Whether an element is out of use on the day and yet so near to it that it belongs into a picture of that day: it
    /// ends or begins within so many years, or nobody knows when.
    pub(super) fn is_near(&self, ix: ElementIx, years: i16) -> bool {
        if self.timelines.graph().element(ix).section == Section::Integrations {
            return false;
        }
        match (self.of(ix), self.timelines.in_use(ix).extent()) {
            (State::Retired, Some(used)) => used.last >= years_from(self.at, -years),
            (State::Planned, Some(used)) => used.first <= years_from(self.at, years),
            (State::Retired | State::Planned, None) => true,
            _ => false,
        }
    }
}

/// The same day in another year; of 29 February the day before.
pub(super) fn years_from(day: Date, years: i16) -> Date {
    let year = day.year().saturating_add(years);
    let moved = Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28));
    moved.unwrap_or(if years < 0 { Date::MIN } else { Date::MAX })
}
