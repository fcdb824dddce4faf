//! Which elements a picture of the map shows, in which lane, and what becomes of the others.

use crate::graph::{ElementIx, Graph};
use crate::model::{Criticality, Date, Element, Section};

/// The lanes of a map, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// Processes.
    Business,
    /// What citizens and staff meet.
    Services,
    /// All other systems.
    Systems,
    /// What the city knows.
    Information,
    /// What systems stand on and meet through.
    Platforms,
    /// Products in a version.
    Technology,
    /// Agreements.
    Delivery,
}

/// Agreements hold nothing up, and many of them would bury what does: more are left out.
const FEW_AGREEMENTS: usize = 6;

/// What becomes of every element of the map on a day.
#[derive(Debug)]
pub(super) struct Selection {
    /// The elements that are shown, in the order of the model.
    pub shown: Vec<ElementIx>,
    /// For every element, whether it is in use on the day or asked about.
    pub admitted: Vec<bool>,
    /// Integrations in use that are shown as arrows.
    pub integrations: usize,
    /// Agreements in use that are not shown.
    pub agreements: usize,
    /// Elements not in use.
    pub not_in_use: usize,
}

impl Lane {
    /// All of them, from top to bottom.
    pub(super) const ALL: [Self; 7] = [
        Self::Business,
        Self::Services,
        Self::Systems,
        Self::Information,
        Self::Platforms,
        Self::Technology,
        Self::Delivery,
    ];

    /// The lane of an element.
    pub(super) fn of(element: &Element) -> Self {
        match (element.section, element.kind()) {
            (Section::Processes, _) => Self::Business,
            (Section::Systems, Some("e-service")) => Self::Services,
            (Section::Systems, Some("platform")) => Self::Platforms,
            (Section::Systems | Section::Integrations, _) => Self::Systems,
            (Section::Information, _) => Self::Information,
            (Section::Technologies, _) => Self::Technology,
            (Section::Agreements | Section::Organisations, _) => Self::Delivery,
        }
    }

    /// What is written beside it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Business => "Business processes",
            Self::Services => "E-services",
            Self::Systems => "Systems",
            Self::Information => "Information",
            Self::Platforms => "Platforms",
            Self::Technology => "Technology",
            Self::Delivery => "Agreements",
        }
    }

    /// Whether an element is to be seen by its name rather than in a pile.
    pub(super) fn is_major(element: &Element) -> bool {
        element.criticality().is_some_and(|&criticality| criticality >= Criticality::High)
    }

    /// Its index from the top.
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

impl Selection {
    /// What is in use on a day, and `asked`, whatever they are: integrations otherwise become arrows, and
    /// agreements are shown if they are few and there is room for all boxes.
    ///
    /// Complexity: O(V).
    pub(super) fn new(graph: &Graph, day: Date, asked: &[ElementIx], room: usize) -> Self {
        let mut admitted = graph.in_use(day);
        let in_use = |ix: &ElementIx| admitted.get(ix.index()).copied().unwrap_or(false);
        let count = |section: Section| {
            graph.elements().filter(in_use).filter(|&ix| graph.element(ix).section == section).count()
        };
        let (integrations, agreements) = (count(Section::Integrations), count(Section::Agreements));
        let others = graph.elements().filter(in_use).count() - integrations;
        let with_agreements = agreements <= FEW_AGREEMENTS && others <= room;

        let mut asked = asked.to_vec();
        asked.sort_unstable();
        let is_asked = |ix: ElementIx| asked.binary_search(&ix).is_ok();
        let is_shown = |&ix: &ElementIx| {
            is_asked(ix)
                || in_use(&ix)
                    && match graph.element(ix).section {
                        Section::Integrations => false,
                        Section::Agreements => with_agreements,
                        _ => true,
                    }
        };
        let shown: Vec<ElementIx> = graph.elements().filter(is_shown).collect();
        let mut left_out =
            Self { shown, admitted: Vec::new(), integrations: 0, agreements: 0, not_in_use: 0 };
        for ix in graph.elements().filter(|ix| !is_shown(ix)) {
            *match graph.element(ix).section {
                _ if !in_use(&ix) => &mut left_out.not_in_use,
                Section::Integrations => &mut left_out.integrations,
                _ => &mut left_out.agreements,
            } += 1;
        }
        for ix in &asked {
            if let Some(slot) = admitted.get_mut(ix.index()) {
                *slot = true;
            }
        }
        Self { admitted, ..left_out }
    }

    /// How many elements are in use or asked about, integrations not counted: they are ways, not places.
    pub(super) fn places(&self, graph: &Graph) -> usize {
        let is_place = |ix: &&ElementIx| graph.element(**ix).section != Section::Integrations;
        self.shown.iter().filter(is_place).count() + self.agreements
    }
}
