//! The values of fields, each with the place where it was written.

use std::fmt;

use super::key::{KeyShape, KeySpec, key};
use super::{
    Adaptable, Class, Criticality, Duration, Flow, Id, LifecycleUse, Money, PartialDate, References,
    Schedule, Scope, ServiceHours, Standard, Strength,
};
use crate::diagnostic::Place;

/// A value and where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> Located<T> {
    /// A value written at a place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// The value of a field. Which kind a field has, its [`Shape`](super::Shape) says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, as written.
    Text(Box<str>),
    /// A list of texts.
    Texts(Box<[Located<Box<str>>]>),
    /// Texts by key.
    Properties(Box<[(Box<str>, Box<str>)]>),
    /// Yes or no.
    Flag(bool),
    /// A day, month, quarter or year.
    Date(PartialDate),
    /// A length of time.
    Duration(Duration),
    /// The id of an organisation.
    Organisation(Id),
    /// References to elements.
    References(Box<References>),
    /// How much hangs on it.
    Criticality(Criticality),
    /// How it is governed.
    Class(Class),
    /// Common or local.
    Scope(Scope),
    /// Whether it can be adapted.
    Adaptable(Adaptable),
    /// How far it follows the standard.
    Standard(Box<StandardUse>),
    /// When it is open.
    ServiceHours(Box<ServiceHours>),
    /// What is promised.
    Sla(Box<Sla>),
    /// What it costs.
    Cost(Box<Cost>),
    /// The protection that information needs.
    Protection(Protection),
    /// When it is used and supported.
    Lifecycle(Box<LifecycleUse>),
    /// How strongly it is needed.
    Strength(Strength),
    /// Which way it carries.
    Flow(Flow),
    /// How often it runs.
    Schedule(Schedule),
}

impl Value {
    /// Puts the id of an organisation where one of its aliases was written.
    pub(crate) fn resolve_organisation(&mut self, id_of: &dyn Fn(&Id) -> Option<Id>) {
        let named = match self {
            Self::Organisation(id) => Some(id),
            Self::Cost(cost) => cost.paid_by.as_mut().map(|by| &mut by.value),
            _ => None,
        };
        if let Some(named) = named
            && let Some(id) = id_of(named)
        {
            *named = id;
        }
    }
}

/// One standard, or one for each plateau.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandardUse {
    /// The same in every plateau.
    Always(Standard),
    /// By plateau, in the order written.
    ByPlateau(Vec<(Located<Id>, Standard)>),
}

/// A service level agreed (R5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sla {
    /// Availability in millionths: 99.5 % is 995,000.
    pub availability: Option<Located<u32>>,
    /// The time within which it is restored.
    pub restore_within: Option<Located<Duration>>,
}

/// What an element costs, and who pays (R3, R11).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cost {
    /// Running cost of a year.
    pub yearly: Option<Located<Money>>,
    /// Cost of replacing it.
    pub replacement: Option<Located<Money>>,
    /// Cost of adapting it to the platform.
    pub adaptation: Option<Located<Money>>,
    /// The organisation that pays; the owner if none is named.
    pub paid_by: Option<Located<Id>>,
}

/// The protection that information needs, each from 0 (none) to 4 (R17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Protection {
    /// Against being read.
    pub confidentiality: Option<u8>,
    /// Against being changed.
    pub integrity: Option<u8>,
    /// Against being out of reach.
    pub availability: Option<u8>,
}

impl Sla {
    /// Its keys.
    pub const KEYS: &'static [KeySpec] = &[
        key(
            "availability",
            KeyShape::Percentage,
            "the percentage of the time in which it works, such as 99.5",
        ),
        key("restore_within", KeyShape::Duration, "the time within which it is restored"),
    ];
}

impl Cost {
    /// Its keys.
    pub const KEYS: &'static [KeySpec] = &[
        key("yearly", KeyShape::Money, "the running cost of a year"),
        key("replacement", KeyShape::Money, "the cost of replacing it"),
        key("adaptation", KeyShape::Money, "the cost of adapting it to the platform"),
        key("paid_by", KeyShape::Organisation, "who pays; the owner if not said"),
    ];
}

