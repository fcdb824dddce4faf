//! A selection as it is written in a map: criteria by key, or ids.

use super::super::tree::ValueRef;
use super::context::Context;
use super::proposal::names;
use crate::diagnostic::{Finding, Place};
use crate::model::{By, Criterion, KeySpec, Located, PartialDate, Selection, SelectionDay, did_you_mean};

/// The key of the properties, under which others stand.
const PROPERTIES: &str = "properties";

/// Reads a selection. One of which something is faulty is none: it would mean more or less than was wanted.
pub(super) fn decode(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Selection> {
    if !value.is_mapping() {
        return Some(Selection::of_ids(ids(cx, value)?, value.place()));
    }
    let mut selection = Selection { criteria: Vec::new(), not: Vec::new(), at: None, place: value.place() };
    let mut sound = value.is_whole();
    for (key, entry) in cx.entries(value) {
        sound &= match key.scalar().unwrap_or_default() {
            name @ ("not" | "at") if entry.is_absent() => nothing_said(cx, name, key.place()),
            "not" => not(cx, entry, &mut selection.not),
            "at" => {
                selection.at = at(cx, entry);
                selection.at.is_some()
            }
            _ => criteria(cx, (key, entry), WHERE, Selection::KEYS, &mut selection.criteria),
        };
    }
    if sound && selection.criteria.is_empty() && selection.not.is_empty() {
        sound = nothing_said(cx, "selection", value.place());
    }
    sound.then_some(selection)
}

const WHERE: &str = "a selection has no field";

/// Reads what is left out: criteria, ids, or a list of these. Nothing can be left out of that again.
fn not(cx: &mut Context<'_>, value: ValueRef<'_>, not: &mut Vec<Vec<Criterion>>) -> bool {
    let mut sound = true;
    for item in value.items() {
        if !item.is_mapping() {
            let values = ids(cx, item);
            sound &= values.is_some();
            not.extend(values.map(|values| vec![Criterion { by: By::Id, values }]));
            continue;
        }
        let mut list = Vec::new();
        for pair in cx.entries(item) {
            sound &=
                criteria(cx, pair, "under `not` a selection has no field", Selection::CRITERIA, &mut list);
        }
        if list.is_empty() {
            // Whatever meets none of nothing would be everything.
            sound = sound && nothing_said(cx, "not", item.place());
        }
        not.push(list);
    }
    sound
}

/// Reads what stands under one key: a criterion, or those of several properties; says whether all is sound.
fn criteria(
    cx: &mut Context<'_>,
    (key, value): (ValueRef<'_>, ValueRef<'_>),
    where_: &str,
    known: &[KeySpec],
    list: &mut Vec<Criterion>,
) -> bool {
    let name = key.scalar().unwrap_or_default();
    if name == PROPERTIES {
        let mut sound = value.is_mapping() || value.is_absent();
        if !cx.expect_mapping(value, "`properties`") {
            return sound && nothing_said(cx, name, key.place());
        }
        for (key, value) in cx.entries(value) {
            let by = By::Property(Box::from(key.scalar().unwrap_or_default()));
            sound &= criterion(cx, by, key, value, list);
        }
        return sound;
    }
    match By::parse(name) {
        Some(by) => criterion(cx, by, key, value, list),
        None => {
            cx.unknown_key(key, where_, names(known));
            // A key of somebody else's is none of ours.
            name.starts_with("x-")
        }
    }
}

fn criterion(
    cx: &mut Context<'_>,
    by: By,
    key: ValueRef<'_>,
    value: ValueRef<'_>,
    list: &mut Vec<Criterion>,
) -> bool {
    let name = by.name();
    let items: Vec<ValueRef<'_>> = if value.is_absent() { Vec::new() } else { value.items().collect() };
    if items.is_empty() {
        return nothing_said(cx, &name, key.place());
    }
    let wanted = items.len();
    let values: Vec<Located<Box<str>>> = items.into_iter().filter_map(|item| word(cx, &by, item)).collect();
    let sound = values.len() == wanted;
    list.push(Criterion { by, values });
    sound
}

/// One value of a criterion: an id, one of a few words, or any text.
fn word(cx: &mut Context<'_>, by: &By, item: ValueRef<'_>) -> Option<Located<Box<str>>> {
    let name = by.name();
    let text = match by.words() {
        _ if by.names() => Box::from(cx.id(item)?.as_str()),
        Some(words) => Box::from(cx.one_of(item, &name, words)?),
        None => cx.text(item, &name)?,
    };
    Some(Located::new(text, item.place()))
}

fn ids(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Vec<Located<Box<str>>>> {
    let items: Vec<ValueRef<'_>> = value.items().collect();
    if items.is_empty() {
        nothing_said(cx, "selection", value.place());
        return None;
    }
    let read = |item: &ValueRef<'_>| Some(Located::new(Box::from(cx.id(*item)?.as_str()), item.place()));
    let ids: Vec<Located<Box<str>>> = items.iter().filter_map(read).collect();
    (ids.len() == items.len()).then_some(ids)
}

/// A day, or else a plateau.
fn at(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Located<SelectionDay>> {
    let text = cx.word(value, "at")?;
    let day = match PartialDate::parse(text) {
        Ok(date) => SelectionDay::Date(date),
        Err(_) => SelectionDay::Plateau(cx.id(value)?),
    };
    Some(Located::new(day, value.place()))
}

/// Tells that something says nothing. What says nothing would mean everything.
fn nothing_said(cx: &mut Context<'_>, name: &str, place: Place) -> bool {
    let finding = match name {
        "selection" => Finding::new("bad-value", place, "this selection says nothing")
            .help("write what is selected, such as {section: systems}, or leave it out"),
        _ => Finding::new("bad-value", place, format!("`{name}` of this selection says nothing"))
            .help("write a value, or delete the key"),
    };
    cx.add(finding.subject(name));
    false
}

impl Context<'_> {
    /// One of a few words, through the local scale of the field if there is one.
    pub(super) fn one_of(
        &mut self,
        value: ValueRef<'_>,
        field: &str,
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        self.choice(value, field, words, |word| words.iter().copied().find(|known| *known == word))
    }

    /// A value that is no word of a list that the map or the program makes.
    pub(super) fn not_among<'k>(
        &mut self,
        value: ValueRef<'_>,
        what: &str,
        known: impl IntoIterator<Item = &'k str>,
        form: &str,
    ) {
        let written = value.scalar().unwrap_or_default();
        let near = did_you_mean(written, known);
        self.bad_value(value, what, &near.unwrap_or_else(|| form.to_owned()));
    }
}
