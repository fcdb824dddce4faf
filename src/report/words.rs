//! Numbers and lists in words.

use crate::analysis::Basis;
use crate::escape;
use crate::graph::{ElementIx, Graph};
use crate::model::{Element, Section};
pub(super) use crate::model::{counted, few, joined, number};

/// "2 processes", with separators.
pub(super) fn counted_section(n: usize, section: Section) -> String {
    counted(n, section.one(), section.many())
}

/// "Lisa (lisa)", or only the id if there is no other name. Safe for a terminal.
pub(super) fn name_and_id(graph: &Graph, ix: ElementIx) -> String {
    named(graph.element(ix))
}

/// The same of an element or organisation.
pub(super) fn named(element: &Element) -> String {
    let (name, id) = (escape::terminal(element.name()), escape::terminal(element.id()));
    if name == id { id.into_owned() } else { format!("{name} ({id})") }
}

/// Ids with arrows between them. Safe for a terminal.
pub(super) fn arrows(graph: &Graph, way: &[ElementIx], arrow: &str) -> String {
    let ids: Vec<_> = way.iter().map(|&ix| escape::terminal(graph.element(ix).id())).collect();
    ids.join(arrow)
}

/// The ids of elements, as they are.
pub(super) fn ids<'g>(graph: &'g Graph, elements: &[ElementIx]) -> Vec<&'g str> {
    elements.iter().map(|&ix| graph.element(ix).id()).collect()
}

/// How a claim is known.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Declared => "declared",
        Basis::Assumed => "assumed",
    }
}
