//! What somebody says of entries, wherever the map has them.

use std::collections::{BTreeMap, HashSet};

use super::known::{Known, KnownEntry};
use super::merge::merged;
use super::{FieldChange, Kind, Plan, Standing, Target, all_new, canonical, change, differences};
use crate::entry::{Entry, yaml};
use crate::import::edit::{Edit, edited};
use crate::import::{Draft, Incoming};
use crate::model::Listing;

/// How a file begins that an import began and people go on with.
const HEAD: &str = "# Begun by `systemkarta import`. It is yours: the next import changes single fields, and adds at the end.\n\n";

/// Plans edits of what the map has, and a place for what it has not.
pub(super) fn add(plan: &mut Plan, said: &[&Incoming], known: &Known<'_>, target: Target<'_>) {
    let mut new: Vec<Entry> = Vec::new();
    let mut changed: Vec<(&KnownEntry<'_>, Entry)> = Vec::new();
    let mut seen: HashSet<(Listing, &str)> = HashSet::new();
    for incoming in said {
        let entry = &incoming.entry;
        let old = known.get(entry.listing, &entry.id);
        let id = old.map_or(entry.id.as_str(), |old| old.entry.id.as_str());
        if !seen.insert((entry.listing, id)) {
            continue;
        }
        match old {
            None => new.push(entry.clone()),
            Some(old) if old.entry.listing != entry.listing => {
                let fields = differences(&old.entry, entry);
                plan.changes.push(change(entry, Kind::Changed, Standing::Kept(old.place), fields));
            }
            Some(old) => changed.push((old, merged(&old.entry, incoming))),
        }
    }
    let (olds, wanted): (Vec<_>, Vec<Entry>) = changed.into_iter().unzip();
    let wanted = canonical(wanted, target.config);
    let mut by_file: BTreeMap<&str, Vec<(&KnownEntry<'_>, Vec<FieldChange>)>> = BTreeMap::new();
    for (old, wanted) in olds.into_iter().zip(wanted) {
        match differences(&old.entry, &wanted) {
            fields if fields.is_empty() => plan.unchanged += 1,
            fields => by_file.entry(old.path).or_default().push((old, fields)),
        }
    }
    for (path, changes) in by_file {
        edit(plan, path, changes, target);
    }
    append(plan, new, target);
}

/// Plans the edits of one file.
fn edit(plan: &mut Plan, path: &str, changes: Vec<(&KnownEntry<'_>, Vec<FieldChange>)>, target: Target<'_>) {
    let of_change = |(old, fields): &(&KnownEntry<'_>, Vec<FieldChange>)| Edit {
        listing: old.entry.listing,
        id: old.entry.id.clone(),
        at: old.place.start as usize,
        fields: fields.iter().map(|field| (field.field.clone(), field.after.clone())).collect(),
    };
    let edits: Vec<Edit> = changes.iter().map(of_change).collect();
    let text = plan.text(path, target).unwrap_or_default();
    let (text, failed) = match is_yaml(path) {
        true => edited(path, text, &edits, target.config),
        false => (text.to_owned(), (0..edits.len()).collect()),
    };
    plan.put(path, text, target);
    let failed: HashSet<usize> = failed.into_iter().collect();
    for (index, (old, fields)) in changes.into_iter().enumerate() {
        let standing = if failed.contains(&index) { Standing::ByHand(old.place) } else { Standing::Written };
        plan.changes.push(change(&old.entry, Kind::Changed, standing, fields));
    }
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// Plans what the map does not have: at the end of the file of the import.
fn append(plan: &mut Plan, new: Vec<Entry>, target: Target<'_>) {
    if new.is_empty() {
        return;
    }
    let new = canonical(new, target.config);
    let added = yaml(&new);
    let text = match plan.text(target.file, target) {
        Some(text) if !text.trim().is_empty() => {
            let newline = if text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{newline}---\n{added}")
        }
        _ => format!("{HEAD}{added}"),
    };
    plan.put(target.file, text, target);
    plan.changes
        .extend(new.iter().map(|entry| change(entry, Kind::Added, Standing::Written, all_new(entry))));
}

/// Tells which entries of the map are not in what was read, though all should be. They stay.
pub(super) fn gone(plan: &mut Plan, draft: &Draft, known: &Known<'_>) {
    let read: HashSet<(Listing, &str)> = draft
        .entries
        .iter()
        .map(|incoming| {
            let entry = &incoming.entry;
            let id =
                known.get(entry.listing, &entry.id).map_or(entry.id.as_str(), |old| old.entry.id.as_str());
            (entry.listing, id)
        })
        .collect();
    for old in &known.all {
        let key = (old.entry.listing, old.entry.id.as_str());
        if draft.listings.contains(&old.entry.listing) && !read.contains(&key) {
            plan.changes.push(change(&old.entry, Kind::Gone, Standing::Kept(old.place), Vec::new()));
        }
    }
}
