//! What the parts of the schema are made of.

use serde_json::{Map, Value, json};

use super::Schema;

/// Nothing is written.
pub(super) const NOTHING: &str = "nothing";
/// `true` or `false`, where a word is wanted.
pub(super) const FLAG: &str = "flag";
/// Either.
pub(super) const FLAG_OR_NOTHING: &str = "flag-or-nothing";
/// Something is written.
pub(super) const SAID: &str = "said";

/// What may stand under a key.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// What people write there.
    written: Value,
    /// Whether `true` and `false` are read as words there. Nobody means them, so no editor should offer them.
    flags: bool,
}

impl Form {
    /// What a schema says.
    pub(super) fn new(written: Value) -> Self {
        Self { written, flags: false }
    }

    /// What a definition says.
    pub(super) fn of(definition: &str) -> Self {
        Self::new(to(definition))
    }

    /// The same, where `true` and `false` are words like others.
    pub(super) fn or_flags(self) -> Self {
        Self { flags: true, ..self }
    }

    /// Something must be written.
    pub(super) fn said(self) -> Value {
        if self.flags { one_of([self.written, to(FLAG)]) } else { self.written }
    }

    /// Nothing may be written, which is as if the key were left out.
    pub(super) fn or_nothing(self) -> Value {
        one_of([self.written, to(if self.flags { FLAG_OR_NOTHING } else { NOTHING })])
    }
}

/// A definition, by its name.
pub(super) fn to(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// What one of these says.
pub(super) fn one_of(schemas: impl Into<Vec<Value>>) -> Value {
    json!({ "anyOf": schemas.into() })
}

/// A schema and what it is about.
pub(super) fn described(summary: &str, schema: Value) -> Value {
    let mut described = Map::new();
    described.insert("description".to_owned(), summary.into());
    if let Value::Object(schema) = schema {
        described.extend(schema);
    }
    described.into()
}

/// The keys that anybody may use for anything.
pub(super) fn free_keys() -> Value {
    json!({ "^x-": true })
}

/// What a mapping holds that has these keys and no others. It says nothing of what is no mapping.
pub(super) fn closed(required: &[&str], properties: Map<String, Value>) -> Map<String, Value> {
    let mut closed = Map::new();
    if !required.is_empty() {
        closed.insert("required".to_owned(), json!(required));
    }
    closed.insert("properties".to_owned(), properties.into());
    closed.insert("patternProperties".to_owned(), free_keys());
    closed.insert("additionalProperties".to_owned(), false.into());
    closed
}

impl Schema<'_> {
    /// What is read besides what people mean. Said by what it is not: editors offer `null`, `true` and `false` wherever a
    /// schema names them as types.
    pub(super) fn define_readings(&mut self) {
        let all_but = |types: &[&str]| json!({ "not": { "type": types } });
        self.define(NOTHING, all_but(&["string", "number", "boolean", "array", "object"]));
        self.define(FLAG, all_but(&["string", "number", "array", "object", "null"]));
        self.define(FLAG_OR_NOTHING, all_but(&["string", "number", "array", "object"]));
        self.define(SAID, all_but(&["null"]));
    }
}