impl Protection {
    /// The highest level.
    pub const MOST: u8 = 4;

    /// Its keys.
    pub const KEYS: &'static [KeySpec] = &[
        key("confidentiality", KeyShape::Level, "against being read, from 0 (none) to 4"),
        key("integrity", KeyShape::Level, "against being changed, from 0 (none) to 4"),
        key("availability", KeyShape::Level, "against being out of reach, from 0 (none) to 4"),
    ];
}

/// Millionths as a percentage, without needless zeros: `99.5 %`.
pub(crate) fn percentage(millionths: u32) -> String {
    let (whole, rest) = (millionths / 10_000, millionths % 10_000);
    let decimals = format!("{rest:04}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{whole} %") } else { format!("{whole}.{decimals} %") }
}

impl fmt::Display for Value {
    /// The value as one line of text, for people and tables.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Texts(texts) => listed(f, texts.iter().map(|t| &t.value)),
            Self::Properties(pairs) => listed(f, pairs.iter().map(|(key, value)| format!("{key}: {value}"))),
            Self::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Self::Date(date) => date.fmt(f),
            Self::Duration(duration) => duration.fmt(f),
            Self::Organisation(id) => id.fmt(f),
            Self::References(references) => references.fmt(f),
            Self::Criticality(choice) => choice.fmt(f),
            Self::Class(choice) => choice.fmt(f),
            Self::Scope(choice) => choice.fmt(f),
            Self::Adaptable(choice) => choice.fmt(f),
            Self::Standard(standard) => standard.fmt(f),
            Self::ServiceHours(hours) => hours.fmt(f),
            Self::Sla(sla) => sla.fmt(f),
            Self::Cost(cost) => cost.fmt(f),
            Self::Protection(protection) => protection.fmt(f),
            Self::Lifecycle(lifecycle) => lifecycle.fmt(f),
            Self::Strength(choice) => choice.fmt(f),
            Self::Flow(choice) => choice.fmt(f),
            Self::Schedule(choice) => choice.fmt(f),
        }
    }
}

impl fmt::Display for StandardUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Always(standard) => standard.fmt(f),
            Self::ByPlateau(by) => {
                listed(f, by.iter().map(|(plateau, s)| format!("{s} ({})", plateau.value)))
            }
        }
    }
}

impl fmt::Display for Sla {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let availability = self.availability.as_ref().map(|a| format!("available {}", percentage(a.value)));
        let restored = self.restore_within.as_ref().map(|r| format!("restored within {}", r.value));
        listed(f, [availability, restored].into_iter().flatten())
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |what: &str, sum: &Option<Located<Money>>| sum.map(|s| format!("{what} {}", s.value));
        let paid_by = self.paid_by.as_ref().map(|by| format!("paid by {}", by.value));
        let sums = [
            sum("yearly", &self.yearly),
            sum("replacement", &self.replacement),
            sum("adaptation", &self.adaptation),
            paid_by,
        ];
        listed(f, sums.into_iter().flatten())
    }
}

impl fmt::Display for Protection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = |what: &str, level: Option<u8>| level.map(|n| format!("{what} {n}"));
        let levels = [
            level("confidentiality", self.confidentiality),
            level("integrity", self.integrity),
            level("availability", self.availability),
        ];
        listed(f, levels.into_iter().flatten())
    }
}

/// Writes items with commas between them.
pub(crate) fn listed<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    items: impl IntoIterator<Item = T>,
) -> fmt::Result {
    for (i, item) in items.into_iter().enumerate() {
        write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn percentages_have_no_needless_zeros() {
        assert_eq!(super::percentage(995_000), "99.5 %");
        assert_eq!(super::percentage(1_000_000), "100 %");
        assert_eq!(super::percentage(999_990), "99.999 %");
        assert_eq!(super::percentage(50), "0.005 %");
    }
}
