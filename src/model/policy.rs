//! A policy: a rule that the organisation sets for its own map (R13).

use super::choice::choice;
use super::key::{KeyShape, KeySpec, key, must};
use super::{Id, Located};
use crate::diagnostic::Place;

/// A rule of the organisation's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Its id. Its findings go by the name [`Policy::rule`].
    pub id: Located<Id>,
    /// Why it is there.
    pub because: Located<Box<str>>,
    /// How binding it is.
    pub level: Obligation,
}

choice! {
    /// How binding a policy is (*skall*, *bör*).
    Obligation { /// What goes against it is an error.
        Must = "must", /// What goes against it is a warning.
        Should = "should" }
}

impl Policy {
    /// Its keys, in the order in which they are shown.
    pub const KEYS: &'static [KeySpec] = &[
        key("id", KeyShape::Id, "the name by which it is known; its findings are `policy/ID`"),
        must("because", KeyShape::Text, "why it is there; must be said"),
        key("level", KeyShape::Words(Obligation::WORDS), "how binding it is; `must` if not said"),
    ];

    /// What the names of policies begin with where they stand among rules, so that none can be taken for another.
    pub const PREFIX: &'static str = "policy/";

    /// The name by which findings, waivers and `explain` know it.
    pub fn rule(&self) -> String {
        format!("{}{}", Self::PREFIX, self.id.value)
    }

    /// Where it is declared.
    pub fn place(&self) -> Place {
        self.id.place
    }
}
