//! Ids for lines that have none: made from the name, and for an integration from its two ends.
//!
//! An id must not change when lines are moved or other sheets come to the map. So whoever is the first of a name keeps
//! the id without a number, systems before all others, and only those that share it are numbered, in their order.

use std::collections::HashMap;

use super::cell;
use super::earlier::Earlier;
use super::lifecycles;
use super::names::{Known, Meant};
use super::slug::slug;
use super::table::{Row, Sheet};
use crate::diagnostic::{Finding, quoted};
use crate::load::faults::Faults;
use crate::model::Listing;
use crate::model::{Field, Id, Section};

/// The sections whose ids are made of names, in the order in which they may choose.
const BY_NAME: [Section; 6] = [
    Section::Systems,
    Section::Technologies,
    Section::Processes,
    Section::Information,
    Section::Agreements,
    Section::Organisations,
];

const ENDS: &[Section] = &[Section::Systems, Section::Technologies, Section::Processes];

/// Gives every line an id, and makes ids and names known.
pub(super) fn give(sheets: &mut [Sheet<'_>], known: &mut Known, earlier: &mut Earlier<'_>) {
    for sheet in &*sheets {
        let Listing::Section(section) = sheet.of else { continue };
        for id in sheet.rows.iter().filter_map(|row| sheet.text(row, Field::Id)) {
            if Id::parse(id).is_ok() {
                known.add_id(id, section);
                earlier.take(id);
            }
        }
    }
    for section in BY_NAME {
        by_name(sheets, section, known, earlier);
    }
    for sheet in &*sheets {
        let Listing::Section(section) = sheet.of else { continue };
        sheet
            .rows
            .iter()
            .filter(|_| section != Section::Integrations)
            .for_each(|row| call(sheet, row, section, known));
    }
    for sheet in sheets.iter_mut().filter(|sheet| sheet.of.is(Section::Integrations)) {
        by_ends(sheet, known, earlier);
    }
    lifecycles::give(sheets, known);
}

/// Makes the names of a line known.
fn call(sheet: &Sheet<'_>, row: &Row, section: Section, known: &mut Known) {
    let Some(id) = row.made.as_deref().or_else(|| sheet.text(row, Field::Id)) else { return };
    let aliases = sheet.text(row, Field::Aliases).unwrap_or_default();
    let name = sheet.text(row, Field::Name).unwrap_or(id);
    for name in cell::items(aliases).map(|(_, alias)| alias).chain([name]) {
        known.add_name(name, id, section);
    }
}

fn by_name(sheets: &mut [Sheet<'_>], section: Section, known: &mut Known, earlier: &mut Earlier<'_>) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut shared: Vec<(usize, usize, String)> = Vec::new();
    for (s, sheet) in sheets.iter_mut().enumerate().filter(|(_, sheet)| sheet.of.is(section)) {
        let mut rows = std::mem::take(&mut sheet.rows);
        for (r, row) in rows.iter_mut().enumerate() {
            if sheet.cell(row, Field::Id).is_some() || recalled(sheet, row, section, earlier) {
                continue;
            }
            match named(sheet, row) {
                Ok(id) if known.has_id(&id) => shared.push((s, r, id)),
                Ok(id) => {
                    known.add_id(&id, section);
                    row.made = Some(id);
                }
                Err(finding) => {
                    row.is_lost = true;
                    finding.into_iter().for_each(|finding| sheet.faults.add(*finding));
                }
            }
        }
        sheet.rows = rows;
    }
    for (s, r, id) in shared {
        let number = numbers.entry(id.clone()).or_insert(2);
        let id = numbered(&id, number, known);
        known.add_id(&id, section);
        if let Some(row) = sheets.get_mut(s).and_then(|sheet| sheet.rows.get_mut(r)) {
            (row.made, row.is_numbered) = (Some(id), true);
        }
    }
}

/// Gives a line the id of what the map calls so.
fn recalled(sheet: &Sheet<'_>, row: &mut Row, section: Section, earlier: &mut Earlier<'_>) -> bool {
    let id = sheet.text(row, Field::Name).and_then(|name| earlier.take_named(section, name));
    row.is_recalled = id.is_some();
    row.made = row.made.take().or(id);
    row.is_recalled
}

/// The first of these ids that is free: `id-2`, `id-3` and so on.
pub(super) fn numbered(id: &str, number: &mut usize, known: &Known) -> String {
    loop {
        let candidate = format!("{id}-{number}");
        *number += 1;
        if !known.has_id(&candidate) {
            return candidate;
        }
    }
}

/// The id that the name of a line makes; nothing to tell if what is wrong with its name was told.
pub(super) fn named(sheet: &Sheet<'_>, row: &Row) -> Result<String, Option<Box<Finding>>> {
    let Some(cell) = sheet.cell(row, Field::Name) else {
        let message = format!("this {} has neither a name nor an id", sheet.of.one());
        let finding = Finding::new("bad-id", row.place, message);
        return Err(Some(Box::new(finding.help("give it a `name`, or empty the line"))));
    };
    let Some(name) = &cell.text else { return Err(None) };
    slug(name).ok_or_else(|| {
        let message = format!("no id can be made of the name {}", quoted(name));
        let finding = Finding::new("bad-id", cell.place, message).subject(name.to_string());
        Some(Box::new(finding.help("write an `id` for it, or a name with letters in it")))
    })
}

/// An integration is named after its ends where it is read. Only where that name is taken it gets one here.
fn by_ends(sheet: &mut Sheet<'_>, known: &mut Known, earlier: &mut Earlier<'_>) {
    let mut rows = std::mem::take(&mut sheet.rows);
    let mut numbers = HashMap::new();
    for row in &mut rows {
        let written = sheet.cell(row, Field::Id).map(|cell| cell.text.as_deref());
        let id = match written {
            Some(id) => id.map(str::to_owned),
            None if recalled(sheet, row, Section::Integrations, earlier) => row.made.clone(),
            None => after_ends(sheet, row, known, earlier, &mut numbers),
        };
        if let (Some(id), Some(name)) = (&id, sheet.text(row, Field::Name)) {
            known.add_name(name, id, Section::Integrations);
        }
    }
    sheet.rows = rows;
}

/// The id of an integration without one; nothing if it is several, or its ends are not known.
fn after_ends(
    sheet: &Sheet<'_>,
    row: &mut Row,
    known: &mut Known,
    earlier: &mut Earlier<'_>,
    numbers: &mut HashMap<String, usize>,
) -> Option<String> {
    let ids = |field: Field| {
        let one = |(_, item)| match known.meant(item, ENDS) {
            Meant::One(id) => Some(id.to_owned()),
            Meant::Several(_) | Meant::Nobody => None,
        };
        cell::items(sheet.text(row, field).unwrap_or_default()).map(one).collect::<Option<Vec<String>>>()
    };
    let provider = ids(Field::Provider)?.into_iter().next()?;
    let consumers = ids(Field::Consumer)?;
    if let [consumer] = consumers.as_slice()
        && let Some(id) = earlier.take_between(&provider, consumer)
    {
        (row.made, row.is_recalled) = (Some(id.clone()), true);
        return Some(id);
    }
    let joined = |base: &str| -> Vec<String> { consumers.iter().map(|to| format!("{base}--{to}")).collect() };
    let is_free = |ids: &[String], known: &Known, earlier: &Earlier<'_>| {
        let is_own = |(id, to): (&String, &String)| earlier.is_between(id, &provider, to);
        ids.iter().zip(&consumers).all(|(id, to)| !known.has_id(id) || is_own((id, to)))
    };
    let mut made = joined(&provider);
    if !is_free(&made, known, earlier) {
        let base = match made.as_slice() {
            [only] => only.clone(),
            _ => provider.clone(),
        };
        let number = numbers.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{number}");
            made = if consumers.len() == 1 { vec![id.clone()] } else { joined(&id) };
            *number += 1;
            if is_free(&made, known, earlier) {
                (row.made, row.is_numbered) = (Some(id), true);
                break;
            }
        }
    }
    for id in &made {
        known.add_id(id, Section::Integrations);
        earlier.take(id);
    }
    made.pop().filter(|_| made.is_empty())
}

