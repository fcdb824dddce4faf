//! Who must answer to a proposal, and what they have said: silence is shown, and never counts as a yes.
//!
//! An owner must agree if something of its own is changed, disturbed, or has to be adapted. Who only has to test is told;
//! an objection counts all the same.

use crate::analysis::{Person, Reached, people};
use crate::diagnostic::{Finding, Place, quoted};
use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Answer, Id, Proposal, Verdict};

use super::judge::{Weight, set_by};

/// Somebody who must answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Concerned<'a> {
    /// Who, and of what.
    pub person: Person,
    /// What they have answered, in the order written.
    pub answers: Vec<&'a Answer>,
    /// Where they stand.
    pub stand: Stand,
    /// Their elements of which they have said nothing.
    pub open: Vec<ElementIx>,
    /// Whether they must agree, and are not only told.
    pub must_agree: bool,
}

/// Where somebody stands; in the order in which a board should hear of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// Against it.
    Objects,
    /// Nothing was said.
    Silent,
    /// Something was said, and not of all that is concerned.
    Partly,
    /// All is answered.
    Answered,
    /// They raised it.
    Raised,
    /// They need not agree, and have said nothing.
    Told,
}

impl Stand {
    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Objects => "objects",
            Self::Silent => "silent",
            Self::Partly => "partly answered",
            Self::Answered => "answered",
            Self::Raised => "raised it",
            Self::Told => "told",
        }
    }

    /// Whether nothing more is waited for.
    pub fn is_answered(self) -> bool {
        matches!(self, Self::Objects | Self::Answered | Self::Raised)
    }
}

/// The owners of what is changed and affected, and of both sides of integrations. What answers name and the map does
/// not have is added to the faults.
pub(super) fn concerned<'a>(
    graph: &Graph,
    as_if: &Graph,
    proposal: &'a Proposal,
    weight: Weight<'_, '_>,
    faults: &mut Vec<Finding>,
) -> Vec<Concerned<'a>> {
    for answer in &proposal.answers {
        faults.extend(unknown_organisation(as_if, &answer.owner.value, answer.owner.place));
        let element = answer.element.as_ref().filter(|id| as_if.find_element(id.value.as_str()).is_none());
        faults.extend(element.map(|id| {
            let message = format!("{} is not an element of this map", quoted(id.value.as_str()));
            Finding::new("unknown-reference", id.place, message).subject(id.value.as_str())
        }));
    }
    if let Some(by) = &proposal.raised_by {
        faults.extend(unknown_organisation(as_if, &by.value, by.place));
    }
    let impact = weight.impact;
    let mut causes = impact.causes();
    causes.extend(set_by(graph, proposal));
    causes.sort_unstable();
    causes.dedup();
    let reached: Vec<Reached> = impact
        .affected
        .iter()
        .map(|each| Reached { element: each.element, distance: each.claim.distance, basis: each.claim.basis })
        .collect();
    let people = people::to_tell(graph, &causes, &reached, &[]);
    // Who only operates is told, and need not answer: owners do (R14).
    let answerable = |person: &Person| {
        !(person.causes.is_empty() && person.reached.is_empty() && person.integrations.is_empty())
    };
    let mut concerned: Vec<Concerned<'a>> = people
        .into_iter()
        .filter(answerable)
        .map(|person| Concerned::of(graph, proposal, person, weight))
        .collect();
    concerned.sort_by_key(|concerned| concerned.stand);
    concerned
}

impl<'a> Concerned<'a> {
    fn of(graph: &Graph, proposal: &'a Proposal, person: Person, weight: Weight<'_, '_>) -> Self {
        let is_theirs = |id: &Id| id.as_str() == person.organisation;
        let answers: Vec<&Answer> =
            proposal.answers.iter().filter(|answer| is_theirs(&answer.owner.value)).collect();
        let is_answered = |element: &ElementIx| {
            answers.iter().any(|answer| match &answer.element {
                None => true,
                Some(id) => graph.find_element(id.value.as_str()) == Some(*element),
            })
        };
        let all = || person.causes.iter().chain(&person.reached).chain(&person.integrations);
        let open: Vec<ElementIx> = all().filter(|element| !is_answered(element)).copied().collect();
        let must_agree = !person.causes.is_empty()
            || person.reached.iter().chain(&person.integrations).any(|&element| weight.is_heavy(element));
        let is_raiser = proposal.raised_by.as_ref().is_some_and(|by| is_theirs(&by.value));
        let stand = if answers.iter().any(|answer| answer.verdict == Verdict::Object) {
            Stand::Objects
        } else if is_raiser {
            Stand::Raised
        } else if answers.is_empty() && !must_agree {
            Stand::Told
        } else if answers.is_empty() {
            Stand::Silent
        } else if open.is_empty() {
            Stand::Answered
        } else {
            Stand::Partly
        };
        Self { person, answers, stand, open, must_agree }
    }
}

fn unknown_organisation(graph: &Graph, id: &Id, place: Place) -> Option<Finding> {
    let is_known = matches!(graph.find(id.as_str()), Some(Found::Organisation(_)))
        || graph.model().elements.iter().any(|element| element.owner() == Some(id));
    let message = || format!("{} is not an organisation of this map", quoted(id.as_str()));
    (!is_known).then(|| Finding::new("unknown-organisation", place, message()).subject(id.as_str()))
}
