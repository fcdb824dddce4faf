//! Records to a table: lines of cells under a header.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::SheetSettings;
use super::cell::{self, CellFault};
use super::column::{Column, Holds};
use super::garbled::{Damage, damage, may_be_damaged};
use super::records::{QuoteSlip, RawCell, Record, Records};
use crate::diagnostic::{FileId, Finding, Place, quoted};
use crate::escape;
use crate::load::Config;
use crate::load::faults::Faults;
use crate::load::parse::{conflict_marker, left_conflict, limit};
use crate::load::syntax;
use crate::model::Field;
use crate::model::Listing;

/// How much of a text is shown of which only a part can be.
const SHOWN: usize = 60;
/// How many times reading goes on after a quote that is not closed.
const RESUMPTIONS: usize = 20;

/// A sheet as it was written.
pub(super) struct Sheet<'t> {
    pub(super) file: FileId,
    pub(super) of: Listing,
    /// The columns that mean something, from left to right.
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<Cell<'t>>,
    pub(super) faults: Faults,
}

/// A column that means something, where its header stands, and the how manieth of all columns it is.
pub(super) struct Heading {
    pub(super) column: Column,
    pub(super) place: Place,
    pub(super) at: usize,
}

/// A line in which something stands.
pub(super) struct Row {
    pub(super) place: Place,
    /// Its cells in which something stands, from left to right.
    pub(super) cells: Range<usize>,
    /// The id that was made for it.
    pub(super) made: Option<String>,
    /// Whether that is not made, but the id of what a map has already.
    pub(super) is_recalled: bool,
    /// Whether that has a number, because another has the id without.
    pub(super) is_numbered: bool,
    /// Whether it cannot be read, which was told.
    pub(super) is_lost: bool,
}

impl Row {
    fn new(place: Place, cells: Range<usize>) -> Self {
        Self { place, cells, made: None, is_recalled: false, is_numbered: false, is_lost: false }
    }
}

/// A cell in which something stands.
pub(super) struct Cell<'t> {
    /// The index of its heading.
    pub(super) heading: u32,
    pub(super) place: Place,
    /// What stands in it; nothing if that is a finding already.
    pub(super) text: Option<Cow<'t, str>>,
    /// Whether that is meant to the letter.
    pub(super) is_exact: bool,
}

impl<'t> Sheet<'t> {
    /// The cells of a row.
    pub(super) fn cells_of(&self, row: &Row) -> &[Cell<'t>] {
        self.cells.get(row.cells.clone()).unwrap_or_default()
    }

    /// The cell of a row in the column of a whole field.
    pub(super) fn cell(&self, row: &Row, field: Field) -> Option<&Cell<'t>> {
        let is_field =
            |heading: &Heading| heading.column.field == field.name() && heading.column.part.is_none();
        let heading = self.headings.iter().position(is_field)?;
        self.cells_of(row).iter().find(|cell| cell.heading as usize == heading)
    }

    /// What a row says for a whole field.
    pub(super) fn text(&self, row: &Row, field: Field) -> Option<&str> {
        self.cell(row, field)?.text.as_deref()
    }
}

/// Reads the text of a sheet, with this between its cells if it is known.
pub(super) fn read<'t>(
    text: &'t str,
    file: FileId,
    of: Listing,
    delimiter: Option<u8>,
    config: &Config,
) -> Sheet<'t> {
    let mut reading = Reading {
        config,
        sheet: Sheet {
            file,
            of,
            headings: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            faults: Faults::of_file(file),
        },
        is_damaged: may_be_damaged(text),
        forbidden: Vec::new(),
        damaged: None,
        without_header: HashMap::new(),
        columns: 0,
    };
    if let Some(place) = conflict_marker(text, file) {
        left_conflict(place, &mut reading.sheet.faults);
        return reading.sheet;
    }
    let mut records = Records::of(text, delimiter.or(config.csv.delimiter));
    reading.header(&mut records, text);
    reading.lines(&mut records);
    reading.tell_damage();
    reading.tell_empty();
    reading.sheet
}

/// A sheet that is being read.
pub(super) struct Reading<'c, 't> {
    pub(super) config: &'c Config,
    pub(super) sheet: Sheet<'t>,
    is_damaged: bool,
    /// The cells of the line with a character that no text may contain: heading, character, place, and the text without.
    forbidden: Vec<(usize, char, Place, String)>,
    /// The first damaged text, what is wrong with it, and how many there are.
    damaged: Option<(Place, String, Damage, usize)>,
    /// The columns that have no header, and whether that was told.
    pub(super) without_header: HashMap<usize, bool>,
    /// How many cells the header has.
    pub(super) columns: usize,
}

