//! Entries whose id the map has given to something of another kind.

use std::collections::BTreeMap;

use super::known::Known;
use crate::entry::Written;
use crate::import::Incoming;
use crate::model::{Field, Listing, Shape};

/// The entries with ids that are free in the map: one that is something else there says its kind, `system:db`, and those
/// that refer to it follow.
pub(super) fn renamed(own: &[&Incoming], known: &Known<'_>) -> Vec<Incoming> {
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    for Incoming { entry, .. } in own {
        let other = known.get(entry.listing, &entry.id).filter(|known| known.entry.listing != entry.listing);
        if other.is_some() {
            let kind = entry.listing.one().replace(' ', "-");
            ids.insert(&entry.id, format!("{kind}:{}", entry.id));
        }
    }
    let rename = |incoming: &&Incoming| {
        let mut incoming = (*incoming).clone();
        if ids.is_empty() {
            return incoming;
        }
        if let Some(id) = ids.get(incoming.entry.id.as_str()) {
            id.clone_into(&mut incoming.entry.id);
        }
        for (field, said) in &mut incoming.entry.fields {
            if is_reference(incoming.entry.listing, field) {
                follow(said, &ids);
            }
        }
        incoming
    };
    own.iter().map(rename).collect()
}

fn is_reference(listing: Listing, field: &str) -> bool {
    let shape = Field::parse(field).map(|spec| spec.shape);
    listing != Listing::Lifecycles && matches!(shape, Some(Shape::References(_) | Shape::Organisation))
}

/// Lets all references of a value follow.
fn follow(said: &mut Written, ids: &BTreeMap<&str, String>) {
    let mut left = vec![said];
    while let Some(said) = left.pop() {
        match said {
            Written::Text(id) => {
                if let Some(now) = ids.get(id.as_str()) {
                    now.clone_into(id);
                }
            }
            Written::List(items) => left.extend(items),
            Written::Mapping(keys) => left.extend(
                keys.iter_mut()
                    .filter(|(key, _)| matches!(key.as_str(), "to" | "any_of"))
                    .map(|(_, said)| said),
            ),
        }
    }
}
