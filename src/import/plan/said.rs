//! What somebody says of entries, wherever the map has them.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::known::{Known, KnownEntry};
use super::merge::merged;
use super::{FieldChange, Kind, Plan, Standing, Target, all_new, canonical, change, differences};
use crate::diagnostic::Place;
use crate::entry::{Entry, entries, yaml};
use crate::import::edit::{Edit, LineEdit, edited, edited_sheet};
use crate::import::{Draft, Incoming};
use crate::load::Loaded;
use crate::model::{Field, Listing};

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
    let mut by_file: BTreeMap<&str, Vec<Wanted<'_>>> = BTreeMap::new();
    for (old, after) in olds.into_iter().zip(wanted) {
        match differences(&old.entry, &after) {
            fields if fields.is_empty() => plan.unchanged += 1,
            fields => by_file.entry(old.path).or_default().push(Wanted { old, after, fields }),
        }
    }
    // What is new is there before others name it.
    let new = canonical(new, target.config);
    let (of_sheets, of_file): (Vec<Entry>, Vec<Entry>) =
        new.into_iter().partition(|entry| target.sheets.contains_key(&entry.listing));
    append(plan, &of_file, target);
    for (path, changes) in by_file {
        edit(plan, path, changes, known, target);
    }
    let left = lines(plan, &of_sheets, known, target);
    append(plan, &left, target);
}

/// An entry of the map that shall say something else.
struct Wanted<'k> {
    old: &'k KnownEntry<'k>,
    after: Entry,
    fields: Vec<FieldChange>,
}

/// Plans the edits of one file: of a sheet line by line, elsewhere field by field.
fn edit(plan: &mut Plan, path: &str, changes: Vec<Wanted<'_>>, known: &Known<'_>, target: Target<'_>) {
    if let Some(of) = sheet_of(path) {
        let line = |wanted| {
            let Wanted { old, after, .. }: &Wanted<'_> = wanted;
            LineEdit::Change { at: old.place.start as usize, before: &old.entry, after }
        };
        let edits: Vec<LineEdit<'_>> = changes.iter().map(line).collect();
        let (text, failed) = in_sheet(plan, path, of, &edits, known, target);
        plan.put(path, text, target);
        for (index, wanted) in changes.into_iter().enumerate() {
            let is_made = !failed.contains(&index);
            let (made, left) =
                if is_made { (wanted.fields, Vec::new()) } else { (Vec::new(), wanted.fields) };
            tell(plan, wanted.old, made, left, wanted.old.place);
        }
        return;
    }
    let of_entry = |wanted: &Wanted<'_>| {
        wanted.fields.iter().map(|field| of_field(wanted.old, field)).collect::<Vec<_>>()
    };
    let edits: Vec<Edit> = changes.iter().flat_map(of_entry).collect();
    let (text, failed) = edited(path, plan.text(path, target).unwrap_or_default(), &edits, target.config);
    plan.put(path, text, target);
    let failed: HashSet<usize> = failed.into_iter().collect();
    let mut index = 0;
    for Wanted { old, fields, .. } in changes {
        let (mut made, mut left) = (Vec::new(), Vec::new());
        for field in fields {
            if failed.contains(&index) { &mut left } else { &mut made }.push(field);
            index += 1;
        }
        let place = left.first().and_then(|field| place_of(target.map, old, &field.field));
        tell(plan, old, made, left, place.unwrap_or(old.place));
    }
}

/// Tells which fields of an entry are written, and which are left to a person, at a place.
fn tell(plan: &mut Plan, old: &KnownEntry<'_>, made: Vec<FieldChange>, left: Vec<FieldChange>, at: Place) {
    for (fields, standing) in [(made, Standing::Written), (left, Standing::ByHand(at))] {
        if !fields.is_empty() {
            plan.changes.push(change(&old.entry, Kind::Changed, standing, fields));
        }
    }
}

fn of_field(old: &KnownEntry<'_>, field: &FieldChange) -> Edit {
    Edit {
        listing: old.entry.listing,
        id: old.entry.id.clone(),
        at: old.place.start as usize,
        fields: vec![(field.field.clone(), field.after.clone())],
    }
}

/// Where the map says a field.
fn place_of(map: &Loaded, old: &KnownEntry<'_>, field: &str) -> Option<Place> {
    let element = map.model.declarations().find(|element| element.id.place == old.place)?;
    element.field(Field::parse(field)?.field).map(|said| said.place)
}

/// What a sheet lists, if a file is one.
fn sheet_of(path: &str) -> Option<Listing> {
    let path = Path::new(path);
    let is_sheet = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    Listing::parse(&path.file_stem()?.to_str()?.to_ascii_lowercase()).filter(|_| is_sheet)
}

fn in_sheet(
    plan: &Plan,
    path: &str,
    of: Listing,
    edits: &[LineEdit<'_>],
    known: &Known<'_>,
    target: Target<'_>,
) -> (String, Vec<usize>) {
    let declare = |text: &str| entries(&plan.loaded_with(Some((path, text)), target).model);
    let text = plan.text(path, target).unwrap_or_default();
    let all: Vec<Entry> = match plan.files.is_empty() {
        true => known.all.iter().map(|known| known.entry.clone()).collect(),
        false => declare(text),
    };
    edited_sheet(text, of, edits, &all, &declare, target.config)
}

/// Plans new lines of the sheets for new entries; hands back those that cannot stand there.
fn lines(plan: &mut Plan, new: &[Entry], known: &Known<'_>, target: Target<'_>) -> Vec<Entry> {
    let mut left = Vec::new();
    // What others refer to comes first: a name in a cell must be known.
    for (of, path) in target.sheets.iter().rev() {
        let of_listing: Vec<&Entry> = new.iter().filter(|entry| entry.listing == *of).collect();
        if of_listing.is_empty() {
            continue;
        }
        let edits: Vec<LineEdit<'_>> = of_listing.iter().map(|entry| LineEdit::New(entry)).collect();
        let (text, failed) = in_sheet(plan, path, *of, &edits, known, target);
        if failed.len() < edits.len() {
            plan.put(path, text, target);
        }
        for (index, entry) in of_listing.into_iter().enumerate() {
            if failed.contains(&index) {
                left.push(entry.clone());
            } else {
                plan.changes.push(change(entry, Kind::Added, Standing::Written, all_new(entry)));
            }
        }
    }
    left
}

/// Plans what the map does not have: at the end of the file of the import.
fn append(plan: &mut Plan, new: &[Entry], target: Target<'_>) {
    if new.is_empty() {
        return;
    }
    let added = yaml(new);
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
