//! A step of a proposal: one word that says what is done, and the keys that may stand beside it.

use super::super::tree::ValueRef;
use super::context::Context;
use super::time::{self, OutageTimes, WindowUse};
use super::value;
use super::{FileMap, decode_declarations};
use crate::diagnostic::{Finding, quoted};
use crate::model::{
    Action, Additions, Beside, ChangeKind, Field, Id, Located, PlannedChange, Section, Step, StepSpec,
    StepWord, Value, did_you_mean,
};

type Entries<'t> = Vec<(ValueRef<'t>, ValueRef<'t>)>;

/// Of how many keys of a step without a word one may be its word, misspelt.
const SUGGESTIONS: usize = 20;

/// A step of which the word is known.
struct Said<'t> {
    spec: &'static StepSpec,
    /// What stands under the word.
    subject: ValueRef<'t>,
    /// What stands beside it, by key.
    beside: Vec<(&'static str, ValueRef<'t>)>,
}

/// Reads a step; nothing if it does not say what is done to what.
pub(super) fn decode(cx: &mut Context<'_>, step: ValueRef<'_>, planned: WindowUse) -> Option<Step> {
    if !step.is_mapping() && !step.is_absent() {
        cx.wrong_type(step, "a step", "a mapping such as {retire: lisa}");
        return None;
    }
    let entries = cx.entries(step);
    let (spec, subject) = word(cx, step, &entries)?;
    let place = step.place();
    if let Beside::Fields = spec.beside {
        let fields = fields(cx, step, &entries);
        return Some(Step { action: Action::Set { element: element(cx, spec, subject)?, fields }, place });
    }
    let said = Said { spec, subject, beside: beside(cx, spec, &entries) };
    let action = match spec.word {
        StepWord::Change(kind) => Action::Change(said.change(cx, step, kind, planned)?),
        StepWord::Move => said.moved(cx, step)?,
        StepWord::Add | StepWord::Set => Action::Add(Box::new(additions(cx, subject)?)),
    };
    Some(Step { action, place })
}

/// The word of a step, and what stands under it.
fn word<'t>(
    cx: &mut Context<'_>,
    step: ValueRef<'t>,
    entries: &Entries<'t>,
) -> Option<(&'static StepSpec, ValueRef<'t>)> {
    let mut words = entries.iter().filter_map(|(key, value)| Some((Step::spec(key.scalar()?)?, key, value)));
    match (words.next(), words.next()) {
        (Some((spec, _, subject)), None) => Some((spec, *subject)),
        (Some((first, at, _)), Some((second, again, _))) => {
            let message = format!("one step says both `{}` and `{}`", first.name(), second.name());
            let finding = Finding::new("bad-value", again.place(), message).subject(second.name());
            cx.add(finding.related(at.place(), "first here").help("write a step for each"));
            None
        }
        (None, _) => {
            without_word(cx, step, entries);
            None
        }
    }
}

fn without_word(cx: &mut Context<'_>, step: ValueRef<'_>, entries: &Entries<'_>) {
    if !step.is_whole() {
        return;
    }
    let words = || Step::TABLE.iter().map(StepSpec::name);
    let is_beside = |name: &str| Step::TABLE.iter().flat_map(StepSpec::keys).any(|key| key.name == name);
    let unknown = entries.iter().filter_map(|(key, _)| Some((key, key.scalar()?)));
    let unknown: Vec<(&ValueRef<'_>, &str)> =
        unknown.filter(|(_, name)| !is_beside(name) && !name.starts_with("x-")).collect();
    let all = || format!("it begins with one of {}", words().map(quoted).collect::<Vec<_>>().join(", "));
    // Looking for what was meant takes longer than all else, so it is not done in vain.
    let near = |(key, name): &(&ValueRef<'_>, &str)| Some((no_step(key, name), did_you_mean(name, words())?));
    let near = if cx.has_room() { unknown.iter().take(SUGGESTIONS).find_map(near) } else { None };
    let finding = match (near, unknown.first()) {
        (Some((finding, near)), _) => finding.help(near),
        (None, Some((_, name))) if Field::parse(name).is_some() => {
            Finding::new("bad-value", step.place(), "this step sets a field, but does not say of what")
                .help(format!("write {{set: ID, {name}: …}}"))
        }
        (None, Some((key, name))) => no_step(key, name).help(all()),
        (None, None) => {
            Finding::new("bad-value", step.place(), "this step does not say what is done").help(all())
        }
    };
    cx.add(finding);
}

fn no_step(key: &ValueRef<'_>, name: &str) -> Finding {
    Finding::new("unknown-key", key.place(), format!("there is no step {}", quoted(name))).subject(name)
}

/// What stands beside the word of a step that takes certain keys.
fn beside<'t>(
    cx: &mut Context<'_>,
    spec: &'static StepSpec,
    entries: &Entries<'t>,
) -> Vec<(&'static str, ValueRef<'t>)> {
    let mut beside = Vec::new();
    for (key, value) in entries {
        let name = key.scalar().unwrap_or_default();
        match spec.keys().iter().find(|known| known.name == name) {
            Some(_) if value.is_absent() => {}
            Some(known) => beside.push((known.name, *value)),
            None if name == spec.name() => {}
            None => misplaced(cx, spec, *key, name),
        }
    }
    beside
}

/// A key that belongs to other steps says to which.
fn misplaced(cx: &mut Context<'_>, spec: &'static StepSpec, key: ValueRef<'_>, name: &str) {
    let takes = |other: &&StepSpec| other.keys().iter().any(|known| known.name == name);
    let others: Vec<String> =
        Step::TABLE.iter().filter(takes).map(|other| format!("`{}`", other.name())).collect();
    let where_ = format!("the step `{}` has no field", spec.name());
    if others.is_empty() {
        return cx.unknown_key(key, &where_, spec.keys().iter().map(|key| key.name));
    }
    let finding = Finding::new("unknown-key", key.place(), format!("{where_} `{name}`")).subject(name);
    cx.add(finding.help(format!("it belongs to {}", others.join(", "))));
}

impl Said<'_> {
    fn value(&self, name: &str) -> Option<ValueRef<'_>> {
        self.beside.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    fn id(&self, cx: &mut Context<'_>, name: &str) -> Option<Located<Id>> {
        self.value(name).and_then(|value| cx.located_id(value))
    }

    fn change(
        &self,
        cx: &mut Context<'_>,
        step: ValueRef<'_>,
        kind: ChangeKind,
        planned: WindowUse,
    ) -> Option<PlannedChange> {
        let element = element(cx, self.spec, self.subject);
        let times = match kind {
            ChangeKind::Outage => time::outage(cx, step, &self.beside, planned),
            _ => OutageTimes::default(),
        };
        let at = self.value("at").and_then(|at| cx.located_date(at, "at"));
        let with = self.id(cx, "with");
        let to = self.value("to").and_then(|to| cx.located_text(to, "to"));
        let window = times.window.map(|window| Located::new(window, step.place()));
        Some(PlannedChange { kind, element: element?, window, length: times.length, at, with, to })
    }

    fn moved(&self, cx: &mut Context<'_>, step: ValueRef<'_>) -> Option<Action> {
        let element = element(cx, self.spec, self.subject);
        for name in ["from", "to"] {
            let help = "write {move: ID, from: what it rests on, to: what it will rest on}";
            cx.expect_entry(step, &self.beside, name, "this `move`", help);
        }
        let (from, to) = (self.id(cx, "from"), self.id(cx, "to"));
        Some(Action::Move { element: element?, from: from?, to: to? })
    }
}

