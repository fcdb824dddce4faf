//! Catalogues of Backstage as entries: the entities of `catalog-info.yaml` and the like.
//!
//! Files become entities with their places, entities become a catalogue in which a reference finds what it means, and what
//! the catalogue says becomes entries of a map. Locations are not followed, and nothing is fetched.

mod catalogue;
mod elements;
mod entity;
mod files;
mod naming;
mod owners;
mod reference;
mod relations;

use std::path::Path;

use super::notes::Notes;
use super::{Draft, Incoming};
use crate::entry::Entry;
use crate::load::{Config, LoadError};
use catalogue::Catalogue;
use relations::Relations;

/// Reads the entities of a file, or of all files beneath a folder.
///
/// # Errors
/// When there is no such file or folder.
pub fn read(path: &Path, config: &Config) -> Result<Draft, LoadError> {
    let mut notes = Notes::default();
    let (sources, entities) = files::read(path, &config.limits, &mut notes)?;
    let mut catalogue = Catalogue::new(entities, &mut notes);
    let relations = Relations::of(&catalogue, &config.limits, &mut notes);
    let owners = owners::find(&mut catalogue, &relations, &mut notes);
    let ids = naming::name(&catalogue, &relations, &owners, &mut notes);
    let entries = elements::entries(&catalogue, &relations, &owners, ids, &mut notes);
    let findings = notes.take_findings();
    let (left_out, remarks) = (notes.left_out, notes.remarks);
    Ok(Draft { entries, left_out, remarks, sources, findings, ..Draft::default() })
}

/// An entry that belongs to the catalogue.
fn incoming(entry: Entry, entity: &entity::Entity) -> Incoming {
    Incoming::own(entry, entity.place)
}
