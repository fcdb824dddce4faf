//! The steps of a proposal as changes of the map, on one clock.
//!
//! Minute 0 is the earliest beginning that anybody wrote. A day means its first minute, or that of the window if the
//! window begins on it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::apply::apply;
use crate::analysis::{Change, Window};
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{
    Action, Additions, ChangeKind, Date, Field, Id, Located, Model, Moment, PlannedChange, PlannedWindow,
    Proposal, Step, Value, minutes_between,
};

/// What a proposal changes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Minute 0; nothing if nobody wrote when anything is done.
    pub begins: Option<Moment>,
    /// When all is done; nothing if the end of anything is not written.
    pub ends: Option<Moment>,
    /// The day of minute 0; without one the day that is asked about.
    pub day: Date,
    /// The changes of each step, in the order of the steps.
    pub steps: Vec<Vec<Change>>,
    /// What it counts on: what takes the place of something else, what is moved to, what is upgraded.
    pub relies_on: Vec<ElementIx>,
}

/// What is looked up to plan: the map as it is, and as if the proposal were made.
struct Planner<'a> {
    graph: &'a Graph,
    as_if: &'a Graph,
    proposal: &'a Proposal,
    begins: Option<Moment>,
    day: Date,
}

/// Plans a proposal. `at` is the day if it tells none. What the map as it is does not have is left out.
pub(super) fn plan(graph: &Graph, as_if: &Graph, proposal: &Proposal, at: Date) -> Plan {
    let window = proposal.window.as_ref().map(|window| window.value.from);
    let steps = proposal.steps.iter().filter_map(|step| beginning(proposal, &step.action));
    let begins = steps.chain(window).min();
    let day = begins.map_or(at, Moment::date);
    let planner = Planner { graph, as_if, proposal, begins, day };
    let mut relies_on: Vec<ElementIx> =
        proposal.steps.iter().flat_map(|step| planner.relies_on(&step.action)).collect();
    relies_on.sort_unstable();
    relies_on.dedup();
    let steps = proposal.steps.iter().map(|step| planner.changes(&step.action)).collect();
    Plan { begins, ends: ends(proposal), day, steps, relies_on }
}

/// When the last step and the window end, if all their ends are written.
fn ends(proposal: &Proposal) -> Option<Moment> {
    let window = proposal.window.as_ref().and_then(|window| window.value.until);
    let steps: Option<Vec<Moment>> =
        proposal.steps.iter().map(|step| ending(proposal, &step.action)).collect();
    steps?.into_iter().chain(window).max()
}

/// When a step ends. What has a day and no window is done on that day.
fn ending(proposal: &Proposal, action: &Action) -> Option<Moment> {
    let window = proposal.window.as_ref().and_then(|window| window.value.until);
    let Action::Change(change) = action else { return window };
    let begins = beginning(proposal, action);
    match (change.length, &change.window, change.at) {
        (Some(length), ..) => after(begins?, length.value.minutes()),
        (None, Some(own), _) => own.value.until,
        (None, None, Some(_)) => begins,
        (None, None, None) => window,
    }
}

fn after(moment: Moment, minutes: u32) -> Option<Moment> {
    moment.checked_add(jiff::Span::new().minutes(i64::from(minutes))).ok()
}

/// When a step begins, if anybody wrote it.
fn beginning(proposal: &Proposal, action: &Action) -> Option<Moment> {
    let window = proposal.window.as_ref().map(|window| window.value.from);
    let Action::Change(change) = action else { return window };
    if let Some(own) = &change.window {
        return Some(own.value.from);
    }
    match change.at.map(|at| at.value.first()) {
        Some(day) if window.is_none_or(|window| window.date() != day) => Some(day.at(0, 0, 0, 0)),
        _ => window,
    }
}

