//! The map format as a JSON Schema, for editors: generated from the tables that the decoder reads.
//!
//! It is a schema of draft 2020-12 that says the same to a program which knows draft-07 only: `$defs` is reached through
//! pointers, and beside a `$ref` stand descriptions and nothing that decides. What a key may hold is an `anyOf` of what
//! people write, which editors offer, and of what is read besides: nothing, or a word that YAML takes for something else.
//!
//! Knows nothing of settings: local words are given to it.

mod change;
mod element;
mod entry;
mod form;
mod key;
mod lifecycle;
mod pattern;
mod policy;
mod reference;
mod value;
mod words;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::write_json;
use crate::model::{Header, Part, Section};
use form::{described, one_of, to};
pub use words::LocalWords;

/// Writes the schema, with the local words of a map.
///
/// # Errors
/// When the writer fails.
pub fn write(local: &LocalWords<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_json(&schema(local), out)
}

/// The definitions made so far, and the local words that they know.
struct Schema<'w> {
    local: &'w LocalWords<'w>,
    definitions: Map<String, Value>,
}

impl Schema<'_> {
    fn define(&mut self, name: &str, definition: Value) {
        self.definitions.insert(name.to_owned(), definition);
    }
}

fn schema(local: &LocalWords<'_>) -> Value {
    let mut schema = Schema { local, definitions: Map::new() };
    let mut properties = Map::new();
    let header = schema.header();
    properties.insert(Part::Map.name().to_owned(), described(Part::Map.summary(), header));
    for section in Section::ALL {
        let holds = schema.section(section);
        properties.insert(section.name().to_owned(), described(section.summary(), holds));
    }
    for part in Part::ALL {
        let holds = match part {
            Part::Map => continue,
            Part::Lifecycles => schema.lifecycles(),
            Part::Plateaus => schema.plateaus(),
            Part::Policies => schema.policies(),
            Part::Waivers => schema.waivers(),
            Part::Changes => schema.changes(),
        };
        properties.insert(part.name().to_owned(), described(part.summary(), holds));
    }
    schema.define_values();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A map of systemkarta",
        "description": "Business processes, information, systems, integrations, technologies and agreements, and who answers for them.",
        "type": ["object", "null"],
        "properties": properties,
        "patternProperties": form::free_keys(),
        "additionalProperties": false,
        "$defs": schema.definitions,
    })
}

impl Schema<'_> {
    fn header(&mut self) -> Value {
        let mut header = self.fields(Header::KEYS);
        header.insert("type".to_owned(), json!("object"));
        one_of([header.into(), to(form::NOTHING)])
    }
}
