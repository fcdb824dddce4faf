//! References: what a dependency field names.

use std::fmt;
use std::ops::Range;

use super::key::{KeyShape, KeySpec, key};
use super::value::listed;
use super::{Duration, Id, Located, Strength};
use crate::diagnostic::Place;

/// The references of one field, flat: first those that were written in the field, then the members of
/// their groups, then the members of groups within those.
///
/// Flat, so that nothing that reads it needs recursion, however deep groups are nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct References {
    list: Box<[Reference]>,
    written: usize,
}

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it names.
    pub target: Target,
    /// How strongly it is needed, if declared.
    pub strength: Option<Strength>,
    /// How long one can do without it, if declared.
    pub tolerates: Option<Duration>,
    /// Where it was written.
    pub place: Place,
}

/// What a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An element.
    Id(Id),
    /// A redundancy group.
    Group(Group),
}

/// A redundancy group: so many of its members must be up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its members, as indices of [`References::get`].
    pub members: Range<usize>,
    /// How many of them must be up, at least 1 and at most all.
    pub min_up: usize,
}

impl Reference {
    /// The keys of one that says more than an id. It names either `to` or `any_of`.
    pub const KEYS: &'static [KeySpec] = &[
        key("to", KeyShape::Element, "what it names"),
        key("any_of", KeyShape::Members, "a redundancy group: what it names, of which not all must be up"),
        key("min_up", KeyShape::Count, "how many members of the group must be up; 1 if not said"),
        key("strength", KeyShape::Words(Strength::WORDS), "whether one stops without it"),
        key("tolerates", KeyShape::Duration, "how long one can do without it"),
    ];
}

impl References {
    /// References of which the first `written` stand in the field itself and the rest in their groups.
    pub fn new(list: Vec<Reference>, written: usize) -> Self {
        Self { list: list.into(), written }
    }

    /// A reference to one element.
    pub fn to(id: Id, place: Place) -> Self {
        let reference = Reference { target: Target::Id(id), strength: None, tolerates: None, place };
        Self { list: [reference].into(), written: 1 }
    }

    /// A field that holds one reference.
    pub fn one(reference: Reference) -> Self {
        Self { list: [reference].into(), written: 1 }
    }

    /// These, and then others.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        // Members of groups are named by their index, so they move with those that come before them.
        let moved = |reference: &Reference, by: usize| {
            let mut reference = reference.clone();
            if let Target::Group(group) = &mut reference.target {
                group.members = group.members.start + by..group.members.end + by;
            }
            reference
        };
        let own = self.list.iter().map(|reference| moved(reference, others.written));
        let theirs = others.list.iter().map(|reference| moved(reference, self.list.len()));
        let (own, theirs): (Vec<_>, Vec<_>) = (own.collect(), theirs.collect());
        let written = own.iter().take(self.written).chain(theirs.iter().take(others.written));
        let inner = own.iter().skip(self.written).chain(theirs.iter().skip(others.written));
        Self { list: written.chain(inner).cloned().collect(), written: self.written + others.written }
    }

    /// Lets those that name a certain element name another, and says how many did.
    pub fn redirect(&mut self, is_meant: &dyn Fn(&Id) -> bool, to: &Located<Id>) -> usize {
        let meant = self.list.iter_mut().filter(|r| matches!(&r.target, Target::Id(id) if is_meant(id)));
        let redirect = |reference: &mut Reference| {
            reference.target = Target::Id(to.value.clone());
            reference.place = to.place;
        };
        meant.map(redirect).count()
    }

    /// Forgets those that stand in the field itself and name a certain element; the first of them, if there was one.
    pub fn forget(&mut self, is_meant: &dyn Fn(&Id) -> bool) -> Option<Reference> {
        let is_gone = |index: usize, r: &Reference| {
            index < self.written && matches!(&r.target, Target::Id(id) if is_meant(id))
        };
        let (mut gone, mut kept) = (Vec::new(), Vec::new());
        for (index, reference) in self.list.iter().enumerate() {
            if is_gone(index, reference) { &mut gone } else { &mut kept }.push(reference.clone());
        }
        for reference in &mut kept {
            if let Target::Group(group) = &mut reference.target {
                group.members = group.members.start - gone.len()..group.members.end - gone.len();
            }
        }
        self.list = kept.into();
        self.written -= gone.len();
        gone.into_iter().next()
    }

    /// Those that stand in the field itself.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.list.iter().take(self.written)
    }

    /// All of them, members of groups too.
    pub fn all(&self) -> &[Reference] {
        &self.list
    }

    /// The reference at an index.
    pub fn get(&self, index: usize) -> Option<&Reference> {
        self.list.get(index)
    }

    /// The members of a group.
    pub fn members(&self, group: &Group) -> &[Reference] {
        self.list.get(group.members.clone()).unwrap_or_default()
    }

    /// The ids that are named, in groups too.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.list.iter().filter_map(|reference| match &reference.target {
            Target::Id(id) => Some(id),
            Target::Group(_) => None,
        })
    }
}

impl fmt::Display for References {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(f, self.iter().map(|reference| self.describe(reference)))
    }
}

impl References {
    fn describe(&self, reference: &Reference) -> String {
        let mut text = match &reference.target {
            Target::Id(id) => id.to_string(),
            Target::Group(group) => {
                let members: Vec<String> = self
                    .members(group)
                    .iter()
                    .map(|member| match &member.target {
                        Target::Id(id) => id.to_string(),
                        Target::Group(inner) => format!("{} of {}", inner.min_up, inner.members.len()),
                    })
                    .collect();
                format!("{} of ({})", group.min_up, members.join(", "))
            }
        };
        let strength = reference.strength.map(|s| s.to_string());
        let tolerates = reference.tolerates.map(|t| format!("tolerates {t}"));
        let more: Vec<String> = strength.into_iter().chain(tolerates).collect();
        if !more.is_empty() {
            text.push_str(&format!(" ({})", more.join(", ")));
        }
        text
    }
}
