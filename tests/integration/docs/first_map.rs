//! docs/first-map.md: the workbook of its tables, and its commands in their order.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::Document;

/// The sheets of the document with their rows, the header first.
fn sheets(text: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let mut sheets: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    let mut is_in_table = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("<!-- sheet: ") {
            sheets.push((name.trim_end_matches(" -->").to_owned(), Vec::new()));
            is_in_table = true;
        } else if !line.starts_with('|') {
            is_in_table = false;
        } else if is_in_table && !line.starts_with("|---") {
            let cells = line.replace("\\|", "\u{1}");
            let cells = cells.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|"));
            sheets.last_mut().unwrap().1.push(cells.collect());
        }
    }
    sheets
}

fn workbook(text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::parse_from_str("2024-01-01").unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for (name, rows) in sheets(text) {
        let sheet = workbook.add_worksheet().set_name(&name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                // As people type it: a year becomes a number, a day a date.
                let day = ExcelDateTime::parse_from_str(cell).ok().filter(|_| cell.len() == 10);
                match (cell.parse::<f64>(), day) {
                    (Ok(number), _) => sheet.write_number(row, column, number).unwrap(),
                    (_, Some(day)) => {
                        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
                        sheet.write_datetime_with_format(row, column, &day, &format).unwrap()
                    }
                    _ => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_workbook_is_that_of_the_tables() {
    let path = Path::new("docs/first-map/list.xlsx");
    let wanted = workbook(&Document::open("first-map.md").fresh);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &wanted).unwrap();
    }
    assert!(
        fs::read(path).unwrap() == wanted,
        "`UPDATE=1 cargo test --test integration docs` writes it anew"
    );
}

#[test]
fn every_command_says_what_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let document = Document::open("first-map.md");
    fs::write(folder.path().join("list.xlsx"), workbook(&document.fresh)).unwrap();
    document.with_consoles(folder.path()).keep();
    for made in ["maps/list.yaml", "map.svg", "map.html", "register.xlsx"] {
        assert!(folder.path().join(made).metadata().unwrap().len() > 0, "{made}");
    }
}
