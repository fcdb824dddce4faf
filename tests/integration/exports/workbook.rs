//! Workbooks, read by another crate.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use systemkarta::entry::entries;
use systemkarta::export::{Table, xlsx};

use super::*;
use crate::schema::random::document;

fn read(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let mut sheets = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).unwrap();
        let text = |cell: &Data| match cell {
            Data::String(text) => text.clone(),
            Data::Empty => String::new(),
            other => panic!("{other:?} is no text"),
        };
        sheets.push((name, range.rows().map(|row| row.iter().map(text).collect()).collect()));
    }
    sheets
}

/// What a reader must find in a table.
fn wanted(table: &Table) -> (String, Vec<Vec<String>>) {
    let header = table.columns.iter().map(|column| column.name.clone()).collect();
    (table.name.to_owned(), std::iter::once(header).chain(table.rows.clone()).collect())
}

#[test]
fn the_map_of_stockholm_is_a_workbook_of_texts_and_the_same_each_time() {
    let tables = all_tables(&entries(&stockholm().model)).tables;
    let bytes = xlsx(&tables, "Stockholm").unwrap();
    assert_eq!(bytes, xlsx(&tables, "Stockholm").unwrap());
    assert_eq!(read(bytes), tables.iter().map(wanted).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_is_in_the_workbook(text in document(), name in "[\\PC\n]{1,30}") {
        let name = serde_json::to_string(&name).unwrap();
        let other = format!("organisations: [{{id: o, name: {name}, contact: {name}}}]\n");
        let loaded = load_texts([("map.yaml", text.as_str()), ("other.yaml", &other)], &Config::default());
        let tables = all_tables(&entries(&loaded.model)).tables;
        prop_assert_eq!(read(xlsx(&tables, "a").unwrap()), tables.iter().map(wanted).collect::<Vec<_>>());
    }
}
