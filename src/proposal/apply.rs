//! The map as if: what it says once the steps of proposals are made.
//!
//! A retirement is a date. What rested on something that is replaced from a day on rests on what takes its place, too:
//! the old is out of use from that day, and which of the two is there before it, their lifecycles tell. An outage, a
//! new interface and a changed need leave the map as it is: their impact is another question.

use std::collections::{HashMap, HashSet};

use super::order::before;
use super::succession::{keeps_both, with_successor};
use crate::diagnostic::{Finding, Place, quoted};
use crate::model::{
    Action, Additions, ChangeKind, Date, Element, Field, Id, Lifecycle, LifecycleUse, Located, Milestone,
    Model, PartialDate, Phase, PlannedChange, PlannedWindow, Proposal, Reference, References, Section,
    SupportEnd, Target, Value, did_you_mean,
};

/// The map as if, and what of the proposals does not fit it.
#[derive(Debug)]
pub struct Applied {
    /// The map. Elements keep their index; new ones come after them.
    pub model: Model,
    /// What does not fit: ids that name nothing, fields that an element of its section has not.
    pub findings: Vec<Finding>,
    /// What `set` puts in the place of something else.
    pub dropped: Vec<Dropped>,
}

/// A value that a proposal drops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The id of the element.
    pub element: Id,
    /// The field.
    pub field: Field,
    /// What it said.
    pub old: String,
    /// What it says once the proposal is made.
    pub new: String,
}

/// The map once proposals are made, in their order. The map that is given stays as it is.
///
/// Complexity: O(V + E), and as much again for each step that replaces something.
pub fn apply<'p>(model: &Model, proposals: impl IntoIterator<Item = &'p Proposal>) -> Applied {
    let applied = Applied { model: model.clone(), findings: Vec::new(), dropped: Vec::new() };
    let mut as_if = AsIf { applied, index: HashMap::new() };
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
    as_if.applied
}

/// What of the open proposals of a map does not fit it, each held against the map as it is once those are made on
/// which it depends.
///
/// Complexity: O(V + E) for each.
pub fn faults(model: &Model) -> Vec<Finding> {
    let open: Vec<&Proposal> = model.changes.iter().filter(|proposal| proposal.is_open()).collect();
    let of_one = |proposal: &&Proposal| {
        let before = before(proposal, &open);
        let earlier = (!before.is_empty()).then(|| apply(model, before).model);
        apply(earlier.as_ref().unwrap_or(model), [*proposal]).findings
    };
    open.iter().flat_map(of_one).collect()
}

/// The map as it becomes.
struct AsIf {
    applied: Applied,
    /// Elements by id and alias.
    index: HashMap<Id, usize>,
}