impl<'t> Reading<'_, 't> {
    pub(super) fn settings(&self) -> &SheetSettings {
        &self.config.csv
    }

    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        Place::new(self.sheet.file, start, end)
    }

    fn lines(&mut self, records: &mut Records<'t>) {
        if self.sheet.headings.is_empty() {
            return;
        }
        let most = self.config.limits.elements;
        let mut resumed = 0;
        while let Some(record) = records.next(self.columns) {
            if let Some(slip) = record.slip {
                self.slip(slip);
                if let QuoteSlip::Open(at) = slip {
                    resumed += 1;
                    if resumed > RESUMPTIONS {
                        let message =
                            format!("{resumed} quotes are not closed; from here on this sheet is not read");
                        let finding = Finding::new("syntax", self.place(at, at + 1), message);
                        self.sheet.faults.add(finding.help("close them, and what follows is read"));
                        break;
                    }
                    records.skip_line_of(at);
                    continue;
                }
            }
            if self.sheet.rows.len() >= most {
                let at = record.cells.first().map_or(0, |cell| cell.start);
                let message = format!("the map has more than {most} elements; from here on none is read");
                self.sheet.faults.add(limit(self.place(at, at + 1), "elements", message));
                self.sheet.faults.incomplete = true;
                break;
            }
            self.line(record);
        }
    }

    fn line(&mut self, record: Record<'t>) {
        if let Some((start, end)) = record.surplus {
            let message = format!("this line has more cells than the {} of the header", self.columns);
            let help = "put a text that contains the sign between cells in double quotes, or give the column a header";
            self.sheet.faults.add(Finding::new("syntax", self.place(start, end), message).help(help));
        }
        let (start, end) =
            record.cells.first().zip(record.cells.last()).map_or((0, 0), |(a, b)| (a.start, b.end));
        let from = self.sheet.cells.len();
        let mut next = 0;
        for (at, raw) in record.cells.into_iter().enumerate() {
            while self.sheet.headings.get(next).is_some_and(|heading| heading.at < at) {
                next += 1;
            }
            match self.sheet.headings.get(next).filter(|heading| heading.at == at).map(|h| h.column.holds) {
                Some(holds) => self.cell(next, holds, raw),
                None => self.cell_without_header(at, &raw),
            }
        }
        let cells = from..self.sheet.cells.len();
        if !cells.is_empty() {
            let place = self.place(start, end);
            self.tell_forbidden(cells.clone());
            self.sheet.rows.push(Row::new(place, cells));
        }
    }

    fn cell(&mut self, heading: usize, holds: Holds, raw: RawCell<'t>) {
        let (text, start, end) = cell::trimmed(raw, holds);
        if cell::is_absent(&text) {
            return;
        }
        let place = self.place(start, end);
        let exact = cell::exact(&text, holds, &self.config.limits);
        let is_exact = exact.is_some();
        let text = exact.map_or(text, Cow::Owned);
        if let Some(character) = escape::forbidden_in_text(&text) {
            let mut letter = [0; 4];
            let is_fine = |c: &char| escape::forbidden_in_text(c.encode_utf8(&mut letter)).is_none();
            let shown = text.chars().take(SHOWN).filter(is_fine).collect();
            self.forbidden.push((heading, character, place, shown));
            let heading = u32::try_from(heading).unwrap_or(u32::MAX);
            return self.sheet.cells.push(Cell { heading, place, text: None, is_exact: false });
        }
        let text = match self.checked(text, place).and_then(|text| {
            if is_exact {
                return Ok(text);
            }
            cell::value(text, holds).map_err(|fault| {
                let CellFault { message, help } = *fault;
                let name = self.sheet.headings.get(heading).map(|heading| heading.column.name());
                let finding = Finding::new("bad-value", place, message).help(help);
                Box::new(finding.subject(name.unwrap_or_default()))
            })
        }) {
            Ok(text) => Some(text),
            Err(finding) => {
                self.sheet.faults.add(*finding);
                None
            }
        };
        let text = text.map(|text| self.scaled(heading, text));
        if let Some(text) = text.as_deref().filter(|_| self.is_damaged) {
            self.note_damage(text, place);
        }
        let heading = u32::try_from(heading).unwrap_or(u32::MAX);
        self.sheet.cells.push(Cell { heading, place, text, is_exact });
    }

    /// A word of a local scale as the settings write it, whatever its capitals.
    fn scaled(&self, heading: usize, text: Cow<'t, str>) -> Cow<'t, str> {
        let field = self.sheet.headings.get(heading).map_or("", |heading| heading.column.field);
        let scales = &self.config.scales;
        match scales.standard_word(field, &text) {
            Some(_) => text,
            None => scales.local_word(field, &text).map(|word| Cow::Owned(word.to_owned())).unwrap_or(text),
        }
    }

    fn checked(&self, text: Cow<'t, str>, place: Place) -> Result<Cow<'t, str>, Box<Finding>> {
        let most = self.config.limits.scalar_length;
        if text.len() > most {
            let start = Place { end: place.start, ..place };
            return Err(Box::new(limit(
                start,
                "scalar_length",
                format!("a text is longer than {most} bytes"),
            )));
        }
        Ok(text)
    }

    /// Tells what may not stand in the cells of a line, and of what the line is.
    fn tell_forbidden(&mut self, cells: Range<usize>) {
        if self.forbidden.is_empty() {
            return;
        }
        let of_field = |heading: usize, field: Field| {
            let column = self.sheet.headings.get(heading).map(|heading| &heading.column);
            column.is_some_and(|column| column.field == field.name() && column.part.is_none())
        };
        let row = self.sheet.cells.get(cells).unwrap_or_default();
        let named = [Field::Name, Field::Id].into_iter().find_map(|field| {
            let read = row.iter().find(|cell| of_field(cell.heading as usize, field))?.text.as_deref();
            let unread = || self.forbidden.iter().find(|(heading, ..)| of_field(*heading, field));
            read.or_else(|| unread().map(|(.., shown)| shown.as_str()))
        });
        let of = named.map(|name| format!(" of {}", quoted(name))).unwrap_or_default();
        let told = self.forbidden.iter().map(|(heading, character, place, _)| {
            let column = self.sheet.headings.get(*heading).map(|heading| heading.column.name());
            let column = column.unwrap_or_default();
            let mut finding = syntax::forbidden(*character, *place);
            finding.message =
                format!("`{column}`{of} contains the character U+{:04X}", u32::from(*character));
            finding.subject(column)
        });
        let told: Vec<Finding> = told.collect();
        self.forbidden.clear();
        told.into_iter().for_each(|finding| self.sheet.faults.add(finding));
    }

    fn cell_without_header(&mut self, at: usize, raw: &RawCell<'_>) {
        if raw.text.trim().is_empty() || self.without_header.get(&at) != Some(&false) {
            return;
        }
        self.without_header.insert(at, true);
        let place = self.place(raw.start, raw.end);
        let finding = Finding::new("unknown-key", place, "this cell stands in a column without a header");
        self.sheet.faults.add(finding.help("give the column a header; until then it is not read"));
    }

    pub(super) fn slip(&mut self, slip: QuoteSlip) {
        let finding = match slip {
            QuoteSlip::Open(at) => {
                self.sheet.faults.incomplete = true;
                let place = self.place(at, at + 1);
                Finding::new("syntax", place, "this quote is not closed where its cell ends").help(
                    "close it with `\"`, and write a quote within a text twice; this line is not read, and reading goes \
                     on with the next",
                )
            }
            QuoteSlip::Followed(at) => {
                let place = self.place(at, at + 1);
                Finding::new("syntax", place, "something follows the quote that ends this cell")
                    .help("write a quote within a text twice: \"the \"\"new\"\" register\"")
            }
        };
        self.sheet.faults.add(finding);
    }

    fn note_damage(&mut self, text: &str, place: Place) {
        let Some(found) = damage(text) else { return };
        match &mut self.damaged {
            Some((.., count)) => *count += 1,
            None => self.damaged = Some((place, text.to_owned(), found, 1)),
        }
    }

    /// A sheet that has a header waits for its lines; one without anything is a slip.
    fn tell_empty(&mut self) {
        if self.sheet.headings.is_empty() && self.sheet.rows.is_empty() && self.sheet.faults.is_empty() {
            let place = Place::file(self.sheet.file);
            let finding = Finding::new("skipped-file", place, "nothing is read: this sheet is empty");
            self.sheet.faults.add(finding.help("save it again, or delete it"));
        }
    }

    /// Told once for a sheet: all of it is wrong for one reason.
    fn tell_damage(&mut self) {
        let Some((place, text, found, count)) = self.damaged.take() else { return };
        let message = match found {
            Damage::Misread(was) => {
                format!("{} was {} before it was saved in another encoding", quoted(&text), quoted(&was))
            }
            Damage::Lost => format!("{} has lost a character in another encoding", quoted(&text)),
        };
        let more = match count {
            1 => String::new(),
            2 => "; so is 1 more cell".to_owned(),
            count => format!("; so are {} more cells", count - 1),
        };
        let finding = Finding::new("bad-value", place, message + &more).subject("encoding");
        self.sheet.faults.add(finding.help("open the original in the spreadsheet and save it as UTF-8"));
    }
}
