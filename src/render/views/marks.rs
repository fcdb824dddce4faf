//! What colour and chip say of an element in itself: how far it follows the standard, if the map tells; else how
//! much hangs on it.

use super::phases::Phases;
use super::words;
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, Standard};
use crate::render::{LegendEntry, Look, SceneBox, Swatch};

/// The scale by which boxes are marked.
#[derive(Debug)]
pub(super) struct Marks<'g> {
    graph: &'g Graph,
    scale: Scale,
    phases: Phases<'g>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Standard,
    Criticality,
    Kind,
}

impl<'g> Marks<'g> {
    /// The scale for these elements on a day.
    pub(super) fn new(graph: &'g Graph, shown: &[ElementIx], day: Date) -> Self {
        let any = |test: fn(&Element) -> bool| shown.iter().any(|&ix| test(graph.element(ix)));
        let scale = match () {
            () if any(|element| element.standard().is_some()) => Scale::Standard,
            () if any(|element| element.criticality().is_some()) => Scale::Criticality,
            () => Scale::Kind,
        };
        Self { graph, scale, phases: Phases::on(graph, day) }
    }

    /// Look and chip of a box that stands for these elements.
    pub(super) fn of(&self, members: &[ElementIx]) -> (Look, Option<String>) {
        let several = members.len() > 1;
        let elements = || members.iter().map(|&ix| self.graph.element(ix));
        match self.scale {
            Scale::Standard => {
                let standard = words::common(elements().map(|element| self.phases.standard(element)));
                match standard {
                    Some(Some(standard)) => (look(standard), Some(word(standard).to_owned())),
                    _ if several => (Look::Folded, None),
                    _ => (Look::Unstated, None),
                }
            }
            Scale::Criticality | Scale::Kind if several => (Look::Folded, None),
            Scale::Criticality => {
                let criticality = elements().next().and_then(Element::criticality);
                (Look::Plain, criticality.map(|criticality| criticality.name().to_uppercase()))
            }
            Scale::Kind => (Look::Plain, None),
        }
    }

    /// What the picture shows besides the map: "degree of standardisation".
    pub(super) fn subject(&self) -> Option<&'static str> {
        match self.scale {
            Scale::Standard => Some("degree of standardisation"),
            Scale::Criticality | Scale::Kind => None,
        }
    }

    /// "standard of ITP Bas" or "standard before ITP Bas", if the map has plateaus.
    pub(super) fn condition(&self) -> Option<String> {
        let phase = self.phases.name().filter(|_| self.scale == Scale::Standard)?;
        let of = if phase.starts_with("before ") { "" } else { "of " };
        Some(format!("standard {of}{phase}"))
    }

    /// The title and the entries of the legend, for the looks that are there.
    pub(super) fn legend(&self, boxes: &[SceneBox]) -> (&'static str, Vec<LegendEntry>) {
        let title = if self.scale == Scale::Standard { "Standard" } else { "" };
        let entries = ENTRIES.iter().filter(|(look, ..)| boxes.iter().any(|each| each.look == *look));
        let entries = entries.map(|&(look, chip, text)| LegendEntry {
            swatch: Swatch::Box(look),
            chip: chip.map(str::to_owned),
            text: text.to_owned(),
        });
        (title, entries.collect())
    }
}

const ENTRIES: [(Look, Option<&str>, &str); 7] = [
    (Look::Full, Some("FULL"), "Full standard, common operation"),
    (Look::Concept, Some("CONCEPT"), "Standard concept, local operation"),
    (Look::Free, Some("FREE"), "Free choice"),
    (Look::NotConcerned, Some("N/A"), "Not concerned in this phase"),
    (Look::Unstated, None, "Not stated"),
    (Look::Focus, None, "The one asked about"),
    (Look::Folded, None, "Several in one box"),
];

/// How a box looks that follows the standard so far.
pub(super) fn look(standard: Standard) -> Look {
    match standard {
        Standard::Full => Look::Full,
        Standard::Concept => Look::Concept,
        Standard::Free => Look::Free,
        Standard::NotConcerned => Look::NotConcerned,
    }
}

/// What its chip says.
pub(super) fn word(standard: Standard) -> &'static str {
    match standard {
        Standard::Full => "FULL",
        Standard::Concept => "CONCEPT",
        Standard::Free => "FREE",
        Standard::NotConcerned => "N/A",
    }
}
