//! Reach: what hangs on an element, for people and for programs.

mod compose;
mod json;

use crate::analysis::{Reach, Reached};
use crate::graph::{ElementIx, Graph};
use crate::model::{Element, Layer, Section};

pub use compose::page;
pub use json::write as write_json;

/// An answer about reach, with the graph it is about.
#[derive(Debug, Clone, Copy)]
pub struct ReachReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The answer.
    pub reach: &'a Reach,
    /// What was asked about.
    pub asked: &'a [Asked<'a>],
    /// The layers whose elements are listed; all if empty. Everything is counted.
    pub layers: &'a [Layer],
    /// Whether every element is listed on a page, however many there are.
    pub all: bool,
    /// The picture of the answer, as SVG that we have drawn. Only HTML shows it.
    pub picture: Option<&'a str>,
}

/// What was asked about.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// An element.
    Element(ElementIx),
    /// An organisation: so many elements that it operates or supplies.
    Organisation(&'a Element, usize),
}

impl<'a> ReachReport<'a> {
    fn is_listed(&self, reached: &Reached) -> bool {
        self.layers.is_empty() || self.layers.contains(&self.graph.element(reached.element).section.layer())
    }

    /// The integrations within reach.
    fn integrations(&self) -> Vec<&'a Reached> {
        let is_integration = |r: &&Reached| self.graph.element(r.element).section == Section::Integrations;
        self.reach.reached.iter().filter(is_integration).filter(|r| self.is_listed(r)).collect()
    }

    /// The elements of a layer that are within reach, integrations left out.
    fn layer(&self, layer: Layer) -> Vec<&'a Reached> {
        let in_layer = |r: &&Reached| self.graph.element(r.element).section.layer() == layer;
        self.reach.elements(self.graph).filter(in_layer).filter(|r| self.is_listed(r)).collect()
    }

    /// The elements between the cause and an element.
    fn between(&self, element: ElementIx) -> Vec<ElementIx> {
        let way = self.reach.path(self.graph, element);
        way.get(1..way.len().saturating_sub(1)).unwrap_or_default().to_vec()
    }
}
