//! The entry of `integrations` to integrations: one for each consumer, named if it has no id.

use super::super::tree::ValueRef;
use super::context::Context;
use super::element::decode_fields;
use crate::diagnostic::{Finding, Place};
use crate::model::{Element, Field, Id, Located, Reference, References, Section, Target, Value};

type Fields = Vec<(Field, Located<Value>)>;

/// Reads an entry of `integrations`.
pub(super) fn decode(
    cx: &mut Context<'_>,
    key: Option<ValueRef<'_>>,
    entry: ValueRef<'_>,
    integrations: &mut Vec<Element>,
) {
    let has_id = key.is_some()
        || !entry.is_mapping()
        || entry.entries().any(|(k, v)| k.scalar() == Some("id") && !v.is_absent());
    let declared = has_id.then(|| cx.declared_id(key, entry, Section::Integrations.one()));
    if let Some(None) = declared {
        return;
    }
    let declared = declared.flatten();
    cx.element = declared.as_ref().map(|id| id.value.clone());
    let fields = decode_fields(cx, Section::Integrations, entry);
    let provider = single_id(&fields, Field::Provider);
    let consumers = consumers(&fields);
    let Some(named) = (match &declared {
        Some(id) => Some(id.clone()),
        None => provider.clone().zip(consumers.first()).map(|((provider, _), consumer)| {
            let place = consumer.place;
            Located::new(joined(&provider, consumer), place)
        }),
    }) else {
        if entry.is_whole() {
            cx.add(without_id(entry, &fields));
        }
        return;
    };
    cx.element = Some(named.value.clone());
    if entry.is_whole() {
        check_ends(cx, &named, &fields);
    }

    match (&declared, consumers.len()) {
        (Some(id), 0 | 1) => integrations.push(Element::new(id.clone(), Section::Integrations, fields)),
        (None, 0 | 1) => integrations.push(Element::new(named, Section::Integrations, fields)),
        (_, count) => {
            if !cx.may_expand(named.place, count, weight_besides_ends(entry)) {
                return;
            }
            for consumer in consumers {
                let base = declared.as_ref().map(|id| &id.value).or(provider.as_ref().map(|(id, _)| id));
                let id = base.map_or_else(|| named.value.clone(), |base| joined(base, &consumer));
                let own = with_consumer(&fields, &consumer);
                integrations.push(Element::new(Located::new(id, consumer.place), Section::Integrations, own));
            }
        }
    }
}

/// What is said of an integration that has no id: who names one end most likely forgot the other.
fn without_id(entry: ValueRef<'_>, fields: &Fields) -> Finding {
    let missing = match (value(fields, Field::Provider), value(fields, Field::Consumer)) {
        (Some(_), None) => Field::Consumer.name(),
        (None, Some(_)) => Field::Provider.name(),
        _ => {
            let finding = Finding::new("bad-id", entry.place(), "this integration has no id");
            return finding.help("give it an `id`, or a `provider` and a `consumer` to be named after");
        }
    };
    let message = format!("this integration has no {missing}, and no id");
    Finding::new("bad-id", entry.place(), message).help(format!("say which system is the `{missing}`"))
}

/// For how many values the fields of an integration count, besides a provider and the consumers.
fn weight_besides_ends(entry: ValueRef<'_>) -> usize {
    let fields = entry.entries().filter(|(key, _)| key.scalar() != Some(Field::Consumer.name()));
    let weight: usize = fields.map(|(key, value)| key.weight() + value.weight()).sum();
    weight.saturating_sub(2)
}

/// The references of `consumer`, alone each. A group of consumers has no meaning and is left out.
fn consumers(fields: &Fields) -> Vec<Reference> {
    let Some(Value::References(references)) = value(fields, Field::Consumer) else { return Vec::new() };
    references.iter().filter(|reference| matches!(reference.target, Target::Id(_))).cloned().collect()
}

fn check_ends(cx: &mut Context<'_>, id: &Located<Id>, fields: &Fields) {
    for end in [Field::Provider, Field::Consumer] {
        let written = value(fields, end);
        if written.is_none() {
            let message = format!("the integration `{}` has no {}", id.value, end.name());
            let finding = Finding::new("bad-value", id.place, message).subject(end.name());
            cx.add(finding.help(format!("say which system is the `{}`", end.name())));
        }
    }
    if let Some(Value::References(written)) = value(fields, Field::Consumer)
        && consumers(fields).len() > 1
    {
        // One alone stays, and building says the same of it; here it would be lost without a word.
        for group in written.iter().filter(|reference| matches!(reference.target, Target::Group(_))) {
            let finding =
                Finding::new("wrong-kind", group.place, "`consumer` cannot name a redundancy group");
            cx.add(
                finding
                    .subject("consumer")
                    .help("name each consumer; a group stands where something rests on it"),
            );
        }
    }
    if let Some(Value::References(providers)) = value(fields, Field::Provider)
        && let Some(second) = providers.iter().nth(1)
    {
        let finding = Finding::new("bad-value", second.place, "an integration has one provider");
        cx.add(finding.subject("provider").help("write one integration for each, or a group: {any_of: […]}"));
    }
}

fn value(fields: &Fields, field: Field) -> Option<&Value> {
    fields.iter().find(|(f, _)| *f == field).map(|(_, located)| &located.value)
}

fn single_id(fields: &Fields, field: Field) -> Option<(Id, Place)> {
    let Some(Value::References(references)) = value(fields, field) else { return None };
    let reference = references.iter().next()?;
    references.ids().next().map(|id| (id.clone(), reference.place))
}

fn joined(first: &Id, consumer: &Reference) -> Id {
    match &consumer.target {
        Target::Id(consumer) => Id::joined(first, consumer),
        Target::Group(_) => first.clone(),
    }
}

fn with_consumer(fields: &Fields, consumer: &Reference) -> Fields {
    let only = Value::References(Box::new(References::new(vec![consumer.clone()], 1)));
    let replace = |(field, located): &(Field, Located<Value>)| match field {
        Field::Consumer => (*field, Located::new(only.clone(), consumer.place)),
        _ => (*field, located.clone()),
    };
    fields.iter().map(replace).collect()
}
