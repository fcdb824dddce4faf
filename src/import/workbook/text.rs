//! A worksheet as the text of a sheet: the number of a line is that of its row.

use super::grid::Grid;

/// More rows than this with one cell each are no titles.
const MOST_TITLES: usize = 10;

/// What stands between two cells of the text.
pub(super) const DELIMITER: u8 = b',';

/// A worksheet as text.
#[derive(Debug, Default)]
pub(super) struct SheetText {
    /// What is read.
    pub(super) read: String,
    /// The same as it is shown: what stands in one cell stands on one line. Both have the same length.
    pub(super) shown: String,
    /// The rows above the header that are left out, from 1.
    pub(super) titles: Vec<u32>,
}

/// Writes a worksheet. `is_column` tells a header from a title.
pub(super) fn text(grid: &Grid, is_column: impl Fn(&str) -> bool) -> SheetText {
    let titles = titles(grid, is_column);
    let mut text = SheetText::default();
    let mut line = 0;
    for (at, (row, cells)) in grid.rows().enumerate() {
        while line < row {
            text.push("\n");
            line += 1;
        }
        if at < titles {
            text.titles.push(row + 1);
            continue;
        }
        let mut column = 0;
        for (at, cell) in cells {
            while column < at {
                text.push(",");
                column += 1;
            }
            text.cell(cell);
        }
    }
    text.push("\n");
    text
}

/// How many of the first rows are titles: one cell each that is no column, with a header beneath.
pub(super) fn titles(grid: &Grid, is_column: impl Fn(&str) -> bool) -> usize {
    let is_title = |cells: &[(u32, &str)]| matches!(cells, [(_, only)] if !is_column(only));
    grid.rows().take(MOST_TITLES + 1).position(|(_, cells)| !is_title(&cells)).unwrap_or(0)
}

impl SheetText {
    fn push(&mut self, text: &str) {
        self.read.push_str(text);
        self.shown.push_str(text);
    }

    fn cell(&mut self, text: &str) {
        self.push("\"");
        let quoted = text.replace('"', "\"\"");
        self.read.push_str(&quoted);
        self.shown.push_str(&quoted.replace('\n', " "));
        self.push("\"");
    }
}

/// The cell at a place in the text, as people know it: `B12`.
pub(super) fn cell_at(shown: &str, offset: usize) -> Option<String> {
    let before = shown.get(..offset)?;
    let row = before.matches('\n').count() + 1;
    let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..)?;
    let mut is_quoted = false;
    let mut column = 0;
    for byte in line.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            DELIMITER if !is_quoted => column += 1,
            _ => {}
        }
    }
    Some(cell_name(row, column))
}

/// The name of a cell, by its row from 1 and its column from 0.
pub(super) fn cell_name(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_people_know_them() {
        let named = [(1, 0), (12, 1), (3, 25), (3, 26), (1_048_576, 16_383)]
            .map(|(row, column)| cell_name(row, column));
        assert_eq!(named, ["A1", "B12", "Z3", "AA3", "XFD1048576"]);
        let text = "\n\"a\",\"b, \"\"c\"\"\",,\"d\"\n";
        assert_eq!(cell_at(text, 2).as_deref(), Some("A2"));
        assert_eq!(cell_at(text, 8).as_deref(), Some("B2"));
        assert_eq!(cell_at(text, text.len() - 2).as_deref(), Some("D2"));
    }
}
