//! Plateaus on a day: which is reached, and how far an element follows the standard then.

use crate::graph::Graph;
use crate::model::{Date, Element, Model, Plateau, Standard};

/// The dated plateaus of a map, as they stand on a day.
#[derive(Debug)]
pub(super) struct Phases<'g> {
    model: &'g Model,
    day: Date,
    /// In order of their dates.
    plateaus: Vec<&'g Plateau>,
    /// So many of them are reached.
    reached: usize,
}

impl<'g> Phases<'g> {
    /// The plateaus on a day.
    pub(super) fn on(graph: &'g Graph, day: Date) -> Self {
        let first = |plateau: &Plateau| plateau.date.map(|date| date.value.first());
        let mut plateaus: Vec<_> = graph.model().plateaus.iter().filter(|p| p.date.is_some()).collect();
        plateaus.sort_by_key(|plateau| first(plateau));
        let reached = plateaus.iter().take_while(|plateau| first(plateau) <= Some(day)).count();
        Self { model: graph.model(), day, plateaus, reached }
    }

    /// "ITP Bas"; "before ITP Bas" if none is reached.
    pub(super) fn name(&self) -> Option<String> {
        match self.reached.checked_sub(1) {
            Some(latest) => self.plateaus.get(latest).map(|plateau| plateau.name().to_owned()),
            None => self.plateaus.first().map(|plateau| format!("before {}", plateau.name())),
        }
    }

    /// How far an element follows the standard.
    pub(super) fn standard(&self, element: &Element) -> Option<Standard> {
        self.model.standard_on(element, self.day)
    }

    /// Whether what an element says of the standard is said of plateaus to come only.
    pub(super) fn is_ahead(&self, element: &Element) -> bool {
        let first = self.model.standards_by_plateau(element).into_iter().next();
        first.is_some_and(|(_, from, _)| from > self.day)
    }
}
