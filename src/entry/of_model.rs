//! What the model holds, as one would write it.

use super::{Entry, Written};
use crate::model::{
    Cost, Element, Field, Lifecycle, LifecycleUse, Listing, Model, Protection, Reference, References,
    ServiceHours, Sla, StandardUse, SupportEnd, Target, Value,
};

/// All elements, organisations and named lifecycles of a map, listing by listing and in the order of the map.
///
/// Loading them again gives the same declarations: what was written in a short form is written out, such as the integrations
/// that several consumers stand for.
pub fn entries(model: &Model) -> Vec<Entry> {
    let declared = model.declarations().map(Entry::of);
    let mut entries: Vec<Entry> = declared.chain(model.lifecycles.values().filter_map(lifecycle)).collect();
    entries.sort_by_key(|entry| entry.listing);
    entries
}

impl Entry {
    /// An element or organisation.
    pub fn of(element: &Element) -> Self {
        let mut entry = Self::new(Listing::Section(element.section), element.id());
        for (field, value) in element.fields().iter().filter(|(field, _)| *field != Field::Id) {
            entry.fields.push((field.name().to_owned(), written(&value.value)));
        }
        entry
    }
}

/// A named lifecycle.
fn lifecycle(lifecycle: &Lifecycle) -> Option<Entry> {
    let id = lifecycle.id.as_ref()?;
    Some(Entry { fields: dates(lifecycle), ..Entry::new(Listing::Lifecycles, id.value.as_str()) })
}

/// A value as one would write it.
pub(super) fn written(value: &Value) -> Written {
    match value {
        Value::Texts(texts) => Written::List(texts.iter().map(|text| Written::from(&*text.value)).collect()),
        Value::Properties(pairs) => {
            Written::Mapping(pairs.iter().map(|(key, text)| ((**key).to_owned(), (&**text).into())).collect())
        }
        Value::Flag(flag) => flag.to_string().into(),
        Value::References(references) => of_references(references),
        Value::Standard(standard) => of_standard(standard),
        Value::ServiceHours(hours) => of_hours(hours),
        Value::Sla(sla) => of_sla(sla),
        Value::Cost(cost) => of_cost(cost),
        Value::Protection(protection) => of_protection(protection),
        Value::Lifecycle(lifecycle) => of_lifecycle(lifecycle),
        Value::Text(_)
        | Value::Date(_)
        | Value::Duration(_)
        | Value::Organisation(_)
        | Value::Criticality(_)
        | Value::Class(_)
        | Value::Scope(_)
        | Value::Adaptable(_)
        | Value::Strength(_)
        | Value::Flow(_)
        | Value::Schedule(_) => value.to_string().into(),
    }
}

/// Members of a group come after it, so those of the last are written first.
fn of_references(references: &References) -> Written {
    let all = references.all();
    let mut done: Vec<Written> = Vec::with_capacity(all.len());
    // `done` holds them from the last to the first.
    for reference in all.iter().rev() {
        let members = match &reference.target {
            Target::Id(_) => Vec::new(),
            Target::Group(group) => {
                group.members.clone().filter_map(|at| done.get(all.len() - 1 - at).cloned()).collect()
            }
        };
        done.push(of_reference(reference, members));
    }
    done.reverse();
    done.truncate(references.iter().count());
    Written::List(done)
}

fn of_reference(reference: &Reference, members: Vec<Written>) -> Written {
    let mut entries: Vec<(String, Written)> = Vec::new();
    let mut say = |key: &str, said: Option<Written>| entries.extend(said.map(|said| (key.to_owned(), said)));
    match &reference.target {
        Target::Id(id) if reference.strength.is_none() && reference.tolerates.is_none() => {
            return id.as_str().into();
        }
        Target::Id(id) => say("to", Some(id.as_str().into())),
        Target::Group(group) => {
            say("any_of", Some(Written::List(members)));
            say("min_up", (group.min_up != 1).then(|| group.min_up.to_string().into()));
        }
    }
    say("strength", reference.strength.map(|strength| strength.to_string().into()));
    say("tolerates", reference.tolerates.map(|tolerates| tolerates.to_string().into()));
    Written::Mapping(entries)
}

