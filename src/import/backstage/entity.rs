//! One entity as it was written: what of it a map has a place for.

use super::reference::{DEFAULT_NAMESPACE, Key, LONGEST, is_blank_of_template};
use crate::diagnostic::{Finding, Place, quoted};
use crate::import::notes::{Notes, Said};
use crate::load::ValueRef;

/// A kind that a map has a place for, in the order in which those of one name are given ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Component,
    System,
    Resource,
    Api,
    Group,
    User,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Component, Self::System, Self::Resource, Self::Api, Self::Group, Self::User];

    /// As it stands in references.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::System => "system",
            Self::Resource => "resource",
            Self::Api => "api",
            Self::Group => "group",
            Self::User => "user",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word))
    }

    /// Whether it owns others.
    pub(super) fn is_owner(self) -> bool {
        matches!(self, Self::Group | Self::User)
    }
}

/// One entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) kind: Kind,
    pub(super) key: Key,
    /// Its namespace and name as written.
    pub(super) namespace: String,
    pub(super) name: String,
    /// Where its name stands.
    pub(super) place: Place,
    /// Whether it is an owner that somebody names and nobody declares.
    pub(super) is_stranger: bool,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) links: Vec<String>,
    pub(super) spec: Spec,
}

/// What an entity says under `spec`.
#[derive(Debug, Default)]
pub(super) struct Spec {
    pub(super) kind: Option<String>,
    pub(super) lifecycle: Option<String>,
    pub(super) owner: Option<Said>,
    pub(super) system: Option<Said>,
    pub(super) subcomponent_of: Option<Said>,
    pub(super) provides: Vec<Said>,
    pub(super) consumes: Vec<Said>,
    pub(super) depends_on: Vec<Said>,
    pub(super) dependency_of: Vec<Said>,
    pub(super) display_name: Option<String>,
    pub(super) email: Option<String>,
}

impl Entity {
    /// An entity of which only the name is known.
    pub(super) fn named(kind: Kind, namespace: &str, name: &str, place: Place) -> Self {
        Self {
            kind,
            key: Key::new(kind.word(), namespace, name),
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            place,
            is_stranger: false,
            title: None,
            description: None,
            tags: Vec::new(),
            links: Vec::new(),
            spec: Spec::default(),
        }
    }

    /// For how many values it counts when it is copied, as an API is for each that consumes it.
    pub(super) fn weight(&self) -> usize {
        let texts = [&self.title, &self.description, &self.spec.kind, &self.spec.lifecycle];
        let lists = self.tags.iter().chain(&self.links);
        let lengths = texts.into_iter().flatten().chain(lists).map(|text| 1 + text.len() / 64);
        1 + lengths.sum::<usize>()
    }
}

/// Reads an entity; nothing if a map has no place for it.
pub(super) fn read(document: ValueRef<'_>, notes: &mut Notes) -> Option<Entity> {
    if !document.is_mapping() {
        notes.find(Finding::new("wrong-type", document.place(), "this is no entity: it has no fields"));
        return None;
    }
    let kind = kind(document, notes)?;
    let metadata = value_of(document, "metadata");
    let mut entity = head(kind, document, metadata, notes)?;
    metadata.into_iter().for_each(|metadata| read_metadata(&mut entity, metadata, notes));
    if let Some(spec) = value_of(document, "spec") {
        read_spec(&mut entity, spec, notes);
    }
    Some(entity)
}

/// The last value under a key, as readers of YAML take it.
fn value_of<'a>(mapping: ValueRef<'a>, field: &str) -> Option<ValueRef<'a>> {
    let of_field = mapping.entries().filter(|(key, _)| key.scalar() == Some(field));
    of_field.map(|(_, value)| value).last()
}

fn kind(document: ValueRef<'_>, notes: &mut Notes) -> Option<Kind> {
    let word = value_of(document, "kind").and_then(|kind| notes.text("kind", kind));
    let Some(word) = word else {
        let finding = Finding::new("bad-value", document.place(), "this entity has no `kind`");
        notes.find(finding.help("say what it is, such as `kind: Component`"));
        return None;
    };
    let kind = Kind::parse(&word.text);
    if kind.is_none() {
        notes.leave_out(format!("entities of kind {}", short(&word.text)));
    }
    kind
}

/// Its name and namespace.
fn head(
    kind: Kind,
    document: ValueRef<'_>,
    metadata: Option<ValueRef<'_>>,
    notes: &mut Notes,
) -> Option<Entity> {
    let said = metadata.and_then(|metadata| value_of(metadata, "name"));
    // `name: {{ name }}` is a mapping to YAML.
    let is_blank =
        |value: ValueRef<'_>| value.is_mapping() || value.scalar().is_some_and(is_blank_of_template);
    if said.is_some_and(is_blank) {
        notes.leave_out("entities whose name a template leaves blank");
        return None;
    }
    let Some(name) = said.and_then(|name| notes.text("metadata.name", name)) else {
        if said.is_some_and(|name| name.is_list()) {
            return None;
        }
        let finding = Finding::new("bad-value", document.place(), "this entity has no `metadata.name`");
        notes.find(finding.help("give it the name by which others refer to it"));
        return None;
    };
    let namespace = metadata.and_then(|metadata| value_of(metadata, "namespace"));
    let namespace = namespace.and_then(|namespace| notes.text("metadata.namespace", namespace));
    let namespace = namespace.map_or_else(|| DEFAULT_NAMESPACE.to_owned(), |namespace| namespace.text);
    if name.text.len() > LONGEST || namespace.len() > LONGEST {
        let message = format!("a name or namespace is longer than {LONGEST} bytes");
        notes.find(Finding::new("bad-value", name.place, message).help("give the entity a shorter one"));
        return None;
    }
    Some(Entity::named(kind, &namespace, &name.text, name.place))
}

