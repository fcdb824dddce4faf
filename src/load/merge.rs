//! Declarations of all files to one model: first come, first kept; the same id twice is a finding.

use std::collections::BTreeMap;
use std::collections::{HashMap, HashSet};

use super::decode::FileMap;
use super::faults::Faults;
use super::limits::Limits;
use super::parse::limit;
use super::proposals;
use crate::diagnostic::{Finding, Place};
use crate::model::{Element, Header, Id, Lifecycle, Located, Model, Plateau, Policy, Section, Waiver};

/// Joins the files of a map, in their order.
pub(super) fn merge(maps: Vec<FileMap>, limits: &Limits, faults: &mut Faults) -> Model {
    let total: usize = maps.iter().map(|map| map.declarations.len()).sum();
    let mut model = Model::default();
    model.elements.reserve_exact(total.min(limits.elements));
    let mut seen: HashMap<Id, (Section, Place)> = HashMap::with_capacity(total.min(limits.elements));
    let mut limit_met = false;
    let (mut changes, mut policies, mut waivers) = (Vec::new(), Vec::new(), Vec::new());
    for map in maps {
        model.incomplete |= map.incomplete;
        changes.extend(map.changes);
        policies.extend(map.policies);
        waivers.extend(map.waivers);
        model.rulebook.join(map.rulebook);
        for header in map.headers {
            merge_header(&mut model.header, header, faults);
        }
        merge_lifecycles(&mut model.lifecycles, map.lifecycles, faults);
        merge_plateaus(&mut model.plateaus, map.plateaus, faults);
        for element in map.declarations {
            if seen.len() >= limits.elements && !limit_met {
                let message =
                    format!("the map has more than {} elements; from here on none is read", limits.elements);
                faults.add(limit(element.id.place, "elements", message));
                model.incomplete = true;
                limit_met = true;
            }
            if !limit_met {
                merge_element(&mut model, &mut seen, element, faults);
            }
        }
    }
    model.elements.shrink_to_fit();
    resolve_organisations(&mut model);
    proposals::add(&mut model, changes, limits, faults);
    merge_policies(&mut model.policies, policies, faults);
    merge_waivers(&mut model, waivers, faults);
    model
}

/// Puts other policies and waivers in the place of those of a map.
pub(super) fn replace_rulebook(
    model: &mut Model,
    policies: Vec<Policy>,
    waivers: Vec<Waiver>,
    faults: &mut Faults,
) {
    model.policies.clear();
    model.waivers.clear();
    merge_policies(&mut model.policies, policies, faults);
    merge_waivers(model, waivers, faults);
}

/// An organisation goes by its id everywhere, also where one of its aliases was written.
fn resolve_organisations(model: &mut Model) {
    if let Some(ids) = OrganisationIds::of(&model.organisations) {
        model
            .elements
            .iter_mut()
            .for_each(|element| element.resolve_organisations(&|named| ids.of_alias(named)));
    }
}

/// The ids of organisations by their aliases.
pub(super) struct OrganisationIds {
    aliases: HashMap<Id, Id>,
    ids: HashSet<Id>,
}

impl OrganisationIds {
    /// Those of a map; nothing if none has an alias.
    pub(super) fn of(organisations: &[Element]) -> Option<Self> {
        let of_one = |organisation: &Element| {
            let alias = |alias: &Located<Box<str>>| Id::parse(&alias.value).ok();
            let id = organisation.id.value.clone();
            let aliases: Vec<Id> = organisation.aliases().iter().filter_map(alias).collect();
            aliases.into_iter().map(move |alias| (alias, id.clone()))
        };
        let aliases: HashMap<Id, Id> = organisations.iter().flat_map(of_one).collect();
        if aliases.is_empty() {
            return None;
        }
        let ids = organisations.iter().map(|organisation| organisation.id.value.clone()).collect();
        Some(Self { aliases, ids })
    }

    /// The id of the organisation that an alias names. What is an id is no alias.
    pub(super) fn of_alias(&self, named: &Id) -> Option<Id> {
        self.aliases.get(named).filter(|_| !self.ids.contains(named)).cloned()
    }
}

