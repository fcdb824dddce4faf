//! The value of a field, by the shape that the table gives it.

use super::super::tree::ValueRef;
use super::context::Context;
use super::{lifecycle, reference};
use crate::model::{
    Adaptable, Class, Cost, Criticality, Field, FieldSpec, Flow, Located, Protection, Schedule, Scope,
    ServiceHours, Shape, Sla, Standard, StandardUse, Strength, Value,
};

/// Reads the value of a field; nothing if it is faulty, which is then a finding.
pub(super) fn decode(cx: &mut Context<'_>, spec: &FieldSpec, value: ValueRef<'_>) -> Option<Value> {
    let name = spec.name;
    Some(match spec.shape {
        Shape::Id => return None,
        Shape::Text => Value::Text(cx.text(value, name)?),
        Shape::Texts => Value::Texts(texts(cx, name, value)),
        Shape::Properties => properties(cx, name, value)?,
        Shape::Flag => Value::Flag(cx.flag(value, name)?),
        Shape::Date => Value::Date(cx.date(value, name)?),
        Shape::Duration => Value::Duration(cx.duration(value, name)?),
        Shape::Organisation => Value::Organisation(cx.id(value)?),
        Shape::References(_) => Value::References(Box::new(reference::decode(cx, value))),
        Shape::Criticality => {
            Value::Criticality(cx.choice(value, name, Criticality::WORDS, Criticality::parse)?)
        }
        Shape::Class => Value::Class(cx.choice(value, name, Class::WORDS, Class::parse)?),
        Shape::Scope => Value::Scope(cx.choice(value, name, Scope::WORDS, Scope::parse)?),
        Shape::Adaptable => Value::Adaptable(cx.choice(value, name, Adaptable::WORDS, Adaptable::parse)?),
        Shape::Standard => Value::Standard(Box::new(standard(cx, name, value)?)),
        Shape::ServiceHours => Value::ServiceHours(Box::new(service_hours(cx, name, value)?)),
        Shape::Sla => Value::Sla(Box::new(sla(cx, value)?)),
        Shape::Cost => Value::Cost(Box::new(cost(cx, value)?)),
        Shape::Protection => Value::Protection(protection(cx, value)?),
        Shape::Lifecycle => Value::Lifecycle(Box::new(lifecycle::of_element(cx, value)?)),
        Shape::Strength => Value::Strength(cx.choice(value, name, Strength::WORDS, Strength::parse)?),
        Shape::Flow => Value::Flow(cx.choice(value, name, Flow::WORDS, Flow::parse)?),
        Shape::Schedule => Value::Schedule(cx.choice(value, name, Schedule::WORDS, Schedule::parse)?),
    })
}

fn texts(cx: &mut Context<'_>, name: &str, value: ValueRef<'_>) -> Box<[Located<Box<str>>]> {
    let is_id = name == Field::Aliases.name();
    let item = |item: ValueRef<'_>| {
        let text = if is_id { Box::from(cx.id(item)?.as_str()) } else { cx.text(item, name)? };
        Some(Located::new(text, item.place()))
    };
    value.items().filter_map(item).collect()
}

fn properties(cx: &mut Context<'_>, name: &str, value: ValueRef<'_>) -> Option<Value> {
    if !cx.expect_mapping(value, &format!("`{name}`")) {
        return None;
    }
    let entries = cx.entries(value);
    let pairs = entries
        .into_iter()
        .filter_map(|(key, value)| Some((Box::from(key.scalar()?), cx.text(value, name)?)));
    Some(Value::Properties(pairs.collect()))
}

fn standard(cx: &mut Context<'_>, name: &str, value: ValueRef<'_>) -> Option<StandardUse> {
    if !value.is_mapping() {
        return cx.choice(value, name, Standard::WORDS, Standard::parse).map(StandardUse::Always);
    }
    let entries = cx.entries(value);
    let by_plateau = entries.into_iter().filter_map(|(plateau, value)| {
        let id = Located::new(cx.id(plateau)?, plateau.place());
        Some((id, cx.choice(value, name, Standard::WORDS, Standard::parse)?))
    });
    Some(StandardUse::ByPlateau(by_plateau.collect()))
}

fn service_hours(cx: &mut Context<'_>, name: &str, value: ValueRef<'_>) -> Option<ServiceHours> {
    let parsed = if value.is_mapping() {
        let entries = cx.entries(value);
        ServiceHours::parse_ranges(
            entries.iter().map(|(k, v)| (k.scalar().unwrap_or_default(), v.scalar().unwrap_or_default())),
        )
    } else {
        let word = cx.word(value, name)?;
        let word = cx.scales.standard_word(name, word).unwrap_or(word);
        // One range may also be written as a single text: `mon-fri 07:00-18:00`.
        ServiceHours::parse_word(word).or_else(|| ServiceHours::parse_ranges([word.split_once(' ')?]))
    };
    if parsed.is_none() && value.is_mapping() {
        let finding =
            crate::diagnostic::Finding::new("bad-value", value.place(), "these are no service hours");
        cx.add(finding.subject(name).help(ServiceHours::FORM));
        return None;
    }
    cx.or_bad_value(parsed, value, name, ServiceHours::FORM)
}

fn sla(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Sla> {
    if !cx.expect_mapping(value, "`sla`") {
        return None;
    }
    let mut sla = Sla::default();
    for (name, value) in cx.known_entries(value, "`sla` has no field", Sla::KEYS) {
        if name == "availability" {
            sla.availability = availability(cx, value).map(|a| Located::new(a, value.place()));
        } else {
            sla.restore_within = cx.duration(value, name).map(|d| Located::new(d, value.place()));
        }
    }
    Some(sla)
}

/// A percentage with at most four decimals, in millionths.
fn availability(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<u32> {
    let text = cx.word(value, "availability")?;
    let number = text.strip_suffix('%').map_or(text, str::trim_end);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let millionths = (digits(whole) && digits(decimals) && whole.len() <= 3 && decimals.len() <= 4)
        .then(|| Some(whole.parse::<u32>().ok()? * 10_000 + format!("{decimals:0<4}").parse::<u32>().ok()?))
        .flatten()
        .filter(|&millionths| millionths <= 1_000_000);
    cx.or_bad_value(
        millionths,
        value,
        "availability",
        "write a percentage from 0 to 100 such as 99.5, with at most four decimals",
    )
}

fn cost(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Cost> {
    if !cx.expect_mapping(value, "`cost`") {
        return None;
    }
    let mut cost = Cost::default();
    for (name, value) in cx.known_entries(value, "`cost` has no field", Cost::KEYS) {
        let sum = match name {
            "yearly" => &mut cost.yearly,
            "replacement" => &mut cost.replacement,
            "adaptation" => &mut cost.adaptation,
            _ => {
                cost.paid_by = cx.id(value).map(|id| Located::new(id, value.place()));
                continue;
            }
        };
        *sum = cx.money(value, name).map(|money| Located::new(money, value.place()));
    }
    Some(cost)
}

fn protection(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Protection> {
    if !cx.expect_mapping(value, "`protection`") {
        return None;
    }
    let mut protection = Protection::default();
    for (name, value) in cx.known_entries(value, "`protection` has no field", Protection::KEYS) {
        let slot = match name {
            "confidentiality" => &mut protection.confidentiality,
            "integrity" => &mut protection.integrity,
            _ => &mut protection.availability,
        };
        let level = cx.number::<u8>(value, name).filter(|level| *level <= Protection::MOST);
        *slot = cx.or_bad_value(level, value, "protection level", "write a number from 0 (none) to 4");
    }
    Some(protection)
}
