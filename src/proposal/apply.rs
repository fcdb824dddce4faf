//! The map as if: what it says once the steps of proposals are made.
//!
//! A retirement is a date; what rested on something that is replaced rests on what takes its place. An outage, a new
//! interface and a changed need leave the map as it is: their impact is another question.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Place, quoted};
use crate::model::{
    Action, Additions, ChangeKind, Element, Field, Id, Lifecycle, LifecycleUse, Located, Milestone, Model,
    PartialDate, PlannedChange, Proposal, References, Section, SupportEnd, Value, did_you_mean,
};

/// The map once proposals are made, in their order, and what of them does not fit it.
///
/// Complexity: O(V + E) for each proposal that replaces something, else O(V + E) in all.
pub fn apply<'p>(model: &Model, proposals: impl IntoIterator<Item = &'p Proposal>) -> (Model, Vec<Finding>) {
    let mut as_if = AsIf { model: model.clone(), index: HashMap::new(), findings: Vec::new() };
    as_if.index_from(0);
    for proposal in proposals {
        for step in &proposal.steps {
            match &step.action {
                Action::Change(change) => as_if.change(proposal, change),
                Action::Move { element, from, to } => as_if.move_to(element, from, to),
                Action::Set { element, fields } => as_if.set(element, fields),
                Action::Add(additions) => as_if.add(additions),
            }
        }
    }
    (as_if.model, as_if.findings)
}

/// The map as it becomes.
struct AsIf {
    model: Model,
    /// Elements by id and alias.
    index: HashMap<Id, usize>,
    findings: Vec<Finding>,
}

impl AsIf {
    /// Takes note of the elements from an index on. An id wins over an alias, and the first over a later one.
    fn index_from(&mut self, first: usize) {
        let new = || self.model.elements.iter().enumerate().skip(first);
        for (i, element) in new() {
            self.index.entry(element.id.value.clone()).or_insert(i);
        }
        let alias = |alias: &Located<Box<str>>| Id::parse(&alias.value).ok();
        let aliases: Vec<(Id, usize)> = new()
            .flat_map(|(i, element)| element.aliases().iter().filter_map(alias).map(move |id| (id, i)))
            .collect();
        for (alias, i) in aliases {
            self.index.entry(alias).or_insert(i);
        }
    }

    fn change(&mut self, proposal: &Proposal, change: &PlannedChange) {
        let Some(element) = self.find(&change.element) else { return };
        match change.kind {
            ChangeKind::Retire => self.retire(element, day_of(proposal, change)),
            ChangeKind::Replace => {
                let Some(with) = &change.with else { return };
                let Some(successor) = self.find(with) else { return };
                self.retire(element, day_of(proposal, change));
                let named = Located::new(
                    Value::References(Box::new(References::to(with.value.clone(), with.place))),
                    with.place,
                );
                self.replace_field(element, Field::Successor, named);
                self.redirect_all(element, successor, with);
            }
            ChangeKind::Upgrade => self.upgrade(element, change),
            ChangeKind::Outage | ChangeKind::Interface | ChangeKind::Modify | ChangeKind::Need => {}
        }
    }

    /// Sets the day from which an element is out of use; what else is known of its lifecycle stays.
    fn retire(&mut self, element: usize, day: Option<Located<PartialDate>>) {
        let Some((day, known)) = day.zip(self.model.elements.get(element)) else { return };
        let mut milestones = match self.model.lifecycle_of(known) {
            Some(lifecycle) => lifecycle.milestones.clone(),
            None => Vec::new(),
        };
        milestones.retain(|(milestone, _)| *milestone != Milestone::Retired);
        milestones.push((Milestone::Retired, Located::new(SupportEnd::On(day.value), day.place)));
        milestones.sort_by_key(|(milestone, _)| *milestone);
        let lifecycle = LifecycleUse::Inline(Lifecycle { id: None, place: day.place, milestones });
        self.replace_field(
            element,
            Field::Lifecycle,
            Located::new(Value::Lifecycle(Box::new(lifecycle)), day.place),
        );
    }

    /// An upgrade leads to another element, on which then rests what rested on the first, or to a version.
    fn upgrade(&mut self, element: usize, change: &PlannedChange) {
        let Some(to) = &change.to else { return };
        let named = Id::parse(&to.value).ok().filter(|id| self.index.contains_key(id));
        match named.and_then(|id| Some((*self.index.get(&id)?, id))) {
            Some((newer, id)) => self.redirect_all(element, newer, &Located::new(id, to.place)),
            None => {
                let version = Located::new(Value::Text(to.value.clone()), to.place);
                self.replace_field(element, Field::Version, version);
            }
        }
    }

