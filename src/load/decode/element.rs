//! The entry of a section to an element.

use super::super::tree::ValueRef;
use super::context::Context;
use super::value;
use crate::diagnostic::Finding;
use crate::model::{Element, Field, Located, Section, Value};

/// Reads an element or organisation. An entry that is only a word is an element with that id.
pub(super) fn decode(
    cx: &mut Context<'_>,
    section: Section,
    key: Option<ValueRef<'_>>,
    entry: ValueRef<'_>,
) -> Option<Element> {
    let id = cx.declared_id(key, entry, section.one())?;
    let fields = decode_fields(cx, section, entry);
    Some(Element::new(id, section, fields))
}

/// Reads the fields of an entry by the table.
pub(super) fn decode_fields(
    cx: &mut Context<'_>,
    section: Section,
    entry: ValueRef<'_>,
) -> Vec<(Field, Located<Value>)> {
    let entries = cx.entries(entry);
    let mut fields = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let name = key.scalar().unwrap_or_default();
        match Field::parse(name) {
            Some(spec) if spec.field == Field::Id => {}
            Some(spec) if !spec.sections.contains(&section) => {
                let sections: Vec<String> = spec.sections.iter().map(|s| format!("`{s}`")).collect();
                let message = format!("{} has no field `{name}`", with_article(section.one()));
                let finding = Finding::new("unknown-key", key.place(), message);
                cx.add(finding.subject(name).help(format!("it belongs to {}", sections.join(", "))));
            }
            Some(_) if value.is_absent() => {}
            Some(spec) => {
                let decoded = value::decode(cx, spec, value);
                fields.extend(decoded.map(|decoded| (spec.field, Located::new(decoded, value.place()))));
            }
            None => {
                let known =
                    Field::TABLE.iter().filter(|spec| spec.sections.contains(&section)).map(|spec| spec.name);
                cx.unknown_key(key, &format!("{} has no field", with_article(section.one())), known);
            }
        }
    }
    fields
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
