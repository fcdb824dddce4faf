//! The tables of keys: what may stand under each, and what must be said.

use serde_json::{Map, Value, json};

use super::Schema;
use super::form::{Form, closed, described, to};
use crate::model::{Answer, Decision, KeyShape, KeySpec, PlannedWindow};

impl Schema<'_> {
    /// What a mapping with these keys holds. It says nothing of what is no mapping.
    pub(super) fn fields(&mut self, keys: &[KeySpec]) -> Map<String, Value> {
        let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        closed(&required, self.properties(keys))
    }

    /// Keys with what may stand under each.
    pub(super) fn properties(&mut self, keys: &[KeySpec]) -> Map<String, Value> {
        keys.iter().map(|key| (key.name.to_owned(), self.property(key))).collect()
    }

    fn property(&mut self, key: &KeySpec) -> Value {
        let form = self.key_form(key);
        described(key.summary, if key.required { form.said() } else { form.or_nothing() })
    }

    pub(super) fn key_form(&mut self, key: &KeySpec) -> Form {
        match key.shape {
            KeyShape::Id | KeyShape::Organisation | KeyShape::Element | KeyShape::Lifecycle => {
                Form::of("value.id").or_flags()
            }
            KeyShape::Text | KeyShape::ElementOrVersion => Form::of("value.text").or_flags(),
            KeyShape::Texts => Form::of("value.texts").or_flags(),
            KeyShape::Words(words) => self.words(key.name, words),
            KeyShape::Date => Form::of("value.date"),
            KeyShape::Begin | KeyShape::End => Form::of("value.moment"),
            KeyShape::Duration => Form::of("value.duration"),
            KeyShape::Length => Form::of("value.length"),
            KeyShape::Proposals => Form::of("value.ids").or_flags(),
            KeyShape::Window => self.mapping("window", PlannedWindow::KEYS),
            KeyShape::Steps => self.steps(),
            KeyShape::Answers => self.list_of("answer", Answer::KEYS),
            KeyShape::Decided => self.mapping("decision", Decision::KEYS),
            KeyShape::Money => Form::of("value.money"),
            KeyShape::Percentage => Form::of("value.percentage"),
            KeyShape::Level => Form::of("value.level"),
            KeyShape::Count => Form::of("value.count"),
            KeyShape::Members => Form::of("value.members").or_flags(),
            KeyShape::SomeWords(words) => self.some_words(key.name, words),
            KeyShape::Elements | KeyShape::Organisations => Form::of("value.ids").or_flags(),
            KeyShape::TextsByKey => Form::of("value.texts-by-key"),
            KeyShape::Flag => Form::of("value.yes-or-no"),
            KeyShape::Number => Form::of("value.number"),
            KeyShape::FieldKey => Form::of("value.field"),
            KeyShape::FieldKeys => Form::of("value.fields"),
            KeyShape::Selection => Form::of("value.selection").or_flags(),
            KeyShape::Criteria => Form::of("value.criteria").or_flags(),
            KeyShape::DayOrPlateau => Form::of("value.id").or_flags(),
            KeyShape::Form(keys) => self.demand(key.name, keys),
        }
    }

    /// A mapping with these keys, as a definition.
    pub(super) fn mapping(&mut self, name: &str, keys: &[KeySpec]) -> Form {
        let mut mapping = self.fields(keys);
        mapping.insert("type".to_owned(), json!("object"));
        self.define(name, mapping.into());
        Form::of(name)
    }

    /// A list of mappings with these keys; one alone stands for a list of one.
    fn list_of(&mut self, name: &str, keys: &[KeySpec]) -> Form {
        self.mapping(name, keys);
        let mut list = self.fields(keys);
        list.insert("type".to_owned(), json!(["array", "object"]));
        list.insert("items".to_owned(), to(name));
        Form::new(list.into())
    }
}
