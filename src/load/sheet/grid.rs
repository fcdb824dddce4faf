//! A sheet as it is written: where each cell stands, for whoever changes one and leaves the others as they are.

use std::ops::Range;

use super::cell;
use super::column::{Column, Holds};
use super::records::Records;
use crate::load::Config;
use crate::model::Listing;

/// Where the cells of a sheet stand in its text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetGrid {
    /// What stands between two cells.
    pub delimiter: char,
    /// The columns that are read: how many cells stand before, and what it is called.
    pub columns: Vec<(usize, String)>,
    /// The header.
    pub header: SheetRow,
    /// The lines beneath it in which something stands.
    pub rows: Vec<SheetRow>,
}

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its cells, with the quotes around them.
    pub cells: Vec<Range<usize>>,
}

impl SheetRow {
    /// The byte after its last cell.
    pub fn end(&self) -> usize {
        self.cells.last().map_or(0, |cell| cell.end)
    }

    /// Whether a byte is within it.
    pub fn holds(&self, at: usize) -> bool {
        self.cells.first().is_some_and(|first| first.start <= at) && at <= self.end()
    }
}

impl SheetGrid {
    /// The grid of a sheet; nothing if it has no header, or a quote in it is not where it should be.
    pub fn of(text: &str, of: Listing, config: &Config) -> Option<Self> {
        let mut records = Records::of(text, config.csv.delimiter);
        let delimiter = records.delimiter();
        let mut lines = Vec::new();
        while let Some(record) = records.next(usize::MAX) {
            if record.slip.is_some() {
                return None;
            }
            let is_blank = record.cells.iter().all(|cell| cell.text.trim().is_empty());
            let texts: Vec<String> = match lines.is_empty() {
                true => record.cells.iter().map(|cell| cell.text.clone().into_owned()).collect(),
                false => Vec::new(),
            };
            let cells =
                record.cells.into_iter().map(|cell| with_quotes(text, cell.start..cell.end)).collect();
            if !is_blank {
                lines.push((SheetRow { cells }, texts));
            }
        }
        let mut lines = lines.into_iter();
        let (header, texts) = lines.next()?;
        let name = |written: &String| {
            let raw = super::records::RawCell { text: written.as_str().into(), start: 0, end: 0 };
            let (header, ..) = cell::trimmed(raw, Holds::Line);
            Column::parse(of, config.csv.column_name(of, &header)).map(|column| column.name())
        };
        let mut columns: Vec<(usize, String)> = Vec::new();
        for (at, name) in texts.iter().enumerate().filter_map(|(at, written)| Some((at, name(written)?))) {
            if columns.iter().all(|(_, known)| *known != name) {
                columns.push((at, name));
            }
        }
        let rows = lines.map(|(row, _)| row).collect();
        (!columns.is_empty()).then_some(Self { delimiter, columns, header, rows })
    }
}

/// The place of a cell is that of its text; if that is in quotes, they belong to what is written.
fn with_quotes(text: &str, cell: Range<usize>) -> Range<usize> {
    let is_quoted =
        cell.start.checked_sub(1).is_some_and(|before| text.as_bytes().get(before) == Some(&b'"'));
    let end = text
        .get(cell.end..)
        .filter(|rest| is_quoted && rest.starts_with('"'))
        .map_or(cell.end, |_| cell.end + 1);
    if is_quoted { cell.start - 1..end } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Section;

    #[test]
    fn every_cell_is_found_as_it_is_written() {
        let text =
            "\u{feff}name;\"owner\";Anm.;Retired\r\nLisa;it;x\r\n\r\n\"a \"\"b\"\"\nc\";;\"\";2010\r\n";
        let of = Listing::Section(Section::Systems);
        let grid = SheetGrid::of(text, of, &Config::default()).unwrap();
        let columns: Vec<(usize, &str)> =
            grid.columns.iter().map(|(at, name)| (*at, name.as_str())).collect();
        assert_eq!(columns, [(0, "name"), (1, "owner"), (3, "lifecycle.retired")]);
        assert_eq!(grid.delimiter, ';');
        let written =
            |row: &SheetRow| row.cells.iter().map(|cell| text[cell.clone()].to_owned()).collect::<Vec<_>>();
        assert_eq!(written(&grid.header), ["name", "\"owner\"", "Anm.", "Retired"]);
        assert_eq!(
            grid.rows.iter().map(written).collect::<Vec<_>>(),
            [vec!["Lisa", "it", "x"], vec!["\"a \"\"b\"\"\nc\"", "", "\"\"", "2010"]]
        );
        assert!(grid.rows[0].holds(text.find("it;").unwrap()));
        assert_eq!(SheetGrid::of("a;b\n", of, &Config::default()), None);
        assert_eq!(SheetGrid::of("name\n\"a\n", of, &Config::default()), None);
    }
}
