//! Which worksheet is which section, and what is left out.

use std::collections::HashSet;
use std::io::{Read, Seek};
use std::path::Path;

use calamine::{Reader as _, Sheet, SheetType, SheetVisible, Xlsx};

use super::drafting::{self, Text};
use super::grid::Grid;
use super::{plain, text};
use crate::diagnostic::{Finding, Place};
use crate::import::Draft;
use crate::load::{Config, NamedSheet, column_name};
use crate::model::{Listing, Model, Section};

/// So many worksheets are told by name; the others are counted.
const NAMED: usize = 20;

/// Reads the worksheets of a workbook.
pub(super) fn read<RS: Read + Seek>(
    book: &mut Xlsx<RS>,
    path: &Path,
    model: &Model,
    config: &Config,
) -> Draft {
    let mut reading = Reading {
        path: path.display().to_string(),
        config,
        room: config.limits.file_size,
        draft: Draft::default(),
        texts: Vec::new(),
    };
    let unknown = reading.named(book);
    reading.others(book, unknown);
    drafting::draft(reading.draft, reading.texts, model, config)
}

/// A workbook that is being read.
struct Reading<'c> {
    path: String,
    config: &'c Config,
    /// How many bytes the cells of the workbook may still have.
    room: usize,
    draft: Draft,
    texts: Vec<Text>,
}

