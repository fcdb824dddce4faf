//! What is exported: the whole map, or the part that is named or that an organisation owns.

use std::collections::BTreeSet;

use super::super::error::Error;
use super::super::map::OpenMap;
use super::Named;
use crate::diagnostic::Finding;
use crate::entry::{self, Entry, Written};
use crate::export::{self, Register, Table, Tables};
use crate::graph::Found;
use crate::lint;
use crate::load::Config;
use crate::model::{Field, Lifecycle, Listing, Section};
use crate::proposal;

/// All that the map holds, and what is found in it.
pub(super) struct Whole<'m> {
    pub(super) map: &'m OpenMap,
    config: &'m Config,
    all: Vec<Entry>,
    findings: Vec<Finding>,
}

/// The part of the map that is exported.
pub(super) struct Part<'m> {
    whole: &'m Whole<'m>,
    named: &'m Named,
    owner: Option<&'m str>,
    /// For an owner: the named lifecycles of what it owns.
    lifecycles: BTreeSet<&'m str>,
}

impl<'m> Whole<'m> {
    pub(super) fn of(map: &'m OpenMap, config: &'m Config, named: &Named) -> Self {
        let mut whole = Self { map, config, all: entry::entries(map.graph.model()), findings: Vec::new() };
        if named.has_findings() {
            let OpenMap { graph, found, levels, today, .. } = map;
            let found = found.iter().cloned().chain(proposal::faults(graph.model())).collect();
            whole.findings = lint::check(graph, found, levels, *today).findings;
        }
        whole
    }

    /// The organisations that own something, by their ids.
    pub(super) fn owners(&self) -> Vec<&str> {
        let is_declared = |id: &&str| matches!(self.map.graph.find(id), Some(Found::Organisation(_)));
        let owners: BTreeSet<&str> = self.all.iter().filter_map(owner).filter(is_declared).collect();
        owners.into_iter().collect()
    }

    /// How many elements no declared organisation owns.
    pub(super) fn unowned(&self) -> usize {
        let owners: BTreeSet<&str> = self.owners().into_iter().collect();
        let is_element = |entry: &&Entry| {
            !matches!(entry.listing, Listing::Lifecycles | Listing::Section(Section::Organisations))
        };
        let is_unowned = |entry: &&Entry| owner(entry).is_none_or(|owner| !owners.contains(owner));
        self.all.iter().filter(is_element).filter(is_unowned).count()
    }

    /// What is named, of what an organisation owns if one is given.
    pub(super) fn part(&'m self, owner: Option<&str>, named: &'m Named) -> Result<Part<'m>, Error> {
        let owner = match owner.map(|id| (id, self.map.find(id))) {
            None => None,
            Some((_, Ok(Found::Organisation(organisation)))) => Some(organisation.id()),
            Some((id, Ok(Found::Element(_)))) => {
                return Err(Error::usage(format!("`{id}` is no organisation, and owns nothing")));
            }
            Some((_, Err(error))) => return Err(error),
        };
        let mut part = Part { whole: self, named, owner, lifecycles: BTreeSet::new() };
        let owned = self.all.iter().filter(|entry| part.is_owned(entry));
        part.lifecycles = owned.filter_map(used_lifecycle).collect();
        Ok(part)
    }
}

impl Part<'_> {
    pub(super) fn title(&self) -> &str {
        &self.whole.map.title
    }

    fn is_owned(&self, entry: &Entry) -> bool {
        self.owner.is_none_or(|id| {
            owner(entry) == Some(id) || (entry.listing.is(Section::Organisations) && entry.id == id)
        })
    }

    fn is_wanted(&self, entry: &Entry) -> bool {
        self.is_owned(entry)
            || (entry.listing == Listing::Lifecycles && self.lifecycles.contains(entry.id.as_str()))
    }

    /// The tables of what is named, and of what is found in it.
    pub(super) fn tables(&self) -> Tables {
        let Whole { all, config, .. } = self.whole;
        let mut tables = match self.named.only_findings() {
            true => Tables::default(),
            false => export::tables(all, |entry| self.is_wanted(entry), &self.named.listings, config),
        };
        if self.named.has_findings() {
            tables.tables.push(self.findings());
        }
        tables
    }

    fn findings(&self) -> Table {
        let Whole { map, all, findings, .. } = self.whole;
        let owned = || all.iter().filter(|entry| self.is_owned(entry)).map(|entry| entry.id.as_str());
        let ids: BTreeSet<&str> = self.owner.into_iter().flat_map(|_| owned()).collect();
        let concerns = |finding: &&Finding| {
            self.owner.is_none() || finding.elements.iter().any(|id| ids.contains(id.as_str()))
        };
        export::findings(findings.iter().filter(concerns), &map.sources, &map.path)
    }

    /// The entries of what is named, and their relations.
    pub(super) fn register(&self) -> Register<'_> {
        let Whole { map, all, .. } = self.whole;
        let is_listed = |entry: &Entry| {
            self.is_wanted(entry)
                && (self.named.listings.is_empty() || self.named.listings.contains(&entry.listing))
        };
        let entries: Vec<&Entry> = all.iter().filter(|entry| is_listed(entry)).collect();
        let mut is_wanted = vec![false; map.graph.element_count()];
        for ix in entries.iter().filter_map(|entry| map.graph.find_element(&entry.id)) {
            if let Some(wanted) = is_wanted.get_mut(ix.index()) {
                *wanted = true;
            }
        }
        Register { map: &map.title, graph: &map.graph, entries, is_wanted, at: map.at }
    }
}

fn owner(entry: &Entry) -> Option<&str> {
    entry.get(Field::Owner.name()).and_then(Written::as_text)
}

/// The named lifecycle of an entry, or the one that its support follows.
fn used_lifecycle(entry: &Entry) -> Option<&str> {
    match entry.get(Field::Lifecycle.name())? {
        Written::Text(id) => Some(id),
        Written::Mapping(parts) => parts.iter().find(|(key, _)| key == Lifecycle::SUPPORT)?.1.as_text(),
        Written::List(_) => None,
    }
}
