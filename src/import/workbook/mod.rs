//! Workbooks and sheets that owners keep, as entries: what they say now of what a map may have.
//!
//! A worksheet is written as the text of a sheet, a line a row, and read as the sheets of a map are. So a place in that text
//! is a cell, and nothing here knows what a column means.

mod archive;
mod cell;
mod choose;
mod declare;
mod drafting;
mod grid;
mod sheets;
mod text;

use std::io::{self, Cursor};
use std::path::Path;

use calamine::{Reader as _, Xlsx};

use super::{Draft, Incoming};
use crate::diagnostic::Place;
use crate::entry::Entry;
use crate::load::{Config, LoadError, bytes_of};
use crate::model::Model;

/// Reads a workbook, a sheet, or the sheets of a folder, beside the map that they speak of.
///
/// # Errors
/// When it cannot be read at all. What is wrong in a cell is a finding.
pub fn read(path: &Path, model: &Model, config: &Config) -> Result<Draft, LoadError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    if path.is_dir() || extension == "csv" {
        return sheets::read(path, model, config);
    }
    let bytes = bytes_of(path, &config.limits)?;
    let refuse = |why: String| Err(LoadError::Unreadable(path.to_owned(), io::Error::other(why)));
    if let Some(form) = other_form(&extension) {
        return refuse(format!("it is {form}; save it as a workbook (.xlsx) or as CSV UTF-8"));
    }
    if let Err(why) = archive::check(&bytes, &config.limits) {
        return refuse(why);
    }
    match Xlsx::new(Cursor::new(bytes.as_slice())) {
        Ok(mut book) => Ok(choose::read(&mut book, path, model, config)),
        Err(error) => refuse(format!("it is no workbook that can be read: {}", plain(&error.to_string()))),
    }
}

/// Reads the same, and takes names that nobody declares as entries that say no more than their name, where the column
/// tells what they are.
///
/// # Errors
/// When it cannot be read at all.
pub fn read_and_declare(path: &Path, model: &Model, config: &Config) -> Result<Draft, LoadError> {
    let first = read(path, model, config)?;
    let (entries, places): (Vec<Entry>, Vec<Place>) = declare::undeclared(&first, model).into_iter().unzip();
    if entries.is_empty() {
        return Ok(first);
    }
    let mut draft = read(path, &declare::with(model, &entries, config), config)?;
    let incoming =
        entries.into_iter().zip(places).map(|(entry, place)| Incoming::said(entry, Vec::new(), place));
    draft.entries.extend(incoming);
    Ok(draft)
}

/// What a file is by its name, if that is another form of sheets.
fn other_form(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "xls" => "an old workbook (.xls)",
        "xlsb" => "a binary workbook (.xlsb)",
        "ods" => "a workbook of OpenDocument (.ods)",
        "numbers" => "a workbook of Numbers",
        "tsv" => "a sheet with tabs (.tsv)",
        _ => return None,
    })
}

/// A text from a file on one line and not too long, to be told.
fn plain(text: &str) -> String {
    const LONGEST: usize = 60;
    let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut plain: String = shown.clone().take(LONGEST).collect();
    if shown.count() > LONGEST {
        plain.push('…');
    }
    plain.trim().to_owned()
}