impl AsIf {
    /// Takes note of the elements from an index on. An id wins over an alias, and the first over a later one.
    fn index_from(&mut self, first: usize) {
        let new = || self.applied.model.elements.iter().enumerate().skip(first);
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
                let with = change.with.clone().or_else(|| self.declared_successor(element));
                let successor = with.and_then(|with| Some((self.find(&with)?, with)));
                let day = day_of(proposal, change);
                self.retire(element, day);
                if let Some((successor, with)) = successor {
                    let named = References::to(with.value.clone(), with.place);
                    let named = Located::new(Value::References(Box::new(named)), with.place);
                    self.replace_field(element, Field::Successor, named);
                    let old = day.map_or(Old::Goes, |day| Old::GoesOn(day.value.first()));
                    self.take_over(element, successor, &with, old);
                }
            }
            ChangeKind::Upgrade => self.upgrade(element, change),
            ChangeKind::Outage | ChangeKind::Interface | ChangeKind::Modify | ChangeKind::Need => {}
        }
    }

    /// Sets the day from which an element is out of use; what else is known of its lifecycle stays.
    fn retire(&mut self, element: usize, day: Option<Located<PartialDate>>) {
        let Some((day, known)) = day.zip(self.applied.model.elements.get(element)) else { return };
        let (mut milestones, supported_as) = match self.applied.model.lifecycle_of(known) {
            Some(lifecycle) => (lifecycle.milestones.clone(), lifecycle.supported_as.clone()),
            None => (Vec::new(), None),
        };
        // What was planned of its use for later does not come about.
        let is_later =
            |end: SupportEnd| matches!(end, SupportEnd::On(date) if date.first() > day.value.first());
        milestones.retain(|(milestone, end)| {
            *milestone > Milestone::Retired || (*milestone < Milestone::Retired && !is_later(end.value))
        });
        milestones.push((Milestone::Retired, Located::new(SupportEnd::On(day.value), day.place)));
        milestones.sort_by_key(|(milestone, _)| *milestone);
        let lifecycle = LifecycleUse::Inline(Lifecycle {
            id: None,
            place: day.place,
            milestones,
            supported_as,
            texts: None,
        });
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
            Some((newer, id)) => self.take_over(element, newer, &Located::new(id, to.place), Old::Goes),
            None => {
                let version = Located::new(Value::Text(to.value.clone()), to.place);
                self.replace_field(element, Field::Version, version);
            }
        }
    }

    fn declared_successor(&self, element: usize) -> Option<Located<Id>> {
        let declared = self.applied.model.elements.get(element)?.references(Field::Successor)?;
        let reference = declared.all().first()?;
        Some(Located::new(declared.ids().next()?.clone(), reference.place))
    }

    /// Lets one element stand in the place of another: what names the one names the other, but for these two
    /// themselves, and what the one said that rests on it, the other says.
    fn take_over(&mut self, from: usize, to: usize, named: &Located<Id>, old: Old) {
        if from == to {
            return;
        }
        let Self { applied: Applied { model, .. }, index } = self;
        let is_from = |id: &Id| index.get(id) == Some(&from);
        // What is out of use by then never comes to rest on the new.
        let is_over = |element: &Element, day: Date| {
            let lifecycle = model.lifecycle_of(element);
            lifecycle.and_then(|known| known.begins(Phase::Retired)).is_some_and(|retired| retired <= day)
        };
        let stays: Vec<bool> = match old {
            Old::Goes => Vec::new(),
            Old::GoesOn(day) => model.elements.iter().map(|element| is_over(element, day)).collect(),
        };
        for (i, element) in model.elements.iter_mut().enumerate() {
            if i == from || i == to || stays.get(i) == Some(&true) {
                continue;
            }
            match old {
                Old::Goes => drop(element.redirect(&is_from, named)),
                Old::GoesOn(_) => name_both(element, &is_from, named),
            }
        }
        for field in [Field::Supports, Field::Masters, Field::Provides, Field::Consumes] {
            let said = model.elements.get_mut(from).and_then(|element| match old {
                Old::Goes => element.take(field),
                Old::GoesOn(_) => element.field(field).cloned(),
            });
            let Some(said) = said else { continue };
            let Some(successor) = model.elements.get_mut(to) else { continue };
            let value = match (&said.value, successor.references(field)) {
                (Value::References(theirs), Some(own)) => Value::References(Box::new(own.and(theirs))),
                _ => said.value.clone(),
            };
            successor.set(field, Located::new(value, said.place));
        }
    }

    fn move_to(&mut self, element: &Located<Id>, from: &Located<Id>, to: &Located<Id>) {
        let found = (self.find(element), self.find(from), self.find(to));
        let (Some(element_index), Some(from_index), Some(_)) = found else { return };
        let Self { applied: Applied { model, .. }, index } = self;
        let is_from = |id: &Id| index.get(id) == Some(&from_index);
        let is_moved = |id: &Id| index.get(id) == Some(&element_index);
        let own = model.elements.get_mut(element_index).map_or(0, |moved| moved.redirect(&is_from, to));
        if own > 0 {
            return;
        }
        // The other end may say so: a system names the processes that it supports.
        let said_by_other = model.elements.get_mut(from_index).and_then(|other| other.forget(&is_moved));
        match said_by_other {
            Some((field, said)) => self.rest_on(element_index, field, said, to),
            None => {
                let message = format!(
                    "{} does not rest on {}",
                    quoted(element.value.as_str()),
                    quoted(from.value.as_str())
                );
                let help = format!("`systemkarta show {}` tells what it rests on", element.value);
                let finding = Finding::new("unknown-reference", from.place, message);
                self.applied
                    .findings
                    .push(finding.element(element.value.as_str()).subject("move").help(help));
            }
        }
    }

    /// Lets an element itself say what another end said of it, of something else than before.
    fn rest_on(&mut self, element: usize, said_as: Field, said: Reference, to: &Located<Id>) {
        let field = if said_as == Field::Masters { Field::MasteredBy } else { Field::DependsOn };
        let Some(known) = self.applied.model.elements.get(element) else { return };
        let new = Reference { target: Target::Id(to.value.clone()), place: to.place, ..said };
        let new = References::one(new);
        let references = known.references(field).map_or_else(|| new.clone(), |known| known.and(&new));
        self.replace_field(element, field, Located::new(Value::References(Box::new(references)), to.place));
    }

    fn set(&mut self, element: &Located<Id>, fields: &[(Located<Field>, Located<Value>)]) {
        let Some(index) = self.find(element) else { return };
        let Some(section) = self.applied.model.elements.get(index).map(|known| known.section) else { return };
        for (key, value) in fields {
            let field = key.value;
            if fits(field, section) {
                self.drop_old(index, field, &value.value);
                self.replace_field(index, field, value.clone());
            } else {
                let message = format!(
                    "{} is one of the {}, which have no field `{}`",
                    quoted(element.value.as_str()),
                    section.many(),
                    field.name()
                );
                let finding = Finding::new("unknown-key", key.place, message);
                self.applied.findings.push(finding.element(element.value.as_str()).subject(field.name()));
            }
        }
    }

    /// Takes note of what a field said before it says something else.
    fn drop_old(&mut self, index: usize, field: Field, new: &Value) {
        let Some(element) = self.applied.model.elements.get(index) else { return };
        let Some(old) = element.get(field).filter(|old| *old != new) else { return };
        let id = element.id.value.clone();
        let dropped = Dropped { element: id, field, old: old.to_string(), new: new.to_string() };
        self.applied.dropped.push(dropped);
    }

    fn add(&mut self, additions: &Additions) {
        let Self { applied: Applied { model, findings, .. }, index } = self;
        let first = model.elements.len();
        let organisations: HashSet<Id> =
            model.organisations.iter().map(|known| known.id.value.clone()).collect();
        let mut seen: HashSet<&Id> = HashSet::new();
        for element in additions.elements.iter().chain(&additions.organisations) {
            let id = &element.id.value;
            if index.contains_key(id) || organisations.contains(id) || !seen.insert(id) {
                findings.push(known_already(id, element.id.place));
            } else if element.section == Section::Organisations {
                model.organisations.push(element.clone());
            } else {
                model.elements.push(element.clone());
            }
        }
        for lifecycle in &additions.lifecycles {
            let Some(id) = &lifecycle.id else { continue };
            if model.lifecycles.contains_key(&id.value) {
                findings.push(known_already(&id.value, id.place));
            } else {
                model.lifecycles.insert(id.value.clone(), lifecycle.clone());
            }
        }
        self.index_from(first);
    }

    fn replace_field(&mut self, element: usize, field: Field, value: Located<Value>) {
        if let Some(element) = self.applied.model.elements.get_mut(element) {
            element.set(field, value);
        }
    }

    /// The element that an id or alias names, or a finding.
    fn find(&mut self, id: &Located<Id>) -> Option<usize> {
        let found = self.index.get(&id.value).copied();
        if found.is_none() {
            self.applied.findings.push(unknown(&self.applied.model, &id.value, id.place));
        }
        found
    }
}

