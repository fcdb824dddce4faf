//! Elements and organisations: the table of fields.

use serde_json::{Map, Value, json};

use super::Schema;
use super::entry::{Known, id, section, section_of};
use super::form::{Form, NOTHING, closed, described, to};
use crate::graph::takes_groups;
use crate::model::{
    Adaptable, Class, Cost, Criticality, Field, FieldSpec, Flow, Protection, Schedule, Scope, Section, Shape,
    Sla, Standard, Strength,
};

impl Schema<'_> {
    /// A section of elements or organisations, as a definition.
    pub(super) fn section(&mut self, of: Section) -> Value {
        let fields = Field::TABLE.iter().filter(|spec| spec.sections.contains(&of));
        let mut properties: Map<String, Value> =
            fields.map(|spec| (spec.name.to_owned(), self.field(spec))).collect();
        let holds = if of == Section::Integrations {
            let ends = [Field::Provider, Field::Consumer];
            ends.into_iter().for_each(|end| drop(properties.insert(end.name().to_owned(), self.end(end))));
            self.define(of.name(), closed(&ends.map(Field::name), properties).into());
            section_of(of.name(), integration(), Known::ById)
        } else {
            self.define(of.name(), closed(&[], properties).into());
            section(of.name(), Known::ByIdAlone)
        };
        let name = format!("section.{of}");
        self.define(&name, holds);
        to(&name)
    }

    /// A field as a definition, since most stand in several sections.
    pub(super) fn field(&mut self, spec: &FieldSpec) -> Value {
        let name = format!("field.{}", spec.name);
        if !self.definitions.contains_key(&name) {
            let form = self.field_form(spec);
            self.define(&name, described(spec.says(), form.or_nothing()));
        }
        to(&name)
    }

    /// An end of an integration: there must be one, and only one provider.
    fn end(&mut self, end: Field) -> Value {
        let Some(spec) = Field::parse(end.name()) else { return Value::Bool(true) };
        let mut form = described(spec.says(), self.field_form(spec).said());
        if let (Field::Provider, Value::Object(form)) = (end, &mut form) {
            form.insert("maxItems".to_owned(), json!(1));
        }
        form
    }

    fn field_form(&mut self, spec: &FieldSpec) -> Form {
        match spec.shape {
            Shape::Id | Shape::Organisation => Form::of("value.id").or_flags(),
            Shape::Text => Form::of("value.text").or_flags(),
            Shape::Texts if spec.field == Field::Aliases => Form::of("value.ids").or_flags(),
            Shape::Texts => Form::of("value.texts").or_flags(),
            Shape::Properties => Form::of("value.properties"),
            Shape::Flag => Form::of("value.yes-or-no"),
            Shape::Date => Form::of("value.date"),
            Shape::Duration => Form::of("value.duration"),
            Shape::References(_) if takes_groups(spec.field) => Form::of("value.references").or_flags(),
            Shape::References(_) => Form::of("value.singles").or_flags(),
            Shape::Criticality => self.words(spec.name, Criticality::WORDS),
            Shape::Class => self.words(spec.name, Class::WORDS),
            Shape::Scope => self.words(spec.name, Scope::WORDS),
            Shape::Adaptable => self.words(spec.name, Adaptable::WORDS),
            Shape::Standard => self.by_plateau(spec.name, Standard::WORDS),
            Shape::ServiceHours => self.service_hours(spec.name),
            Shape::Sla => self.mapping("value.sla", Sla::KEYS),
            Shape::Cost => self.mapping("value.cost", Cost::KEYS),
            Shape::Protection => self.mapping("value.protection", Protection::KEYS),
            Shape::Lifecycle => Form::of("value.lifecycle").or_flags(),
            Shape::Strength => self.words(spec.name, Strength::WORDS),
            Shape::Flow => self.words(spec.name, Flow::WORDS),
            Shape::Schedule => self.words(spec.name, Schedule::WORDS),
        }
    }
}

/// An item of `integrations`: without an id it is named after its ends.
fn integration() -> Value {
    let [provider, consumer] = [Field::Provider, Field::Consumer].map(Field::name);
    json!({
        "type": "object",
        "allOf": [to(Section::Integrations.name())],
        "anyOf": [
            { "required": ["id"], "properties": { "id": id() } },
            { "properties": { "id": to(NOTHING), provider: { "minItems": 1 }, consumer: { "minItems": 1 } } },
        ],
    })
}
