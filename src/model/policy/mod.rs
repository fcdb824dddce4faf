//! A policy: a rule that the organisation sets for its own map (R13).

mod demand;
mod words;

pub use demand::{Demand, Relations, Wanted};

use super::choice::choice;
use super::key::{KeyShape, KeySpec, key, must};
use super::{FieldKey, Id, Located, Selection};
use crate::diagnostic::Place;

/// A rule of the organisation's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its id. Its findings go by the name [`Policy::rule`].
    pub id: Located<Id>,
    /// Why it is there.
    pub because: Located<Box<str>>,
    /// How binding it is.
    pub level: Obligation,
    /// What it demands.
    pub demand: Demand,
}

choice! {
    /// How binding a policy is (*skall*, *bör*).
    Obligation { /// What goes against it is an error.
        Must = "must", /// What goes against it is a warning.
        Should = "should" }
}

choice! {
    /// A relation as people count it: one step, from a dependent to a dependency.
    RelationWord { /// Anything depends on anything; `supports` is the same, written on the other end.
        DependsOn = "depends_on", /// A consumer on the provider, through an integration.
        Integration = "integration", /// A consumer, or the integration, on a platform that it passes through.
        Via = "via", /// A system or technology on a technology.
        RunsOn = "runs_on", /// A part on its whole.
        PartOf = "part_of", /// Information on the system that masters it.
        Masters = "masters", /// A process or system on information that it works with.
        Uses = "uses", /// A process or system on information that it reads.
        Reads = "reads", /// An integration on information that it carries.
        Carries = "carries", /// Anything on the agreement that it is operated or maintained under.
        Agreement = "agreement" }
}

impl Policy {
    /// What the names of policies begin with where they stand among rules, so that none can be taken for another.
    pub const PREFIX: &'static str = "policy/";

    /// Its keys, in the order in which they are shown. Exactly one of the forms must be said.
    pub const KEYS: &'static [KeySpec] = &[
        key("id", KeyShape::Id, "the name by which its findings are known: `policy/ID`"),
        must("because", KeyShape::Text, "why it is there; must be said"),
        key(
            "level",
            KeyShape::Words(Obligation::WORDS),
            "`must`: what goes against it is an error; `should`: a warning; `must` if not said",
        ),
        key("forbid", KeyShape::Form(Self::FORBID), "no direct relation from one selection to another"),
        key(
            "require",
            KeyShape::Form(Self::REQUIRE),
            "fields, a way through something, or a relation, for all that is selected",
        ),
        key("allow_only", KeyShape::Form(Self::ALLOW_ONLY), "a field says nothing but these values"),
        key(
            "no_path",
            KeyShape::Form(Self::NO_PATH),
            "no chain of dependencies from one selection to another",
        ),
        key("limit", KeyShape::Form(Self::LIMIT), "at most so many values of a field, or elements"),
    ];

    /// The forms, of which a policy has exactly one.
    pub const FORMS: [&'static str; 5] = ["forbid", "require", "allow_only", "no_path", "limit"];

    /// What may stand under `forbid`.
    pub const FORBID: &'static [KeySpec] = &[
        key("from", KeyShape::Selection, "the dependents; everything if not said"),
        key("to", KeyShape::Selection, "the dependencies; everything if not said"),
        RELATION,
    ];

    /// What may stand under `require`: beside `of` one of `fields`, `via`, `to` and `from`.
    pub const REQUIRE: &'static [KeySpec] = &[
        must("of", KeyShape::Selection, "what it is demanded of; must be said"),
        key("fields", KeyShape::FieldKeys, "the fields that each must have"),
        key("via", KeyShape::Selection, "what every integration of each must pass through"),
        key("with", KeyShape::Selection, "beside `via`: only integrations whose other end is in this"),
        key("to", KeyShape::Selection, "what each must have a relation to"),
        key("from", KeyShape::Selection, "what must have a relation to each"),
        RELATION,
    ];

    /// What may stand under `allow_only`.
    pub const ALLOW_ONLY: &'static [KeySpec] = &[
        must("of", KeyShape::Selection, "what it is demanded of; must be said"),
        must("field", KeyShape::FieldKey, "the field; must be said"),
        must("values", KeyShape::Texts, "what it may say; must be said"),
    ];

    /// What may stand under `no_path`.
    pub const NO_PATH: &'static [KeySpec] = &[
        key("from", KeyShape::Selection, "what may not rest on it; everything if not said"),
        key("to", KeyShape::Selection, "what may not be rested on; everything if not said"),
    ];

    /// What may stand under `limit`.
    pub const LIMIT: &'static [KeySpec] = &[
        must("of", KeyShape::Selection, "what is counted; must be said"),
        key(
            "count",
            KeyShape::FieldKey,
            "the field whose different values are counted; the elements themselves if not said",
        ),
        key("per", KeyShape::FieldKey, "the field that makes the groups; all together if not said"),
        must("at_most", KeyShape::Number, "how many there may be in each group; must be said"),
    ];

    /// The name by which findings, waivers and `explain` know it.
    pub fn rule(&self) -> String {
        format!("{}{}", Self::PREFIX, self.id.value)
    }

    /// Where it is declared.
    pub fn place(&self) -> Place {
        self.id.place
    }
}

const RELATION: KeySpec = key(
    "relation",
    KeyShape::SomeWords(RelationWord::WORDS),
    "only relations of these kinds; any if not said",
);
