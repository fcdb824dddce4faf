//! Who owns what.

use std::collections::BTreeMap;

use super::catalogue::Catalogue;
use super::entity::{Entity, Kind};
use super::reference::Key;
use super::relations::Relations;
use crate::diagnostic::{Finding, quoted};
use crate::import::notes::{Notes, Said};

/// Of each entity its owner, by their positions in the catalogue.
pub(super) type Owners = BTreeMap<usize, usize>;

/// Words that say that there is no owner.
const NOBODY: [&str; 6] = ["unknown", "none", "nobody", "n/a", "tbd", "todo"];

/// Finds the owners of all that a map has a place for. An owner whom nobody declares is added to the catalogue, with the
/// name that was written: catalogues seldom hold the people and teams, which their server takes from elsewhere.
pub(super) fn find(catalogue: &mut Catalogue, relations: &Relations, notes: &mut Notes) -> Owners {
    let mut owners = Owners::new();
    let mut strangers: Vec<(Entity, Vec<usize>)> = Vec::new();
    let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
    for (at, entity) in catalogue.iter().filter(|(at, entity)| relations.keeps(*at, entity.kind)) {
        let Some(said) = &entity.spec.owner else { continue };
        if NOBODY.contains(&said.text.to_lowercase().as_str()) {
            notes.leave_out(format!("owners written as `{}`", said.text.to_lowercase()));
            continue;
        }
        let Some(key) = catalogue.key(entity, "owner", said, Some(Kind::Group), notes) else { continue };
        let Some(kind) = Kind::parse(&key.kind).filter(|kind| kind.is_owner()) else {
            notes.find(no_owner(said));
            continue;
        };
        if let Some(owner) = catalogue.position(&key) {
            owners.insert(at, owner);
            continue;
        }
        let stranger = *by_key.entry(key.clone()).or_insert_with(|| {
            strangers.push((stranger(kind, &key, said), Vec::new()));
            strangers.len() - 1
        });
        if let Some((_, owned)) = strangers.get_mut(stranger) {
            owned.push(at);
        }
    }
    tell(&strangers, notes);
    for (stranger, owned) in strangers {
        let owner = catalogue.add(stranger);
        owners.extend(owned.into_iter().map(|at| (at, owner)));
    }
    leave_out_others(catalogue, &owners, notes);
    owners
}

fn no_owner(said: &Said) -> Finding {
    let message = format!("{} owns nothing: an owner is a group or a user", quoted(&said.text));
    Finding::new("bad-value", said.place, message).subject("owner").help("name a `group:` or a `user:`")
}

/// The name as it was written, with its capitals.
fn stranger(kind: Kind, key: &Key, said: &Said) -> Entity {
    let written = said.text.rsplit(['/', ':']).next().map_or(key.name.as_str(), str::trim);
    let mut stranger = Entity::named(kind, &key.namespace, written, said.place);
    stranger.is_stranger = true;
    stranger.spec.email = written.contains('@').then(|| written.to_owned());
    stranger
}

fn tell(strangers: &[(Entity, Vec<usize>)], notes: &mut Notes) {
    let names: Vec<String> = strangers.iter().map(|(stranger, _)| stranger.key.to_string()).collect();
    notes.remark(
        &names,
        "owner is declared by no entity and was taken with the name that is written",
        "owners are declared by no entity and were taken with the names that are written",
    );
}

fn leave_out_others(catalogue: &Catalogue, owners: &Owners, notes: &mut Notes) {
    let owning: std::collections::BTreeSet<usize> = owners.values().copied().collect();
    for (at, entity) in catalogue.iter().filter(|(_, entity)| entity.kind.is_owner()) {
        if !owning.contains(&at) {
            notes.leave_out(format!("{}s that own nothing here", entity.kind.word()));
        }
    }
}
