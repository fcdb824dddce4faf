//! Rows of text with their columns aligned.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Rows of cells. Cells are already safe for their destination and may not contain line ends.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

/// How wide columns are: first every row is seen, then each is written.
#[derive(Debug, Default)]
pub(super) struct Widths {
    columns: Vec<usize>,
}

/// A column is never made wider than this for the sake of one long cell.
const WIDEST: usize = 64;

impl Table {
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the rows, indented, two spaces between columns, nothing after the last cell of a row.
    pub(super) fn write(&self, indent: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut widths = Widths::default();
        self.rows.iter().for_each(|row| widths.see(row));
        self.rows.iter().try_for_each(|row| widths.write(indent, row, &[], out))
    }
}

impl Widths {
    /// Makes room for a row.
    pub(super) fn see(&mut self, row: &[String]) {
        self.columns.resize(self.columns.len().max(row.len()), 0);
        for (column, cell) in self.columns.iter_mut().zip(row) {
            let width = width_of(cell);
            if width <= WIDEST {
                *column = width.max(*column);
            }
        }
    }

    /// Writes a row. Columns for which `right` holds are aligned to the right.
    pub(super) fn write(
        &self,
        indent: usize,
        row: &[String],
        right: &[bool],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut line = " ".repeat(indent);
        for (i, (cell, width)) in row.iter().zip(&self.columns).enumerate() {
            let room = width.saturating_sub(width_of(cell));
            let before = if right.get(i) == Some(&true) { room } else { 0 };
            line.extend(std::iter::repeat_n(' ', before));
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', room - before + 2));
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// The columns that a cell takes; the codes that style it take none.
fn width_of(cell: &str) -> usize {
    let mut styled = false;
    let shown = cell.chars().filter(|&c| {
        let was_styled = styled;
        styled = if styled { c != 'm' } else { c == '\u{1b}' };
        !styled && !was_styled
    });
    shown.collect::<String>().width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_take_no_room() {
        assert_eq!(width_of("\u{1b}[2mid\u{1b}[0m"), 2);
        assert_eq!(width_of("åäö"), 3);
    }

    #[test]
    fn a_long_cell_does_not_widen_its_column() {
        let rows = [["a".to_owned(), "1".to_owned()], ["b".repeat(65), "22".to_owned()]];
        let mut widths = Widths::default();
        rows.iter().for_each(|row| widths.see(row));
        let mut out = Vec::new();
        rows.iter().for_each(|row| widths.write(1, row, &[false, true], &mut out).unwrap());
        assert_eq!(String::from_utf8(out).unwrap(), format!(" a   1\n {}  22\n", "b".repeat(65)));
    }
}
