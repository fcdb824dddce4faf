//! `--with`: the map as if proposals were made; and the proposals that commands are asked about.

use std::path::Path;

use super::error::Error;
use crate::diagnostic::Finding;
use crate::load::{Config, LoadError, Loaded};
use crate::model::{Id, Model, Proposal, Status, did_you_mean};
use crate::proposal::{self, Applied};

/// The word for all approved proposals.
const APPROVED: &str = "approved";

/// Makes proposals, and those that must be made before them, on a map in memory; says which they were.
pub(super) fn make(loaded: &mut Loaded, wanted: &[String]) -> Result<(Vec<Id>, Vec<Finding>), Error> {
    let model = &loaded.model;
    let open: Vec<&Proposal> = model.changes.iter().filter(|proposal| proposal.is_open()).collect();
    let mut chosen: Vec<&Proposal> = Vec::new();
    for word in wanted {
        if word == APPROVED {
            chosen.extend(open.iter().filter(|proposal| proposal.status == Status::Approved));
        } else {
            chosen.push(find(model, word).ok_or_else(|| unknown(model, word, "proposal"))?);
        }
    }
    let before: Vec<&Proposal> = chosen.iter().flat_map(|chosen| proposal::before(chosen, &open)).collect();
    let made = proposal::order(chosen.into_iter().chain(before));
    let ids: Vec<Id> = made.iter().map(|proposal| proposal.id.value.clone()).collect();
    let Applied { model, findings, .. } = proposal::apply(model, made);
    loaded.model = model;
    for proposal in loaded.model.changes.iter_mut().filter(|proposal| ids.contains(&proposal.id.value)) {
        proposal.status = Status::Implemented;
    }
    Ok((ids, findings))
}

/// The proposals that a word asks about: one of the map by its id, or those of a file.
pub(super) fn asked(loaded: &mut Loaded, word: &str, config: &Config) -> Result<Vec<Id>, Error> {
    if let Some(proposal) = find(&loaded.model, word) {
        return Ok(vec![proposal.id.value.clone()]);
    }
    if !Path::new(word).exists() {
        return Err(unknown(&loaded.model, word, "proposal or file"));
    }
    let ids = loaded.add_proposals(Path::new(word), config).map_err(|error| match error {
        LoadError::Unreadable(path, error) => Error::File(path, error),
        other => Error::Load(other),
    })?;
    if ids.is_empty() {
        return Err(Error::usage(format!("`{word}` holds no change proposal that can be read")));
    }
    Ok(ids)
}

fn find<'m>(model: &'m Model, id: &str) -> Option<&'m Proposal> {
    model.changes.iter().find(|proposal| proposal.id.value.as_str() == id)
}

fn unknown(model: &Model, word: &str, what: &str) -> Error {
    let near = did_you_mean(word, model.changes.iter().map(|proposal| proposal.id.value.as_str()));
    let help = near.unwrap_or_else(|| "`systemkarta changes` lists the open proposals".to_owned());
    Error::Usage(format!("`{word}` is no change {what}"), Some(help))
}