/// The map on which proposals have their impact, if that is not the map as it is. `before` are made before them, whole.
/// Where the proposals take something away for good, what they move away from it is not disturbed when it goes; an
/// outage disturbs what rests on it until it is moved. Elements keep their index, and there are no new ones.
pub fn moved<'p>(
    model: &Model,
    before: impl IntoIterator<Item = &'p Proposal>,
    proposals: impl IntoIterator<Item = &'p Proposal>,
) -> Option<Graph> {
    let proposals: Vec<&Proposal> = proposals.into_iter().collect();
    let moves = proposals.iter().map(|proposal| only_moves(proposal, &proposals));
    let before: Vec<Proposal> = before.into_iter().cloned().collect();
    let is_move = |step: &Step| !matches!(step.action, Action::Add(_));
    let moves: Vec<Proposal> = moves.filter(|moves| moves.steps.iter().any(is_move)).collect();
    if before.is_empty() && moves.is_empty() {
        return None;
    }
    let mut moved = apply(model, before.iter().chain(&moves)).model;
    moved.elements.truncate(model.elements.len());
    Some(Graph::build(&Arc::new(moved)).0)
}

/// The steps of a proposal that lead away from what some proposal takes away, and those that add what may be led to.
fn only_moves(proposal: &Proposal, all: &[&Proposal]) -> Proposal {
    let changes = || all.iter().flat_map(|proposal| &proposal.steps).filter_map(changed);
    let takes_away = changes().any(|change| is_taking_away(change.kind));
    let is_out = |id: &Located<Id>| {
        changes().any(|change| change.kind == ChangeKind::Outage && change.element.value == id.value)
    };
    let keeps = |step: &&Step| match &step.action {
        Action::Change(planned) => leaves(proposal, planned),
        Action::Move { from, .. } => takes_away && !is_out(from),
        Action::Add(_) => true,
        Action::Set { fields, .. } => {
            takes_away && fields.iter().any(|(_, value)| matches!(value.value, Value::References(_)))
        }
    };
    let steps = proposal.steps.iter().filter(keeps).cloned().collect();
    Proposal { steps, ..proposal.clone() }
}

fn changed(step: &Step) -> Option<&PlannedChange> {
    match &step.action {
        Action::Change(change) => Some(change),
        _ => None,
    }
}

fn is_taking_away(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::Retire | ChangeKind::Replace)
}

/// Whether a step upgrades to another element, and the proposal takes the old one away.
fn leaves(proposal: &Proposal, upgrade: &PlannedChange) -> bool {
    let goes = |step: &Step| {
        changed(step)
            .is_some_and(|other| is_taking_away(other.kind) && other.element.value == upgrade.element.value)
    };
    upgrade.kind == ChangeKind::Upgrade && upgrade.to.is_some() && proposal.steps.iter().any(goes)
}

impl Plan {
    /// All changes, those of each step after each other.
    pub fn changes(&self) -> Vec<Change> {
        self.steps.iter().flatten().copied().collect()
    }

    /// The moment so many minutes after minute 0.
    pub fn moment(&self, minutes: u32) -> Option<Moment> {
        after(self.begins?, minutes)
    }
}

