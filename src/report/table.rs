//! Rows of text with their columns aligned.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Rows of cells. Cells are already safe for their destination and may not contain line ends.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
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
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width_of(cell)).filter(|&width| width <= WIDEST).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = " ".repeat(indent);
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(width_of(cell)) + 2));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
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
}
