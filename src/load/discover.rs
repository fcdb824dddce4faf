//! Which files belong to a map: every `*.yaml` and `*.yml` beneath its folder, and every sheet that is named after a
//! section, such as `systems.csv`, in sorted order.
//!
//! Hidden entries are left out. Symbolic links are not followed: a map cannot reach out of its folder.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::LoadError;
use super::limits::Limits;
use super::sheet;

/// A file to read, and its path as shown to the user.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) shown: String,
    /// Whether the user named it, so that it may be a link.
    pub(super) named: bool,
}

/// An entry that was not read, with the rule that says so and why.
#[derive(Debug)]
pub(super) struct Skipped {
    pub(super) shown: String,
    pub(super) rule: &'static str,
    pub(super) reason: String,
    pub(super) help: Option<String>,
}

/// What stands beneath the path of a map.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) entries: Vec<Entry>,
    pub(super) skipped: Vec<Skipped>,
}

/// Finds the files of a map.
pub(super) fn discover(root: &Path, limits: &Limits) -> Result<Found, LoadError> {
    let found = find(root, limits, &Found::file_of_map)?;
    // A map whose every file was skipped or unreadable still says so, rather than that there is none.
    if found.entries.is_empty() && found.skipped.is_empty() {
        return Err(LoadError::NoFiles(root.to_owned()));
    }
    Ok(found)
}

/// What is done with a file that stands beneath a folder.
type Judge<'j> = &'j dyn Fn(&mut Found, PathBuf, FileType);

/// Finds the files beneath a folder that are wanted, in sorted order; or the one file that is named.
pub(super) fn find(root: &Path, limits: &Limits, judge: Judge<'_>) -> Result<Found, LoadError> {
    let kind = fs::metadata(root).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => LoadError::NotFound(root.to_owned()),
        _ => LoadError::Unreadable(root.to_owned(), error),
    })?;
    let mut found = Found::default();
    if kind.is_dir() {
        let unreadable = |error| LoadError::Unreadable(root.to_owned(), error);
        walk(root, limits, &mut found, judge).map_err(unreadable)?;
        // Two names that are not UTF-8 may be shown alike.
        found.entries.sort_by(|a, b| (&a.shown, &a.path).cmp(&(&b.shown, &b.path)));
        found.skipped.sort_by(|a, b| a.shown.cmp(&b.shown));
        found.keep_at_most(limits.files);
    } else if kind.is_file() {
        found.entries.push(Entry { path: root.to_owned(), shown: shown(root), named: true });
    } else {
        let error = io::Error::other(format!("it is {}", name_of(kind.file_type())));
        return Err(LoadError::Unreadable(root.to_owned(), error));
    }
    Ok(found)
}

/// Walks the folders with a list of those still to do. Only the root itself must be readable.
fn walk(root: &Path, limits: &Limits, found: &mut Found, judge: Judge<'_>) -> io::Result<()> {
    let mut folders = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let listing = match fs::read_dir(&folder) {
            Ok(listing) => listing,
            Err(error) if depth == 0 => return Err(error),
            Err(error) => {
                found.unreadable(&folder, &error);
                continue;
            }
        };
        for entry in listing {
            let (entry, kind) = match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((kind, entry)) => (entry, kind),
                Err(error) => {
                    found.unreadable(&folder, &error);
                    continue;
                }
            };
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            if kind.is_dir() && depth >= limits.depth {
                found.limit(&path, "depth", format!("folders are nested deeper than {}", limits.depth));
            } else if kind.is_dir() {
                folders.push((path, depth + 1));
            } else {
                judge(found, path, kind);
            }
        }
    }
    Ok(())
}

impl Found {
    /// Adds a file that is to be read.
    pub(super) fn add(&mut self, path: PathBuf) {
        self.entries.push(Entry { shown: shown(&path), path, named: false });
    }

    fn file_of_map(&mut self, path: PathBuf, kind: FileType) {
        if kind.is_file() && is_map_file(&path) {
            self.add(path);
        } else if kind.is_file() && (sheet::is_sheet(&path) || sheet::is_other_sheet(&path)) {
            let is_sheet = sheet::is_sheet(&path);
            let (reason, help) = if is_sheet { sheet::not_of_map(&path) } else { sheet::not_a_sheet(&path) };
            let shown = shown(&path);
            self.skipped.push(Skipped { shown, rule: "skipped-file", reason, help: Some(help) });
        } else if is_map_file(&path) || (kind.is_symlink() && path.is_dir()) {
            let reason = format!("not read: it is {}", name_of(kind));
            let help =
                kind.is_symlink().then(|| "links are not followed; put the file itself in the map".into());
            self.skipped.push(Skipped { shown: shown(&path), rule: "skipped-file", reason, help });
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let reason = format!("this cannot be read: {error}");
        self.skipped.push(Skipped { shown: shown(path), rule: "unreadable-file", reason, help: None });
    }

    fn limit(&mut self, path: &Path, name: &str, reason: String) {
        let help = Some(format!("raise `{name}` under [limits] in systemkarta.toml"));
        self.skipped.push(Skipped { shown: shown(path), rule: "limit-exceeded", reason, help });
    }

    fn keep_at_most(&mut self, files: usize) {
        if let Some(first_left_out) = self.entries.get(files).map(|entry| entry.path.clone()) {
            let count = self.entries.len();
            self.limit(
                &first_left_out,
                "files",
                format!("the map has {count} files; from here on none is read"),
            );
            self.entries.truncate(files);
        }
    }
}

/// Whether a file with this name, beneath the folder of a map, is read as a part of it.
pub fn is_map_file(path: &Path) -> bool {
    let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    is_yaml || sheet::sheet_of(path).is_some()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn name_of(kind: FileType) -> &'static str {
    if kind.is_symlink() {
        "a symbolic link"
    } else if kind.is_dir() {
        "a folder"
    } else {
        "not a regular file"
    }
}
