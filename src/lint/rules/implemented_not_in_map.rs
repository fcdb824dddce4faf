//! Proposals that are said to be made, and that the map does not show.

use std::collections::BTreeSet;

use crate::diagnostic::{Level, Place, quoted};
use crate::graph::{Direction, ElementIx, Relation};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Action, ChangeKind, Id, LifecycleUse, Located, Milestone, Phase, Proposal, Status};

pub(super) const RULE: Rule = Rule {
    name: "implemented-not-in-map",
    summary: "a proposal is said to be made, and the map does not show it",
    level: Level::ERROR,
    group: Group::Changes,
    absence: false,
    waivable: true,
    explanation: include_str!("implemented_not_in_map.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let changes = &cx.graph.model().changes;
    let made: Vec<&Proposal> = changes.iter().filter(|p| p.status == Status::Implemented).collect();
    let gone: BTreeSet<&Id> = made
        .iter()
        .flat_map(|proposal| proposal.steps.iter())
        .filter_map(|s| taken_away(&s.action))
        .collect();
    for proposal in made {
        let mut told = Told { proposal, findings };
        for step in &proposal.steps {
            match &step.action {
                Action::Move { element, from, .. } => moved(cx, element, from, &mut told),
                Action::Add(additions) => {
                    let added = additions.elements.iter().chain(&additions.organisations);
                    // What another proposal has taken away since need not be there.
                    let is_missing = |id: &Id| !gone.contains(id) && cx.graph.find(id.as_str()).is_none();
                    for element in added.filter(|element| is_missing(&element.id.value)) {
                        let id = &element.id;
                        told.that(id.place, &id.value, format!("{} is not in the map", quoted(element.id())));
                    }
                }
                Action::Change(change) if taken_away(&step.action).is_some() => {
                    retired(cx, &change.element, &mut told);
                }
                Action::Change(_) | Action::Set { .. } => {}
            }
        }
    }
}

/// The findings on one proposal.
struct Told<'a> {
    proposal: &'a Proposal,
    findings: &'a mut Findings,
}

impl Told<'_> {
    fn that(&mut self, place: Place, of: &Id, what: String) {
        let id = self.proposal.id.value.as_str();
        let message = format!("{} is said to be implemented, but {what}", quoted(id));
        let finding = self.findings.at(place, message).subject(format!("{id} {of}"));
        self.findings
            .add(finding.help("write in the map what was made, or give the proposal the status that it has"));
    }
}

fn taken_away(action: &Action) -> Option<&Id> {
    match action {
        Action::Change(change) if matches!(change.kind, ChangeKind::Retire | ChangeKind::Replace) => {
            Some(&change.element.value)
        }
        _ => None,
    }
}

/// What was retired has a date of that, or has left the map; and once it is out of use, nothing in use rests on it.
fn retired(cx: &Context<'_>, id: &Located<Id>, told: &mut Told<'_>) {
    let Some(ix) = cx.graph.find_element(id.value.as_str()) else { return };
    let element = cx.graph.element(ix);
    let lifecycle = cx.graph.model().lifecycle_of(element);
    let has_date = lifecycle.is_some_and(|l| l.milestones.iter().any(|(m, _)| *m == Milestone::Retired));
    let is_phase = matches!(element.lifecycle(), Some(LifecycleUse::Phase(Phase::Retired)));
    if !has_date && !is_phase {
        told.that(id.place, &id.value, format!("{} has no date `retired`", quoted(element.id())));
    } else if cx.is_retired(element) {
        let rests = direct(cx, ix, Direction::Downstream).into_iter();
        let in_use = rests.map(|ix| cx.graph.element(ix)).find(|element| !cx.is_retired(element));
        if let Some(dependent) = in_use {
            let what = format!("{} still rests on {}", quoted(dependent.id()), quoted(element.id()));
            told.that(id.place, &id.value, what);
        }
    }
}

/// What was moved rests no longer on what it was moved from. On what it rests now, a later proposal may have changed.
fn moved(cx: &Context<'_>, element: &Located<Id>, from: &Located<Id>, told: &mut Told<'_>) {
    let find = |id: &Located<Id>| cx.graph.find_element(id.value.as_str());
    let (Some(moved), Some(old)) = (find(element), find(from)) else { return };
    if direct(cx, moved, Direction::Upstream).contains(&old) {
        let [element, old] = [element, from].map(|id| quoted(id.value.as_str()));
        told.that(from.place, &from.value, format!("{element} still rests on {old}"));
    }
}

/// The elements at the other ends of the relations of an element, those in groups too.
fn direct(cx: &Context<'_>, ix: ElementIx, direction: Direction) -> BTreeSet<ElementIx> {
    let mut found = BTreeSet::new();
    let mut open = vec![ix.node()];
    while let Some(node) = open.pop() {
        for (other, edge) in cx.graph.relations(node, direction) {
            let rests = edge.relation.spec().passes_disruption && edge.relation != Relation::Contains;
            match cx.graph.as_element(other) {
                Some(element) if rests => drop(found.insert(element)),
                // Groups hold no elements twice, and no group that they are in.
                None if rests => open.push(other),
                _ => {}
            }
        }
    }
    found
}
