//! Phases: how much of each section is planned, in use, being left or retired on a day, and what that is.

use super::Timelines;
use crate::graph::ElementIx;
use crate::model::{Date, Days, Phase, Section};

/// The phases of a map on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phases {
    /// The day.
    pub at: Date,
    /// How many elements are in which phase, for each section that has some.
    pub counts: Vec<PhaseCount>,
    /// What is leaving: it is in use, and has a phase-out, a retirement or a successor. Those that leave first are first.
    pub leaving: Vec<ElementIx>,
    /// What is not yet in use, or being taken into use. Those that come first are first.
    pub coming: Vec<ElementIx>,
    /// What is in use, out of ordinary support and still in an extended one. Those that lose it first are first.
    pub extended: Vec<ElementIx>,
    /// What is in use without support. Those that have been so for longest are first.
    pub unsupported: Vec<ElementIx>,
    /// Systems, technologies and agreements that say nothing of a lifecycle.
    pub silent: Vec<ElementIx>,
}

/// How many elements of a section are in which phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseCount {
    /// The section.
    pub section: Section,
    /// How many are in each of [`Phase::ALL`].
    pub phases: [usize; Phase::ALL.len()],
    /// How many say nothing of a phase, and count as in use.
    pub unsaid: usize,
}

impl PhaseCount {
    /// How many are in a phase.
    pub fn in_phase(&self, phase: Phase) -> usize {
        Phase::ALL
            .iter()
            .position(|&known| known == phase)
            .and_then(|at| self.phases.get(at))
            .copied()
            .unwrap_or(0)
    }
}

/// The phases of some elements on a day.
///
/// Complexity: O(V log V).
pub fn phases(timelines: &Timelines<'_>, at: Date, elements: &[ElementIx]) -> Phases {
    let in_use = |element: ElementIx| timelines.in_use(element).contains(at);
    let only = |is: &dyn Fn(ElementIx) -> bool| -> Vec<ElementIx> {
        elements.iter().copied().filter(|&element| is(element)).collect()
    };
    let mut leaving = only(&|element| timelines.is_leaving(element, at));
    leaving.sort_by_key(|&element| {
        let begins = timelines.begins(element, Phase::PhaseOut);
        timelines.retired(element).or(begins).unwrap_or(Date::MAX)
    });
    let mut coming =
        only(&|element| matches!(timelines.phase_on(element, at), Some(Phase::Plan | Phase::PhaseIn)));
    coming.sort_by_key(|&element| timelines.taken_into_use(element).unwrap_or(Date::MAX));
    let first = |days: &Days| days.extent().map_or(Date::MAX, |days| days.first);
    let mut extended =
        only(&|element| in_use(element) && timelines.extended(element).is_some_and(|days| days.contains(at)));
    extended.sort_by_key(|&element| first(timelines.unsupported(element)));
    let mut unsupported = only(&|element| in_use(element) && timelines.unsupported(element).contains(at));
    unsupported.sort_by_key(|&element| first(timelines.unsupported(element)));
    let silent = only(&|element| {
        let element = timelines.graph().element(element);
        element.lifecycle().is_none()
            && matches!(element.section, Section::Systems | Section::Technologies | Section::Agreements)
    });
    Phases { at, counts: counts(timelines, at, elements), leaving, coming, extended, unsupported, silent }
}

fn counts(timelines: &Timelines<'_>, at: Date, elements: &[ElementIx]) -> Vec<PhaseCount> {
    let mut counts: Vec<PhaseCount> = Section::ALL
        .into_iter()
        .map(|section| PhaseCount { section, phases: [0; Phase::ALL.len()], unsaid: 0 })
        .collect();
    for &element in elements {
        let section = timelines.graph().element(element).section;
        let Some(count) = counts.iter_mut().find(|count| count.section == section) else { continue };
        let phase = timelines.phase_on(element, at);
        let place = phase.and_then(|phase| Phase::ALL.iter().position(|&known| known == phase));
        match place.and_then(|place| count.phases.get_mut(place)) {
            Some(count) => *count += 1,
            None => count.unsaid += 1,
        }
    }
    counts.retain(|count| count.unsaid > 0 || count.phases.iter().any(|&n| n > 0));
    counts
}

impl Timelines<'_> {
    /// The phase of own use of an element on a day, if it says something of it.
    pub fn phase_on(&self, element: ElementIx, day: Date) -> Option<Phase> {
        self.graph().model().phase_on(self.graph().element(element), day)
    }

    /// The first day of a phase of an element, if it is given.
    pub fn begins(&self, element: ElementIx, phase: Phase) -> Option<Date> {
        self.graph().model().lifecycle_of(self.graph().element(element))?.begins(phase)
    }

    /// The first day of use of an element, if it is given.
    pub fn taken_into_use(&self, element: ElementIx) -> Option<Date> {
        self.graph().model().lifecycle_of(self.graph().element(element))?.start()
    }

    /// The days on which an element has no ordinary support any more and still some; nothing if it says nothing of
    /// support.
    pub fn extended(&self, element: ElementIx) -> Option<Days> {
        let support = self.graph().model().support_of(self.graph().element(element))?;
        Some(support.extended(self.today()))
    }
}
