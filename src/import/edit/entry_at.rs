//! The entries of a file as they are written.

use std::collections::HashMap;

use crate::load::{Tree, ValueRef};
use crate::model::Listing;

/// How an entry is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum EntryAt<'t> {
    /// A mapping of fields.
    Fields(ValueRef<'t>),
    /// A key of its section under which nothing stands: `lisa:`.
    Key(ValueRef<'t>),
    /// A word in a list: `[lisa]`.
    Word(ValueRef<'t>),
}

/// All entries of a file by their listing and where their id stands.
pub(super) fn all<'t>(tree: &'t Tree<'t>) -> HashMap<(Listing, usize), EntryAt<'t>> {
    let mut all = HashMap::new();
    for (key, section) in tree.documents().flat_map(ValueRef::entries) {
        let Some(listing) = key.scalar().and_then(Listing::parse) else { continue };
        let mut add = |id: ValueRef<'_>, entry| {
            all.entry((listing, id.place().start as usize)).or_insert(entry);
        };
        if section.is_mapping() {
            for (key, entry) in section.entries() {
                add(key, if entry.is_mapping() { EntryAt::Fields(entry) } else { EntryAt::Key(key) });
            }
            continue;
        }
        for item in section.items() {
            let id = item.entries().find(|(key, _)| key.scalar() == Some("id")).map(|(_, id)| id);
            match id {
                Some(id) => add(id, EntryAt::Fields(item)),
                None if item.scalar().is_some() => add(item, EntryAt::Word(item)),
                None => {}
            }
        }
    }
    all
}