fn merge_element(
    model: &mut Model,
    seen: &mut HashMap<Id, (Section, Place)>,
    element: Element,
    faults: &mut Faults,
) {
    if let Some(&(section, first)) = seen.get(&element.id.value) {
        faults.add(duplicate(
            &element.id.value,
            section.one(),
            element.section.one(),
            element.id.place,
            first,
        ));
        return;
    }
    seen.insert(element.id.value.clone(), (element.section, element.id.place));
    match element.section {
        Section::Organisations => model.organisations.push(element),
        _ => model.elements.push(element),
    }
}

fn merge_lifecycles(all: &mut BTreeMap<Id, Lifecycle>, more: Vec<Lifecycle>, faults: &mut Faults) {
    for lifecycle in more {
        let Some(id) = lifecycle.id.as_ref().map(|id| id.value.clone()) else { continue };
        match all.get(&id) {
            Some(first) => faults.add(duplicate(&id, "lifecycle", "lifecycle", lifecycle.place, first.place)),
            None => {
                all.insert(id, lifecycle);
            }
        }
    }
}

fn merge_plateaus(all: &mut Vec<Plateau>, more: Vec<Plateau>, faults: &mut Faults) {
    for plateau in more {
        match all.iter().find(|earlier| earlier.id.value == plateau.id.value) {
            Some(first) => {
                let finding =
                    duplicate(&plateau.id.value, "plateau", "plateau", plateau.place(), first.place());
                faults.add(finding);
            }
            None => all.push(plateau),
        }
    }
}

fn merge_policies(all: &mut Vec<Policy>, more: Vec<Policy>, faults: &mut Faults) {
    let mut seen: HashMap<Id, Place> = HashMap::new();
    for policy in more {
        let (id, place) = (&policy.id.value, policy.place());
        match seen.get(id) {
            Some(&first) => faults.add(duplicate(id, "policy", "policy", place, first)),
            None => {
                seen.insert(id.clone(), place);
                all.push(policy);
            }
        }
    }
}

fn merge_waivers(model: &mut Model, more: Vec<Waiver>, faults: &mut Faults) {
    let organisations = OrganisationIds::of(&model.organisations);
    let mut seen: HashMap<Id, Place> = HashMap::new();
    for mut waiver in more {
        if let Some(id) = &waiver.id {
            if let Some(&first) = seen.get(&id.value) {
                faults.add(duplicate(&id.value, "waiver", "waiver", id.place, first));
                continue;
            }
            seen.insert(id.value.clone(), id.place);
        }
        let owner = organisations.as_ref().and_then(|ids| ids.of_alias(&waiver.owner.value));
        if let Some(owner) = owner {
            waiver.owner.value = owner;
        }
        model.waivers.push(waiver);
    }
}

pub(super) fn duplicate(id: &Id, earlier: &str, later: &str, place: Place, first: Place) -> Finding {
    Finding::new("duplicate-id", place, format!("the id `{id}` is declared twice"))
        .related(first, format!("first here, for this {earlier}"))
        .element(id.to_string())
        .label(format!("and again for this {later}"))
        .help("give one of them another id; until then the first is used")
}

/// A map has one title, language and date; a second one that differs is a finding.
fn merge_header(header: &mut Header, more: Header, faults: &mut Faults) {
    fn keep<T: PartialEq>(
        field: &str,
        slot: &mut Option<Located<T>>,
        more: Option<Located<T>>,
        faults: &mut Faults,
    ) {
        match (&*slot, more) {
            (Some(first), Some(second)) if first.value != second.value => {
                let finding =
                    Finding::new("duplicate-key", second.place, format!("the map says `{field}` twice"));
                let finding = finding.related(first.place, "first here").subject(field);
                faults.add(finding.help("keep one; the first is used"));
            }
            (None, Some(second)) => *slot = Some(second),
            _ => {}
        }
    }
    keep("title", &mut header.title, more.title, faults);
    keep("language", &mut header.language, more.language, faults);
    keep("as_of", &mut header.as_of, more.as_of, faults);
}
