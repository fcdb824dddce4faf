//! What a reader made of another description.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Finding, Place, Sources};
use crate::entry::Entry;
use crate::model::Listing;

/// What a reader made of another description.
#[derive(Debug, Default)]
pub struct Draft {
    /// What it understood, in the order in which it shall be written.
    pub entries: Vec<Incoming>,
    /// The listings of which it holds all entries, as far as whoever made it knows: what a map has beyond that is gone.
    pub listings: BTreeSet<Listing>,
    /// What it left out.
    pub left_out: LeftOut,
    /// What a person should know beyond that, a sentence each.
    pub remarks: Vec<String>,
    /// The files that were read.
    pub sources: Sources,
    /// What is wrong in them.
    pub findings: Vec<Finding>,
}

/// An entry that comes in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// What is said. Fields that are not mentioned stay as they are in a map that has the entry.
    pub entry: Entry,
    /// Fields of which it is said that nothing is said, as in an empty cell: `owner`, or `lifecycle.retired` for a part.
    pub cleared: Vec<String>,
    /// Whether the entry belongs to what is read, so that a map that declares it itself keeps what it says; otherwise it is
    /// what somebody says now of an entry of the map.
    pub is_its_own: bool,
    /// Where it was read.
    pub place: Place,
}

impl Incoming {
    /// An entry that belongs to what is read: to be written with all that it says, unless a map declares it itself.
    pub fn own(entry: Entry, place: Place) -> Self {
        Self { entry, cleared: Vec::new(), is_its_own: true, place }
    }

    /// What somebody says now of an entry that a map may have.
    pub fn said(entry: Entry, cleared: Vec<String>, place: Place) -> Self {
        Self { entry, cleared, is_its_own: false, place }
    }
}

/// Whether a finding says that something was not read: what is missing may stand there.
pub(super) fn is_of_unread(finding: &Finding) -> bool {
    matches!(&*finding.rule, "syntax" | "unreadable-file" | "limit-exceeded")
}

/// What was left out: what it is, in words, and how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut(BTreeMap<String, usize>);

impl LeftOut {
    /// One more of these.
    pub fn add(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// All of them by their words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(what, count)| (what.as_str(), *count))
    }

    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
