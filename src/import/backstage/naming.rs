//! The ids of the entities: their own names where that can be.
//!
//! An entity of the namespace `default` is called by its name; one of another namespace by both, `web/shop`. If an entity
//! of a kind that comes before has that id already, the kind is said too, as in a reference: `resource:shop`. So no id depends
//! on where an entity stands in its files, nor on entities of kinds that come after.

use std::collections::BTreeSet;

use super::catalogue::Catalogue;
use super::entity::{Entity, Kind};
use super::owners::Owners;
use super::reference::DEFAULT_NAMESPACE;
use super::relations::Relations;
use crate::import::ids::Ids;
use crate::import::notes::Notes;
use crate::load::slug;
use crate::model::Id;

/// The ids of a catalogue.
#[derive(Debug)]
pub(super) struct Named {
    /// Of each entity, by its position.
    pub(super) ids: Vec<String>,
    /// All that are given.
    pub(super) given: Ids,
}

impl Named {
    pub(super) fn id(&self, at: usize) -> &str {
        self.ids.get(at).map_or("", String::as_str)
    }
}

/// Names all entities that become entries.
pub(super) fn name(
    catalogue: &Catalogue,
    relations: &Relations,
    owners: &Owners,
    notes: &mut Notes,
) -> Named {
    let mut given = Ids::default();
    let owning: BTreeSet<usize> = owners.values().copied().collect();
    let is_kept = |(at, entity): &(usize, &Entity)| relations.keeps(*at, entity.kind) || owning.contains(at);
    let mut order: Vec<(usize, &Entity)> = catalogue.iter().filter(is_kept).collect();
    order.sort_by(|(_, a), (_, b)| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
    let mut ids = vec![String::new(); catalogue.entities.len()];
    let mut told = Vec::new();
    for (at, entity) in order {
        let word = entity.kind.word();
        let name = part(&entity.name, word);
        let short = match entity.key.namespace == DEFAULT_NAMESPACE {
            true => name,
            false => format!("{}/{name}", part(&entity.namespace, "namespace")),
        };
        let id = match entity.kind {
            // Its integrations are named after it and who consumes it.
            Kind::Api => short.clone(),
            _ => given.give(&[&short, &format!("{word}:{short}")], word),
        };
        if id != short || !id.ends_with(&entity.name) {
            told.push(id.clone());
        }
        if let Some(slot) = ids.get_mut(at) {
            *slot = id;
        }
    }
    notes.remark(
        &told,
        "id is not the name of its entity, which another has or which is no id",
        "ids are not the names of their entities, which others have or which are no ids",
    );
    Named { ids, given }
}

/// A name as it may stand in an id.
fn part(name: &str, instead: &str) -> String {
    match Id::parse(name) {
        Ok(_) => name.to_owned(),
        Err(_) => slug(name).unwrap_or_else(|| instead.to_owned()),
    }
}