fn of_standard(standard: &StandardUse) -> Written {
    match standard {
        StandardUse::Always(standard) => standard.to_string().into(),
        StandardUse::ByPlateau(by) => {
            let by =
                by.iter().map(|(plateau, standard)| (plateau.value.to_string(), standard.to_string().into()));
            Written::Mapping(by.collect())
        }
    }
}

/// A word, or for each day that has hours its hours; days that follow each other with the same hours are written together.
fn of_hours(hours: &ServiceHours) -> Written {
    if hours.is_always() || *hours == ServiceHours::office() {
        return hours.to_string().into();
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in (0..ServiceHours::DAYS.len()).filter(|&day| !hours.on(day).is_empty()) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == day && hours.on(*last) == hours.on(day) => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let name = |day: usize| ServiceHours::DAYS.get(day).copied().unwrap_or_default();
    let of_run = |(first, last): (usize, usize)| {
        let days =
            if first == last { name(first).to_owned() } else { format!("{}-{}", name(first), name(last)) };
        (days, ranges(hours.on(first)).into())
    };
    Written::Mapping(runs.into_iter().map(of_run).collect())
}

fn ranges(ranges: &[(u16, u16)]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let ranges: Vec<String> =
        ranges.iter().map(|&(from, until)| format!("{}-{}", clock(from), clock(until))).collect();
    ranges.join(", ")
}

fn of_sla(sla: &Sla) -> Written {
    let availability =
        sla.availability.as_ref().map(|it| crate::model::percentage(it.value).replace(" %", ""));
    let restored = sla.restore_within.as_ref().map(|it| it.value.to_string());
    mapping([("availability", availability), ("restore_within", restored)])
}

fn of_cost(cost: &Cost) -> Written {
    let paid_by = cost.paid_by.as_ref().map(|by| by.value.to_string());
    mapping([
        ("yearly", cost.yearly.map(|sum| sum.value.to_string())),
        ("replacement", cost.replacement.map(|sum| sum.value.to_string())),
        ("adaptation", cost.adaptation.map(|sum| sum.value.to_string())),
        ("paid_by", paid_by),
    ])
}

fn of_protection(protection: &Protection) -> Written {
    let level = |level: Option<u8>| level.map(|level| level.to_string());
    mapping([
        ("confidentiality", level(protection.confidentiality)),
        ("integrity", level(protection.integrity)),
        ("availability", level(protection.availability)),
    ])
}

fn of_lifecycle(lifecycle: &LifecycleUse) -> Written {
    match lifecycle {
        LifecycleUse::Named(id) => id.as_str().into(),
        LifecycleUse::Phase(phase) => phase.to_string().into(),
        LifecycleUse::Inline(lifecycle) => Written::Mapping(dates(lifecycle)),
    }
}

fn dates(lifecycle: &Lifecycle) -> Vec<(String, Written)> {
    let texts = lifecycle.texts.as_deref();
    let text = |key: &str, text: Option<&str>| text.map(|text| (key.to_owned(), text.into()));
    let milestone = lifecycle.milestones.iter().map(|(milestone, end)| {
        let when = match end.value {
            SupportEnd::On(date) => date.to_string(),
            SupportEnd::NoneKnown => "false".to_owned(),
            SupportEnd::Over => "true".to_owned(),
        };
        (milestone.name().to_owned(), when.into())
    });
    let support = lifecycle.supported_as.as_ref().map(|id| id.value.as_str());
    let links: Vec<&str> = texts.iter().flat_map(|texts| &texts.links).map(|link| &**link).collect();
    text("name", texts.and_then(|texts| texts.name.as_deref()))
        .into_iter()
        .chain(text("description", texts.and_then(|texts| texts.description.as_deref())))
        .chain(milestone)
        .chain(text(Lifecycle::SUPPORT, support))
        .chain(text("source", texts.and_then(|texts| texts.source.as_deref())))
        .chain((!links.is_empty()).then(|| ("links".to_owned(), links.into())))
        .collect()
}

/// Those keys of which something is said.
fn mapping<const N: usize>(entries: [(&str, Option<String>); N]) -> Written {
    let said = entries.into_iter().filter_map(|(key, said)| Some((key.to_owned(), said?.into())));
    Written::Mapping(said.collect())
}
