//! One service as a file says it, and what becomes of it when another file is laid over.

use std::collections::BTreeMap;

use super::fields::{Field, Tag, Tags, fields};
use crate::diagnostic::{Finding, Place, quoted};
use crate::import::notes::{Notes, Said};
use crate::load::ValueRef;

/// One service.
#[derive(Debug, Clone)]
pub(super) struct Service {
    pub(super) name: String,
    /// Where its name stands first.
    pub(super) place: Place,
    pub(super) said: Settings,
}

/// What is said of a service.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub(super) image: Option<Said>,
    /// Whether its image is built here.
    pub(super) is_built: bool,
    /// By the field that says so, the services that it needs.
    pub(super) needs: BTreeMap<&'static str, Vec<Said>>,
    pub(super) profiles: Vec<String>,
    pub(super) replicas: Option<String>,
    pub(super) extends: Option<Extends>,
    /// Whether the whole service stands in place of an earlier one, and is gone.
    pub(super) tag: Option<Tag>,
    /// The fields that stand in place of earlier ones.
    cleared: Vec<String>,
}

/// The service that this one begins as.
#[derive(Debug, Clone)]
pub(super) struct Extends {
    pub(super) service: Said,
    /// The other file that it stands in.
    pub(super) file: Option<String>,
}

/// The fields that name services, and whether a later file adds to them.
const NEEDS: [(&str, bool); 6] = [
    ("depends_on", true),
    ("links", true),
    ("volumes_from", true),
    ("network_mode", false),
    ("ipc", false),
    ("pid", false),
];

impl Settings {
    /// For how many values it counts when another service extends it.
    pub(super) fn weight(&self) -> usize {
        let named = self.needs.values().flatten().chain(&self.image).map(|said| said.text.len());
        let words = self.profiles.iter().chain(&self.replicas).map(String::len);
        1 + named.chain(words).map(|length| 1 + length / 64).sum::<usize>()
    }

    /// This with what a later file says laid over.
    pub(super) fn under(mut self, later: Self) -> Self {
        match later.tag {
            Some(Tag::Override) => return later,
            Some(Tag::Reset) => return Self { tag: Some(Tag::Reset), ..Self::default() },
            None => {}
        }
        later.cleared.iter().for_each(|field| self.clear(field));
        for (field, needed) in later.needs {
            let adds = NEEDS.iter().any(|(name, adds)| *name == field && *adds);
            let all = self.needs.entry(field).or_default();
            if !adds {
                all.clear();
            }
            all.extend(needed);
        }
        self.profiles.extend(later.profiles);
        let is_there = if self.tag == Some(Tag::Reset) { None } else { self.tag };
        Self {
            image: later.image.or(self.image),
            is_built: self.is_built || later.is_built,
            replicas: later.replicas.or(self.replicas),
            extends: None,
            tag: is_there,
            ..self
        }
    }

    fn clear(&mut self, field: &str) {
        self.needs.remove(field);
        match field {
            "image" => self.image = None,
            "build" => self.is_built = false,
            "profiles" => self.profiles.clear(),
            "deploy" | "scale" => self.replicas = None,
            _ => {}
        }
        self.cleared.push(field.to_owned());
    }
}

/// Reads what a file says of a service.
pub(super) fn read(field: Field<'_>, tags: &Tags<'_>, notes: &mut Notes) -> Option<Service> {
    let (name, value) = (field.name.trim(), field.value);
    if !value.is_mapping() && !value.is_absent() && field.tag.is_none() {
        let message = format!("the service {} is no mapping", quoted(name));
        notes.find(Finding::new("wrong-type", value.place(), message));
        return None;
    }
    if name.is_empty() || name.len() > LONGEST {
        let message = format!("a service has a name of 1 to {LONGEST} bytes");
        notes.find(Finding::new("bad-value", field.place, message));
        return None;
    }
    let mut said = Settings { tag: field.tag, ..Settings::default() };
    for field in fields(value, tags, notes) {
        said.read(field, tags, notes);
    }
    Some(Service { name: name.to_owned(), place: field.place, said })
}

