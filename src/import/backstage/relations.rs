//! What entities rest on, as a map says it.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::Catalogue;
use super::entity::{Entity, Kind, Spec};
use crate::diagnostic::Finding;
use crate::import::notes::{Notes, Said};
use crate::load::Limits;

/// Of each entity others, by their positions in the catalogue.
type Others = BTreeMap<usize, BTreeSet<usize>>;

/// What entities rest on, as a map says it.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) depends_on: Others,
    pub(super) runs_on: Others,
    /// The system that it belongs to.
    pub(super) system: BTreeMap<usize, usize>,
    /// The component that it is a part of.
    pub(super) subcomponent_of: BTreeMap<usize, usize>,
    /// Of each API that is both provided and consumed, the providers and the consumers: one pair is one integration.
    pub(super) uses: BTreeMap<usize, Vec<(usize, usize)>>,
    providers: Others,
    consumers: Others,
}

impl Relations {
    /// All relations of a catalogue. What they cannot say is told or counted.
    pub(super) fn of(catalogue: &Catalogue, limits: &Limits, notes: &mut Notes) -> Self {
        let mut relations = Self::default();
        for (at, entity) in catalogue.iter() {
            relations.read(catalogue, at, entity, notes);
        }
        relations.pair(catalogue, limits.consumer_expansion, notes);
        relations
    }

    /// Whether an entity has a place in the map for what it is, whoever owns it.
    pub(super) fn keeps(&self, at: usize, kind: Kind) -> bool {
        match kind {
            Kind::Component | Kind::System | Kind::Resource => true,
            Kind::Api => self.uses.contains_key(&at),
            Kind::Group | Kind::User => false,
        }
    }

    fn read(&mut self, catalogue: &Catalogue, at: usize, entity: &Entity, notes: &mut Notes) {
        let Spec { provides, consumes, depends_on, dependency_of, system, subcomponent_of, .. } =
            &entity.spec;
        let mut all = |field: &'static str, said: &[Said], kind: Option<Kind>| {
            let meant = said.iter().filter_map(|said| catalogue.resolve(entity, field, said, kind, notes));
            meant.collect::<Vec<usize>>()
        };
        let provided = all("providesApis", provides, Some(Kind::Api));
        let consumed = all("consumesApis", consumes, Some(Kind::Api));
        let dependencies = all("dependsOn", depends_on, None);
        let dependents = all("dependencyOf", dependency_of, None);
        let wholes = all("system", system.as_slice(), Some(Kind::System));
        let composites = all("subcomponentOf", subcomponent_of.as_slice(), Some(Kind::Component));

        let end = |apis: Vec<usize>, of: &mut Others, field: &str, notes: &mut Notes| {
            for api in apis {
                match is_of(catalogue, api, Kind::Api) {
                    true => _ = of.entry(api).or_default().insert(at),
                    false => notes.leave_out(format!("`{field}` that name no API")),
                }
            }
        };
        end(provided, &mut self.providers, "providesApis", notes);
        end(consumed, &mut self.consumers, "consumesApis", notes);
        dependencies.into_iter().for_each(|other| self.depend(catalogue, at, other, notes));
        dependents.into_iter().for_each(|other| self.depend(catalogue, other, at, notes));
        belong(catalogue, &mut self.system, (at, wholes.first()), Kind::System, notes);
        belong(catalogue, &mut self.subcomponent_of, (at, composites.first()), Kind::Component, notes);
    }

    /// One rests on another: on a technology it runs, and an API it consumes.
    fn depend(&mut self, catalogue: &Catalogue, dependent: usize, dependency: usize, notes: &mut Notes) {
        let kind = |at: usize| catalogue.entities.get(at).map(|entity| entity.kind);
        let (Some(from), Some(to)) = (kind(dependent), kind(dependency)) else { return };
        if dependent == dependency {
            return notes.leave_out("dependencies of an entity on itself");
        }
        let of = match (from, to) {
            (Kind::Api | Kind::Group | Kind::User, _) => {
                return notes.leave_out(format!("dependencies of entities of kind {}", from.word()));
            }
            (_, Kind::Group | Kind::User) => {
                return notes.leave_out(format!("dependencies on entities of kind {}", to.word()));
            }
            (_, Kind::Resource) => self.runs_on.entry(dependent),
            (_, Kind::Component | Kind::System) => self.depends_on.entry(dependent),
            (_, Kind::Api) => {
                self.consumers.entry(dependency).or_default().insert(dependent);
                return;
            }
        };
        of.or_default().insert(dependency);
    }

    /// Puts providers and consumers together. What has no two ends is no integration.
    fn pair(&mut self, catalogue: &Catalogue, limit: usize, notes: &mut Notes) {
        let mut expanded: usize = 0;
        let mut is_told = false;
        let none = BTreeSet::new();
        for (api, entity) in catalogue.iter().filter(|(_, entity)| entity.kind == Kind::Api) {
            let providers = self.providers.get(&api).unwrap_or(&none);
            let consumers = self.consumers.get(&api).unwrap_or(&none);
            let count = providers.len().saturating_mul(consumers.len());
            expanded = expanded.saturating_add(count.saturating_mul(entity.weight()));
            if consumers.is_empty() {
                notes.leave_out("APIs that nobody consumes");
            } else if providers.is_empty() {
                notes.leave_out("APIs that nobody provides");
            } else if expanded > limit {
                notes.leave_out("APIs beyond the limit `consumer_expansion`");
                if !std::mem::replace(&mut is_told, true) {
                    notes.find(too_many(entity, limit));
                }
            } else {
                let both = |provider: usize| consumers.iter().map(move |consumer| (provider, *consumer));
                let pairs = providers.iter().flat_map(|provider| both(*provider));
                let pairs: Vec<(usize, usize)> = pairs.filter(|(from, to)| from != to).collect();
                match pairs.is_empty() {
                    true => notes.leave_out("APIs that only their provider consumes"),
                    false => _ = self.uses.insert(api, pairs),
                }
            }
        }
    }
}

fn too_many(api: &Entity, limit: usize) -> Finding {
    let message = format!("APIs with those who use them stand for more than {limit} values");
    let help = "if it must be so, raise `consumer_expansion` under [limits] in systemkarta.toml";
    Finding::new("limit-exceeded", api.place, message).subject("consumer_expansion").help(help)
}

fn is_of(catalogue: &Catalogue, at: usize, kind: Kind) -> bool {
    catalogue.entities.get(at).is_some_and(|entity| entity.kind == kind)
}

fn belong(
    catalogue: &Catalogue,
    of: &mut BTreeMap<usize, usize>,
    (part, whole): (usize, Option<&usize>),
    kind: Kind,
    notes: &mut Notes,
) {
    match whole {
        Some(&whole) if whole == part => notes.leave_out("entities that are parts of themselves"),
        Some(&whole) if is_of(catalogue, whole, kind) => _ = of.insert(part, whole),
        Some(_) => notes.leave_out(format!("wholes that are no {}", kind.word())),
        None => {}
    }
}
