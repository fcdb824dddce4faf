//! Sheets: `systems.csv` and the like, read as a section of the map beside the YAML.
//!
//! A sheet becomes the same tree with places that YAML becomes, so that nothing behind knows which of the two was
//! written. Two things are done before, because owners of sheets write names: what has no id is given one that is made
//! from its name, and a name where an id is wanted becomes the id of what is called so. Both need to know what the
//! whole map declares, so sheets are read when all other files have been.

mod amount;
mod beside;
mod cell;
mod column;
mod date;
mod earlier;
mod encoding;
mod flow;
mod garbled;
mod grid;
mod grow;
mod header;
mod ids;
mod lifecycles;
mod names;
mod records;
mod settings;
mod slug;
mod spelled;
mod strangers;
mod table;
mod writer;

use std::path::Path;

use rayon::prelude::*;

use super::Config;
use super::decode::{self, FileMap};
use super::faults::Faults;
use crate::diagnostic::{FileId, Finding, Place, Sources};
use crate::model::{Element, Listing, did_you_mean};
use earlier::Earlier;
use names::Known;
use table::Sheet;

pub use beside::{LooseSheet, SheetsRead, column_name, read_sheets};
pub(super) use encoding::{Encoding, windows_1252};
pub use grid::{SheetGrid, SheetRow};
pub use grow::NOT_DECLARED;
pub use settings::{NamedSheet, SheetSettings};
pub use slug::{folded, slug};
pub use writer::{SheetLine, SheetWriter};

/// Whether a file is a sheet by its name, be it of a section or not.
pub(super) fn is_sheet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// What the lines of the sheet of this name are.
pub(super) fn sheet_of(path: &Path) -> Option<Listing> {
    let stem = path.file_stem()?.to_str()?.to_ascii_lowercase();
    Listing::parse(&stem).filter(|_| is_sheet(path))
}

/// Whether a file is the sheet of a section in a form that a map is not read from: a workbook, or values with tabs.
pub(super) fn is_other_sheet(path: &Path) -> bool {
    const FORMS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "tsv"];
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_ascii_lowercase();
    FORMS.iter().any(|form| extension.eq_ignore_ascii_case(form)) && Listing::parse(&stem).is_some()
}

/// Why such a file is not read, and what to do.
pub(super) fn not_a_sheet(path: &Path) -> (String, String) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_workbook = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let save = format!("save it as {stem}.csv, and it is a part of the map");
    let help = match is_workbook {
        true => format!("`systemkarta import {name}` reads what it says into the map; or {save}"),
        false => save,
    };
    ("not read: a map is written in YAML and CSV".to_owned(), help)
}

/// Why a sheet of this name is not read, and what to do.
pub(super) fn not_of_map(path: &Path) -> (String, String) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let near = did_you_mean(&stem, Listing::all().map(Listing::name));
    let help = near.unwrap_or_else(|| {
        "a sheet is named after its section, such as systems.csv; each folder may hold one".to_owned()
    });
    ("not read: it is not named after a section of the map".to_owned(), help)
}

/// A sheet that was read: its file, what it declares, and what is wrong with it.
pub(super) struct SheetRead {
    pub(super) file: FileId,
    pub(super) map: FileMap,
    pub(super) findings: Vec<Finding>,
}

/// Reads the sheets among the files of a map, when what the other files declare is known.
pub(super) fn read(
    sources: &Sources,
    files: &[FileId],
    others: &[FileMap],
    config: &Config,
) -> Vec<SheetRead> {
    let (named, strange): (Vec<_>, Vec<_>) = files
        .iter()
        .filter_map(|&file| Some((file, sources.get(file)?)))
        .partition(|(_, source)| sheet_of(Path::new(source.path())).is_some());
    let loose: Vec<LooseSheet<'_>> = named
        .iter()
        .filter_map(|(file, source)| {
            let of = sheet_of(Path::new(source.path()))?;
            Some(LooseSheet { file: *file, of, text: source.text(), delimiter: None })
        })
        .collect();
    let declared: Vec<&Element> = others.iter().flat_map(|map| &map.declarations).collect();
    let mut known = Known::of(&declared);
    known.add_lifecycles(others.iter().flat_map(|map| &map.lifecycles));
    let together = Together::read(&loose, known, Earlier::default(), config);
    let mut read = together.decoded(config);
    read.extend(strange.into_iter().map(|(file, source)| skipped(file, Path::new(source.path()))));
    read
}

/// Sheets in which every line has its id and every name is known.
struct Together<'t> {
    sheets: Vec<Sheet<'t>>,
    known: Known,
    /// Organisations that nobody declares.
    strangers: Vec<Element>,
}

impl<'t> Together<'t> {
    fn read(loose: &[LooseSheet<'t>], mut known: Known, mut earlier: Earlier<'_>, config: &Config) -> Self {
        let read =
            |sheet: &LooseSheet<'t>| table::read(sheet.text, sheet.file, sheet.of, sheet.delimiter, config);
        let mut sheets: Vec<Sheet<'t>> = loose.par_iter().map(read).collect();
        ids::give(&mut sheets, &mut known, &mut earlier);
        let strangers = strangers::find(&mut sheets, &mut known);
        Self { sheets, known, strangers }
    }

    fn decoded(self, config: &Config) -> Vec<SheetRead> {
        let Self { sheets, known, strangers } = self;
        let mut read: Vec<SheetRead> =
            sheets.into_par_iter().map(|sheet| decode(sheet, &known, config)).collect();
        if let Some(first) = read.first_mut() {
            first.map.declarations.extend(strangers);
        }
        read
    }
}

fn decode(mut sheet: Sheet<'_>, known: &Known, config: &Config) -> SheetRead {
    let mut faults = std::mem::replace(&mut sheet.faults, Faults::of_file(sheet.file));
    ids::tell(&sheet, &mut faults);
    let tree = grow::tree(&sheet, known, &config.limits, &mut faults);
    let mut map = decode::decode(&tree, config, &mut faults);
    map.incomplete = faults.incomplete;
    SheetRead { file: sheet.file, map, findings: faults.into_findings() }
}

fn skipped(file: FileId, path: &Path) -> SheetRead {
    let (reason, help) = not_of_map(path);
    let finding = Finding::new("skipped-file", Place::file(file), reason).help(help);
    SheetRead { file, map: FileMap::default(), findings: vec![finding] }
}
