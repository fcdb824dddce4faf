//! Files to model: the only layer that reads maps.
//!
//! Two steps for each file, in parallel over the files: text to a tree with places (`parse`), then fields to
//! declarations (`decode`), with every fault of both collected. Then all files are merged in sorted order,
//! so that the result never depends on the number of threads.
//!
//! Knows nothing of the graph, of rules beyond those of input, or of output.

mod board;
mod builder;
mod config;
mod criteria;
mod decode;
mod discover;
mod faults;
mod foreign;
mod limits;
mod merge;
mod named;
mod parse;
mod proposals;
mod read;
mod scales;
mod sheet;
mod surroundings;
mod syntax;
mod tree;
mod trusted;
mod waiving;

use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use board::Board;
pub use config::{Config, ConfigFaults};
pub use criteria::selection;
pub use discover::is_map_file;
pub use foreign::{Foreign, bytes_of, read_yaml, sheets_of, texts_of};
pub use limits::Limits;
pub use read::text_of_file;
pub use scales::Scales;
pub use sheet::{
    LooseSheet, NOT_DECLARED, NamedSheet, SheetGrid, SheetLine, SheetRow, SheetSettings, SheetWriter,
    SheetsRead, column_name, folded, read_sheets, slug,
};
pub use tree::{Tree, ValueRef};
pub use trusted::{Trusted, Untrusted};
pub use waiving::WaiverTerms;

use crate::diagnostic::{FileId, Finding, Place, Sources};
use crate::model::Model;
use decode::FileMap;
use discover::{Entry, Found, Skipped};
use faults::Faults;

/// A map as loaded: what it declares, the files it came from, and what is wrong with them.
#[derive(Debug)]
pub struct Loaded {
    /// What is declared.
    pub model: Model,
    /// The files.
    pub sources: Sources,
    /// What is wrong with the input, in the order of the files and the text.
    pub findings: Vec<Finding>,
}

/// Why nothing could be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// There is no such file or folder.
    NotFound(PathBuf),
    /// No file of a map stands beneath the folder.
    NoFiles(PathBuf),
    /// The folder or file cannot be read.
    Unreadable(PathBuf, std::io::Error),
}

/// Loads the map that a folder or file holds.
///
/// # Errors
/// When there is no such folder or file, or no map file in it. Whatever is wrong *in* a map is a finding.
pub fn load(path: &Path, config: &Config) -> Result<Loaded, LoadError> {
    let Found { entries, skipped } = discover::discover(path, &config.limits)?;
    let mut loading = Loading::default();
    let mut numbered = entries.into_iter().enumerate().map(|(i, entry)| (FileId::new(i), entry));
    loop {
        // So many at once that the processors are busy, and so few that the faults of a bad map do not pile up.
        let some: Vec<(FileId, Entry)> = numbered.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let read: Vec<FileRead> =
            some.par_iter().map(|(file, entry)| read_file(*file, entry, config, decode::decode)).collect();
        some.into_iter().zip(read).for_each(|((_, entry), file)| loading.add(entry.shown, file));
    }
    skipped.into_iter().for_each(|skip| loading.skip(skip));
    Ok(loading.finish(config))
}

/// Loads a map from texts, as if each were a file with this name. For tests and benchmarks.
pub fn load_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>, config: &Config) -> Loaded {
    let texts: Vec<(&str, &str)> = texts.into_iter().collect();
    let read: Vec<FileRead> = texts
        .par_iter()
        .enumerate()
        .map(|(i, (path, text))| match sheet::is_sheet(Path::new(path)) {
            true => FileRead { text: (*text).to_owned(), map: FileMap::default(), findings: Vec::new() },
            false => decode_text(FileId::new(i), (*text).to_owned(), config, decode::decode),
        })
        .collect();
    let mut loading = Loading::default();
    texts.into_iter().zip(read).for_each(|((path, _), file)| loading.add(path.to_owned(), file));
    loading.finish(config)
}

/// How many files are read before their faults are counted.
const AT_ONCE: usize = 1024;

struct FileRead {
    text: String,
    map: FileMap,
    findings: Vec<Finding>,
}

/// What has been read so far, file by file in order.
struct Loading {
    sources: Sources,
    maps: Vec<FileMap>,
    /// Those of the files that are sheets and wait until all others are read.
    sheets: Vec<FileId>,
    faults: Faults,
}

impl Default for Loading {
    fn default() -> Self {
        Self { sources: Sources::default(), maps: Vec::new(), sheets: Vec::new(), faults: Faults::of_map() }
    }
}

impl Loading {
    fn add(&mut self, shown: String, file: FileRead) {
        let is_sheet = sheet::is_sheet(Path::new(&shown)) && file.findings.is_empty();
        let id = self.sources.add(shown, file.text);
        self.sheets.extend(is_sheet.then_some(id));
        self.maps.push(file.map);
        file.findings.into_iter().for_each(|finding| self.faults.add(finding));
    }

    /// An entry that was not read is shown as a file without text. What it holds is missing, unless it was
    /// left out by rule.
    fn skip(&mut self, skip: Skipped) {
        let file = self.sources.add(skip.shown, String::new());
        self.faults.incomplete |= skip.rule != "skipped-file";
        self.faults.add(Finding::new(skip.rule, Place::file(file), skip.reason).maybe_help(skip.help));
    }

    fn read_sheets(&mut self, config: &Config) {
        if self.sheets.is_empty() {
            return;
        }
        for read in sheet::read(&self.sources, &self.sheets, &self.maps, config) {
            if let Some(map) = self.maps.get_mut(read.file.index()) {
                *map = read.map;
            }
            read.findings.into_iter().for_each(|finding| self.faults.add(finding));
        }
    }

    fn finish(mut self, config: &Config) -> Loaded {
        self.read_sheets(config);
        let mut model = merge::merge(self.maps, &config.limits, &mut self.faults);
        model.incomplete |= self.faults.incomplete;
        let mut findings = self.faults.into_findings();
        named::suggest(&mut findings, &model);
        Loaded { model, sources: self.sources, findings }
    }
}

/// What is read of a tree: a map, or only a part of one.
type Decode = fn(&Tree<'_>, &Config, &mut Faults) -> FileMap;

fn read_file(file: FileId, entry: &Entry, config: &Config, decode: Decode) -> FileRead {
    let is_sheet = sheet::is_sheet(&entry.path);
    let encoding = config.csv.encoding.filter(|_| is_sheet);
    match read::read(entry, file, config.limits.file_size, encoding) {
        Ok(text) if is_sheet => FileRead { text, map: FileMap::default(), findings: Vec::new() },
        Ok(text) => decode_text(file, text, config, decode),
        Err((text, finding)) => FileRead {
            text,
            map: FileMap { incomplete: true, ..FileMap::default() },
            findings: vec![*finding],
        },
    }
}

fn decode_text(file: FileId, text: String, config: &Config, decode: Decode) -> FileRead {
    let mut faults = Faults::of_file(file);
    let tree = parse::parse(&text, file, &config.limits, &mut faults);
    let mut map = decode(&tree, config, &mut faults);
    map.incomplete = faults.incomplete;
    drop(tree);
    FileRead { text, map, findings: faults.into_findings() }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(path) => write!(f, "there is no map at `{}`", path.display()),
            Self::NoFiles(path) => {
                write!(f, "there is no map file (*.yaml, *.yml, systems.csv …) in `{}`", path.display())
            }
            Self::Unreadable(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for LoadError {}
