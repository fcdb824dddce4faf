//! Change proposals: the map as if, what they bring, what they get in the way of, and the answers on the command line.

mod apply;
mod collisions;
mod command_line;
mod judge;
mod memo;
mod memo_later;
mod papers;
mod sequence;

use systemkarta::diagnostic::{FileId, Place};
use systemkarta::load::{Config, load_texts};
use systemkarta::model::{
    Action, Additions, Bound, ChangeKind, Field, Id, Located, Model, PartialDate, PlannedChange,
    PlannedWindow, Proposal, Step, Value, parse_moment,
};

/// The model of a map that has no faults.
fn model(text: &str) -> Model {
    let loaded = load_texts([("map.yaml", text)], &Config::default());
    assert_eq!(loaded.findings, [], "{text}");
    loaded.model
}

/// A place that tells the words of one test from those of others.
fn place(number: usize) -> Place {
    Place::new(FileId::new(0), number, number + 1)
}

fn id(text: &str) -> Located<Id> {
    Located::new(Id::parse(text).unwrap(), place(text.len()))
}

fn date(text: &str) -> Located<PartialDate> {
    Located::new(PartialDate::parse(text).unwrap(), place(0))
}

/// A proposal with these steps.
fn proposal(name: &str, steps: Vec<Action>) -> Proposal {
    let steps = steps.into_iter().map(|action| Step { action, place: place(0) }).collect();
    Proposal { steps, ..Proposal::new(id(name)) }
}

fn window(from: &str, until: &str) -> Located<PlannedWindow> {
    let from = parse_moment(from, Bound::Begins).unwrap();
    let until = (!until.is_empty()).then(|| parse_moment(until, Bound::Ends).unwrap());
    Located::new(PlannedWindow { from, until }, place(0))
}

fn planned(kind: ChangeKind, element: &str) -> PlannedChange {
    PlannedChange { kind, element: id(element), window: None, length: None, at: None, with: None, to: None }
}

fn change(kind: ChangeKind, element: &str) -> Action {
    Action::Change(planned(kind, element))
}

fn retire(element: &str, at: &str) -> Action {
    Action::Change(PlannedChange { at: Some(date(at)), ..planned(ChangeKind::Retire, element) })
}

fn replace(element: &str, with: &str, at: &str) -> Action {
    let at = Some(date(at));
    Action::Change(PlannedChange { at, with: Some(id(with)), ..planned(ChangeKind::Replace, element) })
}

fn upgrade(element: &str, to: &str) -> Action {
    let to = Some(Located::new(to.into(), place(0)));
    Action::Change(PlannedChange { to, ..planned(ChangeKind::Upgrade, element) })
}

fn move_to(element: &str, from: &str, to: &str) -> Action {
    Action::Move { element: id(element), from: id(from), to: id(to) }
}

fn set(element: &str, field: Field, value: Value) -> Action {
    Action::Set {
        element: id(element),
        fields: vec![(Located::new(field, place(0)), Located::new(value, place(0)))],
    }
}

/// Adds what a small map declares. Its references may lead out of it.
fn add(text: &str) -> Action {
    let model = model(text);
    Action::Add(Box::new(Additions {
        elements: model.elements,
        organisations: model.organisations,
        lifecycles: model.lifecycles.into_values().collect(),
    }))
}
