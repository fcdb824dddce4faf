//! A waiver: an approved exemption from a rule, for one element or relation and for a time (R13).

use super::key::{KeyShape, KeySpec, key, must};
use super::{Date, Id, Located, PartialDate};
use crate::diagnostic::Place;

/// An approved exemption from one rule, for one element or one of its relations, with the decision behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Its id, if it has one.
    pub id: Option<Located<Id>>,
    /// The rule that it exempts from; of a policy `policy/` and its id.
    pub rule: Located<Box<str>>,
    /// The element that it exempts: the one at which the finding stands.
    pub element: Located<Id>,
    /// The other end of the relation that it exempts; every finding of the rule at the element if not said.
    pub to: Option<Located<Id>>,
    /// Why.
    pub reason: Located<Box<str>>,
    /// The organisation that answers for the exemption.
    pub owner: Located<Id>,
    /// The decision behind it.
    pub decision: Located<Box<str>>,
    /// Who approved it.
    pub approved_by: Option<Box<str>>,
    /// When it begins.
    pub since: Located<PartialDate>,
    /// When it ends.
    pub expires: Located<PartialDate>,
    /// Where it is declared.
    pub place: Place,
}

impl Waiver {
    /// Its keys, in the order in which they are shown.
    pub const KEYS: &'static [KeySpec] = &[
        key("id", KeyShape::Id, "the name by which the register knows it"),
        must("rule", KeyShape::Text, "the rule that it exempts from; of a policy `policy/ID`; must be said"),
        must("element", KeyShape::Element, "the element at which the finding stands; must be said"),
        key("to", KeyShape::Element, "the other end of the relation, if only one is exempted"),
        must("reason", KeyShape::Text, "why it is needed; must be said"),
        must("owner", KeyShape::Organisation, "the organisation that answers for it; must be said"),
        must("decision", KeyShape::Text, "the decision behind it, such as a file number; must be said"),
        key("approved_by", KeyShape::Text, "who approved it"),
        must("since", KeyShape::Date, "the first day on which it holds; must be said"),
        must("expires", KeyShape::Date, "the last day on which it holds; must be said"),
    ];

    /// The first day on which it holds.
    pub fn first(&self) -> Date {
        self.since.value.first()
    }

    /// The last day on which it holds: it is valid through that day.
    pub fn last(&self) -> Date {
        self.expires.value.last()
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.first() <= day && day <= self.last()
    }
}
