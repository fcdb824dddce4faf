//! The entries of a section: a list, a mapping keyed by id, or one id alone.

use serde_json::{Map, Value, json};

use super::Schema;
use super::form::{Form, NOTHING, one_of, to};
use super::pattern;
use crate::model::{Plateau, Waiver};

/// How an entry is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// By an id, which may be all of it.
    ByIdAlone,
    /// By an id, and it must say more.
    ById,
    /// By an id, or not at all.
    Freely,
}

/// A section, whose entries hold what a definition says.
pub(super) fn section(definition: &str, known: Known) -> Value {
    let item = match known {
        Known::ByIdAlone => {
            let mut named = id_or(&["object"]);
            named.insert("required".to_owned(), json!(["id"]));
            named.insert("properties".to_owned(), json!({ "id": id() }));
            json!({ "allOf": [to(definition)], "anyOf": Form::new(named.into()).or_flags().alternatives() })
        }
        Known::ById => json!({
            "type": "object",
            "required": ["id"],
            "properties": { "id": id() },
            "allOf": [to(definition)],
        }),
        Known::Freely => json!({ "type": "object", "allOf": [to(definition)] }),
    };
    section_of(definition, item, known)
}

/// A section of which the items of a list are as they are given here.
pub(super) fn section_of(definition: &str, item: Value, known: Known) -> Value {
    let by_id = match known {
        Known::ByIdAlone => {
            json!({ "allOf": [to(definition)], "anyOf": [{ "type": "object" }, to(NOTHING)] })
        }
        Known::ById | Known::Freely => json!({ "type": "object", "allOf": [to(definition)] }),
    };
    let entries = [
        ("items", item),
        ("propertyNames", json!({ "pattern": pattern::id() })),
        ("additionalProperties", by_id),
    ];
    let entries = entries.map(|(name, schema)| (name.to_owned(), schema));
    if known == Known::ByIdAlone {
        let mut section = id_or(&["array", "object"]);
        section.extend(entries);
        return Form::new(section.into()).or_flags().or_nothing();
    }
    let mut section = Map::new();
    section.insert("type".to_owned(), json!(["array", "object"]));
    section.extend(entries);
    Form::new(section.into()).or_nothing()
}

/// An id that must be written.
pub(super) fn id() -> Value {
    Form::of("value.id").or_flags().said()
}

/// An id, or something that is no single value.
pub(super) fn id_or(types: &[&str]) -> Map<String, Value> {
    let types: Vec<&str> = ["string", "number"].iter().chain(types).copied().collect();
    let mut id = Map::new();
    id.insert("type".to_owned(), json!(types));
    id.extend(pattern::id_rules());
    id
}

impl Form {
    /// What one of may be written.
    fn alternatives(self) -> Value {
        match self.said() {
            Value::Object(mut said) => said.remove("anyOf").unwrap_or_default(),
            other => one_of([other]),
        }
    }
}

impl Schema<'_> {
    pub(super) fn plateaus(&mut self) -> Value {
        let fields = self.fields(Plateau::KEYS);
        self.define("plateau", fields.into());
        section("plateau", Known::ById)
    }

    pub(super) fn waivers(&mut self) -> Value {
        let fields = self.fields(Waiver::KEYS);
        self.define("waiver", fields.into());
        section("waiver", Known::Freely)
    }
}
