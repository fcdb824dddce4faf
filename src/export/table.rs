//! The register as tables: one for each listing, an entry a row; and what was found in it.

use std::collections::HashMap;
use std::path::Path;

use crate::diagnostic::{Finding, Sources};
use crate::entry::Entry;
use crate::escape;
use crate::load::{Config, SheetWriter};
use crate::model::{Cost, Field, KeySpec, Lifecycle, Listing, Milestone, Protection, Section, Sla};

/// A table of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name: that of its listing, or `findings`.
    pub name: &'static str,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column; one that is empty says nothing.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What stands at its head: the name, or the local header that the settings have for it.
    pub header: String,
    /// The words that its cells may hold; none if any text may stand there.
    pub words: &'static [&'static str],
    /// Whether long texts stand in it.
    pub is_prose: bool,
}

/// The tables of a map.
#[derive(Debug, Default)]
pub struct Tables {
    /// The tables, in order.
    pub tables: Vec<Table>,
    /// What they cannot say.
    pub unsaid: Vec<Unsaid>,
}

/// A field of an entry that no table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// What lists the entry.
    pub listing: Listing,
    /// Its id.
    pub id: String,
    /// The field.
    pub field: String,
}

/// The order of the tables. The first four are there even if they have no row.
const ORDER: [Listing; 8] = [
    Listing::Section(Section::Systems),
    Listing::Section(Section::Integrations),
    Listing::Section(Section::Organisations),
    Listing::Lifecycles,
    Listing::Section(Section::Processes),
    Listing::Section(Section::Information),
    Listing::Section(Section::Technologies),
    Listing::Section(Section::Agreements),
];
/// So many of them are always there.
const ALWAYS: usize = 4;

/// The columns that a table always has, for owners to fill in.
fn always(of: Listing) -> &'static [&'static str] {
    match of {
        Listing::Section(Section::Systems) => {
            &["id", "name", "owner", "description", "criticality", "lifecycle.active", "lifecycle.retired"]
        }
        Listing::Section(Section::Integrations) => {
            &["id", "name", "owner", "provider", "consumer", "strength"]
        }
        Listing::Section(Section::Organisations) => &["id", "name", "kind", "contact"],
        Listing::Section(_) => &["id", "name", "owner", "description"],
        Listing::Lifecycles => &["id", "name", "end_of_support", "source"],
    }
}

/// The tables of some entries of a map, read back with the same settings. If listings are named, these and no others.
pub fn tables(
    all: &[Entry],
    wanted: impl Fn(&Entry) -> bool,
    listings: &[Listing],
    config: &Config,
) -> Tables {
    let writer = SheetWriter::new(all, config);
    let mut tables = Tables::default();
    for (at, of) in ORDER.into_iter().enumerate() {
        let mut entries = all.iter().filter(|entry| entry.listing == of && wanted(entry)).peekable();
        let is_there = match listings {
            [] => at < ALWAYS || entries.peek().is_some(),
            named => named.contains(&of),
        };
        if is_there {
            let table = table(of, entries, &writer, &mut tables.unsaid);
            tables.tables.push(table);
        }
    }
    tables
}

fn table<'e>(
    of: Listing,
    entries: impl Iterator<Item = &'e Entry>,
    writer: &SheetWriter<'_>,
    unsaid: &mut Vec<Unsaid>,
) -> Table {
    let mut lines: Vec<Vec<(String, String)>> = Vec::new();
    for entry in entries {
        let line = writer.line(entry);
        let said = |field| Unsaid { listing: of, id: entry.id.clone(), field };
        unsaid.extend(line.unsaid.into_iter().map(said));
        lines.push(line.cells);
    }
    let always = always(of).iter().filter(|name| writer.has_column(of, name)).map(|name| (*name).to_owned());
    let mut names: Vec<String> = lines.iter().flatten().map(|(name, _)| name.clone()).chain(always).collect();
    names.sort_by_cached_key(|name| rank(of, name));
    names.dedup();
    let at: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let row = |cells: Vec<(String, String)>| {
        let mut row = vec![String::new(); names.len()];
        for (name, cell) in cells {
            if let Some(slot) = at.get(name.as_str()).and_then(|&at| row.get_mut(at)) {
                *slot = cell;
            }
        }
        row
    };
    let rows = lines.into_iter().map(row).collect();
    let column = |name: &String| Column {
        name: name.clone(),
        header: writer.header(of, name).to_owned(),
        words: SheetWriter::words(of, name),
        is_prose: SheetWriter::is_prose(of, name),
    };
    Table { name: of.name(), columns: names.iter().map(column).collect(), rows }
}

/// Where a column stands: id, name and owner first, then in the order of the tables of fields; what is free by its name.
fn rank(of: Listing, name: &str) -> (usize, usize, String) {
    let (field, part) = name.split_once('.').unwrap_or((name, ""));
    let first = ["id", "name", "owner"].iter().position(|first| *first == field);
    let milestone = |name: &str| Milestone::parse(name).map(|milestone| milestone as usize);
    let key = |keys: &[KeySpec], name: &str| keys.iter().position(|key| key.name == name);
    let (field_rank, part_rank) = match (of, Field::parse(field)) {
        (Listing::Section(_), Some(spec)) => {
            let part_rank = match spec.field {
                Field::Lifecycle => milestone(part),
                Field::Sla => key(Sla::KEYS, part),
                Field::Cost => key(Cost::KEYS, part),
                Field::Protection => key(Protection::KEYS, part),
                _ => None,
            };
            (spec.field as usize, part_rank)
        }
        _ => (
            milestone(field).map_or_else(
                || {
                    key(Lifecycle::KEYS, field)
                        .map_or(usize::MAX, |at| if field == "description" { at } else { 100 + at })
                },
                |at| 50 + at,
            ),
            None,
        ),
    };
    let part_rank = if part.is_empty() { 0 } else { part_rank.map_or(1000, |rank| rank + 1) };
    (first.unwrap_or(3 + field_rank.min(1000)), part_rank, part.to_owned())
}

/// What was found, as a table. Files are told by their path within the map.
pub fn findings<'f>(findings: impl Iterator<Item = &'f Finding>, sources: &Sources, map: &Path) -> Table {
    let names = ["rule", "level", "element", "message", "where"];
    let column = |name: &str| {
        let (header, is_prose) = (name.to_owned(), name == "message");
        Column { name: name.to_owned(), header, words: &[], is_prose }
    };
    let row = |finding: &Finding| {
        let at = sources.locate(finding.place);
        let path = Path::new(at.path).strip_prefix(map).map_or(at.path.into(), |path| path.to_string_lossy());
        let place = match (at.path, &*path) {
            ("", _) => String::new(),
            (_, "") => format!("line {}", at.line),
            (_, path) => format!("{path}:{}", at.line),
        };
        let severity = finding.severity.to_string();
        let cells = [&finding.rule, severity.as_str(), &finding.elements.join("|"), &finding.message, &place];
        cells.map(told).to_vec()
    };
    Table { name: "findings", columns: names.map(column).to_vec(), rows: findings.map(row).collect() }
}

/// A text that nobody reads back: on one line, and no formula in any spreadsheet.
fn told(text: &str) -> String {
    let text = escape::terminal(text);
    let part = |part: &str| if escape::is_formula(part) { format!("'{part}") } else { part.to_owned() };
    text.split(';').map(part).collect::<Vec<_>>().join(";")
}
