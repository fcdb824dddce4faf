//! Numbers, lists and names in words.

use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Element, Id, Section};
pub(super) use crate::model::{counted, few, joined, number};

/// A subtitle, after what is said of the part that is shown.
pub(super) fn with_part(part: Option<String>, subtitle: String) -> String {
    part.into_iter().chain([subtitle]).collect::<Vec<_>>().join(" · ")
}

/// The names of a few elements.
pub(super) fn names(graph: &Graph, elements: &[ElementIx], at_most: usize) -> String {
    few(elements.iter().map(|&ix| graph.element(ix).name().to_owned()), at_most)
}

/// The name of an organisation; the id if the map does not declare it.
pub(super) fn organisation(graph: &Graph, id: &Id) -> String {
    match graph.find(id.as_str()) {
        Some(Found::Organisation(organisation)) => organisation.name().to_owned(),
        _ => id.to_string(),
    }
}

/// "11 systems", "3 e-services", and "7 elements" if they are of several sorts.
pub(super) fn counted_elements(graph: &Graph, elements: &[ElementIx]) -> String {
    let (one, many) =
        common(elements.iter().map(|&ix| sort(graph.element(ix)))).unwrap_or(("element", "elements"));
    counted(elements.len(), one, many)
}

/// "6 processes, 11 systems and 5 information objects".
pub(super) fn counted_by_section(counts: impl IntoIterator<Item = (Section, usize)>) -> String {
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|&(_, count)| count > 0)
        .map(|(section, count)| counted(count, section.one(), section.many()))
        .collect();
    joined(&parts)
}

/// What all have in common, if they have.
pub(super) fn common<T: PartialEq>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}

fn sort(element: &Element) -> (&'static str, &'static str) {
    match (element.section, element.kind()) {
        (Section::Systems, Some("e-service")) => ("e-service", "e-services"),
        (Section::Systems, Some("platform")) => ("platform", "platforms"),
        (section, _) => (section.one(), section.many()),
    }
}
