//! The map for other programs.

mod command;
mod graph;
mod sheets;
mod texts;
mod workbook;

use std::path::Path;

use proptest::prelude::*;
use systemkarta::entry::{Entry, Written, entries};
use systemkarta::export::{Tables, csv as as_csv, tables};
use systemkarta::load::{Config, Loaded, load, load_texts};

fn stockholm() -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/stockholm"), &Config::default()).unwrap()
}

fn all_tables(entries: &[Entry]) -> Tables {
    tables(entries, |_| true, &[], &Config::default())
}

/// The sheets of some entries, by the names of their files.
fn sheets(entries: &[Entry]) -> Vec<(String, String)> {
    let Tables { tables, unsaid } = all_tables(entries);
    assert_eq!(unsaid, []);
    tables.iter().map(|table| (format!("{}.csv", table.name), as_csv(table, ','))).collect()
}

fn load_sheets(sheets: &[(String, String)]) -> Loaded {
    load_texts(sheets.iter().map(|(name, text)| (name.as_str(), text.as_str())), &Config::default())
}

/// The entries, without fields that say nothing: a cell cannot tell an empty list from none.
fn said(loaded: &Loaded) -> Vec<Entry> {
    let mut all = entries(&loaded.model);
    for entry in &mut all {
        entry.fields.retain(|(_, said)| !said.is_empty());
        // Columns stand in one order for all.
        let mappings = entry.fields.iter_mut().filter_map(|(_, said)| match said {
            Written::Mapping(pairs) => Some(pairs),
            _ => None,
        });
        mappings.for_each(|pairs| pairs.sort_by(|(a, _), (b, _)| a.cmp(b)));
    }
    all.sort_by(|a, b| (a.listing, &a.id).cmp(&(b.listing, &b.id)));
    all
}

/// Every cell of some CSV, by the crate that everybody uses.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Whether a spreadsheet computes a cell, also if it takes `;` for what stands between cells.
fn is_computed(cell: &str) -> bool {
    let starts = |part: &str| {
        part.trim_start_matches(|c: char| c.is_whitespace() || c == '"')
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    };
    cell.split(';').any(starts)
}

/// Holds that two maps say the same, and tells the first difference only.
fn hold_same(again: &Loaded, loaded: &Loaded, sheets: &[(String, String)]) -> Result<(), TestCaseError> {
    let (again, loaded) = (said(again), said(loaded));
    let lines = |id: &str| {
        sheets
            .iter()
            .flat_map(|(_, text)| text.lines())
            .filter(|line| line.contains(id))
            .collect::<Vec<_>>()
            .join("\n")
    };
    for (a, b) in again.iter().zip(&loaded) {
        prop_assert_eq!(a, b, "{}", lines(&b.id));
    }
    prop_assert_eq!(again.len(), loaded.len());
    Ok(())
}
