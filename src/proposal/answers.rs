//! Who must answer to a proposal, and what they have said: silence is shown, and never counts as a yes.
//!
//! An owner must agree if something of its own is changed, disturbed, or has to be adapted, or if it is to own something
//! that is another's today. Who only has to test or only operates is told; an objection counts all the same.

use crate::analysis::{Impact, Person, Reached, people};
use crate::diagnostic::{Finding, Place, quoted};
use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Action, Answer, Field, Id, Proposal, Section, Value, Verdict};

use super::judge::{Judgement, Weight, set_by};

/// Somebody who must answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Concerned<'a> {
    /// Who, and of what.
    pub person: Person,
    /// What they have answered, in the order written.
    pub answers: Vec<&'a Answer>,
    /// Where they stand.
    pub stand: Stand,
    /// What they are to own, and do not own today.
    pub takes_over: Vec<ElementIx>,
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

/// The owners of what is changed and affected, today and by the proposal, and of both sides of integrations; who
/// operates any of it; and whoever answered without being asked. What answers name and the map does not have is added
/// to the faults.
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
    let mut people = people::to_tell(graph, &causes, &reached, &[]);
    let affected: Vec<ElementIx> = reached.iter().map(|reached| reached.element).collect();
    people::tell_operators(graph, &affected, &mut people);
    let new_owners = new_owners(graph, proposal);
    let asked = new_owners.iter().map(|(owner, _)| *owner);
    for organisation in asked.chain(proposal.answers.iter().map(|answer| answer.owner.value.as_str())) {
        if people.iter().all(|person| person.organisation != organisation) {
            people.push(people::person(as_if, organisation));
        }
    }
    let of_one = |person: Person| {
        let is_new = |(owner, _): &&(&str, ElementIx)| *owner == person.organisation;
        let takes_over = new_owners.iter().filter(is_new).map(|(_, element)| *element).collect();
        Concerned::of(graph, proposal, person, takes_over, weight)
    };
    let mut concerned: Vec<Concerned<'a>> = people.into_iter().map(of_one).collect();
    concerned.sort_by_key(|concerned| concerned.stand);
    concerned
}

/// Who is to own what it does not own today, in the order written.
fn new_owners<'a>(graph: &Graph, proposal: &'a Proposal) -> Vec<(&'a str, ElementIx)> {
    let of_step = |action: &'a Action| {
        let Action::Set { element, fields } = action else { return None };
        let element = graph.find_element(element.value.as_str())?;
        let owner = fields.iter().rev().find_map(|(field, value)| match &value.value {
            Value::Organisation(id) if field.value == Field::Owner => Some(id),
            _ => None,
        })?;
        (graph.element(element).owner() != Some(owner)).then_some((owner.as_str(), element))
    };
    let mut all: Vec<(&str, ElementIx)> = Vec::new();
    for pair in proposal.steps.iter().filter_map(|step| of_step(&step.action)) {
        if !all.contains(&pair) {
            all.push(pair);
        }
    }
    all
}

impl Judgement<'_> {
    /// Whether the proposal has anything to do with an element: it names, changes, affects or spares it, or an
    /// integration of which it is an end.
    pub fn touches(&self, graph: &Graph, element: ElementIx) -> bool {
        let is_it = |id: &Id| graph.find_element(id.as_str()) == Some(element);
        let names = self.proposal.steps.iter().any(|step| match &step.action {
            Action::Change(change) => {
                is_it(&change.element.value)
                    || change.with.as_ref().is_some_and(|with| is_it(&with.value))
                    || change.to.as_ref().is_some_and(|to| graph.find_element(&to.value) == Some(element))
            }
            Action::Move { element, from, to } => [element, from, to].iter().any(|id| is_it(&id.value)),
            Action::Set { element, .. } => is_it(&element.value),
            Action::Add(_) => false,
        });
        names || is_within(graph, &self.together, element)
    }
}

fn is_within(graph: &Graph, impact: &Impact<'_>, element: ElementIx) -> bool {
    let is_concerned = |ix: ElementIx| {
        let is_end =
            || graph.element(ix).section == Section::Integrations && graph.ends_of(ix).contains(&element);
        ix == element || is_end()
    };
    let affected = impact.affected.iter().map(|affected| affected.element);
    impact.causes().into_iter().chain(affected).any(is_concerned)
        || impact.protected.iter().any(|protected| protected.element == element)
}

impl<'a> Concerned<'a> {
    fn of(
        graph: &Graph,
        proposal: &'a Proposal,
        person: Person,
        takes_over: Vec<ElementIx>,
        weight: Weight<'_, '_>,
    ) -> Self {
        let is_theirs = |id: &Id| id.as_str() == person.organisation;
        let answers: Vec<&Answer> =
            proposal.answers.iter().filter(|answer| is_theirs(&answer.owner.value)).collect();
        let is_answered = |element: &ElementIx| {
            answers.iter().any(|answer| match &answer.element {
                None => true,
                Some(id) => graph.find_element(id.value.as_str()) == Some(*element),
            })
        };
        let own = || person.causes.iter().chain(&person.reached).chain(&person.integrations);
        let all = || own().chain(&takes_over);
        let open: Vec<ElementIx> = all().filter(|element| !is_answered(element)).copied().collect();
        let must_agree = !(person.causes.is_empty() && takes_over.is_empty())
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
        Self { person, answers, takes_over, stand, open, must_agree }
    }
}

fn unknown_organisation(graph: &Graph, id: &Id, place: Place) -> Option<Finding> {
    let is_known = matches!(graph.find(id.as_str()), Some(Found::Organisation(_)))
        || graph.model().elements.iter().any(|element| element.owner() == Some(id));
    let message = || format!("{} is not an organisation of this map", quoted(id.as_str()));
    (!is_known).then(|| Finding::new("unknown-organisation", place, message()).subject(id.as_str()))
}
