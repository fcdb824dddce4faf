//! References: an id, a mapping that says more, a redundancy group, or a list of these.

use serde_json::{Map, Value, json};

use super::Schema;
use super::entry::id_or;
use super::form::{Form, NOTHING, SAID, to};
use crate::model::{KeyShape, KeySpec, Reference};

impl Schema<'_> {
    /// The definitions of references: with groups, and for the fields that cannot name one.
    pub(super) fn define_references(&mut self) {
        let mut keys = self.fields(Reference::KEYS);
        keys.insert("anyOf".to_owned(), one_target());
        self.define("reference", keys.into());
        self.define("value.reference", reference("reference", &["object"], None));
        self.define(
            "value.references",
            reference("reference", &["object", "array"], Some("value.reference")),
        );
        let mut members = reference("reference", &["object", "array"], Some("value.reference"));
        if let Value::Object(members) = &mut members {
            members.insert("minItems".to_owned(), json!(1));
        }
        self.define("value.members", members);

        let is_of_group = |key: &&KeySpec| matches!(key.shape, KeyShape::Members | KeyShape::Count);
        let keys: Vec<KeySpec> = Reference::KEYS.iter().filter(|key| !is_of_group(key)).copied().collect();
        let mut keys = self.fields(&keys);
        keys.insert("required".to_owned(), json!(["to"]));
        keys.insert("allOf".to_owned(), json!([{ "properties": { "to": to(SAID) } }]));
        self.define("single", keys.into());
        self.define("value.single", reference("single", &["object"], None));
        self.define("value.singles", reference("single", &["object", "array"], Some("value.single")));
    }
}

/// A mapping names an element or a group, and not both.
fn one_target() -> Value {
    json!([
        { "required": ["to"], "properties": { "to": to(SAID), "any_of": to(NOTHING), "min_up": to(NOTHING) } },
        { "required": ["any_of"], "properties": { "any_of": to(SAID), "to": to(NOTHING) } },
    ])
}

fn reference(mapping: &str, types: &[&str], item: Option<&str>) -> Value {
    let mut reference: Map<String, Value> = id_or(types);
    if let Some(item) = item {
        reference.insert("items".to_owned(), Form::of(item).or_flags().said());
    }
    reference.insert("allOf".to_owned(), json!([to(mapping)]));
    reference.into()
}
