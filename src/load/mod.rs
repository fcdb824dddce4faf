//! Files to model: the only layer that reads maps.
//!
//! Two steps for each file, in parallel over the files: text to a tree with places (`parse`), then fields to
//! declarations (`decode`), with every fault of both collected. Then all files are merged in sorted order,
//! so that the result never depends on the number of threads.
//!
//! Knows nothing of the graph, of rules beyond those of input, or of output.

mod config;
mod decode;
mod discover;
mod faults;
mod limits;
mod merge;
mod parse;
mod read;
mod tree;

use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use config::{Config, ConfigFaults, Scales};
pub use limits::Limits;

use crate::diagnostic::{FileId, Finding, Place, Sources};
use crate::model::Model;
use decode::FileMap;
use discover::{Entry, Found};
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
    /// No YAML file stands beneath the folder.
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
    let files: Vec<FileRead> =
        entries.par_iter().enumerate().map(|(i, entry)| read_file(FileId::new(i), entry, config)).collect();

    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let mut maps = Vec::with_capacity(files.len());
    for (entry, file) in entries.into_iter().zip(files) {
        sources.add(entry.shown, file.text);
        findings.extend(file.findings);
        maps.push(file.map);
    }
    for skip in skipped {
        let file = sources.add(skip.shown, String::new());
        findings.push(Finding::new(skip.rule, Place::file(file), skip.reason).maybe_help(skip.help));
    }
    let model = merge::merge(maps, &config.limits, &mut findings);
    Ok(Loaded { model, sources, findings })
}

/// Loads a map from texts, as if each were a file with this name. For tests and benchmarks.
pub fn load_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>, config: &Config) -> Loaded {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let mut maps = Vec::new();
    for (i, (path, text)) in texts.into_iter().enumerate() {
        let file = decode_text(FileId::new(i), text.to_owned(), config);
        sources.add(path.to_owned(), file.text);
        findings.extend(file.findings);
        maps.push(file.map);
    }
    let model = merge::merge(maps, &config.limits, &mut findings);
    Loaded { model, sources, findings }
}

struct FileRead {
    text: String,
    map: FileMap,
    findings: Vec<Finding>,
}

fn read_file(file: FileId, entry: &Entry, config: &Config) -> FileRead {
    match read::read(&entry.path, file, config.limits.file_size) {
        Ok(text) => decode_text(file, text, config),
        Err((text, finding)) => FileRead {
            text,
            map: FileMap { incomplete: true, ..FileMap::default() },
            findings: vec![*finding],
        },
    }
}

fn decode_text(file: FileId, text: String, config: &Config) -> FileRead {
    let mut faults = Faults::new(file);
    let tree = parse::parse(&text, file, &config.limits, &mut faults);
    let mut map = decode::decode(&tree, &config.scales, &mut faults);
    map.incomplete = faults.incomplete;
    drop(tree);
    FileRead { text, map, findings: faults.into_findings() }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(path) => write!(f, "there is no map at `{}`", path.display()),
            Self::NoFiles(path) => {
                write!(f, "there is no map file (*.yaml, *.yml) in `{}`", path.display())
            }
            Self::Unreadable(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for LoadError {}
