//! The elements and organisations of the page: what was written of each, and what it is on each day.

use std::collections::HashMap;

use serde::Serialize;

use super::data::Places;
use crate::graph::Graph;
use crate::model::{Element, Field};
use crate::render::views::OnDay;

/// An organisation.
#[derive(Serialize)]
pub(super) struct Organisation<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a str>,
}

/// An element.
#[derive(Serialize)]
pub(super) struct WireElement<'a> {
    id: &'a str,
    name: &'a str,
    section: &'static str,
    layer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    /// The number of its owner, if that is declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<usize>,
    /// Its owner, if that is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_name: Option<&'a str>,
    place: String,
    #[serde(skip_serializing_if = "is_false")]
    in_use: bool,
    /// No way leads on through it.
    #[serde(skip_serializing_if = "is_false")]
    ends_paths: bool,
    /// Everything else that was written, as text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<(&'static str, String)>,
    states: Vec<&'static str>,
    facts: Vec<&'a [String]>,
    standards: Vec<Option<&'static str>>,
}

/// What is false is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it looks at by reference")]
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

/// Every organisation, in the order of the map.
pub(super) fn organisations(graph: &Graph) -> Vec<Organisation<'_>> {
    let organisations = graph.model().organisations.iter();
    let wire = |organisation| {
        let each: &Element = organisation;
        Organisation {
            id: each.id(),
            name: each.name(),
            kind: each.kind(),
            contact: each.text(Field::Contact),
        }
    };
    organisations.map(wire).collect()
}

/// Every element, in the order of the map.
pub(super) fn wire<'a>(
    graph: &'a Graph,
    in_use: &[bool],
    on_days: &'a [OnDay],
    places: &Places<'_>,
) -> Vec<WireElement<'a>> {
    let declared = graph.model().organisations.iter().enumerate();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (number, organisation) in declared {
        numbers.entry(organisation.id()).or_insert(number);
    }
    let wire = |(ix, &in_use): (_, &bool)| {
        let element = graph.element(ix);
        let owner = element.owner().map(|owner| owner.as_str());
        let number = owner.and_then(|owner| numbers.get(owner).copied());
        WireElement {
            id: element.id(),
            name: element.name(),
            section: element.section.name(),
            layer: element.section.layer().name(),
            kind: element.kind(),
            owner: number,
            owner_name: owner.filter(|_| number.is_none()),
            place: places.tell(element.id.place),
            in_use,
            ends_paths: graph.ends_paths(ix.node()),
            fields: fields(element),
            states: on_days.iter().filter_map(|day| day.states.get(ix.index()).copied()).collect(),
            facts: on_days.iter().filter_map(|day| day.facts.get(ix.index()).map(Vec::as_slice)).collect(),
            standards: on_days.iter().filter_map(|day| day.standards.get(ix.index()).copied()).collect(),
        }
    };
    graph.elements().zip(in_use).map(wire).collect()
}

fn fields(element: &Element) -> Vec<(&'static str, String)> {
    let written = element.fields().iter().filter(|(field, _)| *field != Field::Name);
    written.map(|(field, value)| (field.name(), value.value.to_string())).collect()
}
