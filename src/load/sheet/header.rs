//! The header of a sheet: which column is which field, and what to do about a column that is none.

use super::cell;
use super::column::{self, Column, Holds};
use super::records::{QuoteSlip, RawCell, Record, Records};
use super::table::{Heading, Reading};
use crate::diagnostic::{Finding, Place, quoted};
use crate::model::Listing;
use crate::model::{Field, Section, did_you_mean};

/// The most columns that any spreadsheet has.
const MOST_COLUMNS: usize = 16_384;
/// What stands between cells.
const SIGNS: [char; 3] = [';', ',', '\t'];
/// How many lines are looked at for a header that is not the first.
const NEAR: usize = 20;

impl<'t> Reading<'_, 't> {
    /// The column that a header cell names.
    fn column(&self, header: &str) -> Option<Column> {
        Column::parse(self.sheet.of, self.settings().column_name(self.sheet.of, header))
    }

    /// Reads the first line in which something stands.
    pub(super) fn header(&mut self, records: &mut Records<'t>, text: &'t str) {
        let Some(record) = std::iter::from_fn(|| records.next(MOST_COLUMNS)).find(|record| !is_blank(record))
        else {
            return;
        };
        if let Some((start, end)) = record.surplus {
            let message = format!("this sheet has more than {MOST_COLUMNS} columns; the others are not read");
            let finding = Finding::new("limit-exceeded", self.place(start, end), message).subject("columns");
            self.sheet.faults.add(finding.help("delete the columns that the map does not need"));
        }
        if let Some(slip) = record.slip {
            self.slip(slip);
            if matches!(slip, QuoteSlip::Open(_)) {
                return;
            }
        }
        if let Some(cell) = record.cells.iter().find(|cell| self.is_several_columns(cell.text.trim())) {
            let place = self.place(cell.start, cell.end);
            return self.several_columns(&cell.text, place);
        }
        let is_column = |cell: &RawCell<'_>| self.column(cell.text.trim()).is_some();
        if !record.cells.iter().any(is_column) {
            return self.no_header(&record, text);
        }
        self.columns = record.cells.len();
        for (at, raw) in record.cells.into_iter().enumerate() {
            let (header, start, end) = cell::trimmed(raw, Holds::Line);
            self.heading(at, &header, start, end);
        }
        self.check_columns();
    }

    /// Whether a header is several, with another sign between them than that between the cells.
    fn is_several_columns(&self, header: &str) -> bool {
        self.column(header).is_none()
            && SIGNS.iter().any(|&sign| {
                header.contains(sign) && header.split(sign).all(|part| self.column(part.trim()).is_some())
            })
    }

    fn several_columns(&mut self, header: &str, place: Place) {
        let message = format!(
            "{} is several columns: the header has more than one sign between its cells",
            quoted(header)
        );
        let finding = Finding::new("syntax", place, message).subject("delimiter");
        let help = "write the same sign between all of them, `;` or `,`, and the same in the lines below";
        self.sheet.faults.add(finding.help(help));
        self.sheet.faults.incomplete = true;
    }

    fn heading(&mut self, at: usize, header: &str, start: usize, end: usize) {
        let place = self.place(start, end);
        let name = self.settings().column_name(self.sheet.of, header);
        if name == Column::LEFT_OUT || header.starts_with("x-") {
            return;
        }
        if header.is_empty() {
            self.without_header.insert(at, false);
            return;
        }
        let Some(column) = self.column(header) else { return self.unknown_column(header, place) };
        if let Some(first) = self.sheet.headings.iter().find(|earlier| earlier.column == column) {
            let message = format!("the column `{}` stands here twice", column.name());
            let finding = Finding::new("duplicate-key", place, message).related(first.place, "first here");
            return self.sheet.faults.add(finding.subject(column.name()).help("keep one; the first is used"));
        }
        self.sheet.headings.push(Heading { column, place, at });
    }

    fn unknown_column(&mut self, header: &str, place: Place) {
        let of = self.sheet.of;
        let message = format!("{} is no column of `{}`", quoted(header), of.name());
        let shown = header.replace(['"', '\\'], "");
        let mapped = |to: &str| format!("`{shown:?} = {to:?}`", shown = shown);
        let settings = format!("under [csv.columns.{}] in systemkarta.toml", of.name());
        let spec = Field::parse(header.to_lowercase().split('.').next().unwrap_or_default());
        let near = || did_you_mean(&header.to_lowercase(), column::names(of).iter().map(String::as_str));
        let help = match spec {
            Some(spec) if matches!(of, Listing::Section(section) if !spec.sections.contains(&section)) => {
                let sections: Vec<String> = spec.sections.iter().map(|s| format!("`{s}`")).collect();
                format!(
                    "it belongs to {}; to leave it out, write {} {settings}",
                    sections.join(", "),
                    mapped("-")
                )
            }
            Some(spec) if of != Listing::Lifecycles => {
                format!("its parts stand in columns of their own, such as `{}.…`", spec.name)
            }
            _ => match near().filter(|_| self.sheet.faults.has_room()) {
                Some(near) => format!(
                    "{near} If not, say {settings} which field it is, or {} to leave it out",
                    mapped("-")
                ),
                None => format!(
                    "say {settings} which field it is, such as {}, or {} to leave it out",
                    mapped("owner"),
                    mapped("-")
                ),
            },
        };
        self.sheet.faults.add(Finding::new("unknown-key", place, message).subject(header).help(help));
    }

    /// None of the cells of the first line is a header. A title may stand there.
    fn no_header(&mut self, record: &Record<'_>, text: &'t str) {
        let of = self.sheet.of;
        let Some(first) = record.cells.iter().find(|cell| !cell.text.trim().is_empty()) else { return };
        let place = self.place(first.start, first.end.max(first.start + 1));
        let message = format!("this line is no header: none of its cells is a column of `{}`", of.name());
        let finding = Finding::new("syntax", place, message);
        let looks_like_header = |line: &str| {
            let mut records = Records::of(line, self.config.csv.delimiter);
            let cells = records.next(MOST_COLUMNS).map(|record| record.cells).unwrap_or_default();
            let known = cells.iter().filter(|cell| self.column(cell.text.trim()).is_some()).count();
            known > 1 || (known == 1 && cells.len() == 1)
        };
        let mut from = 0;
        let lines = text.split_inclusive(['\n', '\r']).take(2 * NEAR).map(|line| {
            from += line.len();
            (from - line.len(), line)
        });
        let finding = match lines.skip(1).find(|(_, line)| looks_like_header(line)) {
            Some((at, line)) => {
                let there = self.place(at, at + line.trim_end().len());
                finding
                    .related(there, "this looks like the header")
                    .help("delete the lines above the header: the first line of a sheet names its columns")
            }
            None => {
                let own: String =
                    first.text.trim().chars().filter(|c| !['"', '\\'].contains(c)).take(60).collect();
                let [field, other] = match of {
                    Listing::Section(Section::Integrations) => ["provider", "consumer"],
                    Listing::Section(Section::Organisations) => ["name", "contact"],
                    Listing::Section(_) => ["name", "owner"],
                    Listing::Lifecycles => ["name", "end_of_support"],
                };
                finding.help(format!(
                    "the first line names the columns, such as `{field}` and `{other}`; if these are your own words, say under \
                     [csv.columns.{}] in systemkarta.toml which field each is, such as `{own:?} = {field:?}`",
                    of.name()
                ))
            }
        };
        self.sheet.faults.add(finding);
        self.sheet.faults.incomplete = true;
    }

    /// Without these columns no line means anything, so it is told once.
    fn check_columns(&mut self) {
        let has =
            |field: Field| self.sheet.headings.iter().any(|heading| heading.column.field == field.name());
        let missing = match self.sheet.of {
            Listing::Lifecycles if !has(Field::Id) && !has(Field::Name) => "a column `name` or `id`",
            Listing::Section(Section::Integrations) if !has(Field::Provider) => "the column `provider`",
            Listing::Section(Section::Integrations) if !has(Field::Consumer) => "the column `consumer`",
            Listing::Section(Section::Integrations) | Listing::Lifecycles => return,
            Listing::Section(_) if !has(Field::Id) && !has(Field::Name) => "a column `name` or `id`",
            Listing::Section(_) => return,
        };
        let Some(first) = self.sheet.headings.first() else { return };
        let message = format!("this sheet of {} lacks {missing}", self.sheet.of.name());
        let help = format!(
            "add it, or say under [csv.columns.{}] in systemkarta.toml which column it is",
            self.sheet.of.name()
        );
        self.sheet.faults.add(Finding::new("syntax", first.place, message).help(help));
        self.sheet.faults.incomplete = true;
        self.sheet.headings.clear();
    }
}

fn is_blank(record: &Record<'_>) -> bool {
    record.slip.is_none() && record.cells.iter().all(|cell| cell.text.trim().is_empty())
}
