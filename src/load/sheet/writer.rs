//! Entries to the cells of a sheet, so that whoever reads the sheet again has the same entries.
//!
//! A cell is written as people would write it, if the reader takes it so, as it is and with the sign before a formula;
//! else it is spelled out, or written in braces.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cell::{self, items};
use super::column::{Column, Holds};
use super::records::RawCell;
use super::spelled::{is_spelled, spelled};
use crate::entry::{Entry, Written, flow_of};
use crate::escape;
use crate::load::Config;
use crate::model::{Field, Listing, Section};

/// So many properties have a column of their own in one sheet; entries with others have them in one cell.
const PROPERTIES: usize = 200;

/// Writes the entries of a map as lines of sheets.
#[derive(Debug)]
pub struct SheetWriter<'a> {
    config: &'a Config,
    sections: HashMap<&'a str, Section>,
    /// The properties that have a column of their own.
    properties: HashMap<(Listing, &'a str), usize>,
}

/// An entry as a line of a sheet.
#[derive(Debug, Default)]
pub struct SheetLine {
    /// What it says, each with the name of its column.
    pub cells: Vec<(String, String)>,
    /// The fields that a sheet cannot say: a cell would be too long, or the settings take the column for another.
    pub unsaid: Vec<String>,
}

impl<'a> SheetWriter<'a> {
    /// A writer for entries of a map, which reads its sheets with these settings.
    pub fn new(all: &'a [Entry], config: &'a Config) -> Self {
        let section = |entry: &'a Entry| match entry.listing {
            Listing::Section(section) => Some((entry.id.as_str(), section)),
            Listing::Lifecycles => None,
        };
        Self { config, sections: all.iter().filter_map(section).collect(), properties: properties(all) }
    }

    /// An entry as a line.
    pub fn line(&self, entry: &Entry) -> SheetLine {
        let mut line = SheetLine::default();
        let id = Written::Text(entry.id.clone());
        let id = (Field::Id.name(), &id);
        let fields = entry.fields.iter().map(|(field, said)| (field.as_str(), said));
        for (field, said) in std::iter::once(id).chain(fields.filter(|(_, said)| !said.is_empty())) {
            let fits = |(_, cell): &(String, String)| cell.len() <= self.config.limits.scalar_length;
            match self.field(entry.listing, field, said).filter(|cells| cells.iter().all(fits)) {
                Some(cells) => line.cells.extend(cells),
                None => line.unsaid.push(field.to_owned()),
            }
        }
        line
    }

    /// The words that a cell of this column may hold; none if others stand there, too.
    pub fn words(of: Listing, column: &str) -> &'static [&'static str] {
        match Column::parse(of, column) {
            Some(Column { holds: Holds::Words(words), field, .. }) if !matches!(Field::parse(field), Some(spec) if matches!(spec.field, Field::Lifecycle | Field::ServiceHours)) => {
                words
            }
            _ => &[],
        }
    }

    /// Whether long texts stand in this column.
    pub fn is_prose(of: Listing, column: &str) -> bool {
        let holds = Column::parse(of, column).map(|column| column.holds);
        matches!(holds, Some(Holds::Prose | Holds::Texts | Holds::References(_) | Holds::Mapping))
    }

    /// Whether a header is read as the column that it names.
    pub fn has_column(&self, of: Listing, name: &str) -> bool {
        self.column(of, name).is_some()
    }

    /// What stands at the head of a column: the local header that the settings have for it, or its name.
    pub fn header<'h>(&'h self, of: Listing, name: &'h str) -> &'h str {
        let local = self.config.csv.header(of, name).filter(|header| is_read_as_it_is(header));
        local.unwrap_or(name)
    }

    fn column(&self, of: Listing, name: &str) -> Option<Column> {
        let is_local = || self.header(of, name) != name;
        let is_own = || self.config.csv.column_name(of, name) == name;
        let is_read = is_read_as_it_is(name) && (is_local() || is_own());
        Column::parse(of, name).filter(|column| is_read && column.name() == name)
    }

    fn field(&self, of: Listing, field: &str, said: &Written) -> Option<Vec<(String, String)>> {
        let whole = || self.column(of, field);
        let cell = match said {
            Written::Mapping(parts) => {
                if let Some(cells) = self.parts(of, field, parts) {
                    return Some(cells);
                }
                whole().filter(Column::takes_mapping).map(|_| braces(said))?
            }
            Written::Text(text) => self.single(&whole()?, text),
            Written::List(items) => self.list(&whole()?, items)?,
        };
        Some(vec![(field.to_owned(), cell)])
    }

    /// The parts of a field in columns of their own, if each can have one.
    fn parts(&self, of: Listing, field: &str, parts: &[(String, Written)]) -> Option<Vec<(String, String)>> {
        let has_room = |part: &str| {
            field != Field::Properties.name()
                || self.properties.get(&(of, part)).is_some_and(|&rank| rank < PROPERTIES)
        };
        let cell = |(part, said): &(String, Written)| {
            let name = format!("{field}.{part}");
            let column = self.column(of, &name).filter(|_| has_room(part))?;
            Some((name, self.single(&column, said.as_text()?)))
        };
        parts.iter().map(cell).collect()
    }

    fn single(&self, column: &Column, text: &str) -> String {
        let is_organisation = column.holds == Holds::Organisation;
        let is_known = !is_organisation || self.sections.get(text) == Some(&Section::Organisations);
        let is_mapping = text.starts_with('{') && column.takes_mapping();
        let comes_back = |cell: &str| self.read(cell, column.holds).as_deref() == Some(text);
        if is_known && !is_mapping && is_tidy(text) && comes_back(text) && comes_back(&guarded(text)) {
            text.to_owned()
        } else {
            spelled(text)
        }
    }

    fn list(&self, column: &Column, list: &[Written]) -> Option<String> {
        if let Holds::References(sections) = column.holds {
            let is_wanted = |id: &str| self.sections.get(id).is_some_and(|of| sections.contains(of));
            let item = |item: &Written| match item {
                Written::Text(id) if is_wanted(id) => id.clone(),
                Written::Text(_) => braces(&Written::Mapping(vec![("to".to_owned(), item.clone())])),
                Written::List(_) | Written::Mapping(_) => braces(item),
            };
            return Some(list.iter().map(item).collect::<Vec<_>>().join("|"));
        }
        let texts: Vec<&str> = list.iter().map(Written::as_text).collect::<Option<_>>()?;
        let plain: Vec<Cow<'_, str>> = texts.iter().map(|text| item(text)).collect();
        let cell = plain.join("|");
        let comes_back = |cell: &str| {
            let read = self.read(cell, Holds::Texts);
            read.is_some_and(|read| items(&read).map(|(_, item)| item).eq(plain.iter().map(AsRef::as_ref)))
        };
        if comes_back(&cell) && comes_back(&guarded(&cell)) {
            return Some(cell);
        }
        Some(texts.iter().map(|text| spelled(text)).collect::<Vec<_>>().join("|"))
    }

    /// What the reader takes a cell for.
    fn read<'c>(&self, written: &'c str, holds: Holds) -> Option<Cow<'c, str>> {
        let (text, ..) = cell::trimmed(raw(written), holds);
        let is_spelled = || cell::exact(&text, holds, &self.config.limits).is_some();
        if cell::is_absent(&text) || is_spelled() { None } else { cell::value(text, holds).ok() }
    }
}