/// The one element that a step names.
fn element(cx: &mut Context<'_>, spec: &StepSpec, subject: ValueRef<'_>) -> Option<Located<Id>> {
    if subject.scalar().is_none() {
        let message = format!("`{}` is {}, but an id is wanted", spec.name(), subject.what());
        let finding = Finding::new("wrong-type", subject.place(), message).subject(spec.name());
        cx.add(finding.help("write a step for each element"));
        return None;
    }
    cx.located_id(subject)
}

/// The fields that a step sets. Whether they fit its element shows when that is known.
fn fields(
    cx: &mut Context<'_>,
    step: ValueRef<'_>,
    entries: &Entries<'_>,
) -> Vec<(Located<Field>, Located<Value>)> {
    let mut fields = Vec::new();
    let mut is_said = false;
    for (key, value) in entries {
        let name = key.scalar().unwrap_or_default();
        if Step::spec(name).is_some() || name.starts_with("x-") {
            continue;
        }
        is_said = true;
        match Field::parse(name) {
            Some(spec) if spec.field == Field::Id => {
                let finding = Finding::new("unknown-key", key.place(), "an id cannot be set");
                cx.add(
                    finding.subject(name).help("`add` the new element, and `replace` the old one with it"),
                );
            }
            Some(_) if value.is_absent() => {
                let message = format!("`{name}` is set to nothing");
                let finding = Finding::new("bad-value", key.place(), message).subject(name);
                cx.add(finding.help("write the new value, [] for an empty list, or leave the key out"));
            }
            Some(spec) => {
                let field = Located::new(spec.field, key.place());
                let decoded = value::decode(cx, spec, *value);
                fields.extend(decoded.map(|decoded| (field, Located::new(decoded, value.place()))));
            }
            None => {
                let known = Field::TABLE.iter().map(|spec| spec.name).filter(|name| *name != "id");
                cx.unknown_key(*key, "no element has a field", known);
            }
        }
    }
    if !is_said && step.is_whole() {
        let finding = Finding::new("bad-value", step.place(), "this step sets nothing");
        cx.add(finding.subject("set").help("write the fields beside it: {set: ID, owner: …}"));
    }
    fields
}

/// What a step adds, read as the sections of a map are.
fn additions(cx: &mut Context<'_>, sections: ValueRef<'_>) -> Option<Additions> {
    let form = "a mapping of sections such as {systems: [lisa-2]}";
    if !sections.is_mapping() && !sections.is_absent() {
        cx.wrong_type(sections, "`add`", form);
        return None;
    }
    let entries = cx.entries(sections);
    if entries.is_empty() && sections.is_whole() {
        let finding = Finding::new("bad-value", sections.place(), "this step adds nothing");
        cx.add(finding.subject("add").help(format!("write {form}")));
        return None;
    }
    let proposal = cx.element.clone();
    let mut added = FileMap::default();
    for (key, value) in entries {
        if !decode_declarations(cx, &mut added, key.scalar().unwrap_or_default(), value) {
            let known = Section::ALL.iter().map(|section| section.name()).chain(["lifecycles"]);
            cx.unknown_key(key, "`add` has no section", known);
        }
        cx.element.clone_from(&proposal);
    }
    let (organisations, elements) =
        added.declarations.into_iter().partition(|element| element.section == Section::Organisations);
    Some(Additions { elements, organisations, lifecycles: added.lifecycles })
}
