//! The entries of a map by what they are called, with the files that they stand in.

use std::collections::HashMap;

use crate::diagnostic::Place;
use crate::entry::{Entry, entries};
use crate::load::Loaded;
use crate::model::{Listing, Model};

/// An entry of the map.
#[derive(Debug)]
pub(super) struct KnownEntry<'a> {
    pub(super) entry: Entry,
    /// Where its id stands.
    pub(super) place: Place,
    /// The path of its file.
    pub(super) path: &'a str,
}

/// The entries of a map.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// By listing and in the order of the map.
    pub(super) all: Vec<KnownEntry<'a>>,
    by_id: HashMap<(Space, String), usize>,
}

/// Elements and organisations share a namespace, lifecycles have their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Space {
    Declarations,
    Lifecycles,
}

impl From<Listing> for Space {
    fn from(listing: Listing) -> Self {
        match listing {
            Listing::Section(_) => Self::Declarations,
            Listing::Lifecycles => Self::Lifecycles,
        }
    }
}

impl<'a> Known<'a> {
    pub(super) fn of(map: &'a Loaded) -> Self {
        let places = places(&map.model);
        let mut all = Vec::new();
        let mut by_id = HashMap::new();
        for entry in entries(&map.model) {
            let key = (Space::from(entry.listing), entry.id.clone());
            let Some(&place) = places.get(&key) else { continue };
            let path = map.sources.get(place.file).map_or("", |source| source.path());
            by_id.entry(key).or_insert(all.len());
            all.push(KnownEntry { entry, place, path });
        }
        for element in map.model.declarations() {
            let of = by_id.get(&(Space::Declarations, element.id().to_owned())).copied();
            for alias in element.aliases() {
                by_id.extend(
                    of.map(|of| ((Space::Declarations, alias.value.to_string()), of))
                        .filter(|(key, _)| !places.contains_key(key)),
                );
            }
        }
        Self { all, by_id }
    }

    /// The entry with an id or alias, whatever it is listed as.
    pub(super) fn get(&self, listing: Listing, id: &str) -> Option<&KnownEntry<'a>> {
        self.all.get(*self.by_id.get(&(Space::from(listing), id.to_owned()))?)
    }

    /// Those that stand in a file.
    pub(super) fn in_file(&self, path: &str) -> impl Iterator<Item = &KnownEntry<'a>> {
        self.all.iter().filter(move |known| known.path == path)
    }
}

fn places(model: &Model) -> HashMap<(Space, String), Place> {
    let declared = model.declarations().map(|e| ((Space::Declarations, e.id().to_owned()), e.id.place));
    let lifecycles = model.lifecycles.values().filter_map(|lifecycle| lifecycle.id.as_ref());
    declared.chain(lifecycles.map(|id| ((Space::Lifecycles, id.value.to_string()), id.place))).collect()
}
