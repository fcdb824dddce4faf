//! The fields of a mapping, with merge keys and the tags of Compose.

use std::collections::HashSet;

use crate::diagnostic::{Finding, Place, quoted};
use crate::import::notes::Notes;
use crate::load::ValueRef;

/// What a tag says of a value in a file that is laid over another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `!reset`: what stood there before is gone.
    Reset,
    /// `!override`: this stands in place of what stood there before, and is not added to it.
    Override,
}

/// The tags of a file, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Tags<'t> {
    text: &'t str,
    all: Vec<(Place, Tag)>,
}

impl<'t> Tags<'t> {
    /// The tags among the findings of a text: YAML of a map knows none. The other findings are given back.
    pub(super) fn take(text: &'t str, findings: Vec<Finding>) -> (Self, Vec<Finding>) {
        let mut tags = Self { text, all: Vec::new() };
        let mut others = Vec::new();
        for finding in findings {
            let written = text.get(finding.place.start as usize..finding.place.end as usize);
            match written {
                Some("!reset") => tags.all.push((finding.place, Tag::Reset)),
                Some("!override") => tags.all.push((finding.place, Tag::Override)),
                _ => others.push(finding),
            }
        }
        tags.all.sort_by_key(|(place, _)| *place);
        (tags, others)
    }

    /// The tag between a key and its value.
    fn after(&self, key: ValueRef<'_>) -> Option<Tag> {
        let end = key.place().end;
        let next = self.all.partition_point(|(place, _)| place.start < end);
        let (place, tag) = self.all.get(next)?;
        let between = self.text.get(end as usize..place.start as usize)?;
        (between.trim() == ":").then_some(*tag)
    }
}

/// A field of a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    /// Where its name stands.
    pub(super) place: Place,
    pub(super) value: ValueRef<'a>,
    pub(super) tag: Option<Tag>,
}

/// The fields of a mapping. What stands under `<<` is merged into it: a field of the mapping itself goes before one that is
/// merged, and of several that are merged the first.
pub(super) fn fields<'a>(mapping: ValueRef<'a>, tags: &Tags<'_>, notes: &mut Notes) -> Vec<Field<'a>> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut fields = Vec::new();
    let mut left = vec![mapping];
    let mut is_outermost = true;
    while let Some(mapping) = left.pop() {
        let mut merged: Vec<ValueRef<'a>> = Vec::new();
        for (key, value) in mapping.entries() {
            let Some(name) = key.scalar() else { continue };
            if name == "<<" {
                merged.extend(value.items().filter(|item| !item.is_absent()));
            } else if seen.insert(name) {
                fields.push(Field { name, place: key.place(), value, tag: tags.after(key) });
            } else if is_outermost {
                let message = format!("the key {} stands here twice", quoted(name));
                notes.find(Finding::new("duplicate-key", key.place(), message).help("delete one of them"));
            }
        }
        for other in merged.iter().filter(|value| !value.is_mapping()) {
            notes.find(Finding::new("wrong-type", other.place(), "`<<` merges mappings, and this is none"));
        }
        left.extend(merged.into_iter().filter(|value| value.is_mapping()).rev());
        is_outermost = false;
    }
    fields
}
