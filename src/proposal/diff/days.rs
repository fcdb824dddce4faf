//! What differs between two days of one map: what is in use, in which phase, how far by the standard, and supported.

use super::{Aspect, ElementDifference, FieldDifference, Kind, Pair};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, Model, Phase};

/// The elements of a map on two days.
pub(super) struct Days<'g> {
    pub(super) graph: &'g Graph,
    old: Date,
    new: Date,
    used_before: Vec<bool>,
    used_after: Vec<bool>,
}

impl<'g> Days<'g> {
    pub(super) fn of(graph: &'g Graph, old: Date, new: Date) -> Self {
        Self { graph, old, new, used_before: graph.in_use(old), used_after: graph.in_use(new) }
    }

    /// An element on the days on which it is in use.
    pub(super) fn pair(&self, ix: ElementIx) -> Pair {
        let if_used = |used: &[bool]| used.get(ix.index()).copied().unwrap_or(false).then_some(ix);
        Pair { old: if_used(&self.used_before), new: if_used(&self.used_after) }
    }

    /// The elements that differ, in the order of the map.
    pub(super) fn elements(&self) -> Vec<ElementDifference> {
        self.graph.elements().filter_map(|ix| self.element(ix)).collect()
    }

    fn element(&self, ix: ElementIx) -> Option<ElementDifference> {
        let element = self.pair(ix);
        let (kind, fields) = match (element.old, element.new) {
            (None, None) => return None,
            (None, Some(_)) => (Kind::Added, Vec::new()),
            (Some(_), None) => (Kind::Removed, Vec::new()),
            (Some(_), Some(_)) => (Kind::Changed, self.fields(self.graph.element(ix))),
        };
        let differs = kind != Kind::Changed || !fields.is_empty();
        differs.then_some(ElementDifference { element, kind, fields, relations: 0, consequence: None })
    }

    fn fields(&self, element: &Element) -> Vec<FieldDifference> {
        let model = self.graph.model();
        let phase = |day| model.phase_on(element, day).map(|phase| phase.to_string());
        let standard = |day| model.standard_on(element, day).map(|standard| standard.to_string());
        let support = |day| support_on(model, element, day).map(str::to_owned);
        let all = [
            (Aspect::Phase, phase(self.old), phase(self.new)),
            (Aspect::Standard, standard(self.old), standard(self.new)),
            (Aspect::Support, support(self.old), support(self.new)),
        ];
        let differing = all.into_iter().filter(|(_, old, new)| old != new);
        let field =
            |(aspect, old, new)| FieldDifference { aspect, old, new, parts: Vec::new(), shared: None };
        differing.map(field).collect()
    }
}

/// Whether the vendor supports something on a day; nothing if no end of support is given. What is over since nobody knows
/// when is so on both days: then its end tells no difference.
fn support_on(model: &Model, element: &Element, day: Date) -> Option<&'static str> {
    let support = model.support_of(element)?;
    Some(if support.unsupported(Date::MIN).contains(day) {
        "not supported"
    } else if support.extended(Date::MIN).contains(day) {
        "extended support"
    } else {
        "supported"
    })
}

/// The first day on which something is out of use for good, if that is dated.
pub(super) fn retired_on(model: &Model, element: &Element) -> Option<Date> {
    model.lifecycle_of(element)?.begins(Phase::Retired)
}
