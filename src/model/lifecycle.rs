//! Lifecycles: when an element is used, and when its vendor supports it. The two are never mixed.

use std::fmt;

use super::value::listed;
use super::{Date, Id, Located, PartialDate};
use crate::diagnostic::Place;

/// A dated event of a lifecycle: the first day of a phase of own use, or the end of a vendor's support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// Own use: it is planned.
    Plan,
    /// Own use: it is taken into use.
    PhaseIn,
    /// Own use: it is fully in use.
    Active,
    /// Own use: it is being left.
    PhaseOut,
    /// Own use: the first day out of use.
    Retired,
    /// Vendor support: it can be had.
    GeneralAvailability,
    /// Vendor support: the last day on which it is sold.
    EndOfSale,
    /// Vendor support: the last day of ordinary support.
    EndOfSupport,
    /// Vendor support: the last day of extended support.
    EndOfExtendedSupport,
    /// Vendor support: the last day of security updates.
    EndOfSecuritySupport,
    /// Vendor support: the last day of all.
    EndOfLife,
}

impl Milestone {
    /// Every milestone, in order: own use first.
    pub const ALL: [Self; 11] = [
        Self::Plan,
        Self::PhaseIn,
        Self::Active,
        Self::PhaseOut,
        Self::Retired,
        Self::GeneralAvailability,
        Self::EndOfSale,
        Self::EndOfSupport,
        Self::EndOfExtendedSupport,
        Self::EndOfSecuritySupport,
        Self::EndOfLife,
    ];

    /// The key in the map.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::PhaseIn => "phase_in",
            Self::Active => "active",
            Self::PhaseOut => "phase_out",
            Self::Retired => "retired",
            Self::GeneralAvailability => "general_availability",
            Self::EndOfSale => "end_of_sale",
            Self::EndOfSupport => "end_of_support",
            Self::EndOfExtendedSupport => "end_of_extended_support",
            Self::EndOfSecuritySupport => "end_of_security_support",
            Self::EndOfLife => "end_of_life",
        }
    }

    /// The milestone with this key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|milestone| milestone.name() == key)
    }

    /// Whether it is an end of support, which may also be `false` (none known) or `true` (over).
    pub fn is_support_end(self) -> bool {
        self > Self::GeneralAvailability
    }
}

/// A phase of own use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Planned, not in use.
    Plan,
    /// Being taken into use.
    PhaseIn,
    /// In use.
    Active,
    /// Being left, still in use.
    PhaseOut,
    /// Out of use.
    Retired,
}

impl Phase {
    /// All phases, in order.
    pub const ALL: [Self; 5] = [Self::Plan, Self::PhaseIn, Self::Active, Self::PhaseOut, Self::Retired];

    /// The milestone with which the phase begins; its name is that of the phase.
    pub fn milestone(self) -> Milestone {
        match self {
            Self::Plan => Milestone::Plan,
            Self::PhaseIn => Milestone::PhaseIn,
            Self::Active => Milestone::Active,
            Self::PhaseOut => Milestone::PhaseOut,
            Self::Retired => Milestone::Retired,
        }
    }

    /// The phase that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.milestone().name() == word)
    }

    /// What people call an element in this phase.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Plan => "planned",
            Self::PhaseIn => "being taken into use",
            Self::Active => "in use",
            Self::PhaseOut => "being left",
            Self::Retired => "retired",
        }
    }

    /// Whether an element in this phase is in use.
    pub fn in_use(self) -> bool {
        matches!(self, Self::PhaseIn | Self::Active | Self::PhaseOut)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.milestone().name())
    }
}

/// When a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportEnd {
    /// On this date: for a phase the first day, for an end of support the last supported day.
    On(PartialDate),
    /// `false`: no end is known.
    NoneKnown,
    /// `true`: over, nobody knows since when.
    Over,
}

/// What an element says of its lifecycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LifecycleUse {
    /// The id of a named lifecycle.
    Named(Id),
    /// A phase without dates.
    Phase(Phase),
    /// Its own dates.
    Inline(Lifecycle),
}

