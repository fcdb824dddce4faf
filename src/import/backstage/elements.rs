//! Entities as entries of a map.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::Catalogue;
use super::entity::{Entity, Kind};
use super::incoming;
use super::naming::Named;
use super::owners::Owners;
use super::relations::Relations;
use crate::entry::{Entry, Written};
use crate::import::Incoming;
use crate::import::notes::{Notes, counted};
use crate::model::{Listing, Section};

/// What the words of Backstage for a lifecycle mean.
const PHASES: [(&str, &str); 3] =
    [("experimental", "phase_in"), ("production", "active"), ("deprecated", "phase_out")];

/// What is written of a catalogue.
struct Writer<'c> {
    relations: &'c Relations,
    owners: &'c Owners,
    named: Named,
    /// Lifecycles in other words than Backstage's own.
    words: BTreeMap<String, usize>,
}

/// All entries: organisations, systems, technologies and integrations, each in the order of their names.
pub(super) fn entries(
    catalogue: &Catalogue,
    relations: &Relations,
    owners: &Owners,
    named: Named,
    notes: &mut Notes,
) -> Vec<Incoming> {
    let mut writer = Writer { relations, owners, named, words: BTreeMap::new() };
    let owning: BTreeSet<usize> = owners.values().copied().collect();
    let mut entries: Vec<Incoming> = Vec::new();
    for (at, entity) in catalogue.iter() {
        match entity.kind {
            Kind::Component | Kind::System => {
                let entry = writer.element(at, entity, Section::Systems);
                entries.push(incoming(entry, entity));
            }
            Kind::Resource => {
                let entry = writer.element(at, entity, Section::Technologies);
                entries.push(incoming(entry, entity));
            }
            Kind::Api => {
                entries.extend(writer.integrations(at, entity).into_iter().map(|it| incoming(it, entity)))
            }
            Kind::Group | Kind::User if owning.contains(&at) => {
                entries.push(incoming(writer.organisation(at, entity), entity));
            }
            Kind::Group | Kind::User => {}
        }
    }
    notes.remark(
        &counted(&writer.words),
        "word for a lifecycle is none of Backstage's own and was kept as the property `lifecycle`",
        "words for a lifecycle are none of Backstage's own and were kept as the property `lifecycle`",
    );
    let shared = relations.uses.values().filter(|pairs| has_several_providers(pairs)).count();
    if shared > 0 {
        let apis = if shared == 1 { "1 API is".to_owned() } else { format!("{shared} APIs are") };
        notes.remarks.push(format!("{apis} offered by several providers; each is an integration of its own"));
    }
    entries.sort_by(|a, b| (a.entry.listing, &a.entry.id).cmp(&(b.entry.listing, &b.entry.id)));
    entries
}

impl Writer<'_> {
    /// A component, system or resource.
    fn element(&mut self, at: usize, entity: &Entity, section: Section) -> Entry {
        let id = self.named.id(at).to_owned();
        let kind = entity.spec.kind.as_deref().or((entity.kind == Kind::System).then_some("system"));
        let entry = Entry::new(Listing::Section(section), id);
        let entry = self.head(entry, entity).with("kind", kind.unwrap_or_default());
        let mut entry = self.governance(entry, at, entity);
        entry = entry
            .with("part_of", Written::List(self.wholes(at)))
            .with("runs_on", self.those(self.relations.runs_on.get(&at)))
            .with("depends_on", self.those(self.relations.depends_on.get(&at)));
        tail(entry, entity)
    }

    /// An integration for each pair of a provider and a consumer, named as a map names those of several consumers.
    fn integrations(&mut self, at: usize, entity: &Entity) -> Vec<Entry> {
        let pairs = self.relations.uses.get(&at).map(Vec::as_slice).unwrap_or_default();
        let is_shared = has_several_providers(pairs);
        let mut entries = Vec::with_capacity(pairs.len());
        for &(provider, consumer) in pairs {
            let api = self.named.id(at);
            let (provider, consumer) = (self.named.id(provider), self.named.id(consumer));
            let id = match is_shared {
                true => format!("{api}@{provider}--{consumer}"),
                false => format!("{api}--{consumer}"),
            };
            let ends = (Written::from(provider), Written::from(consumer));
            let id = self.named.given.give(&[&id], "api");
            let entry = self.head(Entry::new(Listing::Section(Section::Integrations), id), entity);
            let entry = self.governance(entry, at, entity).with("provider", ends.0).with("consumer", ends.1);
            let entry = entry.with("protocol", entity.spec.kind.as_deref().unwrap_or_default());
            entries.push(tail(entry, entity));
        }
        entries
    }

    fn organisation(&self, at: usize, entity: &Entity) -> Entry {
        let spec = &entity.spec;
        let name = spec.display_name.as_ref().or(entity.title.as_ref()).unwrap_or(&entity.name);
        let kind = spec.kind.as_deref().unwrap_or(if entity.kind == Kind::User { "person" } else { "" });
        let entry = Entry::new(Listing::Section(Section::Organisations), self.named.id(at))
            .with("name", name.as_str())
            .with("description", entity.description.as_deref().unwrap_or_default())
            .with("kind", kind)
            .with("contact", spec.email.as_deref().unwrap_or_default());
        tail(entry, entity)
    }

    /// What it is called and what it is.
    fn head(&self, entry: Entry, entity: &Entity) -> Entry {
        let name = entity.title.as_ref().unwrap_or(&entity.name);
        entry
            .with("name", name.as_str())
            .with("description", entity.description.as_deref().unwrap_or_default())
    }

    /// Who owns it, and how far its life has come.
    fn governance(&mut self, entry: Entry, at: usize, entity: &Entity) -> Entry {
        let owner = self.owners.get(&at).map(|owner| self.named.id(*owner)).unwrap_or_default();
        let entry = entry.with("owner", owner);
        let Some(word) = entity.spec.lifecycle.as_deref() else { return entry };
        match PHASES.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(word)) {
            Some((_, phase)) => entry.with("lifecycle", *phase),
            None => {
                *self.words.entry(word.to_owned()).or_default() += 1;
                entry.with("properties", Written::Mapping(vec![("lifecycle".into(), word.into())]))
            }
        }
    }

    /// The component that it is a part of; and its system, softly: a system is a collection, without which its parts go on.
    fn wholes(&self, at: usize) -> Vec<Written> {
        let composite =
            self.relations.subcomponent_of.get(&at).map(|whole| Written::from(self.named.id(*whole)));
        let system = self.relations.system.get(&at).map(|system| {
            let to = ("to".to_owned(), Written::from(self.named.id(*system)));
            Written::Mapping(vec![to, ("strength".to_owned(), "soft".into())])
        });
        composite.into_iter().chain(system).collect()
    }

    fn those(&self, of: Option<&BTreeSet<usize>>) -> Written {
        Written::List(of.into_iter().flatten().map(|at| Written::from(self.named.id(*at))).collect())
    }
}

fn has_several_providers(pairs: &[(usize, usize)]) -> bool {
    pairs.first().is_some_and(|(first, _)| pairs.iter().any(|(provider, _)| provider != first))
}

/// Words to find it by, and where the knowledge comes from.
fn tail(entry: Entry, entity: &Entity) -> Entry {
    let how = if entity.is_stranger { ", named as an owner" } else { "" };
    let texts = |texts: &[String]| Written::List(texts.iter().map(|text| text.as_str().into()).collect());
    entry
        .with("tags", texts(&entity.tags))
        .with("links", texts(&entity.links))
        .with("source", format!("backstage: {}{how}", entity.key))
}
