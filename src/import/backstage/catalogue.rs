//! All entities, and what a reference means among them.

use std::collections::BTreeMap;

use super::entity::{Entity, Kind, short};
use super::reference::{Key, NoReference, is_blank_of_template, parse};
use crate::diagnostic::{Finding, quoted};
use crate::import::notes::{Notes, Said};
use crate::model::did_you_mean;

/// All entities, in an order that does not depend on where they stand: by kind, namespace and name.
#[derive(Debug)]
pub(super) struct Catalogue {
    pub(super) entities: Vec<Entity>,
    by_key: BTreeMap<Key, usize>,
}

impl Catalogue {
    /// Of several entities with the same name the first counts.
    pub(super) fn new(entities: Vec<Entity>, notes: &mut Notes) -> Self {
        let mut catalogue = Self { entities: Vec::with_capacity(entities.len()), by_key: BTreeMap::new() };
        for entity in entities {
            if let Some(first) = catalogue.get(&entity.key) {
                notes.find(twice(&entity, first));
            } else {
                catalogue.add(entity);
            }
        }
        catalogue.sort();
        catalogue
    }

    /// Adds an entity that is not there yet.
    pub(super) fn add(&mut self, entity: Entity) -> usize {
        let at = self.entities.len();
        self.by_key.insert(entity.key.clone(), at);
        self.entities.push(entity);
        at
    }

    fn sort(&mut self) {
        self.entities.sort_by(|a, b| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
        self.by_key = self.entities.iter().enumerate().map(|(at, entity)| (entity.key.clone(), at)).collect();
    }

    fn get(&self, key: &Key) -> Option<&Entity> {
        self.entities.get(*self.by_key.get(key)?)
    }

    pub(super) fn position(&self, key: &Key) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// All entities with their positions.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Entity)> {
        self.entities.iter().enumerate()
    }

    /// What a reference of `from` means. If nothing that a map has a place for, that is told or counted.
    pub(super) fn resolve(
        &self,
        from: &Entity,
        field: &'static str,
        said: &Said,
        kind: Option<Kind>,
        notes: &mut Notes,
    ) -> Option<usize> {
        let key = self.key(from, field, said, kind, notes)?;
        let found = self.position(&key);
        if found.is_none() {
            notes.find(self.unknown(&key, field, said, notes.has_time_to_help()));
        }
        found
    }

    /// The key that a reference stands for, if it is one of a kind that a map has a place for.
    pub(super) fn key(
        &self,
        from: &Entity,
        field: &'static str,
        said: &Said,
        kind: Option<Kind>,
        notes: &mut Notes,
    ) -> Option<Key> {
        if is_blank_of_template(&said.text) {
            notes.leave_out("references that a template leaves blank");
            return None;
        }
        match parse(&said.text, kind.map(Kind::word), &from.namespace) {
            Ok(key) if Kind::parse(&key.kind).is_some() => Some(key),
            Ok(key) => {
                let what = format!("references to entities of kind {}", short(&key.kind));
                notes.leave_out(what);
                None
            }
            Err(why) => {
                notes.find(self.no_reference(from, field, said, why));
                None
            }
        }
    }

    fn unknown(&self, key: &Key, field: &'static str, said: &Said, is_helped: bool) -> Finding {
        let names = quoted(&key.to_string());
        let message = format!("{} names {names}, which is no entity that was read", quoted(field));
        Finding::new("unknown-reference", said.place, message)
            .subject(field)
            .maybe_help(is_helped.then(|| self.meant(key)).flatten())
            .maybe_help(Some("import the folder that declares it too, or mend the name".into()))
    }

    fn meant(&self, key: &Key) -> Option<String> {
        let of_kind = self.entities.iter().filter(|entity| entity.key.kind == key.kind);
        match self.entities.iter().find(|entity| entity.key.name == key.name) {
            Some(other) => Some(format!("did you mean {}?", quoted(&other.key.to_string()))),
            None => did_you_mean(&key.name, of_kind.map(|entity| entity.key.name.as_str())),
        }
    }

    fn no_reference(&self, from: &Entity, field: &'static str, said: &Said, why: NoReference) -> Finding {
        let (message, help) = match why {
            NoReference::Form => (
                format!("{} is no reference", quoted(&said.text)),
                "write `kind:namespace/name`, or a part of it that begins later".to_owned(),
            ),
            NoReference::NoKind => {
                let written = format!("{}:{}", self.kind_meant(from, said).word(), said.text);
                let message = format!("{} in {} says no kind", quoted(&said.text), quoted(field));
                (message, format!("write {}", quoted(&written)))
            }
        };
        Finding::new("bad-value", said.place, message).subject(field).help(help)
    }

    /// A component, or a resource if there is only that.
    fn kind_meant(&self, from: &Entity, said: &Said) -> Kind {
        let is_one = |kind: &Kind| {
            let key = parse(&said.text, Some(kind.word()), &from.namespace);
            key.is_ok_and(|key| self.position(&key).is_some())
        };
        [Kind::Component, Kind::Resource].into_iter().find(is_one).unwrap_or(Kind::Component)
    }
}

fn twice(entity: &Entity, first: &Entity) -> Finding {
    let message = format!("{} is declared twice", quoted(&entity.key.to_string()));
    Finding::new("duplicate-id", entity.place, message)
        .related(first.place, "first here")
        .help("delete one of them, or give it another name or namespace")
}
