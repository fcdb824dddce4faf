//! Files that are one project, laid over each other: its services.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::fields::{Field, Tag, Tags, fields};
use super::files::{folder_of, name_of_folder};
use super::service::{self, Service, Settings};
use super::variable::{UNKNOWN, fill};
use crate::diagnostic::{FileId, Finding, Place, Source, Sources, quoted};
use crate::import::notes::Notes;
use crate::load::{Limits, ValueRef, read_yaml};
use crate::model::did_you_mean;

/// One project.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// The name that one of its files says, or that of its folder.
    pub(super) name: String,
    pub(super) services: BTreeMap<String, Service>,
}

/// Sections of a file that a map has no place for.
const OTHER_SECTIONS: [&str; 5] = ["networks", "volumes", "secrets", "configs", "models"];

/// The projects of the files, in their order. Files of one folder, and files that say the same name, are one project.
pub(super) fn projects(sources: &Sources, limits: &Limits, notes: &mut Notes) -> Vec<Project> {
    let mut projects: Vec<Project> = Vec::new();
    let mut by_folder: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        let (name, layers) = read_file(source, FileId::new(number), limits, notes);
        let folder = folder_of(Path::new(source.path()));
        let known = by_folder.get(&folder).or_else(|| by_name.get(name.as_deref()?)).copied();
        let at = known.unwrap_or(projects.len());
        if known.is_none() {
            projects.push(Project { name: name_of_folder(&folder), services: BTreeMap::new() });
        }
        let Some(project) = projects.get_mut(at) else { continue };
        by_folder.insert(folder, at);
        if let Some(name) = name {
            by_name.insert(name.clone(), at);
            project.name = name;
        }
        layers.into_iter().for_each(|layer| project.lay_over(layer));
    }
    for project in &mut projects {
        project.services.retain(|_, service| service.said.tag != Some(Tag::Reset));
        project.check_needs(notes);
    }
    projects
}

/// The services of a file, document by document, and the name that it says.
fn read_file(
    source: &Source,
    file: FileId,
    limits: &Limits,
    notes: &mut Notes,
) -> (Option<String>, Vec<Vec<Service>>) {
    let (tree, findings) = read_yaml(source.text(), file, limits);
    let (tags, findings) = Tags::take(source.text(), findings);
    findings.into_iter().for_each(|finding| notes.find(finding));
    let mut name = None;
    let mut layers = Vec::new();
    for document in tree.documents().filter(|document| !document.is_absent()) {
        if !document.is_mapping() {
            let message = "this is no Compose file: it has no fields";
            notes.find(Finding::new("wrong-type", document.place(), message));
            continue;
        }
        let sections = fields(document, &tags, notes);
        name = said_name(&sections, notes).or(name);
        let services = services(&sections, &tags, notes);
        layers.push(extended(services, limits, notes));
    }
    (name, layers)
}

