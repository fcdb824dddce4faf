//! What a map would become with a draft: which entries come, change and go, and the files that say so.
//!
//! Three manners of files. What an import owns is written whole at each import, but for fields that the import never says:
//! somebody else said them. What people write is edited field by field, in place. And what is new is put into a file of the
//! import. Nothing that people wrote is taken away, but for a field that is said to be empty.

mod known;
mod merge;
mod own;
mod renamed;
mod said;

use std::collections::BTreeMap;
use std::fmt;

use super::{Draft, Incoming};
use crate::diagnostic::Place;
use crate::entry::{Entry, Written, entries, yaml};
use crate::load::{Config, Loaded, load_texts};
use crate::model::{Element, Listing, Model};
use known::Known;

/// The map that a draft is for.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// The map as it stands; an empty one if there is none yet.
    pub map: &'a Loaded,
    /// The file of the import, as the map shows its paths.
    pub file: &'a str,
    /// The sheets that new entries go to, by their listing; those of another go to the file.
    pub sheets: &'a BTreeMap<Listing, String>,
    /// The settings of the map.
    pub config: &'a Config,
}

/// What a map would become.
#[derive(Debug, Default)]
pub struct Plan {
    /// The entries that come, change or go, by listing and id.
    pub changes: Vec<EntryChange>,
    /// How many entries of the draft the map has already, saying the same.
    pub unchanged: usize,
    /// The files that would be written, in sorted order.
    pub files: Vec<Planned>,
}

/// A file that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its path, as the map shows it.
    pub path: String,
    /// All of its text.
    pub text: String,
    /// Whether the map has no such file yet.
    pub is_new: bool,
}

/// What becomes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChange {
    /// What it is listed as.
    pub listing: Listing,
    /// Its id.
    pub id: String,
    /// Its name, or its id.
    pub name: String,
    /// Whether it comes, changes or goes.
    pub kind: Kind,
    /// Whether that is written.
    pub standing: Standing,
    /// The fields that differ; of one that comes, all that it says.
    pub fields: Vec<FieldChange>,
}

/// Whether an entry comes, changes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The map does not have it.
    Added,
    /// The map says something else of it.
    Changed,
    /// The map has it, and what is read has not.
    Gone,
}

/// Whether a change is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// To a file of the plan.
    Written,
    /// Not: the map says it itself at this place, and goes on saying it.
    Kept(Place),
    /// Not: the text at this place cannot be edited, so a person must.
    ByHand(Place),
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// What it says in the map.
    pub before: Option<Written>,
    /// What it would say.
    pub after: Option<Written>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanError {
    /// The file of the import is there, and people wrote it.
    NotItsOwn(String),
    /// The file of the import holds so many entries, and nothing of what is read now is among them.
    OfAnother(String, usize),
}

/// Finds what a map would become with a draft.
///
/// # Errors
/// When the file of the import would have to be replaced and is none that an import wrote.
pub fn plan(draft: &Draft, target: Target<'_>) -> Result<Plan, PlanError> {
    let known = Known::of(target.map);
    let (own, said): (Vec<&Incoming>, Vec<&Incoming>) =
        draft.entries.iter().partition(|incoming| incoming.is_its_own);
    let mut plan = Plan::default();
    if !own.is_empty() || said.is_empty() {
        own::add(&mut plan, draft, &renamed::renamed(&own, &known), &known, target)?;
    }
    said::add(&mut plan, &said, &known, target);
    said::gone(&mut plan, draft, &known);
    plan.changes.sort_by(|a, b| (a.listing, &a.id, a.kind).cmp(&(b.listing, &b.id, b.kind)));
    plan.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
}

impl Plan {
    /// The map with the files of the plan in the place of its own, in the order in which it is read.
    pub fn loaded(&self, target: Target<'_>) -> Loaded {
        self.loaded_with(None, target)
    }

