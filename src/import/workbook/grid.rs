//! The cells of a worksheet in which something stands, never the rectangle that they span.

use std::io::{Read, Seek};
use std::ops::Range;

use calamine::{DataRef, XlsxCellReader, XlsxError};

use super::cell;

/// Cells further to the right are not read.
const MOST_COLUMNS: u32 = 1_000;
/// The rows of the largest worksheet.
const MOST_ROWS: u32 = 1_048_576;
/// For so many bytes a cell counts, besides its text.
const CELL: usize = 16;

/// What a formula is read as that was saved without a value: it looks like the error of a spreadsheet, which it is.
pub(super) const UNRECKONED: &str = "#FORMULA?";

/// The cells of a worksheet, row by row and from left to right.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    text: String,
    /// The first cell that is too far to the right or below.
    pub(super) beyond: Option<(u32, u32)>,
    /// The row from which on nothing is read, because there is too much.
    pub(super) full: Option<u32>,
}

/// A cell: its row and column from 0, and where its text stands.
#[derive(Debug, Clone)]
struct Cell {
    row: u32,
    column: u32,
    text: Range<usize>,
}

impl Grid {
    /// Reads the cells of a worksheet, while there is room for them.
    ///
    /// # Errors
    /// When a cell cannot be read: what it says is not known, so nothing is said of the worksheet.
    pub(super) fn read<RS: Read + Seek>(
        reader: &mut XlsxCellReader<'_, RS>,
        room: &mut usize,
    ) -> Result<Self, XlsxError> {
        let mut grid = Self::default();
        while let Some(record) = reader.next_cell_with_formula_metadata()? {
            let (row, column) = record.pos;
            let is_unreckoned = record.formula.is_some() && record.value == DataRef::Empty;
            let shown = cell::shown(&record.value);
            let text = if is_unreckoned { UNRECKONED } else { &*shown };
            if text.trim().is_empty() {
                continue;
            }
            if row >= MOST_ROWS || column >= MOST_COLUMNS {
                grid.beyond = grid.beyond.or(Some(record.pos));
                continue;
            }
            let Some(left) = room.checked_sub(text.len() + CELL) else {
                grid.full = Some(row);
                grid.cells.retain(|cell| cell.row != row);
                break;
            };
            *room = left;
            let from = grid.text.len();
            grid.text.push_str(text);
            grid.cells.push(Cell { row, column, text: from..grid.text.len() });
        }
        // What stands in one cell twice is read once.
        grid.cells.sort_by_key(|cell| (cell.row, cell.column));
        grid.cells.dedup_by_key(|cell| (cell.row, cell.column));
        Ok(grid)
    }

    /// The rows in which something stands: their numbers, and their cells by column.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, Vec<(u32, &str)>)> {
        let rows = self.cells.chunk_by(|a, b| a.row == b.row);
        rows.map(|cells| {
            let row = cells.first().map_or(0, |cell| cell.row);
            let text = |cell: &Cell| (cell.column, self.text.get(cell.text.clone()).unwrap_or_default());
            (row, cells.iter().map(text).collect())
        })
    }
}
