//! What every form of a policy needs: its selections, and a place to put what goes against it.

use std::borrow::Cow;

use super::direct::Direct;
use super::{Bench, severity_of};
use crate::diagnostic::{Finding, Place};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Element, Policy, Selection, number};

/// One policy, and what goes against it.
pub(super) struct Judge<'b, 'g> {
    bench: &'b Bench<'g>,
    policy: &'b Policy,
    rule: String,
    demands: String,
    because: String,
    found: Vec<Finding>,
    unlisted: usize,
}

/// How much of a reason stands in every finding, in characters. `explain` has all of it.
const BECAUSE: usize = 300;

impl<'b, 'g> Judge<'b, 'g> {
    pub(super) fn new(bench: &'b Bench<'g>, policy: &'b Policy) -> Self {
        Self {
            bench,
            policy,
            rule: policy.rule(),
            demands: format!("the policy: {}", policy.demand),
            because: because(policy),
            found: Vec::new(),
            unlisted: 0,
        }
    }

    pub(super) fn graph(&self) -> &'g Graph {
        self.bench.graph()
    }

    pub(super) fn today(&self) -> Date {
        self.bench.today
    }

    /// The relations as people count them.
    pub(super) fn direct(&self) -> &'b Direct {
        self.bench.direct()
    }

    /// For every element, whether it is in use today or later.
    pub(super) fn live(&self) -> &'b [bool] {
        &self.bench.live
    }

    /// For every element, whether it is meant, and in use today or later.
    pub(super) fn meant(&self, selection: &Selection) -> Vec<bool> {
        let mut meant = self.bench.selector.select(selection);
        meant.iter_mut().zip(&self.bench.live).for_each(|(meant, live)| *meant &= live);
        meant
    }

    /// One side of a relation; everything if not said.
    pub(super) fn side(&self, selection: Option<&Selection>) -> Vec<bool> {
        selection.map_or_else(|| self.bench.live.clone(), |selection| self.meant(selection))
    }

    /// The elements that are meant, with their indices.
    pub(super) fn each<'m>(
        &self,
        meant: &'m [bool],
    ) -> impl Iterator<Item = (ElementIx, &'g Element)> + use<'m, 'g> {
        let graph = self.graph();
        let of = graph.elements().filter(move |ix| has(meant, *ix));
        of.map(move |ix| (ix, graph.element(ix)))
    }

    /// The id of an element.
    pub(super) fn id(&self, ix: ElementIx) -> &'g str {
        self.graph().element(ix).id()
    }

    /// Tells what goes against the policy, if there is room: the first of the elements is the one to change.
    pub(super) fn tell(
        &mut self,
        place: Place,
        elements: &[ElementIx],
        subject: &str,
        message: impl FnOnce() -> String,
    ) {
        if self.found.len() >= self.bench.limit {
            self.unlisted += 1;
            return;
        }
        let mut finding = self.finding(place, message());
        finding.elements = elements.iter().map(|ix| self.id(*ix).to_owned()).collect();
        self.found.push(finding.subject(subject).help(self.because.clone()));
    }

    fn finding(&self, place: Place, message: String) -> Finding {
        let mut finding = Finding::new("", place, message);
        finding.rule = Cow::Owned(self.rule.clone());
        finding.severity = severity_of(self.policy);
        finding.related(self.policy.place(), self.demands.clone())
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        if self.unlisted > 0 {
            let message =
                format!("and {} more against this policy, which are not listed", number(self.unlisted));
            let place = self.found.last().map_or(self.policy.place(), |last| last.place);
            let more = self.finding(place, message);
            self.found.push(more);
        }
        self.found
    }
}

/// Whether an element is among those that are meant.
pub(super) fn has(meant: &[bool], ix: ElementIx) -> bool {
    meant.get(ix.index()).copied().unwrap_or(false)
}

fn because(policy: &Policy) -> String {
    let because = policy.because.value.trim();
    match because.char_indices().nth(BECAUSE) {
        Some((cut, _)) => format!("{}…", because.get(..cut).unwrap_or_default()),
        None => because.to_owned(),
    }
}
