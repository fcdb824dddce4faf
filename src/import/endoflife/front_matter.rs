//! Files of the data: Markdown after a head in YAML.

use std::collections::HashSet;
use std::path::Path;

use super::product::{Detail, Product, Release, label_of, package};
use super::said::{Event, Said};
use crate::diagnostic::{FileId, Finding, quoted};
use crate::load::{Limits, ValueRef, read_yaml};

/// The keys of the days, and those of which `true` says that it still is.
const DAYS: [(&str, Event, bool); 8] = [
    ("releaseDate", Event::Release, false),
    ("release", Event::Release, false),
    ("eoas", Event::ActiveSupport, false),
    ("support", Event::ActiveSupport, true),
    ("eol", Event::Life, false),
    ("eoes", Event::ExtendedSupport, false),
    ("extendedSupport", Event::ExtendedSupport, true),
    ("discontinued", Event::Sale, false),
];

/// The product of a file, if it is one.
pub(super) fn products(
    path: &str,
    text: &str,
    file: FileId,
    limits: &Limits,
) -> (Vec<Product>, Vec<Finding>) {
    let Some(head) = head(text).filter(|head| head.contains("\nreleases:")) else {
        return (Vec::new(), Vec::new());
    };
    let (tree, mut findings) = read_yaml(head, file, limits);
    let product = tree.documents().next().and_then(|document| product(document, path, &mut findings));
    (product.into_iter().collect(), findings)
}

/// The head of a file with the line that begins it, so that places in it are places in the file.
fn head(text: &str) -> Option<&str> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            break;
        }
        end += line.len();
    }
    text.get(..end)
}

fn product(document: ValueRef<'_>, path: &str, findings: &mut Vec<Finding>) -> Option<Product> {
    tell_twice(document, findings);
    let releases = get(document, "releases")?;
    let stem = || Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let address = |text: &str| text.trim().trim_matches('/').to_owned();
    let name = text(document, "permalink").map(address).filter(|name| !name.is_empty()).or_else(stem)?;
    let template = text(document, "releaseLabel");
    let identifiers = get(document, "identifiers").into_iter().flat_map(ValueRef::items);
    let packages = identifiers
        .flat_map(ValueRef::entries)
        .filter_map(|(kind, id)| package(kind.scalar()?, id.scalar()?));
    let aliases = get(document, "alternate_urls").into_iter().flat_map(ValueRef::items);
    let entries: Vec<ValueRef<'_>> = releases.items().collect();
    let count = entries.len();
    let releases: Vec<Release> = entries
        .into_iter()
        .filter_map(|entry| {
            tell_twice(entry, findings);
            release(entry, template)
        })
        .collect();
    Some(Product {
        nameless: count - releases.len(),
        label: text(document, "title").map_or_else(|| name.clone(), str::to_owned),
        name,
        aliases: aliases.filter_map(ValueRef::scalar).map(address).collect(),
        packages: packages.collect(),
        releases,
        detail: Detail::Data,
        place: document.place(),
    })
}

fn release(entry: ValueRef<'_>, template: Option<&str>) -> Option<Release> {
    let cycle = text(entry, "releaseCycle").map(str::trim).filter(|cycle| !cycle.is_empty())?;
    let codename = text(entry, "codename");
    let template = text(entry, "releaseLabel").or(template);
    let mut said: Vec<(Event, Said)> = Vec::new();
    for (key, event, is_inverted) in DAYS {
        let value = get(entry, key).filter(|value| !value.is_absent());
        if let Some(value) = value.filter(|_| said.iter().all(|(known, _)| *known != event)) {
            let day = read(value);
            said.push((event, if is_inverted { day.inverted() } else { day }));
        }
    }
    Some(Release {
        cycle: cycle.to_owned(),
        label: template.and_then(|template| label_of(template, cycle, codename)),
        codename: codename.map(str::to_owned),
        said,
        place: entry.place(),
    })
}

fn read(value: ValueRef<'_>) -> Said {
    match value.scalar() {
        Some(text) => Said::Text(text.to_owned(), value.place()).plain(),
        None => Said::Other(value.place()),
    }
}

/// A finding for each key that stands twice in a mapping: the first is taken.
fn tell_twice(mapping: ValueRef<'_>, findings: &mut Vec<Finding>) {
    let mut known: HashSet<&str> = HashSet::new();
    for (key, _) in mapping.entries() {
        let name = key.scalar().unwrap_or_default();
        if !known.insert(name) && findings.len() < super::MOST_FINDINGS {
            let message = format!("{} stands twice here; the first is taken", quoted(name));
            findings.push(Finding::new("duplicate-key", key.place(), message));
        }
    }
}

fn get<'a>(mapping: ValueRef<'a>, key: &str) -> Option<ValueRef<'a>> {
    mapping.entries().find(|(known, _)| known.scalar() == Some(key)).map(|(_, value)| value)
}

fn text<'a>(mapping: ValueRef<'a>, key: &str) -> Option<&'a str> {
    get(mapping, key).filter(|value| !value.is_absent())?.scalar()
}