    /// The same, with another text of one file.
    fn loaded_with(&self, other: Option<(&str, &str)>, target: Target<'_>) -> Loaded {
        let old = target.map.sources.iter().map(|source| (source.path(), source.text()));
        let planned = self.files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        // The last text of a file counts.
        let texts: BTreeMap<&str, &str> = old.chain(planned).chain(other).collect();
        load_texts(texts, target.config)
    }

    /// Forgets that is gone what an organisation does not own: what was read is that of this owner.
    pub fn of_owner(&mut self, owner: &str, model: &Model) {
        let is_owned = |id: &str| {
            let element = model.elements.iter().find(|element| element.id() == id);
            element.and_then(Element::owner).is_some_and(|of| of.as_str() == owner)
        };
        self.changes.retain(|change| {
            let is_kept = matches!(change.standing, Standing::Kept(_));
            change.kind != Kind::Gone || !is_kept || is_owned(&change.id)
        });
    }

    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Puts a text in the place of that of a file, if it is another one.
    fn put(&mut self, path: &str, text: String, target: Target<'_>) {
        let old = target.map.sources.iter().find(|source| source.path() == path).map(|source| source.text());
        if let Some(file) = self.files.iter_mut().find(|file| file.path == path) {
            file.text = text;
        } else if old != Some(text.as_str()) {
            self.files.push(Planned { path: path.to_owned(), text, is_new: old.is_none() });
        }
    }

    /// The text that a file has so far, if it is there or planned.
    fn text<'p>(&'p self, path: &str, target: Target<'p>) -> Option<&'p str> {
        let planned = self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
        planned.or_else(|| {
            target.map.sources.iter().find(|source| source.path() == path).map(|source| source.text())
        })
    }
}

/// Entries as the map would have them: dates, words and references in their usual form. What does not load is as it was.
fn canonical(all: Vec<Entry>, config: &Config) -> Vec<Entry> {
    let loaded = load_texts([("entries.yaml", yaml(&all).as_str())], config);
    let read = entries(&loaded.model);
    let by_key: std::collections::HashMap<(Listing, &str), &Entry> =
        read.iter().map(|entry| ((entry.listing, entry.id.as_str()), entry)).collect();
    let found = |entry: Entry| match by_key.get(&(entry.listing, entry.id.as_str())) {
        Some(read) => (*read).clone(),
        None => entry,
    };
    all.into_iter().map(found).collect()
}

/// The fields of which two entries say something else.
fn differences(before: &Entry, after: &Entry) -> Vec<FieldChange> {
    let said = |entry: &'_ Entry, field: &str| entry.get(field).filter(|said| !said.is_empty()).cloned();
    let change = |field: &str| {
        let (before, after) = (said(before, field), said(after, field));
        let is_same = match (&before, &after) {
            (Some(before), Some(after)) => before.says_same(after),
            (before, after) => before.is_none() && after.is_none(),
        };
        (!is_same).then(|| FieldChange { field: field.to_owned(), before, after })
    };
    let new = after.fields.iter().filter(|(field, _)| before.get(field).is_none());
    before.fields.iter().chain(new).filter_map(|(field, _)| change(field)).collect()
}

fn change(entry: &Entry, kind: Kind, standing: Standing, fields: Vec<FieldChange>) -> EntryChange {
    EntryChange {
        listing: entry.listing,
        id: entry.id.clone(),
        name: entry.name().to_owned(),
        kind,
        standing,
        fields,
    }
}

/// All that an entry says, as if it said nothing before.
fn all_new(entry: &Entry) -> Vec<FieldChange> {
    differences(&Entry::new(entry.listing, entry.id.clone()), entry)
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotItsOwn(path) => write!(f, "`{path}` is there, and no import has written it"),
            Self::OfAnother(path, 1) => {
                write!(
                    f,
                    "`{path}` is of another import: its only entry is not in what was read, and would go"
                )
            }
            Self::OfAnother(path, n) => {
                write!(
                    f,
                    "`{path}` is of another import: none of its {n} entries is in what was read, and all would go"
                )
            }
        }
    }
}

impl std::error::Error for PlanError {}
