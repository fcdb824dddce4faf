//! Lifecycles: when an element is used, and when its vendor supports it. The two are never mixed.

use std::fmt;

use super::key::{KeyShape, KeySpec, key};
use super::value::listed;
use super::{Date, Days, Id, Located, PartialDate};
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

    /// What it says, for the documentation.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Plan => "from this day it is planned",
            Self::PhaseIn => "from this day it is taken into use",
            Self::Active => "from this day it is fully in use",
            Self::PhaseOut => "from this day it is being left, and still in use",
            Self::Retired => "the first day on which it is out of use",
            Self::GeneralAvailability => "the first day on which it can be had",
            Self::EndOfSale => "the last day on which it is sold",
            Self::EndOfSupport => "the last day of ordinary support",
            Self::EndOfExtendedSupport => "the last day of extended support",
            Self::EndOfSecuritySupport => "the last day of security updates",
            Self::EndOfLife => "the last day of all",
        }
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
    /// The named lifecycle that tells of the vendor's support, if another does.
    pub supported_as: Option<Located<Id>>,
    /// What is said of it in words, if anything is.
    pub texts: Option<Box<LifecycleTexts>>,
}

/// What is said of a lifecycle in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LifecycleTexts {
    /// Its name.
    pub name: Option<Box<str>>,
    /// What it is the lifecycle of.
    pub description: Option<Box<str>>,
    /// Where the knowledge comes from.
    pub source: Option<Box<str>>,
    /// Addresses to read more.
    pub links: Vec<Box<str>>,
}

impl Lifecycle {
    /// The key that names the lifecycle which tells of the vendor's support.
    pub const SUPPORT: &'static str = "support";

    /// Its keys besides the milestones.
    pub const KEYS: &'static [KeySpec] = &[
        key("id", KeyShape::Id, "the name by which others refer to it"),
        key("name", KeyShape::Text, "its name"),
        key("description", KeyShape::Text, "what it is the lifecycle of"),
        key(Self::SUPPORT, KeyShape::Lifecycle, "the named lifecycle that has the dates of the vendor"),
        key("source", KeyShape::Text, "where the knowledge comes from"),
        key("links", KeyShape::Texts, "addresses to read more"),
    ];

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

    /// The days on which it is in use: from the earlier of `phase_in` and `active` to the day before `retired`.
    /// What only leaves was in use before, and what is only planned is not; nothing if no phase is dated.
    pub fn in_use(&self) -> Option<Days> {
        let start = self.start();
        let retired = self.begins(Phase::Retired);
        let leaves = retired.or(self.begins(Phase::PhaseOut)).is_some();
        let is_planned = self.begins(Phase::Plan).is_some();
        let from = match start {
            Some(start) => Days::from(start),
            None if is_planned && self.begins(Phase::PhaseOut).is_none() => Days::NEVER,
            None if leaves => Days::always(),
            None => return None,
        };
        Some(match retired {
            Some(retired) => from.and(&Days::before(retired)),
            None => from,
        })
    }

    /// The phase of own use on a day; nothing if no phase is dated.
    pub fn phase_on(&self, day: Date) -> Option<Phase> {
        let begun = |phase: Phase| self.begins(phase).is_some_and(|begins| begins <= day);
        if begun(Phase::Retired) {
            return Some(Phase::Retired);
        }
        let leaves = [Phase::PhaseOut, Phase::Retired].iter().any(|&phase| self.begins(phase).is_some());
        match self.start() {
            Some(start) if day < start => Some(Phase::Plan),
            None if self.begins(Phase::Plan).is_some() && self.begins(Phase::PhaseOut).is_none() => {
                Some(Phase::Plan)
            }
            None if !leaves => None,
            _ if begun(Phase::PhaseOut) => Some(Phase::PhaseOut),
            Some(_) if begun(Phase::PhaseIn) && !begun(Phase::Active) => Some(Phase::PhaseIn),
            _ => Some(Phase::Active),
        }
    }

    /// The first day of use, if it is given.
    pub fn start(&self) -> Option<Date> {
        [self.begins(Phase::PhaseIn), self.begins(Phase::Active)].into_iter().flatten().min()
    }

    /// The vendor's support; nothing if no end of it is given. An end of sale is none.
    pub fn support(&self) -> Option<Support<'_>> {
        let is_end = |(milestone, _): &(Milestone, _)| *milestone > Milestone::EndOfSale;
        let first = self.milestones.iter().position(is_end)?;
        self.milestones.get(first..).map(|ends| Support { ends })
    }
}

/// The ends of a vendor's support, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support<'l> {
    ends: &'l [(Milestone, Located<SupportEnd>)],
}

impl<'l> Support<'l> {
    /// The end of all support: the latest of those given, where one that is over since nobody knows when counts as
    /// today. That no end is known counts if it is said of the end of life, or if nothing else is given: beside
    /// dates, a support of which no end is known is one that the product does not have.
    pub fn end(self, today: Date) -> Option<(Milestone, &'l Located<SupportEnd>)> {
        let rank = |milestone, end| match end {
            SupportEnd::NoneKnown if milestone == Milestone::EndOfLife => Date::MAX,
            SupportEnd::NoneKnown => Date::MIN,
            SupportEnd::Over => today,
            SupportEnd::On(date) => date.last().tomorrow().unwrap_or(Date::MAX),
        };
        let latest = self.ends.iter().max_by_key(|(milestone, end)| rank(*milestone, end.value));
        latest.map(|(milestone, end)| (*milestone, end))
    }

    /// The days without any support, if `today` counts as today.
    pub fn unsupported(self, today: Date) -> Days {
        self.end(today).map_or(Days::NEVER, |(_, end)| days_after(end.value, today))
    }

    /// The days on which ordinary support is over and there still is some.
    pub fn extended(self, today: Date) -> Days {
        let ordinary = self.ends.iter().find(|(milestone, _)| *milestone == Milestone::EndOfSupport);
        let over = ordinary.map_or(Days::NEVER, |(_, end)| days_after(end.value, today));
        over.minus(&self.unsupported(today))
    }
}

/// The days after the end of a support.
fn days_after(end: SupportEnd, today: Date) -> Days {
    match end {
        SupportEnd::On(date) => Days::after(date.last()),
        SupportEnd::Over => Days::from(today),
        SupportEnd::NoneKnown => Days::NEVER,
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
        let milestones = self.milestones.iter().map(|(milestone, end)| match end.value {
            SupportEnd::On(date) => format!("{} {date}", milestone.name()),
            SupportEnd::NoneKnown => format!("{}: none known", milestone.name()),
            SupportEnd::Over => format!("{}: over", milestone.name()),
        });
        listed(f, milestones.chain(self.supported_as.iter().map(|id| format!("support {}", id.value))))
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
        Lifecycle { id: None, place, milestones, supported_as: None, texts: None }
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
