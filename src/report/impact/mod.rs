//! Typed impact: what a change does, for people and for programs.

mod compose;
mod effect;
mod headline;
mod json;
mod tell;

use crate::analysis::{Affected, Impact};
use crate::graph::{ElementIx, Graph};
use crate::model::{ChangeKind, Layer, Moment};
use crate::report::reach::Asked;

pub use compose::page;
pub(super) use compose::{effects, freed, notes, protected};
pub(super) use effect::{class, shown, shown_day};
pub(super) use headline::{conditions, effects as effects_in_words, effects_on_the_clock, with_subject};
pub(super) use json::answer;
pub use json::write as write_json;
pub(super) use tell::what;

/// An answer about changes, with the graph it is about.
#[derive(Debug, Clone, Copy)]
pub struct ImpactReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The answer.
    pub impact: &'a Impact<'a>,
    /// What was asked about.
    pub asked: &'a [AskedChange<'a>],
    /// When outages are, as far as it was said.
    pub lasts: Lasts,
    /// The layers whose elements are listed; all if empty. Everything is counted.
    pub layers: &'a [Layer],
    /// How many steps away elements are listed; all if nothing is said. Everything is counted.
    pub depth: Option<usize>,
    /// Whether every element is listed on a page, however many there are.
    pub all: bool,
    /// The picture of the answer, as SVG that we have drawn. Only HTML shows it.
    pub picture: Option<&'a str>,
}

/// A change that was asked about.
#[derive(Debug, Clone, Copy)]
pub struct AskedChange<'a> {
    /// Of what.
    pub what: Asked<'a>,
    /// What happens to it.
    pub kind: ChangeKind,
    /// What takes its place, if it is replaced and anybody knows.
    pub successor: Option<ElementIx>,
}

/// When outages are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lasts {
    /// When they begin, if that is known.
    pub from: Option<Moment>,
    /// How long they last; until further notice if nothing is said.
    pub minutes: Option<u32>,
}

impl<'a> ImpactReport<'a> {
    /// What is near enough to be listed.
    fn listed_within_depth(&self) -> impl Iterator<Item = &'a Affected> + use<'a> {
        let depth = self.depth.unwrap_or(usize::MAX);
        self.impact.affected.iter().filter(move |affected| affected.claim.distance <= depth)
    }

    /// What is listed, and not only counted.
    fn listed(&self) -> impl Iterator<Item = &'a Affected> + use<'a> {
        let (graph, layers) = (self.graph, self.layers);
        let layer = move |affected: &Affected| graph.element(affected.element).section.layer();
        self.listed_within_depth()
            .filter(move |affected| layers.is_empty() || layers.contains(&layer(affected)))
    }

    /// The elements on the way to an affected element, cause first, and what else it takes that this way counts.
    fn proof(&self, affected: &Affected) -> crate::analysis::Proof {
        let disruption = self.impact.proof(affected.element);
        disruption.or_else(|| self.impact.work_proof(affected.element)).unwrap_or_default()
    }
}