/// A set of dated milestones, named or written inline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifecycle {
    /// Its id, if it is named.
    pub id: Option<Located<Id>>,
    /// Where it is declared.
    pub place: Place,
    /// Its milestones, in the order of [`Milestone::ALL`].
    pub milestones: Vec<(Milestone, Located<SupportEnd>)>,
}

impl Lifecycle {
    /// When a milestone is, if it is given.
    pub fn get(&self, milestone: Milestone) -> Option<SupportEnd> {
        self.milestones.iter().find(|(m, _)| *m == milestone).map(|(_, end)| end.value)
    }

    /// The first day of a phase, if it is given.
    pub fn begins(&self, phase: Phase) -> Option<Date> {
        match self.get(phase.milestone())? {
            SupportEnd::On(date) => Some(date.first()),
            SupportEnd::NoneKnown | SupportEnd::Over => None,
        }
    }

    /// The phase of own use on a day; nothing if no phase is dated. Before the first dated phase it is planned,
    /// unless that phase is one of leaving: what leaves was in use.
    pub fn phase_on(&self, day: Date) -> Option<Phase> {
        let dated: Vec<(Phase, Date)> =
            Phase::ALL.into_iter().filter_map(|phase| Some((phase, self.begins(phase)?))).collect();
        let (first, _) = dated.first()?;
        let before_first = if *first <= Phase::Active { Phase::Plan } else { Phase::Active };
        Some(dated.iter().rev().find(|(_, begins)| *begins <= day).map_or(before_first, |(phase, _)| *phase))
    }
}

impl fmt::Display for LifecycleUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(id) => id.fmt(f),
            Self::Phase(phase) => phase.fmt(f),
            Self::Inline(lifecycle) => lifecycle.fmt(f),
        }
    }
}

impl fmt::Display for Lifecycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(
            f,
            self.milestones.iter().map(|(milestone, end)| match end.value {
                SupportEnd::On(date) => format!("{} {date}", milestone.name()),
                SupportEnd::NoneKnown => format!("{}: none known", milestone.name()),
                SupportEnd::Over => format!("{}: over", milestone.name()),
            }),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn lifecycle(milestones: &[(&str, &str)]) -> Lifecycle {
        let place = Place::file(FileId::new(0));
        let on = |date: &str| Located::new(SupportEnd::On(PartialDate::parse(date).unwrap()), place);
        let milestones =
            milestones.iter().map(|(key, date)| (Milestone::parse(key).unwrap(), on(date))).collect();
        Lifecycle { id: None, place, milestones }
    }

    fn phase(lifecycle: &Lifecycle, day: &str) -> Option<Phase> {
        lifecycle.phase_on(day.parse().unwrap())
    }

    #[test]
    fn a_phase_lasts_until_the_day_before_the_next() {
        let l = lifecycle(&[("active", "2001"), ("phase_out", "2012"), ("retired", "2014-06-01")]);
        assert_eq!(phase(&l, "2000-12-31"), Some(Phase::Plan));
        assert_eq!(phase(&l, "2001-01-01"), Some(Phase::Active));
        assert_eq!(phase(&l, "2011-12-31"), Some(Phase::Active));
        assert_eq!(phase(&l, "2014-05-31"), Some(Phase::PhaseOut));
        assert_eq!(phase(&l, "2014-06-01"), Some(Phase::Retired));
    }

    #[test]
    fn what_leaves_was_in_use_and_what_is_only_planned_is_not() {
        let leaving = lifecycle(&[("retired", "2010")]);
        assert_eq!(phase(&leaving, "1999-01-01"), Some(Phase::Active));
        assert_eq!(phase(&leaving, "2010-01-01"), Some(Phase::Retired));
        assert_eq!(phase(&lifecycle(&[("plan", "2008")]), "2020-01-01"), Some(Phase::Plan));
    }

    #[test]
    fn support_alone_says_nothing_of_use() {
        let support = lifecycle(&[("end_of_support", "2007-07-31")]);
        assert_eq!(phase(&support, "2020-01-01"), None);
    }
}
