//! What becomes of every element, and how sure that is: what happens if all that is assumed holds, and what happens
//! whatever becomes of the assumptions.

use std::sync::Arc;

use super::disruption::{Disruptions, Effect, Passing};
use super::{Change, Proof, Protected, Step};
use crate::graph::{ElementIx, Graph, NodeIx};
use crate::model::Disruption;

/// The disruptions that changes bring, likely and sure.
#[derive(Debug)]
pub(super) struct Effects<'g> {
    likely: Disruptions<'g>,
    /// Over what is declared only.
    sure: Disruptions<'g>,
}

/// What becomes of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// What is told: declared throughout if it is sure, and then by a way that is.
    pub effect: Effect,
    /// What becomes of it for sure, if that is less or later.
    pub surely: Option<Effect>,
    is_sure: bool,
}

impl<'g> Effects<'g> {
    /// Lets what is out in windows disturb what rests on it.
    pub(super) fn of(
        graph: &'g Graph,
        changes: &[Change],
        admitted: &Arc<[bool]>,
        clock: Option<u32>,
    ) -> Self {
        let (likely, sure) = rayon::join(
            || Disruptions::of(graph, changes, admitted, clock, Passing::All),
            || Disruptions::of(graph, changes, admitted, clock, Passing::Declared),
        );
        Self { likely, sure }
    }

    /// What becomes of an element.
    pub(super) fn on(&self, element: ElementIx) -> Option<Known> {
        let likely = self.likely.effect(element)?;
        let sure = self.sure.effect(element);
        Some(match sure {
            Some(sure) if (sure.disruption, sure.time) == (likely.disruption, likely.time) => {
                // When it begins to work with less may still be assumed.
                let effect = Effect { degraded_from: likely.degraded_from, ..sure };
                Known { effect, surely: None, is_sure: true }
            }
            sure => Known { effect: likely, surely: sure, is_sure: false },
        })
    }

    /// Whether a group still does what it is for.
    pub(super) fn holds(&self, group: NodeIx) -> bool {
        self.likely.worst(group) != Disruption::Stopped
    }

    /// Every element that is disturbed, open or not, in the order of the graph.
    pub(super) fn disturbed(&self) -> Vec<ElementIx> {
        self.likely.disturbed()
    }

    /// What keeps elements from a disruption. Of those that are disturbed, open or not, some may be closed.
    pub(super) fn protected(
        &self,
        disturbed: &[ElementIx],
        admitted: &[bool],
        is_cause: &dyn Fn(ElementIx) -> bool,
    ) -> Vec<Protected> {
        self.likely.protected(disturbed, admitted, is_cause)
    }

    /// The way that carries what becomes of an element.
    pub(super) fn proof(&self, element: ElementIx) -> Option<Proof> {
        let known = self.on(element)?;
        Some(self.by_which(&known).proof(element, &known.effect))
    }

    /// The steps of the proofs of elements, each once.
    pub(super) fn steps(&self, elements: impl Iterator<Item = ElementIx>) -> Vec<Step> {
        let known = elements.filter_map(|element| Some((element, self.on(element)?)));
        let (sure, likely): (Vec<_>, Vec<_>) = known.partition(|(_, known)| known.is_sure);
        let effects = |known: Vec<(ElementIx, Known)>| {
            known.into_iter().map(|(element, known)| (element, known.effect))
        };
        let mut steps = self.sure.steps(effects(sure));
        steps.extend(self.likely.steps(effects(likely)));
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    fn by_which(&self, known: &Known) -> &Disruptions<'g> {
        if known.is_sure { &self.sure } else { &self.likely }
    }
}
