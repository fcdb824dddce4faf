//! What a policy demands: its form, with what stands in it.

use super::{FieldKey, Located, RelationWord, Selection};

/// What a policy demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// No direct relation from a dependent to a dependency.
    Forbid {
        /// The dependents; everything if not said.
        from: Option<Selection>,
        /// The dependencies; everything if not said.
        to: Option<Selection>,
        /// The relations that count.
        relations: Relations,
    },
    /// Something that all have.
    Require {
        /// What it is demanded of.
        of: Selection,
        /// What they must have.
        wanted: Wanted,
    },
    /// A field that says only certain values, if it says something.
    AllowOnly {
        /// What it is demanded of.
        of: Selection,
        /// The field.
        field: FieldKey,
        /// What it may say.
        values: Vec<Located<Box<str>>>,
    },
    /// No chain of dependencies.
    NoPath {
        /// What may not rest on it; everything if not said.
        from: Option<Selection>,
        /// What may not be rested on; everything if not said.
        to: Option<Selection>,
    },
    /// At most so many in each group.
    Limit {
        /// What is counted.
        of: Selection,
        /// The field whose values are counted; the elements themselves if not said.
        count: Option<FieldKey>,
        /// The field that makes the groups; all are one group if not said.
        per: Option<FieldKey>,
        /// How many there may be.
        at_most: usize,
    },
}

/// What all that is selected must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Fields that say something.
    Fields(Vec<Located<FieldKey>>),
    /// Integrations that pass through something.
    Via {
        /// What they pass through.
        via: Selection,
        /// Only those whose other end is in this.
        with: Option<Selection>,
    },
    /// A relation to something.
    To(Selection, Relations),
    /// A relation from something.
    From(Selection, Relations),
}

/// The kinds of relations that count; any if none is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relations(Vec<RelationWord>);

impl Relations {
    /// These kinds only.
    pub fn new(mut words: Vec<RelationWord>) -> Self {
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether relations of a kind count.
    pub fn include(&self, word: RelationWord) -> bool {
        self.0.is_empty() || self.0.contains(&word)
    }

    /// The kinds; none if any counts.
    pub fn words(&self) -> &[RelationWord] {
        &self.0
    }
}

impl Demand {
    /// The form, as it is written.
    pub fn form(&self) -> &'static str {
        match self {
            Self::Forbid { .. } => "forbid",
            Self::Require { .. } => "require",
            Self::AllowOnly { .. } => "allow_only",
            Self::NoPath { .. } => "no_path",
            Self::Limit { .. } => "limit",
        }
    }

    /// Its selections, each with the key that it stands under.
    pub fn selections(&self) -> Vec<(&'static str, &Selection)> {
        let (first, second) = match self {
            Self::Forbid { from, to, .. } | Self::NoPath { from, to } => {
                (from.as_ref().map(|from| ("from", from)), to.as_ref().map(|to| ("to", to)))
            }
            Self::Require { of, wanted } => {
                let second = match wanted {
                    Wanted::Fields(_) => None,
                    Wanted::Via { via, .. } => Some(("via", via)),
                    Wanted::To(to, _) => Some(("to", to)),
                    Wanted::From(from, _) => Some(("from", from)),
                };
                (Some(("of", of)), second)
            }
            Self::AllowOnly { of, .. } | Self::Limit { of, .. } => (Some(("of", of)), None),
        };
        let third = match self {
            Self::Require { wanted: Wanted::Via { with: Some(with), .. }, .. } => Some(("with", with)),
            _ => None,
        };
        first.into_iter().chain(second).chain(third).collect()
    }
}