    /// Lets everything that names one element name another, but for these two themselves.
    fn redirect_all(&mut self, from: usize, to: usize, named: &Located<Id>) {
        let Self { model, index, .. } = self;
        let is_from = |id: &Id| index.get(id) == Some(&from);
        for (i, element) in model.elements.iter_mut().enumerate() {
            if i != from && i != to {
                element.redirect(&is_from, named);
            }
        }
    }

    fn move_to(&mut self, element: &Located<Id>, from: &Located<Id>, to: &Located<Id>) {
        let found = (self.find(element), self.find(from), self.find(to));
        let (Some(element_index), Some(from_index), Some(_)) = found else { return };
        let Self { model, index, .. } = self;
        let is_from = |id: &Id| index.get(id) == Some(&from_index);
        let is_moved = |id: &Id| index.get(id) == Some(&element_index);
        let own = model.elements.get_mut(element_index).map_or(0, |moved| moved.redirect(&is_from, to));
        if own > 0 {
            return;
        }
        // The other end may say so: a system names the processes that it supports.
        let said_by_other = model.elements.get_mut(from_index).and_then(|other| other.forget(&is_moved));
        match said_by_other {
            Some(field) => self.rest_on(element_index, field, to),
            None => {
                let message = format!(
                    "{} does not rest on {}",
                    quoted(element.value.as_str()),
                    quoted(from.value.as_str())
                );
                let help = format!("`systemkarta show {}` tells what it rests on", element.value);
                let finding = Finding::new("unknown-reference", from.place, message);
                self.findings.push(finding.element(element.value.as_str()).subject("move").help(help));
            }
        }
    }

    /// Lets an element itself say what another end said of it.
    fn rest_on(&mut self, element: usize, said: Field, to: &Located<Id>) {
        let field = if said == Field::Masters { Field::MasteredBy } else { Field::DependsOn };
        let Some(known) = self.model.elements.get(element) else { return };
        let references = match known.references(field) {
            Some(references) => references.and(to.value.clone(), to.place),
            None => References::to(to.value.clone(), to.place),
        };
        self.replace_field(element, field, Located::new(Value::References(Box::new(references)), to.place));
    }

    fn set(&mut self, element: &Located<Id>, fields: &[(Field, Located<Value>)]) {
        let Some(index) = self.find(element) else { return };
        let Some(section) = self.model.elements.get(index).map(|known| known.section) else { return };
        for (field, value) in fields {
            if fits(*field, section) {
                self.replace_field(index, *field, value.clone());
            } else {
                let message = format!(
                    "{} is one of the {}, which have no field `{}`",
                    quoted(element.value.as_str()),
                    section.many(),
                    field.name()
                );
                let finding = Finding::new("unknown-key", value.place, message);
                self.findings.push(finding.element(element.value.as_str()).subject(field.name()));
            }
        }
    }

    fn add(&mut self, additions: &Additions) {
        let first = self.model.elements.len();
        for element in &additions.elements {
            if self.index.contains_key(&element.id.value) {
                let message = format!("{} is in the map already", quoted(element.id()));
                let finding = Finding::new("duplicate-id", element.id.place, message);
                self.findings.push(finding.element(element.id()).help("use `set` to change what is there"));
            } else {
                self.model.elements.push(element.clone());
            }
        }
        self.index_from(first);
        self.model.organisations.extend(additions.organisations.iter().cloned());
        for lifecycle in &additions.lifecycles {
            if let Some(id) = &lifecycle.id {
                self.model.lifecycles.entry(id.value.clone()).or_insert_with(|| lifecycle.clone());
            }
        }
    }

    fn replace_field(&mut self, element: usize, field: Field, value: Located<Value>) {
        if let Some(element) = self.model.elements.get_mut(element) {
            element.set(field, value);
        }
    }

    /// The element that an id or alias names, or a finding.
    fn find(&mut self, id: &Located<Id>) -> Option<usize> {
        let found = self.index.get(&id.value).copied();
        if found.is_none() {
            self.findings.push(unknown(&self.model, &id.value, id.place));
        }
        found
    }
}

/// The day of a retirement or a replacement: its own, else the first of the window.
pub(super) fn day_of(proposal: &Proposal, change: &PlannedChange) -> Option<Located<PartialDate>> {
    let first = |window: &Located<crate::model::PlannedWindow>| {
        Located::new(PartialDate::day(window.value.from.date()), window.place)
    };
    change.at.or_else(|| proposal.window.as_ref().map(first))
}

fn fits(field: Field, section: Section) -> bool {
    Field::parse(field.name()).is_some_and(|spec| spec.sections.contains(&section))
}

fn unknown(model: &Model, id: &Id, place: Place) -> Finding {
    let message = format!("{} is not an element of this map", quoted(id.as_str()));
    let known = model.elements.iter().map(Element::id);
    let finding = Finding::new("unknown-reference", place, message).subject(id.as_str());
    finding.maybe_help(did_you_mean(id.as_str(), known))
}
