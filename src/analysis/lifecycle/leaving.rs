//! What is leaving, and when it is planned to be out of use.

use super::Timelines;
use crate::graph::ElementIx;
use crate::model::{Date, LifecycleUse, Phase};

impl Timelines<'_> {
    /// Whether an element is leaving: it is in use on a day, and it has a phase-out or a retirement, or a successor.
    pub fn is_leaving(&self, element: ElementIx, at: Date) -> bool {
        if !self.in_use(element).contains(at) {
            return false;
        }
        let declared = self.graph().element(element);
        let is_left = match declared.lifecycle() {
            Some(LifecycleUse::Phase(phase)) => *phase == Phase::PhaseOut,
            Some(_) => {
                let lifecycle = self.graph().model().lifecycle_of(declared);
                let begins = |phase| lifecycle.and_then(|lifecycle| lifecycle.begins(phase)).is_some();
                begins(Phase::PhaseOut) || begins(Phase::Retired)
            }
            None => false,
        };
        is_left || !self.successors(element).is_empty()
    }

    /// The first day after its last use, if it has one.
    pub fn retired(&self, element: ElementIx) -> Option<Date> {
        let last = self.in_use(element).extent()?.ends()?;
        last.tomorrow().ok()
    }
}
