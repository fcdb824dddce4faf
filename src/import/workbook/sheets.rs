//! A sheet of CSV, or a folder of them, as an export writes it.

use std::path::Path;

use super::drafting::{self, Text};
use super::plain;
use crate::diagnostic::FileId;
use crate::import::Draft;
use crate::load::{Config, LoadError, NamedSheet, sheets_of};
use crate::model::Model;

/// Reads the sheets that a path holds.
pub(super) fn read(path: &Path, model: &Model, config: &Config) -> Result<Draft, LoadError> {
    let foreign = sheets_of(path, config)?;
    if foreign.sources.is_empty() {
        return Err(LoadError::Unreadable(
            path.to_owned(),
            std::io::Error::other("no sheet (*.csv) stands in this folder"),
        ));
    }
    let mut draft = Draft::default();
    let mut texts = Vec::new();
    for (at, source) in foreign.sources.iter().enumerate() {
        let file = FileId::new(at);
        let is_read = foreign.findings.iter().all(|finding| finding.place.file != file);
        let stem = Path::new(source.path()).file_stem().unwrap_or_default().to_string_lossy();
        if !is_read || stem.eq_ignore_ascii_case("findings") {
            continue;
        }
        match config.csv.sheet_named(&stem) {
            NamedSheet::Of(of) => {
                texts.push(Text { file, of, read: source.text().to_owned(), is_worksheet: false });
            }
            NamedSheet::LeftOut => draft.left_out.add("sheets that the settings leave out"),
            NamedSheet::Unknown => {
                draft.left_out.add("sheets that are not named after a section");
                let name = plain(&stem).replace(['"', '\\'], "");
                draft.remarks.push(format!(
                    "The sheet `{name}.csv` is not named after a section and was left out; what it is can be said in \
                     systemkarta.toml: under [csv.sheets], write \"{name}\" = \"systems\", or \"-\" to leave it out."
                ));
            }
        }
    }
    draft.sources = foreign.sources;
    draft.findings = foreign.findings;
    draft.remarks.truncate(MOST_REMARKS);
    Ok(drafting::draft(draft, texts, model, config))
}

/// So many sheets are told by name; the others are counted.
const MOST_REMARKS: usize = 20;
