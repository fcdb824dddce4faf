//! Which files are read, and which of them are one project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{FileId, Finding, Place, Sources};
use crate::import::notes::Notes;
use crate::load::{Foreign, Limits, LoadError, texts_of};

/// What Compose looks for in a folder, what it prefers first.
const BASES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
/// What it lays over that by itself.
const OVERRIDES: [&str; 4] = [
    "compose.override.yaml",
    "compose.override.yml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

/// Reads the files in the order in which they are named; beneath a folder those that Compose would read by itself.
pub(super) fn read(paths: &[PathBuf], limits: &Limits, notes: &mut Notes) -> Result<Sources, LoadError> {
    let mut sources = Sources::default();
    for path in paths {
        let foreign = texts_of(path, &is_wanted, limits)?;
        let order = if path.is_file() { vec![0] } else { chosen(&foreign.sources, notes) };
        for number in &order {
            take(&foreign, *number, &mut sources, notes);
        }
        tell_unread(foreign, &order, &mut sources, notes);
    }
    Ok(sources)
}

fn take(foreign: &Foreign, number: usize, sources: &mut Sources, notes: &mut Notes) {
    let Some(source) = foreign.sources.get(FileId::new(number)) else { return };
    let file = sources.add(source.path().to_owned(), source.text().to_owned());
    for finding in foreign.findings.iter().filter(|finding| finding.place.file.index() == number) {
        notes.find(Finding { place: Place { file, ..finding.place }, ..finding.clone() });
    }
}

/// Folders that could not be read, and limits that were met.
fn tell_unread(foreign: Foreign, read: &[usize], sources: &mut Sources, notes: &mut Notes) {
    let others = foreign.findings.into_iter().filter(|finding| !read.contains(&finding.place.file.index()));
    for finding in others {
        let Some(source) = foreign.sources.get(finding.place.file) else { continue };
        if finding.rule == "limit-exceeded" || !is_wanted(Path::new(source.path())) {
            let file = sources.add(source.path().to_owned(), String::new());
            notes.find(Finding { place: Place::file(file), ..finding });
        }
    }
}

/// Of each folder the file that Compose would read, and after it the one that it would lay over.
fn chosen(sources: &Sources, notes: &mut Notes) -> Vec<usize> {
    let mut by_folder: BTreeMap<PathBuf, Vec<(String, usize)>> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate().filter(|(_, it)| is_wanted(Path::new(it.path()))) {
        let path = Path::new(source.path());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        by_folder.entry(folder_of(path)).or_default().push((name, number));
    }
    let mut order = Vec::new();
    for files in by_folder.into_values() {
        let find = |names: &[&str]| {
            let found = names.iter().find_map(|name| files.iter().find(|(file, _)| file == name));
            found.map(|(_, number)| *number)
        };
        let base = find(&BASES);
        let both: Vec<usize> = base.into_iter().chain(base.and_then(|_| find(&OVERRIDES))).collect();
        let others = files.len() - both.len();
        (0..others).for_each(|_| notes.leave_out("files that Compose would not read by itself"));
        order.extend(both);
    }
    order
}

/// `compose.yaml`, `docker-compose.prod.yml` and the like.
fn is_wanted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
    let name = name.strip_prefix("docker-").unwrap_or(&name);
    is_yaml && name.starts_with("compose.")
}

/// The folder in which a file stands.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

/// The name of a project that says none: that of its folder.
pub(super) fn name_of_folder(folder: &Path) -> String {
    let absolute = std::path::absolute(folder.join("compose.yaml")).unwrap_or_default();
    let name = absolute.parent().and_then(Path::file_name).unwrap_or_default();
    name.to_string_lossy().into_owned()
}
