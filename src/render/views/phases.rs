//! Plateaus on a day: which is reached, and how far an element follows the standard then.

use crate::graph::Graph;
use crate::model::{Date, Element, Plateau, Standard, StandardUse};

/// The dated plateaus of a map, as they stand on a day.
#[derive(Debug)]
pub(super) struct Phases<'g> {
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
        Self { plateaus, reached }
    }

    /// "ITP Bas"; "before ITP Bas" if none is reached.
    pub(super) fn name(&self) -> Option<String> {
        match self.reached.checked_sub(1) {
            Some(latest) => self.plateaus.get(latest).map(|plateau| plateau.name().to_owned()),
            None => self.plateaus.first().map(|plateau| format!("before {}", plateau.name())),
        }
    }

    /// How far an element follows the standard: what it says of the latest plateau reached; before the first of which
    /// it says something, what it says of that.
    pub(super) fn standard(&self, element: &Element) -> Option<Standard> {
        match element.standard()? {
            StandardUse::Always(standard) => Some(*standard),
            StandardUse::ByPlateau(_) => {
                let (reached, ahead) = self.plateaus.split_at_checked(self.reached)?;
                let mut order = reached.iter().rev().chain(ahead);
                order.find_map(|plateau| said(element, plateau))
            }
        }
    }

    /// Whether what an element says of the standard is said of plateaus to come only.
    pub(super) fn is_ahead(&self, element: &Element) -> bool {
        let reached = self.plateaus.get(..self.reached).unwrap_or_default();
        let is_by_plateau = matches!(element.standard(), Some(StandardUse::ByPlateau(_)));
        is_by_plateau
            && self.standard(element).is_some()
            && reached.iter().all(|plateau| said(element, plateau).is_none())
    }
}

fn said(element: &Element, plateau: &Plateau) -> Option<Standard> {
    let StandardUse::ByPlateau(list) = element.standard()? else { return None };
    list.iter().find(|(id, _)| id.value == plateau.id.value).map(|&(_, standard)| standard)
}
