//! What colour and chip say of an element in itself: how far it follows the standard, if the map tells; else how
//! much hangs on it.

use super::words;
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, Id, Standard, StandardUse};
use crate::render::{LegendEntry, Look, SceneBox, Swatch};

/// The scale by which boxes are marked.
#[derive(Debug)]
pub(super) struct Marks<'g> {
    graph: &'g Graph,
    scale: Scale,
    /// The plateaus up to the one that the day leads to, in order of their dates.
    phases: Vec<&'g Id>,
    phase: Option<&'g str>,
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
        let mut plateaus: Vec<_> = graph.model().plateaus.iter().collect();
        plateaus.retain(|plateau| plateau.date.is_some());
        plateaus.sort_by_key(|plateau| plateau.date.map(|date| date.value.last()));
        // A phase ends with its plateau, so on a day the standard is that of the next plateau.
        let past = plateaus.iter().take_while(|p| p.date.is_some_and(|date| date.value.last() < day)).count();
        plateaus.truncate(past + 1);
        let any = |test: fn(&Element) -> bool| shown.iter().any(|&ix| test(graph.element(ix)));
        let scale = match () {
            () if any(|element| element.standard().is_some()) => Scale::Standard,
            () if any(|element| element.criticality().is_some()) => Scale::Criticality,
            () => Scale::Kind,
        };
        let phase = plateaus.last().map(|plateau| plateau.name());
        Self { graph, scale, phases: plateaus.into_iter().map(|plateau| &plateau.id.value).collect(), phase }
    }

    /// Look and chip of a box that stands for these elements.
    pub(super) fn of(&self, members: &[ElementIx]) -> (Look, Option<String>) {
        let several = members.len() > 1;
        let elements = || members.iter().map(|&ix| self.graph.element(ix));
        match self.scale {
            Scale::Standard => {
                let standard = words::common(elements().map(|element| self.standard(element)));
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

    fn standard(&self, element: &Element) -> Option<Standard> {
        match element.standard()? {
            StandardUse::Always(standard) => Some(*standard),
            StandardUse::ByPlateau(list) => self.phases.iter().rev().find_map(|phase| {
                list.iter().find(|(plateau, _)| &plateau.value == *phase).map(|&(_, standard)| standard)
            }),
        }
    }

    /// What the picture shows besides the map: "degree of standardisation".
    pub(super) fn subject(&self) -> Option<&'static str> {
        match self.scale {
            Scale::Standard => Some("degree of standardisation"),
            Scale::Criticality | Scale::Kind => None,
        }
    }

    /// "standard of ITP Bas", if it differs by plateau.
    pub(super) fn condition(&self) -> Option<String> {
        let phase = self.phase.filter(|_| self.scale == Scale::Standard)?;
        Some(format!("standard of phase {phase}"))
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

fn look(standard: Standard) -> Look {
    match standard {
        Standard::Full => Look::Full,
        Standard::Concept => Look::Concept,
        Standard::Free => Look::Free,
        Standard::NotConcerned => Look::NotConcerned,
    }
}

fn word(standard: Standard) -> &'static str {
    match standard {
        Standard::Full => "FULL",
        Standard::Concept => "CONCEPT",
        Standard::Free => "FREE",
        Standard::NotConcerned => "N/A",
    }
}