impl Planner<'_> {
    fn changes(&self, action: &Action) -> Vec<Change> {
        match action {
            Action::Change(planned) => {
                let element = self.find(&planned.element.value).map(|element| self.change(element, planned));
                // Once nothing rests on the old version, those who rest on the new one must test.
                let to = planned.to.as_ref().filter(|_| leaves(self.proposal, planned));
                let to = to.and_then(|to| self.graph.find_element(&to.value));
                let newer = to.map(|to| self.worked_on(to, planned.kind));
                element.into_iter().chain(newer).collect()
            }
            Action::Move { element, .. } => self
                .find(&element.value)
                .map(|element| self.worked_on(element, ChangeKind::Modify))
                .into_iter()
                .collect(),
            Action::Set { .. } => Vec::new(),
            Action::Add(additions) => {
                // It must bear something more.
                let rested_on = self.rested_on(additions).into_iter();
                rested_on.map(|element| self.worked_on(element, ChangeKind::Need)).collect()
            }
        }
    }

    fn change(&self, element: ElementIx, planned: &PlannedChange) -> Change {
        let begins = beginning(self.proposal, &Action::Change(planned.clone()));
        let from = self.minute(begins);
        let until = self.window_of(planned).and_then(|window| window.until).map(|end| self.minute(Some(end)));
        let until = planned.length.map(|length| from.saturating_add(length.value.minutes())).or(until);
        let day = begins.map_or(self.day, Moment::date);
        let window = Window { from, until };
        let mut change = Change::new(self.as_if, element, planned.kind, window, day, self.successor(planned));
        // A gap ends with the beginning of a day, whatever the minute in which it began.
        if let (ChangeKind::Replace, Some(gap), Some(begins)) = (planned.kind, &mut change.window, begins) {
            let since_midnight = u32::try_from(i32::from(begins.hour()) * 60 + i32::from(begins.minute()));
            gap.until = gap.until.map(|until| until.saturating_sub(since_midnight.unwrap_or(0)).max(from));
        }
        change
    }

    fn window_of(&self, planned: &PlannedChange) -> Option<PlannedWindow> {
        planned.window.or(self.proposal.window).map(|window| window.value)
    }

    /// What is altered and goes on working.
    fn worked_on(&self, element: ElementIx, kind: ChangeKind) -> Change {
        let window = Window { from: 0, until: None };
        Change::new(self.graph, element, kind, window, self.day, None)
    }

    /// What takes the place of something, as the map will know it.
    fn successor(&self, planned: &PlannedChange) -> Option<ElementIx> {
        if let Some(with) = &planned.with {
            return self.as_if.find_element(with.value.as_str());
        }
        let element = self.as_if.find_element(planned.element.value.as_str())?;
        let declared = self.as_if.element(element).references(Field::Successor)?;
        declared.ids().find_map(|id| self.as_if.find_element(id.as_str()))
    }

    /// The element of the map as it is that an id names.
    fn find(&self, id: &Id) -> Option<ElementIx> {
        self.graph.find_element(id.as_str())
    }

    fn minute(&self, moment: Option<Moment>) -> u32 {
        self.begins.zip(moment).and_then(|(begins, moment)| minutes_between(begins, moment)).unwrap_or(0)
    }

    fn relies_on(&self, action: &Action) -> Vec<ElementIx> {
        let find = |id: &Located<Id>| self.find(&id.value);
        match action {
            Action::Change(planned) => {
                let stays = matches!(
                    planned.kind,
                    ChangeKind::Interface | ChangeKind::Modify | ChangeKind::Upgrade | ChangeKind::Need
                );
                let own = Some(&planned.element).filter(|_| stays).and_then(find);
                let to = planned.to.as_ref().and_then(|to| self.graph.find_element(&to.value));
                own.into_iter().chain(planned.with.as_ref().and_then(find)).chain(to).collect()
            }
            Action::Move { to, .. } => find(to).into_iter().collect(),
            Action::Set { .. } => Vec::new(),
            Action::Add(additions) => self.rested_on(additions),
        }
    }

    /// What in the map new elements rest on, and both ends of new integrations, in the order of the map.
    fn rested_on(&self, additions: &Additions) -> Vec<ElementIx> {
        let is_known = |element: &ElementIx| element.index() < self.graph.element_count();
        let added = additions.elements.iter().filter_map(|new| self.as_if.find_element(new.id()));
        let added: Vec<ElementIx> = added.filter(|element| !is_known(element)).collect();
        rested_on(self.as_if, &added, &is_known)
    }
}

/// What of the known part of a map new elements rest on, and both ends of new integrations, in the order of the map.
pub(super) fn rested_on(
    graph: &Graph,
    added: &[ElementIx],
    is_known: &dyn Fn(&ElementIx) -> bool,
) -> Vec<ElementIx> {
    let mut found = BTreeSet::new();
    for &new in added {
        found.extend(graph.ends_of(new).into_iter().filter(is_known));
        let mut open = vec![new.node()];
        while let Some(node) = open.pop() {
            for (needed, edge) in graph.relations(node, Direction::Upstream) {
                let rests = edge.relation.spec().passes_disruption && edge.relation != Relation::Contains;
                match graph.as_element(needed) {
                    Some(element) if rests && is_known(&element) => drop(found.insert(element)),
                    None if rests => open.push(needed),
                    _ => {}
                }
            }
        }
    }
    found.into_iter().collect()
}