/// What becomes of what is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Old {
    /// Nothing names it any more.
    Goes,
    /// It is out of use from a day on.
    GoesOn(Date),
}

/// Lets an element name another beside one that it names; in its place where there can be one only.
fn name_both(element: &mut Element, is_meant: &dyn Fn(&Id) -> bool, named: &Located<Id>) {
    let both = |(field, said): &(Field, Located<Value>)| {
        let Value::References(references) = &said.value else { return None };
        let value = if keeps_both(*field) {
            with_successor(references, is_meant, named)?
        } else {
            let mut alone = references.as_ref().clone();
            (alone.redirect(is_meant, named) > 0).then_some(alone)?
        };
        Some((*field, Located::new(Value::References(Box::new(value)), said.place)))
    };
    let changed: Vec<(Field, Located<Value>)> = element.fields().iter().filter_map(both).collect();
    for (field, value) in changed {
        element.set(field, value);
    }
}

/// The day of a retirement or a replacement: its own, else the first of the window.
pub(super) fn day_of(proposal: &Proposal, change: &PlannedChange) -> Option<Located<PartialDate>> {
    let first = |window: &Located<PlannedWindow>| {
        Located::new(PartialDate::day(window.value.from.date()), window.place)
    };
    change.at.or_else(|| proposal.window.as_ref().map(first))
}

fn fits(field: Field, section: Section) -> bool {
    Field::parse(field.name()).is_some_and(|spec| spec.sections.contains(&section))
}

fn known_already(id: &Id, place: Place) -> Finding {
    let message = format!("{} is in the map already", quoted(id.as_str()));
    let finding = Finding::new("duplicate-id", place, message).element(id.as_str());
    finding.help("use `set` to change what is there")
}

fn unknown(model: &Model, id: &Id, place: Place) -> Finding {
    let message = format!("{} is not an element of this map", quoted(id.as_str()));
    let known = model.elements.iter().map(Element::id);
    let finding = Finding::new("unknown-reference", place, message).subject(id.as_str());
    finding.maybe_help(did_you_mean(id.as_str(), known))
}
