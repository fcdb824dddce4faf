//! The file that an import owns.

use std::collections::HashSet;

use super::known::Known;
use super::{Kind, Plan, PlanError, Standing, Target, all_new, canonical, change, differences};
use crate::entry::{Entry, yaml};
use crate::import::Incoming;
use crate::model::Listing;

/// How a file begins that an import owns.
const MARK: &str = "# Written by `systemkarta import`";
const HEAD: &str = "# Written by `systemkarta import`, which replaces it the next time: write what you know yourself elsewhere.\n\n";

/// Plans the file that the import owns. What the map declares elsewhere is not put there.
pub(super) fn add(
    plan: &mut Plan,
    own: &[&Incoming],
    known: &Known<'_>,
    target: Target<'_>,
) -> Result<(), PlanError> {
    let old = target.map.sources.iter().find(|source| source.path() == target.file);
    match old {
        Some(old) if !own.is_empty() && !old.text().starts_with(MARK) => {
            return Err(PlanError::NotItsOwn(target.file.to_owned()));
        }
        None if own.is_empty() => return Ok(()),
        Some(old) if !old.text().starts_with(MARK) => return Ok(()),
        _ => {}
    }
    let says: HashSet<(Listing, &str)> = own
        .iter()
        .flat_map(|incoming| {
            incoming.entry.fields.iter().map(|(field, _)| (incoming.entry.listing, field.as_str()))
        })
        .collect();
    let mut written = HashSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for incoming in own {
        let new = &incoming.entry;
        if !written.insert((new.listing, new.id.as_str())) {
            continue;
        }
        match known.get(new.listing, &new.id) {
            Some(old) if old.path != target.file => {
                let standing = Standing::Kept(old.place);
                let mut fields = differences(&old.entry, new);
                // Where two know it from is no difference.
                fields.retain(|field| field.after.is_some() && field.field != "source");
                if old.entry.listing != new.listing || !fields.is_empty() {
                    plan.changes.push(change(new, Kind::Changed, standing, fields));
                } else {
                    plan.unchanged += 1;
                }
            }
            Some(old) => entries.push(with_others_words(new, &old.entry, &says)),
            None => entries.push(new.clone()),
        }
    }
    let text = if entries.is_empty() {
        HEAD.trim_end().to_owned() + "\n"
    } else {
        format!("{HEAD}{}", yaml(&entries))
    };
    for entry in canonical(entries, target.config) {
        match known.get(entry.listing, &entry.id).map(|old| differences(&old.entry, &entry)) {
            None => plan.changes.push(change(&entry, Kind::Added, Standing::Written, all_new(&entry))),
            Some(fields) if fields.is_empty() => plan.unchanged += 1,
            Some(fields) => plan.changes.push(change(&entry, Kind::Changed, Standing::Written, fields)),
        }
    }
    for old in known.in_file(target.file) {
        if !written.contains(&(old.entry.listing, old.entry.id.as_str())) {
            plan.changes.push(change(&old.entry, Kind::Gone, Standing::Written, Vec::new()));
        }
    }
    plan.put(target.file, text, target);
    Ok(())
}

/// An entry with the fields of the former one that this import never says.
fn with_others_words(new: &Entry, old: &Entry, says: &HashSet<(Listing, &str)>) -> Entry {
    let mut entry = new.clone();
    for (field, said) in &old.fields {
        if old.listing == new.listing && !says.contains(&(new.listing, field.as_str())) {
            entry.set(field, said.clone());
        }
    }
    entry
}
