//! What a field of an element says, as words.

use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Date, Element, Field, FieldKey, Located, References, Value};

/// The words that a field of an element says, or the ids that it names: none if it says nothing.
#[derive(Debug, Clone, Copy)]
pub struct Said<'g> {
    one: Option<&'g str>,
    texts: &'g [Located<Box<str>>],
    references: Option<&'g References>,
    graph: &'g Graph,
}

impl<'g> Said<'g> {
    /// What a field of an element says on a day.
    pub fn by(graph: &'g Graph, ix: ElementIx, key: &FieldKey, day: Date) -> impl Iterator<Item = &'g str> {
        let said = Self::of(graph, graph.element(ix), key, day);
        let texts = said.texts.iter().map(|text| &*text.value);
        let ids = said.references.into_iter().flat_map(References::ids);
        let id_of = move |id: &'g crate::model::Id| match said.graph.find(id.as_str()) {
            Some(Found::Element(ix)) => said.graph.element(ix).id(),
            _ => id.as_str(),
        };
        said.one.into_iter().chain(texts).chain(ids.map(id_of)).filter(|word| !word.trim().is_empty())
    }

    fn of(graph: &'g Graph, element: &'g Element, key: &FieldKey, day: Date) -> Self {
        let mut said = Self { one: None, texts: &[], references: None, graph };
        let field = match key {
            FieldKey::Field(Field::Standard) => {
                said.one = graph.model().standard_on(element, day).map(|standard| standard.name());
                return said;
            }
            FieldKey::Field(field) => *field,
            FieldKey::Property(key) => {
                if let Some(Value::Properties(pairs)) = element.get(Field::Properties) {
                    said.one = pairs.iter().find(|(name, _)| name == key).map(|(_, value)| &**value);
                }
                return said;
            }
        };
        match element.get(field) {
            Some(Value::Texts(texts)) => said.texts = texts,
            Some(Value::References(references)) => said.references = Some(references),
            Some(value) => said.one = word(value),
            None => {}
        }
        said
    }
}

/// The one word that a value is.
fn word(value: &Value) -> Option<&str> {
    Some(match value {
        Value::Text(text) => text,
        Value::Organisation(id) => id.as_str(),
        Value::Flag(flag) => {
            if *flag {
                "true"
            } else {
                "false"
            }
        }
        Value::Criticality(choice) => choice.name(),
        Value::Class(choice) => choice.name(),
        Value::Scope(choice) => choice.name(),
        Value::Adaptable(choice) => choice.name(),
        Value::Strength(choice) => choice.name(),
        Value::Flow(choice) => choice.name(),
        Value::Schedule(choice) => choice.name(),
        _ => return None,
    })
}