/// The name that a file says, if that is known.
fn said_name(sections: &[Field<'_>], notes: &mut Notes) -> Option<String> {
    let said = sections.iter().find(|field| field.name == "name" && !field.value.is_mapping())?;
    let name = notes.text("name", said.value).filter(|name| name.text.len() <= LONGEST_NAME)?;
    let filled = fill(&name.text)?.text;
    (!filled.contains(UNKNOWN)).then_some(filled)
}

/// Longer names of projects are not used.
const LONGEST_NAME: usize = 200;

/// The services of a document. Files of the first version have them outermost.
fn services(sections: &[Field<'_>], tags: &Tags<'_>, notes: &mut Notes) -> Vec<Service> {
    let has_services = sections.iter().any(|field| field.name == "services");
    let mut services = Vec::new();
    for section in sections {
        match section.name {
            "services" if section.value.is_mapping() => {
                let all = fields(section.value, tags, notes);
                let all = all.into_iter().filter(|field| !field.name.starts_with("x-"));
                services.extend(all.filter_map(|field| service::read(field, tags, notes)));
            }
            "services" if section.value.is_absent() => {}
            "services" => notes.find(Finding::new(
                "wrong-type",
                section.value.place(),
                "`services` is no mapping of services by their names",
            )),
            "name" | "version" => {}
            "include" => {
                section.value.items().for_each(|item| notes.find(not_followed("include", item.place())))
            }
            name if name.starts_with("x-") => {}
            _ if !has_services && is_service(section.value) => {
                services.extend(service::read(*section, tags, notes));
            }
            name if OTHER_SECTIONS.contains(&name) => {
                section.value.entries().for_each(|_| notes.leave_out(name.to_owned()));
            }
            name => notes.leave_out(format!("sections `{}`", name.chars().take(40).collect::<String>())),
        }
    }
    services
}

fn is_service(value: ValueRef<'_>) -> bool {
    value.entries().any(|(key, _)| matches!(key.scalar(), Some("image" | "build")))
}

fn not_followed(field: &str, place: Place) -> Finding {
    let message = format!("{} names another file, which is not read", quoted(field));
    Finding::new("skipped-file", place, message).help("name that file too when you import")
}

/// The services of a document with what they extend beneath them.
fn extended(services: Vec<Service>, limits: &Limits, notes: &mut Notes) -> Vec<Service> {
    let by_name: BTreeMap<&str, &Service> =
        services.iter().map(|service| (service.name.as_str(), service)).collect();
    let mut left = limits.alias_expansion;
    let mut is_told = false;
    let mut whole = |service: &Service| {
        let mut chain: Vec<&Service> = vec![service];
        while let Some(base) = chain.last().and_then(|last| base(last, &by_name, notes)) {
            if chain.iter().any(|above| above.name == base.name) {
                notes.find(Finding::new("bad-value", service.place, "`extends` leads back to this service"));
                break;
            }
            if chain.len() >= limits.depth {
                let message = format!("services extend each other deeper than {}", limits.depth);
                notes.find(limit(service.place, "depth", message));
                break;
            }
            if base.said.weight() > left {
                if std::mem::replace(&mut is_told, true) {
                    break;
                }
                let message =
                    format!("what services extend stands for more than {} values", limits.alias_expansion);
                notes.find(limit(service.place, "alias_expansion", message));
                break;
            }
            left -= base.said.weight();
            chain.push(base);
        }
        let mut all = chain.into_iter().rev().map(|service| service.said.clone());
        let first = all.next().unwrap_or_default();
        let said = all.fold(first, Settings::under);
        Service { said, ..service.clone() }
    };
    services.iter().map(&mut whole).collect()
}

fn limit(place: Place, name: &'static str, message: String) -> Finding {
    let help = format!("if it must be so, raise `{name}` under [limits] in systemkarta.toml");
    Finding::new("limit-exceeded", place, message).subject(name).help(help)
}

/// The service that one extends, if it stands in the same file.
fn base<'s>(
    service: &Service,
    by_name: &BTreeMap<&str, &'s Service>,
    notes: &mut Notes,
) -> Option<&'s Service> {
    let extends = service.said.extends.as_ref()?;
    if extends.file.is_some() {
        notes.find(not_followed("extends", extends.service.place));
        return None;
    }
    let found = by_name.get(extends.service.text.as_str()).copied();
    if found.is_none() {
        let names = by_name.keys().copied().take(looked_through(notes));
        notes.find(unknown("extends", &extends.service.text, extends.service.place, names));
    }
    found
}

fn unknown<'n>(
    field: &'static str,
    name: &str,
    place: Place,
    known: impl Iterator<Item = &'n str>,
) -> Finding {
    let message = format!("{} names {}, which is no service here", quoted(field), quoted(name));
    let help = did_you_mean(name, known);
    Finding::new("unknown-reference", place, message)
        .subject(field)
        .maybe_help(help)
        .maybe_help(Some("name the file that declares it too, or mend the name".into()))
}

impl Project {
    fn lay_over(&mut self, layer: Vec<Service>) {
        for later in layer {
            match self.services.remove(&later.name) {
                Some(earlier) => {
                    let said = earlier.said.under(later.said);
                    self.services.insert(earlier.name.clone(), Service { said, ..earlier });
                }
                None => _ = self.services.insert(later.name.clone(), later),
            }
        }
    }

    /// Leaves out what is needed and is no service of the project.
    fn check_needs(&mut self, notes: &mut Notes) {
        let known: BTreeSet<String> = self.services.keys().cloned().collect();
        for (name, service) in &mut self.services {
            for (field, needed) in &mut service.said.needs {
                needed.retain(|said| {
                    if said.text == *name {
                        notes.leave_out("dependencies of a service on itself");
                    } else if !known.contains(&said.text) {
                        let names = known.iter().map(String::as_str).take(looked_through(notes));
                        notes.find(unknown(field, &said.text, said.place, names));
                    }
                    said.text != *name && known.contains(&said.text)
                });
            }
        }
    }
}

/// Among how many a name is looked for that is like an unknown one.
fn looked_through(notes: &Notes) -> usize {
    if notes.has_time_to_help() { 1000 } else { 0 }
}
