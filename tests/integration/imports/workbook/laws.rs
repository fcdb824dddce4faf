//! Laws: a workbook says what the map says that it was written from, and no cells bring the reader down.

use proptest::prelude::*;
use systemkarta::entry::{Entry, Written, entries, yaml};
use systemkarta::model::{Field, Listing, Section, Shape};

use super::*;
use crate::schema::random::document;

/// Texts that a cell holds as they are.
fn is_plain(text: &str) -> bool {
    let is_dash = matches!(text, "" | "-" | "–" | "—");
    !is_dash && text == text.split_whitespace().collect::<Vec<_>>().join(" ") && !text.contains('|')
}

/// The columns of an entry and their cells; nothing of what no cell can say, or what means another entry.
fn cells(entry: &Entry) -> Vec<(String, String)> {
    let mut cells = vec![("id".to_owned(), entry.id.clone())];
    for (field, said) in &entry.fields {
        let is_other = Field::parse(field)
            .is_none_or(|spec| matches!(spec.shape, Shape::References(_) | Shape::Organisation));
        match said {
            _ if is_other => {}
            Written::Text(text) if is_plain(text) => cells.push((field.clone(), text.clone())),
            Written::List(items) => {
                let texts: Option<Vec<&str>> = items.iter().map(Written::as_text).collect();
                if let Some(texts) = texts.filter(|texts| texts.iter().all(|text| is_plain(text))) {
                    cells.push((field.clone(), texts.join("|")));
                }
            }
            Written::Mapping(parts) => {
                for (part, said) in parts.iter().filter(|(part, _)| is_plain(part)) {
                    let is_said = matches!(said, Written::Text(text) if is_plain(text));
                    if is_said
                        && !matches!(
                            part.as_str(),
                            "paid_by" | "support" | "source" | "name" | "description" | "links"
                        )
                    {
                        cells.push((format!("{field}.{part}"), said.as_text().unwrap().to_owned()));
                    }
                }
            }
            Written::Text(_) => {}
        }
    }
    cells
}

/// What the cells of an entry say, as the entry that they make.
fn of_cells(entry: &Entry, cells: &[(String, String)]) -> Entry {
    let mut expected = Entry::new(entry.listing, entry.id.clone());
    for (field, said) in &entry.fields {
        let stands = |column: &str| cells.iter().any(|(name, _)| name == column);
        match said {
            Written::Mapping(parts) => {
                let kept: Vec<_> =
                    parts.iter().filter(|(part, _)| stands(&format!("{field}.{part}"))).cloned().collect();
                expected = expected.with(field, Written::Mapping(kept));
            }
            said if stands(field) => expected = expected.with(field, said.clone()),
            _ => {}
        }
    }
    expected
}

/// The same with the parts of fields in one order: that of columns is another than that of the map.
fn sorted(mut entry: Entry) -> Entry {
    for (_, said) in &mut entry.fields {
        if let Written::Mapping(parts) = said {
            parts.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
    }
    entry
}

fn written_by_hand(entries: &[Entry]) -> Vec<u8> {
    written(|book| {
        for listing in Listing::all() {
            let rows: Vec<_> = entries.iter().filter(|entry| entry.listing == listing).map(cells).collect();
            let mut columns: Vec<&String> = rows.iter().flatten().map(|(column, _)| column).collect();
            columns.sort();
            columns.dedup();
            let sheet = book.add_worksheet().set_name(listing.name()).unwrap();
            for (at, column) in columns.iter().enumerate() {
                sheet.write_string(0, at as u16, column.as_str()).unwrap();
                for (row, cells) in rows.iter().enumerate() {
                    if let Some((_, text)) = cells.iter().find(|(name, _)| name == *column) {
                        sheet.write_string(row as u32 + 1, at as u16, text).unwrap();
                    }
                }
            }
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_map_says_comes_back_from_a_workbook(text in document()) {
        let loaded = load_texts([("map.yaml", text.as_str())], &Config::default());
        let all: Vec<Entry> = entries(&loaded.model).into_iter().filter(|entry| entry.listing != Listing::Section(Section::Integrations)).collect();
        let bytes = written_by_hand(&all);
        let draft = read(&bytes, "");
        prop_assert_eq!(told(&draft), [""; 0], "{}", text);
        let expected: Vec<Entry> = all.iter().map(|entry| sorted(of_cells(entry, &cells(entry)))).collect();
        let read: Vec<Entry> = draft.entries.iter().map(|incoming| sorted(incoming.entry.clone())).collect();
        prop_assert_eq!(read, expected, "{}", text);
    }

    #[test]
    fn any_cells_make_entries_that_load(rows in proptest::collection::vec(proptest::collection::vec("(name|id|owner|active|Lisa|s1|-|=1|[\\PC\n]{0,6})", 0..5), 0..6)) {
        let bytes = written(|book| {
            let sheet = book.add_worksheet().set_name("systems").unwrap();
            fill(sheet, &[&["name", "owner", "depends_on", "active", "properties.x"]]);
            for (row, cells) in rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    sheet.write_string(row as u32 + 1, column as u16, cell).unwrap();
                }
            }
        });
        let draft = read(&bytes, "systems: [{id: s1, name: Lisa}]");
        let all: Vec<Entry> = draft.entries.iter().map(|incoming| incoming.entry.clone()).collect();
        let text = yaml(&all);
        let loaded = load_texts([("x.yaml", text.as_str())], &Config::default());
        let found: Vec<&str> = loaded.findings.iter().map(|finding| finding.message.as_str()).collect();
        prop_assert!(found.is_empty(), "{:?}\n{}", found, text);
        for finding in &draft.findings {
            let row = draft.sources.locate(finding.place).line;
            prop_assert!(row <= rows.len() + 1);
        }
    }
}
