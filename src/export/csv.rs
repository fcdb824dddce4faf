//! A table as CSV (RFC 4180): UTF-8 with the mark by which spreadsheets know it, and no formula in it.

use super::Table;
use crate::escape;

/// The text of a table, with this sign between two cells.
///
/// Cells are written as they are, with `'` before what a spreadsheet would compute; a map that reads the sheet takes it
/// away again. Line breaks stay: what else may do something was spelled out when the table was made.
pub fn csv(table: &Table, delimiter: char) -> String {
    let mut text = String::from('\u{feff}');
    let headers: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    line(&headers, delimiter, &mut text);
    for row in &table.rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        line(&cells, delimiter, &mut text);
    }
    text
}

fn line(cells: &[&str], delimiter: char, text: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(delimiter);
        }
        text.push_str(&escape::csv_exact(cell));
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn a_cell_is_text_and_nothing_else() {
        let column =
            |name: &str| Column { name: name.into(), header: name.into(), words: &[], is_prose: false };
        let row = ["a", "=1", "x, \"y\"\nz"].map(str::to_owned).to_vec();
        let table =
            Table { name: "systems", columns: ["id", "name", "b;c"].map(column).to_vec(), rows: vec![row] };
        assert_eq!(csv(&table, ','), "\u{feff}id,name,\"b;c\"\r\na,'=1,\"x, \"\"y\"\"\nz\"\r\n");
        assert!(csv(&table, ';').starts_with("\u{feff}id;name;"));
    }
}
