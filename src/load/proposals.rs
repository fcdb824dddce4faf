//! The proposals of a map: each id once, with what they add counted; and those of a file of its own.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::{fs, io};

use super::decode::decode_proposals;
use super::discover::Entry;
use super::faults::Faults;
use super::limits::Limits;
use super::merge::{OrganisationIds, duplicate};
use super::parse::{limit, parse};
use super::read::read;
use super::{Config, LoadError, Loaded};
use crate::diagnostic::{FileId, Place};
use crate::model::{Action, Additions, Element, Id, Model, Proposal};

impl Loaded {
    /// Adds the proposals of a file outside the map, and says which they are. Each document of the file holds
    /// `changes:`, or is one proposal.
    ///
    /// A proposal takes the place of one with the same id in the map: the file is what the user asks about. A file of
    /// the map is not read again; its proposals are there. Faults join the findings of the map, and the file its
    /// sources.
    ///
    /// # Errors
    /// When there is no such file, or it is a folder. Whatever is wrong *in* it is a finding.
    pub fn add_proposals(&mut self, path: &Path, config: &Config) -> Result<Vec<Id>, LoadError> {
        let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
        if fs::metadata(path).map_err(unreadable)?.is_dir() {
            return Err(unreadable(io::Error::other("it is a folder, and a proposal is a file")));
        }
        if let Some(file) = self.file_of_map(path) {
            let of_file = self.model.changes.iter().filter(|proposal| proposal.id.place.file == file);
            return Ok(of_file.map(|proposal| proposal.id.value.clone()).collect());
        }
        let file = FileId::new(self.sources.len());
        let entry = Entry { path: path.to_owned(), shown: path.display().to_string(), named: true };
        let text = match read(&entry, file, config.limits.file_size, None) {
            Ok(text) => text,
            Err((text, finding)) => {
                self.sources.add(entry.shown, text);
                self.findings.push(*finding);
                return Ok(Vec::new());
            }
        };
        Ok(self.add_proposals_of_text(entry.shown, text, config))
    }

    /// The same, of a text as if it were a file with this name.
    pub fn add_proposals_of_text(&mut self, path: String, text: String, config: &Config) -> Vec<Id> {
        let file = FileId::new(self.sources.len());
        let mut faults = Faults::of_file(file);
        let tree = parse(&text, file, &config.limits, &mut faults);
        let proposals = decode_proposals(&tree, config, &mut faults);
        drop(tree);
        self.sources.add(path, text);
        let named: HashSet<&Id> = proposals.iter().map(|proposal| &proposal.id.value).collect();
        self.model.changes.retain(|proposal| !named.contains(&proposal.id.value));
        add(&mut self.model, proposals, &config.limits, &mut faults);
        self.model.incomplete |= faults.incomplete;
        self.findings.extend(faults.into_findings());
        let of_file = self.model.changes.iter().filter(|proposal| proposal.id.place.file == file);
        of_file.map(|proposal| proposal.id.value.clone()).collect()
    }

    /// The number of a file, if it was read as a part of the map.
    fn file_of_map(&self, path: &Path) -> Option<FileId> {
        let whole = fs::canonicalize(path).ok()?;
        let is_it = |read: &str| {
            let read = Path::new(read);
            read.file_name() == path.file_name() && fs::canonicalize(read).is_ok_and(|read| read == whole)
        };
        // What was not read has no text.
        let mut sources = self.sources.iter().enumerate().filter(|(_, source)| !source.text().is_empty());
        sources.find(|(_, source)| is_it(source.path())).map(|(i, _)| FileId::new(i))
    }
}

/// Adds proposals to a map, first come, first kept.
pub(super) fn add(model: &mut Model, proposals: Vec<Proposal>, limits: &Limits, faults: &mut Faults) {
    let organisations = OrganisationIds::of(&model.organisations);
    let mut seen: HashMap<Id, Place> =
        model.changes.iter().map(|proposal| (proposal.id.value.clone(), proposal.id.place)).collect();
    let mut room = Room::of(model, limits);
    for mut proposal in proposals {
        if let Some(&first) = seen.get(&proposal.id.value) {
            faults.add(duplicate(&proposal.id.value, "proposal", "proposal", proposal.id.place, first));
            continue;
        }
        seen.insert(proposal.id.value.clone(), proposal.id.place);
        keep_each_addition_once(&mut proposal, &mut room, faults);
        if let Some(ids) = &organisations {
            proposal.resolve_organisations(&|named| ids.of_alias(named));
        }
        model.changes.push(proposal);
    }
    model.incomplete |= room.is_used_up;
}

/// How many more elements may be added.
struct Room {
    limit: usize,
    left: usize,
    is_used_up: bool,
}

impl Room {
    fn of(model: &Model, limits: &Limits) -> Self {
        let added: usize = model.changes.iter().map(Proposal::additions).sum();
        let taken = model.elements.len() + model.organisations.len() + added;
        Self { limit: limits.elements, left: limits.elements.saturating_sub(taken), is_used_up: false }
    }

    fn admits(&mut self, element: &Element, faults: &mut Faults) -> bool {
        if self.left == 0 && !self.is_used_up {
            let message = format!(
                "the map and its proposals have more than {} elements; from here on none is read",
                self.limit
            );
            faults.add(limit(element.id.place, "elements", message));
            self.is_used_up = true;
        }
        self.left = self.left.saturating_sub(1);
        !self.is_used_up
    }
}

/// The same id twice among what one proposal adds is a finding.
fn keep_each_addition_once(proposal: &mut Proposal, room: &mut Room, faults: &mut Faults) {
    let mut elements: HashMap<Id, (&'static str, Place)> = HashMap::new();
    let mut lifecycles: HashMap<Id, Place> = HashMap::new();
    for step in &mut proposal.steps {
        let Action::Add(additions) = &mut step.action else { continue };
        let Additions { elements: added, organisations, lifecycles: named } = &mut **additions;
        let mut is_first = |element: &Element| {
            let (id, what, place) = (&element.id.value, element.section.one(), element.id.place);
            if let Some(&(earlier, first)) = elements.get(id) {
                faults.add(duplicate(id, earlier, what, place, first));
                return false;
            }
            elements.insert(id.clone(), (what, place));
            room.admits(element, faults)
        };
        added.retain(&mut is_first);
        organisations.retain(&mut is_first);
        named.retain(|lifecycle| {
            let Some(id) = lifecycle.id.as_ref().map(|id| &id.value) else { return false };
            if let Some(&first) = lifecycles.get(id) {
                faults.add(duplicate(id, "lifecycle", "lifecycle", lifecycle.place, first));
                return false;
            }
            lifecycles.insert(id.clone(), lifecycle.place);
            true
        });
    }
}
