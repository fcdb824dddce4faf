//! People to tell: the owners on both sides of everything concerned (R14), with how to reach them.

use std::collections::BTreeMap;

use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Field, Section};

use super::bound::Bound;
use super::reached::Reached;

/// Somebody to tell: an organisation, and what concerns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id of the organisation.
    pub organisation: String,
    /// Its name; the id if it is not declared.
    pub name: String,
    /// How to reach it: its own contact, then managers and contacts of the elements concerned.
    pub contacts: Vec<String>,
    /// Its elements that are causes.
    pub causes: Vec<ElementIx>,
    /// What it operates for others: causes, and elements within reach that nobody owns.
    pub operated: Vec<ElementIx>,
    /// Its elements within reach, nearest first.
    pub reached: Vec<ElementIx>,
    /// Integrations within reach, or causes, that it owns or of which it owns an end.
    pub integrations: Vec<ElementIx>,
    /// Its elements that are bound to the causes without being disrupted with them: they bring work.
    pub bound: Vec<ElementIx>,
}

/// Whom to tell about causes and what is within their reach, those with most elements concerned first.
pub fn to_tell(graph: &Graph, causes: &[ElementIx], reached: &[Reached], bound: &[Bound]) -> Vec<Person> {
    let mut people: BTreeMap<&str, Person> = BTreeMap::new();
    for &cause in causes {
        if let Some(person) = owner_of(graph, cause, &mut people) {
            person.causes.push(cause);
        }
        if let Some(person) = operator_of(graph, cause, &mut people) {
            person.operated.push(cause);
        }
        if graph.element(cause).section == Section::Integrations {
            tell_both_sides(graph, cause, &mut people);
        }
    }
    let mut nearest_first: Vec<&Reached> = reached.iter().collect();
    nearest_first.sort_by_key(|reached| reached.distance);
    for reached in nearest_first {
        if graph.element(reached.element).section == Section::Integrations {
            tell_both_sides(graph, reached.element, &mut people);
        } else if let Some(person) = owner_of(graph, reached.element, &mut people) {
            person.reached.push(reached.element);
        } else if let Some(person) = operator_of(graph, reached.element, &mut people) {
            person.operated.push(reached.element);
        }
    }
    for bound in bound {
        if let Some(person) = owner_of(graph, bound.element, &mut people)
            && !person.bound.contains(&bound.element)
        {
            person.bound.push(bound.element);
        }
    }
    let mut people: Vec<Person> = people.into_values().collect();
    let concerned = |person: &Person| {
        let others = person.bound.len() + person.operated.len();
        std::cmp::Reverse((person.reached.len(), person.integrations.len(), others))
    };
    people.sort_by_key(concerned);
    people
}

/// Who operates any of these elements without owning it, added to those who are told.
pub fn tell_operators(graph: &Graph, elements: &[ElementIx], people: &mut Vec<Person>) {
    let mut known: BTreeMap<&str, Person> = BTreeMap::new();
    for &element in elements {
        if let Some(person) = operator_of(graph, element, &mut known) {
            person.operated.push(element);
        }
    }
    for (id, operator) in known {
        match people.iter_mut().find(|person| person.organisation == id) {
            Some(person) => {
                let is_new = |element: &ElementIx| !person.operated.contains(element);
                let new: Vec<ElementIx> = operator.operated.into_iter().filter(is_new).collect();
                person.operated.extend(new);
            }
            None => people.push(operator),
        }
    }
}

/// The owners of an integration, of its providers and of its consumers.
fn tell_both_sides<'g>(graph: &'g Graph, integration: ElementIx, people: &mut BTreeMap<&'g str, Person>) {
    for end in std::iter::once(integration).chain(graph.ends_of(integration)) {
        if let Some(person) = owner_of(graph, end, people)
            && person.integrations.last() != Some(&integration)
        {
            person.integrations.push(integration);
        }
    }
}

/// Who operates an element, unless that is its owner.
fn operator_of<'g, 'p>(
    graph: &'g Graph,
    ix: ElementIx,
    people: &'p mut BTreeMap<&'g str, Person>,
) -> Option<&'p mut Person> {
    let element = graph.element(ix);
    let operator =
        element.organisation(Field::Operator).filter(|operator| element.owner() != Some(*operator))?;
    let id = operator.as_str();
    Some(people.entry(id).or_insert_with(|| person(graph, id)))
}

fn owner_of<'g, 'p>(
    graph: &'g Graph,
    ix: ElementIx,
    people: &'p mut BTreeMap<&'g str, Person>,
) -> Option<&'p mut Person> {
    let element = graph.element(ix);
    let id = element.owner()?.as_str();
    let person = people.entry(id).or_insert_with(|| person(graph, id));
    let manager = element
        .text(Field::Manager)
        .filter(|manager| *manager != id)
        .map(|manager| contact_of(graph, manager));
    let own = manager.into_iter().chain(element.text(Field::Contact).map(str::to_owned));
    for contact in own {
        if !person.contacts.contains(&contact) {
            person.contacts.push(contact);
        }
    }
    Some(person)
}

/// How to reach a manager: as written, or the name and contact of the organisation that it names.
fn contact_of(graph: &Graph, manager: &str) -> String {
    match graph.find(manager) {
        Some(Found::Organisation(organisation)) => match organisation.text(Field::Contact) {
            Some(contact) => format!("{} ({contact})", organisation.name()),
            None => organisation.name().to_owned(),
        },
        _ => manager.to_owned(),
    }
}

/// An organisation that nothing concerns yet.
pub fn person(graph: &Graph, id: &str) -> Person {
    let organisation = match graph.find(id) {
        Some(Found::Organisation(organisation)) => Some(organisation),
        _ => None,
    };
    let contact = organisation.and_then(|o| o.text(Field::Contact));
    Person {
        organisation: id.to_owned(),
        name: organisation.map_or(id, |o| o.name()).to_owned(),
        contacts: contact.map(str::to_owned).into_iter().collect(),
        causes: Vec::new(),
        operated: Vec::new(),
        reached: Vec::new(),
        integrations: Vec::new(),
        bound: Vec::new(),
    }
}
