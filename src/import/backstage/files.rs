//! Which files hold entities, and the entities in them.

use std::collections::BTreeMap;
use std::path::Path;

use super::entity::{self, Entity};
use super::reference::is_blank_of_template;
use crate::diagnostic::{FileId, Finding, Place, Sources};
use crate::import::notes::Notes;
use crate::load::{Foreign, Limits, LoadError, ValueRef, read_yaml, texts_of};

/// What a version of Backstage's own entities ends in, before its number.
const VERSION: &str = "backstage.io/";

/// The files that matter, and the entities in them in the order of the files and the text.
pub(super) fn read(
    path: &Path,
    limits: &Limits,
    notes: &mut Notes,
) -> Result<(Sources, Vec<Entity>), LoadError> {
    let Foreign { sources: all, findings } = texts_of(path, &is_wanted, limits)?;
    let mut by_file: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        by_file.entry(finding.place.file.index()).or_default().push(finding);
    }
    let is_named = path.is_file();
    let mut sources = Sources::default();
    let mut entities = Vec::new();
    for (number, source) in all.iter().enumerate() {
        let unread = by_file.remove(&number).unwrap_or_default();
        let is_catalogue = is_named || is_catalogue(Path::new(source.path()));
        let has_entities = is_catalogue || source.text().contains(VERSION);
        let matters = |finding: &Finding| {
            has_entities || finding.rule == "limit-exceeded" || !is_yaml(Path::new(source.path()))
        };
        let is_told = unread.iter().any(matters);
        if !is_told && !has_entities {
            continue;
        }
        let file = sources.add(source.path().to_owned(), source.text().to_owned());
        for finding in unread {
            let place = Place { file, ..finding.place };
            notes.find(Finding { place, ..finding });
        }
        if !is_told {
            let text = source.text();
            read_file(File { text, file, is_catalogue }, limits, notes, &mut entities);
        }
    }
    if sources.is_empty() {
        notes.remarks.push("no file holds entities of Backstage".into());
    }
    Ok((sources, entities))
}

struct File<'t> {
    text: &'t str,
    file: FileId,
    /// Whether all that stands in it is meant to be entities.
    is_catalogue: bool,
}

fn read_file(file: File<'_>, limits: &Limits, notes: &mut Notes, entities: &mut Vec<Entity>) {
    let (tree, faults) = read_yaml(file.text, file.file, limits);
    if !faults.is_empty() && is_blank_of_template(file.text) {
        notes.leave_out("files that are templates, not filled in");
        return;
    }
    let is_broken = !faults.is_empty();
    let candidates = tree.documents().flat_map(ValueRef::items).filter(|document| !document.is_absent());
    let mut found: Vec<ValueRef<'_>> =
        candidates.filter(|document| file.is_catalogue || is_of_backstage(*document)).collect();
    if found.is_empty() && !file.is_catalogue {
        return;
    }
    faults.into_iter().for_each(|fault| notes.find(fault));
    // What stands after a fault has lost its head.
    found.retain(|document| !is_broken || says(*document, "kind"));
    entities.extend(found.into_iter().filter_map(|document| entity::read(document, notes)));
}

fn is_of_backstage(document: ValueRef<'_>) -> bool {
    let version = document.entries().find(|(key, _)| key.scalar() == Some("apiVersion"));
    let is_ours =
        version.and_then(|(_, version)| version.scalar()).is_some_and(|text| text.contains(VERSION));
    is_ours && says(document, "kind")
}

fn says(document: ValueRef<'_>, field: &str) -> bool {
    document.entries().any(|(key, value)| key.scalar() == Some(field) && !value.is_absent())
}

fn is_wanted(path: &Path) -> bool {
    is_yaml(path) && path.components().all(|part| part.as_os_str() != "node_modules")
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn is_catalogue(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    stem.as_deref() == Some("catalog-info")
}