fn read_metadata(entity: &mut Entity, metadata: ValueRef<'_>, notes: &mut Notes) {
    for (key, value) in metadata.entries() {
        let Some(field) = key.scalar() else { continue };
        let mut text = |field: &str| notes.text(field, value).map(|said| said.text);
        match field {
            "name" | "namespace" => {}
            "title" => entity.title = text("metadata.title"),
            "description" => entity.description = text("metadata.description"),
            "tags" => {
                let tags = notes.texts("metadata.tags", value);
                entity.tags.extend(tags.into_iter().map(|tag| tag.text));
            }
            "links" => entity.links.extend(links(value, notes)),
            "annotations" => entity.links.extend(source_location(value, notes)),
            "labels" => value.entries().for_each(|_| notes.leave_out("labels")),
            _ => notes.leave_out(format!("fields `metadata.{}`", short(field))),
        }
    }
}

fn links(value: ValueRef<'_>, notes: &mut Notes) -> Vec<String> {
    let urls = value.items().filter_map(|link| value_of(link, "url"));
    let said: Vec<Said> = urls.filter_map(|url| notes.text("metadata.links.url", url)).collect();
    said.into_iter().map(|url| url.text).collect()
}

/// Of the annotations only the address where its source is kept.
fn source_location(value: ValueRef<'_>, notes: &mut Notes) -> Option<String> {
    let mut address = None;
    for (key, annotation) in value.entries() {
        let is_source = key.scalar() == Some("backstage.io/source-location");
        match annotation.scalar().and_then(|text| text.trim().strip_prefix("url:")).filter(|_| is_source) {
            Some(url) if !url.is_empty() => address = Some(url.to_owned()),
            _ => notes.leave_out("annotations"),
        }
    }
    address
}

fn read_spec(entity: &mut Entity, spec: ValueRef<'_>, notes: &mut Notes) {
    let kind = entity.kind;
    let said = &mut entity.spec;
    for (key, value) in spec.entries() {
        let Some(field) = key.scalar() else { continue };
        match (kind, field) {
            (_, "type") => said.kind = notes.text("spec.type", value).map(|said| said.text),
            (Kind::Group | Kind::User, "profile") => read_profile(said, value, notes),
            (Kind::Group | Kind::User, _) => {
                notes.leave_out(format!("fields `spec.{}` of owners", short(field)));
            }
            (_, "lifecycle") => said.lifecycle = notes.text("spec.lifecycle", value).map(|said| said.text),
            (_, "owner") => said.owner = notes.text("spec.owner", value),
            (Kind::Api, "definition") => notes.leave_out("definitions of APIs"),
            (Kind::Api, "system") => notes.leave_out("systems that APIs belong to"),
            (Kind::Component | Kind::Resource, "system") => said.system = notes.text("spec.system", value),
            (Kind::Component, "subcomponentOf") => {
                said.subcomponent_of = notes.text("spec.subcomponentOf", value);
            }
            (Kind::Component, "providesApis" | "implementsApis") => {
                said.provides.extend(notes.texts("spec.providesApis", value));
            }
            (Kind::Component, "consumesApis") => {
                said.consumes.extend(notes.texts("spec.consumesApis", value));
            }
            (Kind::Component | Kind::Resource, "dependsOn") => {
                said.depends_on.extend(notes.texts("spec.dependsOn", value));
            }
            (Kind::Component | Kind::Resource, "dependencyOf") => {
                said.dependency_of.extend(notes.texts("spec.dependencyOf", value));
            }
            (Kind::System, "domain") => notes.leave_out("domains that systems belong to"),
            _ => notes.leave_out(format!("fields `spec.{}`", short(field))),
        }
    }
}

fn read_profile(spec: &mut Spec, profile: ValueRef<'_>, notes: &mut Notes) {
    for (key, value) in profile.entries() {
        match key.scalar() {
            Some("displayName") => {
                spec.display_name = notes.text("spec.profile.displayName", value).map(|s| s.text)
            }
            Some("email") => spec.email = notes.text("spec.profile.email", value).map(|said| said.text),
            _ => notes.leave_out("other fields of profiles"),
        }
    }
}

/// A word of the file, as it may stand in a count.
pub(super) fn short(word: &str) -> String {
    let shown = quoted(word.trim());
    shown.trim_matches('`').chars().take(40).collect()
}
