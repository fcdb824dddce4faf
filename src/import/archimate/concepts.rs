//! The concepts of a model that are kept, each with an id that nothing else in the draft has.

use std::collections::{HashMap, HashSet};

use super::exchange::{Concept, Exchange};
use super::meaning::{ConceptMeaning, Effect, of_concept, of_relationship};
use super::texts::Texts;
use crate::import::LeftOut;
use crate::load::slug;
use crate::model::Section;

/// What several concepts are called after is called so in the first of these.
const RANKS: [Section; 6] = [
    Section::Systems,
    Section::Technologies,
    Section::Processes,
    Section::Information,
    Section::Agreements,
    Section::Organisations,
];

/// A concept that becomes an entry.
pub(super) struct Kept<'m> {
    pub(super) concept: &'m Concept<'m>,
    pub(super) meaning: &'static ConceptMeaning,
    pub(super) id: String,
    pub(super) name: String,
}

impl Kept<'_> {
    pub(super) fn section(&self) -> Section {
        self.meaning.section
    }
}

/// Ids that nothing else has.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// The wish if it is free, else with the first number that is.
    pub(super) fn free(&mut self, wish: String) -> String {
        if self.taken.insert(wish.clone()) {
            return wish;
        }
        let number = self.numbers.entry(wish.clone()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{wish}-{number}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// The concepts of a model that a map has room for. They get their ids in the order of their identifiers, so that
/// nothing that is moved in the model changes them.
pub(super) fn kept<'m>(
    model: &'m Exchange<'m>,
    ids: &mut Ids,
    texts: &mut Texts<'_>,
    left_out: &mut LeftOut,
) -> Vec<Kept<'m>> {
    let owners = owners(model);
    let mut kept: Vec<(&Concept<'_>, &'static ConceptMeaning)> = Vec::new();
    for concept in &model.concepts {
        match of_concept(concept.sort) {
            None => left_out.add(elements_of(concept.sort)),
            Some(meaning)
                if meaning.section == Section::Organisations && !owners.contains(concept.identifier) =>
            {
                left_out.add("business actors, roles and collaborations that own nothing");
            }
            Some(meaning) => kept.push((concept, meaning)),
        }
    }
    let rank = |section: Section| RANKS.iter().position(|ranked| *ranked == section);
    kept.sort_by_key(|(concept, meaning)| (rank(meaning.section), concept.identifier));
    let named = kept.into_iter().map(|(concept, meaning)| {
        let name = texts.line(&concept.name);
        let wish = slug(&name).or_else(|| slug(concept.identifier)).unwrap_or_else(|| "element".to_owned());
        Kept { concept, meaning, id: ids.free(wish), name }
    });
    named.collect()
}

/// The concepts that are assigned to what may have an owner.
fn owners<'m>(model: &'m Exchange<'m>) -> HashSet<&'m str> {
    let sections: HashMap<&str, Section> = model
        .concepts
        .iter()
        .filter_map(|concept| Some((concept.identifier, of_concept(concept.sort)?.section)))
        .collect();
    let is_owned = |identifier| sections.get(identifier).is_some_and(|it| *it != Section::Organisations);
    let owning = model.relationships.iter().filter(|relationship| {
        of_relationship(relationship.sort).is_some_and(|meaning| meaning.effect == Effect::Assigned)
            && is_owned(relationship.target.identifier)
    });
    owning.map(|relationship| relationship.source.identifier).collect()
}

/// What is left out, in words. Names that ArchiMate does not know are not repeated: a file may have any number.
fn elements_of(sort: &str) -> String {
    match UNUSED.contains(&sort) {
        true => format!("elements of type {sort}"),
        false => "elements of other types".to_owned(),
    }
}

/// The concepts of ArchiMate that a map has no room for.
pub(super) const UNUSED: [&str; 31] = [
    "AndJunction",
    "ApplicationEvent",
    "Assessment",
    "BusinessEvent",
    "BusinessInterface",
    "Capability",
    "Constraint",
    "CourseOfAction",
    "Deliverable",
    "Driver",
    "Gap",
    "Goal",
    "Grouping",
    "ImplementationEvent",
    "Junction",
    "Location",
    "Material",
    "Meaning",
    "OrJunction",
    "Outcome",
    "Plateau",
    "Principle",
    "Product",
    "Requirement",
    "Resource",
    "Stakeholder",
    "TechnologyEvent",
    "Value",
    "ValueStream",
    "WorkPackage",
    "XorJunction",
];
