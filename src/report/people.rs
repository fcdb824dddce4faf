//! The people to tell, as a part of a page and as JSON: the same in every answer that names them.

use serde::Serialize;

use super::page::{Line, Part, Table};
use super::words::{counted_section, ids};
use crate::analysis::Person;
use crate::graph::{ElementIx, Graph};
use crate::model::Section;

/// How many elements of a person are named.
const NAMED: usize = 6;

/// A row for each person: who, how to reach them, and what to tell them.
pub(super) fn part<'a>(
    title: &'static str,
    people: &'a [Person],
    what: impl Fn(&'a Person) -> Line<'a> + 'a,
) -> Part<'a> {
    let row = move |person: &'a Person| {
        let contacts = person.contacts.iter().map(|contact| Line::new().contact(contact.as_str()));
        let contact = match person.contacts.is_empty() {
            true => Line::new().aside("no contact"),
            false => Line::between(contacts, ", "),
        };
        [Line::new().named(&person.name, &person.organisation), contact, what(person)]
    };
    Part::table(title, Table::each(["who", "contact", "why"], people, row))
}

/// Why somebody is told: "owns the cause integration-service; owns lisa and 2 more; has a part in 3 integrations".
pub(super) fn concern<'a>(graph: &'a Graph, person: &'a Person) -> Line<'a> {
    let few = |elements: &'a [ElementIx]| {
        Line::few(elements.iter().map(|&ix| Line::new().id(graph.element(ix).id())), NAMED)
    };
    let mut parts = Vec::new();
    match person.causes.len() {
        0 => {}
        1 => parts.push(Line::from("owns the cause ").then(few(&person.causes))),
        _ => parts.push(Line::from("owns the causes ").then(few(&person.causes))),
    }
    if !person.operated.is_empty() {
        parts.push(Line::from("operates ").then(few(&person.operated)));
    }
    if !person.reached.is_empty() {
        parts.push(Line::from("owns ").then(few(&person.reached)));
    }
    if !person.integrations.is_empty() {
        let counted = counted_section(person.integrations.len(), Section::Integrations);
        parts.push(Line::from(format!("has a part in {counted}")));
    }
    if !person.bound.is_empty() {
        parts.push(Line::from("has work with ").then(few(&person.bound)));
    }
    Line::between(parts, "; ")
}

/// A person in JSON.
#[derive(Serialize)]
pub(super) struct Tell<'a> {
    organisation: &'a str,
    name: &'a str,
    contacts: &'a [String],
    causes: Vec<&'a str>,
    operates: Vec<&'a str>,
    elements: Vec<&'a str>,
    integrations: Vec<&'a str>,
    bound: Vec<&'a str>,
    what: Vec<What<'a>>,
}

/// What to tell of some elements.
#[derive(Serialize)]
struct What<'a> {
    effect: String,
    elements: Vec<&'a str>,
}

/// The people as wire structures, with what to tell of which elements.
pub(super) fn wire<'a>(
    graph: &'a Graph,
    people: &'a [Person],
    what: impl Fn(&Person) -> Vec<(String, Vec<ElementIx>)>,
) -> Vec<Tell<'a>> {
    let what = |person: &Person| {
        what(person).into_iter().map(|(effect, elements)| What { effect, elements: ids(graph, &elements) })
    };
    let tell = |person: &'a Person| Tell {
        organisation: &person.organisation,
        name: &person.name,
        contacts: &person.contacts,
        causes: ids(graph, &person.causes),
        operates: ids(graph, &person.operated),
        elements: ids(graph, &person.reached),
        integrations: ids(graph, &person.integrations),
        bound: ids(graph, &person.bound),
        what: what(person).collect(),
    };
    people.iter().map(tell).collect()
}
