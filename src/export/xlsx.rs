//! Tables as a workbook: a sheet each, ready to be filtered, filled in and sent back.
//!
//! Every cell is text, also one that is filled in later: a version 3.10 stays one, and nothing is ever computed.

use std::fmt;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::{Column, Table};
use crate::escape;

/// The most rows of a sheet, with its header.
const ROWS: usize = 1_048_576;
/// The most columns of a sheet.
const COLUMNS: usize = 16_384;
/// The longest text of a cell, in the units in which Excel counts.
const LONGEST: usize = 32_767;
/// So many empty rows beneath the last are ready for new entries.
const SPARE: usize = 200;

/// Why a table does not go into a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TooMuch {
    /// A sheet has more rows or columns than a workbook can have.
    Sheet(&'static str),
    /// A cell has a longer text than a workbook can have: the sheet, its first cell, and the column.
    Cell(&'static str, String, String),
    /// What the writer of workbooks says.
    Other(String),
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet(name) => {
                write!(
                    f,
                    "`{name}` is larger than a sheet of a workbook may be: {ROWS} rows, {COLUMNS} columns"
                )
            }
            Self::Cell(sheet, id, column) => {
                write!(
                    f,
                    "`{column}` of `{id}` in `{sheet}` is longer than {LONGEST} characters, the most that a cell of a workbook holds"
                )
            }
            Self::Other(message) => write!(f, "no workbook can be made: {message}"),
        }
    }
}

impl std::error::Error for TooMuch {}

impl From<XlsxError> for TooMuch {
    fn from(error: XlsxError) -> Self {
        Self::Other(error.to_string())
    }
}

/// The bytes of a workbook: the same for the same tables.
///
/// # Errors
/// When a table is larger than a workbook may be.
pub fn xlsx(tables: &[Table], title: &str) -> Result<Vec<u8>, TooMuch> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title: String = escape::terminal(title).chars().take(200).collect();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let looks = Looks::new();
    for table in tables {
        check(table)?;
        write(table, &looks, workbook.add_worksheet())?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Looks {
    header: Format,
    line: Format,
    prose: Format,
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        Self {
            header: Format::new()
                .set_num_format("@")
                .set_bold()
                .set_background_color(0x00DC_E6F1)
                .set_border_bottom(FormatBorder::Thin),
            prose: text.clone().set_text_wrap(),
            line: text,
        }
    }

    fn of(&self, column: &Column) -> &Format {
        if column.is_prose { &self.prose } else { &self.line }
    }
}

fn check(table: &Table) -> Result<(), TooMuch> {
    if table.rows.len() >= ROWS || table.columns.len() > COLUMNS {
        return Err(TooMuch::Sheet(table.name));
    }
    for row in &table.rows {
        let cells = table.columns.iter().zip(row);
        if let Some((column, _)) = cells.into_iter().find(|(_, cell)| cell.encode_utf16().count() > LONGEST) {
            let id = row.first().map(|id| id.chars().take(LONGEST / 256).collect()).unwrap_or_default();
            return Err(TooMuch::Cell(table.name, id, column.name.clone()));
        }
    }
    Ok(())
}

fn write(table: &Table, looks: &Looks, sheet: &mut Worksheet) -> Result<(), TooMuch> {
    sheet.set_name(table.name)?;
    let last_row = to_row(table.rows.len());
    let last_spare = to_row((table.rows.len() + SPARE).min(ROWS - 1));
    let last_column = to_column(table.columns.len().saturating_sub(1));
    for (at, column) in table.columns.iter().enumerate() {
        let number = to_column(at);
        sheet.set_column_width(number, width(table, at, column))?;
        sheet.set_column_format(number, looks.of(column))?;
        sheet.write_string_with_format(0, number, &column.header, &looks.header)?;
        if !column.words.is_empty() {
            sheet.add_data_validation(1, number, last_spare, number, &one_of(column.words)?)?;
        }
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (at, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
            if cell.is_empty() {
                continue;
            }
            let look = looks.of(column);
            // What says to a spreadsheet that this is a text, whatever it begins with.
            let quoted = escape::is_formula(cell).then(|| look.clone().set_quote_prefix());
            sheet.write_string_with_format(row, to_column(at), cell, quoted.as_ref().unwrap_or(look))?;
        }
    }
    sheet.ignore_error_range(0, 0, last_spare, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    let named = table.columns.iter().take_while(|column| matches!(&*column.name, "id" | "name")).count();
    sheet.set_freeze_panes(1, to_column(named))?;
    Ok(())
}

/// A list to choose from; a local word may be written, too.
fn one_of(words: &[&str]) -> Result<DataValidation, XlsxError> {
    let list = DataValidation::new().allow_list_strings(words)?;
    let list = list.set_error_style(DataValidationErrorStyle::Warning);
    list.set_error_message(format!("The words are {}.", words.join(", ")))
}

/// As wide as what stands in it, within reason: so that most is read, and no column fills the screen.
fn width(table: &Table, at: usize, column: &Column) -> f64 {
    const LOOKED_AT: usize = 1000;
    let cells = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.get(at));
    let lines = cells.flat_map(|cell| cell.split('\n')).map(|line| line.chars().count());
    let widest = lines.max().unwrap_or_default().max(column.header.chars().count() + 3);
    let most = if column.is_prose { 60 } else { 40 };
    f64::from(u32::try_from(widest.clamp(8, most) + 1).unwrap_or_default())
}

fn to_row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn to_column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