/// The property keys of each listing by how many entries have them: the how manieth each is.
fn properties(all: &[Entry]) -> HashMap<(Listing, &str), usize> {
    let mut counts: HashMap<(Listing, &str), usize> = HashMap::new();
    for entry in all {
        if let Some(Written::Mapping(pairs)) = entry.get(Field::Properties.name()) {
            pairs.iter().for_each(|(key, _)| *counts.entry((entry.listing, key)).or_default() += 1);
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_unstable_by(|((a, key_a), n_a), ((b, key_b), n_b)| (a, n_b, key_a).cmp(&(b, n_a, key_b)));
    let same_listing = sorted.chunk_by(|((a, _), _), ((b, _), _)| a == b);
    same_listing.flat_map(|keys| keys.iter().enumerate().map(|(rank, (key, _))| (*key, rank))).collect()
}

fn raw(text: &str) -> RawCell<'_> {
    RawCell { text: Cow::Borrowed(text), start: 0, end: text.len() }
}

/// A text as it stands in a sheet where a spreadsheet would compute it.
fn guarded(text: &str) -> String {
    if escape::is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// A text of a list as an item of it.
fn item(text: &str) -> Cow<'_, str> {
    let is_one = items(text).eq([(0, text)]) && !text.starts_with('{') && !is_spelled(text);
    if is_one && is_tidy(text) { Cow::Borrowed(text) } else { Cow::Owned(spelled(text)) }
}

/// A value in braces, with every text spelled out that is not plain.
fn braces(said: &Written) -> String {
    flow_of(said, |text| {
        let is_plain = matches!(crate::entry::scalar(text), Cow::Borrowed(_)) && is_tidy(text);
        if is_plain && !text.contains(['\'', ';']) { Cow::Borrowed(text) } else { Cow::Owned(spelled(text)) }
    })
}

/// Whether a text may stand in a sheet as it is: all of it is seen, and no part of it does anything in a spreadsheet or
/// a log, or looks like the marker of a merge.
fn is_tidy(text: &str) -> bool {
    text.split('\n').all(|line| escape::terminal(line) == line && !line.starts_with("<<<<<<<"))
        && !text.split(';').skip(1).any(escape::is_formula)
        && !looks_escaped(text)
}

/// Whether a workbook would take a part of a text for a character: `_x0041_`.
fn looks_escaped(text: &str) -> bool {
    let is_code = |rest: &str| {
        let code = rest.as_bytes().get(..5);
        code.is_some_and(|code| code.ends_with(b"_") && code.iter().take(4).all(u8::is_ascii_hexdigit))
    };
    text.match_indices("_x").any(|(at, sign)| text.get(at + sign.len()..).is_some_and(is_code))
}
/// Whether a header is read back as it is written.
fn is_read_as_it_is(header: &str) -> bool {
    let (read, ..) = cell::trimmed(raw(header), Holds::Line);
    is_tidy(header) && read == header
}