/// Says of a sheet that its ids are made, and which of them have numbers.
pub(super) fn tell(sheet: &Sheet<'_>, faults: &mut Faults) {
    let made = || sheet.rows.iter().filter(|row| row.made.is_some() && !row.is_recalled);
    let numbered = || made().filter(|row| row.is_numbered);
    let Some(first) = made().next() else { return };
    let place_of = |row: &Row| sheet.cell(row, Field::Name).map_or(row.place, |cell| cell.place);
    let header = || sheet.headings.iter().find(|heading| heading.column.field == Field::Name.name());
    let place = match numbered().next() {
        Some(row) => place_of(row),
        None => header().map_or(first.place, |heading| heading.place),
    };
    let from = if sheet.of.is(Section::Integrations) { "ends" } else { "names" };
    let shown = numbered().next().unwrap_or(first);
    let count = match (sheet.of, made().count()) {
        (Listing::Section(section), count) => section.counted(count),
        (Listing::Lifecycles, 1) => "1 lifecycle".to_owned(),
        (Listing::Lifecycles, count) => format!("{count} lifecycles"),
    };
    let verb = if made().count() == 1 { "goes by an id that is" } else { "go by ids that are" };
    let mut message = format!(
        "{count} {verb} made from {from}, such as {}",
        quoted(shown.made.as_deref().unwrap_or_default())
    );
    match numbered().count() {
        0 => {}
        1 => message += "; 1 has a number because another has the same",
        n => message += &format!("; {n} have a number because others have the same"),
    }
    let finding = Finding::new("made-id", place, message).subject(sheet.of.name());
    let help = "a column `id` keeps an id when its name changes, and tells apart what is called the same";
    faults.add(finding.help(match sheet.of {
        Listing::Section(_) => format!("`systemkarta list` shows them; {help}"),
        Listing::Lifecycles => help.to_owned(),
    }));
}