/// The longest name of a service.
const LONGEST: usize = 200;

impl Settings {
    fn read(&mut self, field: Field<'_>, tags: &Tags<'_>, notes: &mut Notes) {
        if field.tag.is_some() {
            self.cleared.push(field.name.to_owned());
        }
        if field.tag == Some(Tag::Reset) {
            return;
        }
        let value = field.value;
        match field.name {
            "image" => self.image = notes.text("image", value),
            "build" => self.is_built = !value.is_absent(),
            "depends_on" => {
                let needed = names(value, tags, notes);
                self.needs.insert("depends_on", needed);
            }
            "links" => _ = self.needs.insert("links", before_colon(notes.texts("links", value))),
            "volumes_from" => {
                let all = before_colon(notes.texts("volumes_from", value));
                let (others, needed) = all.into_iter().partition(|said| said.text == "container");
                let others: Vec<Said> = others;
                others.iter().for_each(|_| notes.leave_out("containers of other projects"));
                self.needs.insert("volumes_from", needed);
            }
            "network_mode" => self.namespace("network_mode", value, notes),
            "ipc" => self.namespace("ipc", value, notes),
            "pid" => self.namespace("pid", value, notes),
            "profiles" => {
                self.profiles = notes.texts("profiles", value).into_iter().map(|said| said.text).collect();
            }
            "scale" => self.replicas = notes.text("scale", value).map(|said| said.text),
            "deploy" => self.read_deploy(value, tags, notes),
            "extends" => self.extends = extends(value, tags, notes),
            "external_links" => value.items().for_each(|_| notes.leave_out("containers of other projects")),
            name if name.starts_with("x-") => {}
            name => notes.leave_out(format!("`{}` of services", name.chars().take(40).collect::<String>())),
        }
    }

    /// A namespace that is shared with a service: `service:db`.
    fn namespace(&mut self, field: &'static str, value: ValueRef<'_>, notes: &mut Notes) {
        let said = notes.text(field, value);
        let shared = said.and_then(|said| {
            let text = said.text.strip_prefix("service:")?.trim().to_owned();
            Some(Said { text, ..said })
        });
        self.needs.insert(field, shared.into_iter().collect());
    }

    fn read_deploy(&mut self, value: ValueRef<'_>, tags: &Tags<'_>, notes: &mut Notes) {
        for field in fields(value, tags, notes) {
            match field.name {
                "replicas" => {
                    self.replicas = notes.text("deploy.replicas", field.value).map(|said| said.text)
                }
                _ => notes.leave_out("other settings of `deploy`"),
            }
        }
    }
}

/// The services that `depends_on` names, as a list or as a mapping with conditions.
fn names(value: ValueRef<'_>, tags: &Tags<'_>, notes: &mut Notes) -> Vec<Said> {
    if !value.is_mapping() {
        return notes.texts("depends_on", value);
    }
    let named = fields(value, tags, notes).into_iter().filter(|field| field.tag != Some(Tag::Reset));
    named.map(|field| Said { text: field.name.trim().to_owned(), place: field.place }).collect()
}

/// What stands before the colon: `db:database` names the service `db` and calls it something else.
fn before_colon(all: Vec<Said>) -> Vec<Said> {
    let first = |said: Said| {
        let text = said.text.split(':').next().unwrap_or_default().trim().to_owned();
        Said { text, ..said }
    };
    all.into_iter().map(first).collect()
}

fn extends(value: ValueRef<'_>, tags: &Tags<'_>, notes: &mut Notes) -> Option<Extends> {
    if !value.is_mapping() {
        return notes.text("extends", value).map(|service| Extends { service, file: None });
    }
    let all = fields(value, tags, notes);
    let mut text = |name: &str| {
        all.iter().find(|field| field.name == name).and_then(|field| notes.text(name, field.value))
    };
    let file = text("file").map(|said| said.text);
    text("service").map(|service| Extends { service, file })
}
