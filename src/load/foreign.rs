//! Files that are no part of a map, read within the same limits: what is imported.

use std::io;
use std::path::Path;

use super::LoadError;
use super::config::Config;
use super::discover::{Entry, find};
use super::faults::Faults;
use super::limits::Limits;
use super::parse::parse;
use super::read;
use super::sheet::{self, Encoding};
use super::tree::Tree;
use crate::diagnostic::{FileId, Finding, Place, Sources};

/// Files that are no part of a map, as they were read.
#[derive(Debug, Default)]
pub struct Foreign {
    /// The files, in sorted order; what could not be read has no text.
    pub sources: Sources,
    /// What could not be read.
    pub findings: Vec<Finding>,
}

/// Reads the texts of a file, or of those beneath a folder that are wanted by their path. Hidden files and links are
/// passed over, as in a map.
///
/// # Errors
/// When there is no such file or folder. What cannot be read beneath a folder is a finding.
pub fn texts_of(root: &Path, wanted: &dyn Fn(&Path) -> bool, limits: &Limits) -> Result<Foreign, LoadError> {
    texts(root, wanted, limits, None)
}

/// Reads the texts of a sheet, or of those beneath a folder, in the encoding of the settings.
///
/// # Errors
/// When there is no such file or folder.
pub fn sheets_of(root: &Path, config: &Config) -> Result<Foreign, LoadError> {
    texts(root, &sheet::is_sheet, &config.limits, config.csv.encoding)
}

fn texts(
    root: &Path,
    wanted: &dyn Fn(&Path) -> bool,
    limits: &Limits,
    encoding: Option<Encoding>,
) -> Result<Foreign, LoadError> {
    let mut found = find(root, limits, &|found, path, kind| {
        if kind.is_file() && wanted(&path) {
            found.add(path);
        }
    })?;
    found.entries.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
    let mut foreign = Foreign::default();
    for entry in found.entries.into_iter().take(limits.files) {
        let file = FileId::new(foreign.sources.len());
        let (text, finding) = match read::read(&entry, file, limits.file_size, encoding) {
            Ok(text) => (text, None),
            Err((text, finding)) => (text, Some(*finding)),
        };
        foreign.sources.add(entry.shown, text);
        foreign.findings.extend(finding);
    }
    for skip in found.skipped {
        let file = foreign.sources.add(skip.shown, String::new());
        foreign.findings.push(Finding::new(skip.rule, Place::file(file), skip.reason).maybe_help(skip.help));
    }
    Ok(foreign)
}

/// The bytes of a file that is no text.
///
/// # Errors
/// When it cannot be read, or is larger than `limits.file_size`.
pub fn bytes_of(path: &Path, limits: &Limits) -> Result<Vec<u8>, LoadError> {
    let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
    let entry = Entry { path: path.to_owned(), shown: path.display().to_string(), named: true };
    let bytes = match read::bounded(&entry, limits.file_size) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(LoadError::NotFound(path.to_owned()));
        }
        read => read.map_err(unreadable)?,
    };
    if bytes.len() > limits.file_size {
        let why = format!("it is larger than {} bytes", limits.file_size);
        return Err(unreadable(io::Error::other(why)));
    }
    Ok(bytes)
}

/// Reads a text as YAML that is no map: its values with their places, and what is no YAML in it.
pub fn read_yaml<'t>(text: &'t str, file: FileId, limits: &Limits) -> (Tree<'t>, Vec<Finding>) {
    let mut faults = Faults::of_file(file);
    let tree = parse(text, file, limits, &mut faults);
    (tree, faults.into_findings())
}