impl Reading<'_> {
    /// Reads the worksheets whose name says what they are, and gives the names of the others.
    fn named<RS: Read + Seek>(&mut self, book: &mut Xlsx<RS>) -> Vec<String> {
        let sheets: Vec<Sheet> = book.sheets_metadata().to_vec();
        let mut seen = HashSet::new();
        let mut unknown = Vec::new();
        for sheet in sheets {
            // What the export found wrong with a map is nothing that a map says.
            if sheet.name.trim().eq_ignore_ascii_case("findings") {
                continue;
            }
            if sheet.typ != SheetType::WorkSheet {
                self.draft.left_out.add("sheets that are charts or dialogs");
            } else if !seen.insert(sheet.name.clone()) {
                self.draft.left_out.add("worksheets with the name of another");
            } else if sheet.visible != SheetVisible::Visible {
                self.leave_out("hidden worksheets", &sheet.name, "is hidden and was left out");
            } else {
                match self.config.csv.sheet_named(&sheet.name) {
                    NamedSheet::Of(of) => self.worksheet(book, &sheet.name, of),
                    NamedSheet::LeftOut => self.draft.left_out.add("worksheets that the settings leave out"),
                    NamedSheet::Unknown => unknown.push(sheet.name),
                }
            }
        }
        unknown
    }

    /// The worksheets whose name does not say what they are: if only one holds something, its header may.
    fn others<RS: Read + Seek>(&mut self, book: &mut Xlsx<RS>, unknown: Vec<String>) {
        let filled: Vec<String> = unknown.into_iter().filter(|name| !is_empty(book, name)).collect();
        if let [only] = filled.as_slice()
            && let Some(of) = self.guessed(book, only)
        {
            self.draft.remarks.push(format!(
                "The worksheet `{}` is read as {}, since its columns are theirs.",
                plain(only),
                of.name()
            ));
            return self.worksheet(book, only, of);
        }
        let Some(first) = filled.first() else { return };
        let quoted = plain(first).replace(['"', '\\'], "");
        for name in &filled {
            self.leave_out(
                "worksheets that are not named after a section",
                name,
                "is not named after a section and was left out",
            );
        }
        self.draft.remarks.push(format!(
            "What a worksheet is can be said in systemkarta.toml: under [csv.sheets], write \"{quoted}\" = \"systems\", or \
             \"-\" to leave it out."
        ));
    }

    fn leave_out(&mut self, what: &str, name: &str, why: &str) {
        self.draft.left_out.add(what);
        if self.draft.remarks.len() < NAMED {
            self.draft.remarks.push(format!("The worksheet `{}` {why}.", plain(name)));
        }
    }

    /// What a worksheet is by its columns, if no other worksheet is that already.
    fn guessed<RS: Read + Seek>(&self, book: &mut Xlsx<RS>, name: &str) -> Option<Listing> {
        let mut reader = book.worksheet_cells_reader(name).ok()?;
        let grid = Grid::read(&mut reader, &mut self.room.clone()).ok()?;
        let [systems, integrations] = [Section::Systems, Section::Integrations].map(Listing::Section);
        let is_column = |of: Listing, header: &str| column_name(of, header, self.config).is_some();
        let titles =
            text::titles(&grid, |header| is_column(systems, header) || is_column(integrations, header));
        let (_, header) = grid.rows().nth(titles)?;
        let has = |of: Listing, column: &str| {
            header.iter().any(|(_, cell)| column_name(of, cell, self.config).as_deref() == Some(column))
        };
        let ends = [has(integrations, "provider"), has(integrations, "consumer")];
        let of = match ends {
            [true, true] => integrations,
            [false, false] if has(systems, "name") || has(systems, "id") => systems,
            _ => return None,
        };
        self.texts.iter().all(|text| text.of != of).then_some(of)
    }

    fn worksheet<RS: Read + Seek>(&mut self, book: &mut Xlsx<RS>, name: &str, of: Listing) {
        let source = format!("{} ({})", self.path, plain(name));
        let read =
            book.worksheet_cells_reader(name).and_then(|mut reader| Grid::read(&mut reader, &mut self.room));
        let grid = match read {
            Ok(grid) => grid,
            Err(error) => {
                let file = self.draft.sources.add(source, String::new());
                let message = format!("this worksheet cannot be read: {}", plain(&error.to_string()));
                let finding = Finding::new("unreadable-file", Place::file(file), message);
                let help = "open the workbook in its program and save it again";
                return self.draft.findings.push(finding.help(help));
            }
        };
        let text = text::text(&grid, |header| column_name(of, header, self.config).is_some());
        if let Some(last) = text.titles.last() {
            let rows = match text.titles.as_slice() {
                [only] => format!("row {only} is a title; nothing is read from it"),
                titles => {
                    let first = titles.first().unwrap_or(last);
                    format!("the rows {first} to {last} are titles; nothing is read from them")
                }
            };
            self.draft.remarks.push(format!("In the worksheet `{}`, {rows}.", plain(name)));
        }
        self.draft.remarks.extend(merged(book, name));
        let file = self.draft.sources.add(source, text.shown);
        if let Some((row, column)) = grid.beyond {
            let cell = text::cell_name(row as usize + 1, column as usize);
            let message = format!("something stands in {cell}, further out than a worksheet is read");
            let finding = Finding::new("limit-exceeded", Place::file(file), message).subject("columns");
            self.draft.findings.push(finding.help("delete what stands there, or move it"));
        }
        if let Some(row) = grid.full {
            let most = self.config.limits.file_size;
            let message = format!(
                "the cells of this workbook hold more than {most} bytes; from row {} on none is read",
                u64::from(row) + 1
            );
            let finding = Finding::new("limit-exceeded", Place::file(file), message).subject("file_size");
            self.draft
                .findings
                .push(finding.help(
                    "if the workbook must be so, raise `file_size` under [limits] in systemkarta.toml",
                ));
        }
        self.texts.push(Text { file, of, read: text.read, is_worksheet: true });
    }
}

/// What is told of cells that were merged over several rows: only the first of the rows says what stands in them.
fn merged<RS: Read + Seek>(book: &mut Xlsx<RS>, name: &str) -> Option<String> {
    let merged = book.merge_cells_by_sheet_name(name).ok()?;
    let mut over_rows = merged.iter().filter(|cells| cells.start.0 < cells.end.0);
    let first = over_rows.next()?;
    let cell = |(row, column): (u32, u32)| text::cell_name(row as usize + 1, column as usize);
    let shown = format!("{}:{}", cell(first.start), cell(first.end));
    let more = match over_rows.count() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    Some(format!(
        "In the worksheet `{}`, cells are merged over several rows ({shown}{more}): only the first row of each says what stands there.",
        plain(name)
    ))
}

/// Whether nothing stands in a worksheet.
fn is_empty<RS: Read + Seek>(book: &mut Xlsx<RS>, name: &str) -> bool {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return false };
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) if super::cell::shown(cell.get_value()).trim().is_empty() => {}
            Ok(None) => return true,
            Ok(Some(_)) | Err(_) => return false,
        }
    }
}
