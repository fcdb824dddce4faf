//! The file that an import owns.

use std::collections::HashSet;

use super::known::{Known, KnownEntry};
use super::{Kind, Plan, PlanError, Standing, Target, all_new, canonical, change, differences};
use crate::entry::{Entry, yaml};
use crate::import::draft::is_of_unread;
use crate::import::{Draft, Incoming};
use crate::model::Listing;

/// How a file begins that an import owns.
const MARK: &str = "# Written by `systemkarta import`";
const HEAD: &str = "# Written by `systemkarta import`, which replaces it the next time: write what you know yourself elsewhere.\n\n";

/// Plans the file that the import owns. What the map declares elsewhere is not put there.
///
/// Where not all could be read, what is missing may be in what was not: then nothing goes.
pub(super) fn add(
    plan: &mut Plan,
    draft: &Draft,
    own: &[Incoming],
    known: &Known<'_>,
    target: Target<'_>,
) -> Result<(), PlanError> {
    let old = target.map.sources.iter().find(|source| source.path() == target.file);
    let is_its_own = old.is_none_or(|old| old.text().starts_with(MARK));
    if own.is_empty() || !is_its_own {
        let gone = known.in_file(target.file).filter(|_| is_its_own);
        let gone = gone.map(|old| change(&old.entry, Kind::Gone, Standing::Kept(old.place), Vec::new()));
        plan.changes.extend(gone);
        return if own.is_empty() { Ok(()) } else { Err(PlanError::NotItsOwn(target.file.to_owned())) };
    }
    let ids: HashSet<(Listing, &str)> =
        own.iter().map(|incoming| (incoming.entry.listing, incoming.entry.id.as_str())).collect();
    let is_in_it = |old: &&KnownEntry<'_>| ids.contains(&(old.entry.listing, old.entry.id.as_str()));
    let olds = known.in_file(target.file).count();
    if olds > 0 && draft.entries.len() == own.len() && !known.in_file(target.file).any(|old| is_in_it(&old)) {
        return Err(PlanError::OfAnother(target.file.to_owned(), olds));
    }
    let mut entries = taken(plan, own, known, target);
    let is_whole = !draft.findings.iter().any(is_of_unread);
    for old in known.in_file(target.file).filter(|old| !is_in_it(old)) {
        let standing = if is_whole { Standing::Written } else { Standing::Kept(old.place) };
        plan.changes.push(change(&old.entry, Kind::Gone, standing, Vec::new()));
        entries.extend((!is_whole).then(|| old.entry.clone()));
    }
    let text = format!("{HEAD}{}", yaml(&entries));
    for entry in canonical(entries, target.config) {
        let is_new = ids.contains(&(entry.listing, entry.id.as_str()));
        match known.get(entry.listing, &entry.id).map(|old| differences(&old.entry, &entry)) {
            _ if !is_new => {}
            None => plan.changes.push(change(&entry, Kind::Added, Standing::Written, all_new(&entry))),
            Some(fields) if fields.is_empty() => plan.unchanged += 1,
            Some(fields) => plan.changes.push(change(&entry, Kind::Changed, Standing::Written, fields)),
        }
    }
    plan.put(target.file, text, target);
    Ok(())
}

/// Those that go to the file: the map does not declare them elsewhere.
fn taken(plan: &mut Plan, own: &[Incoming], known: &Known<'_>, target: Target<'_>) -> Vec<Entry> {
    let says: HashSet<(Listing, &str)> = own
        .iter()
        .flat_map(|incoming| {
            incoming.entry.fields.iter().map(|(field, _)| (incoming.entry.listing, field.as_str()))
        })
        .collect();
    let mut seen = HashSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for new in own.iter().map(|incoming| &incoming.entry) {
        if !seen.insert((new.listing, new.id.as_str())) {
            continue;
        }
        match known.get(new.listing, &new.id) {
            Some(old) if old.path != target.file => {
                let mut fields = differences(&old.entry, new);
                // Where two know it from is no difference.
                fields.retain(|field| field.after.is_some() && field.field != "source");
                if fields.is_empty() {
                    plan.unchanged += 1;
                } else {
                    plan.changes.push(change(new, Kind::Changed, Standing::Kept(old.place), fields));
                }
            }
            Some(old) => entries.push(with_others_words(new, &old.entry, &says)),
            None => entries.push(new.clone()),
        }
    }
    entries
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
