//! Policies: the keys of their tables, exactly one form of each, and the selections of the forms.

use serde_json::{Map, Value, json};

use super::Schema;
use super::entry::{Known, id_or, section};
use super::form::{Form, SAID, closed, described, one_of, to};
use crate::model::{FieldKey, KeySpec, Policy, Selection};

impl Schema<'_> {
    /// The section of policies.
    pub(super) fn policies(&mut self) -> Value {
        self.define_selections();
        let mut fields = self.fields(Policy::KEYS);
        let has = |form: &&str| json!({ "required": [form], "properties": { *form: to(SAID) } });
        let forms: Vec<Value> = Policy::FORMS.iter().map(has).collect();
        fields.insert("oneOf".to_owned(), forms.into());
        self.define("policy", fields.into());
        section("policy", Known::ById)
    }

    /// One of the words of a field, or a list of such.
    pub(super) fn some_words(&mut self, field: &str, words: &[&str]) -> Form {
        let word = self.words(field, words).said();
        let list = json!({ "type": "array", "items": word.clone() });
        Form::new(one_of([word, list]))
    }

    /// What a form of a policy holds. An empty key in it says nothing, and is none.
    pub(super) fn demand(&mut self, form: &str, keys: &[KeySpec]) -> Form {
        let mut mapping = self.all_said(keys);
        let one_of_these = |names: &[&str]| -> Value {
            names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<Value>>().into()
        };
        match form {
            "forbid" | "no_path" => mapping.insert("anyOf".to_owned(), one_of_these(&["from", "to"])),
            "require" => mapping.insert("oneOf".to_owned(), one_of_these(&["fields", "via", "to", "from"])),
            _ => None,
        };
        mapping.insert("type".to_owned(), json!("object"));
        self.define(form, mapping.into());
        Form::of(form)
    }

    /// Keys of which each that is there says something.
    fn all_said(&mut self, keys: &[KeySpec]) -> Map<String, Value> {
        let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let property =
            |key: &KeySpec| (key.name.to_owned(), described(key.summary, self.key_form(key).said()));
        let properties = keys.iter().map(property).collect();
        closed(&required, properties)
    }

    /// What selects elements: an id or several, or criteria, and what is left out of them.
    fn define_selections(&mut self) {
        self.define(
            "value.number",
            json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$" }),
        );
        let texts = Form::of("value.texts").or_flags().said();
        self.define("value.texts-by-key", json!({ "type": "object", "additionalProperties": texts }));

        let names: Vec<&str> = FieldKey::names().collect();
        let property = json!({ "type": "string", "pattern": "^properties\\.." });
        self.define("value.field", one_of([json!({ "enum": names }), property]));
        let fields = json!({ "type": "array", "items": to("value.field"), "minItems": 1 });
        self.define("value.fields", one_of([to("value.field"), fields]));

        let criteria = self.selecting(Selection::CRITERIA);
        self.define("criteria", criteria.into());
        let one = selection("criteria", &["object"], None);
        self.define("value.one-criteria", one);
        self.define(
            "value.criteria",
            selection("criteria", &["object", "array"], Some("value.one-criteria")),
        );
        let keys = self.selecting(Selection::KEYS);
        self.define("selection", keys.into());
        self.define("value.selection", selection("selection", &["object", "array"], Some("value.id")));
    }

    /// What a mapping of criteria holds: `properties.KEY` is one too.
    fn selecting(&mut self, keys: &[KeySpec]) -> Map<String, Value> {
        let mut fields = self.all_said(keys);
        let texts = Form::of("value.texts").or_flags().said();
        if let Some(Value::Object(patterns)) = fields.get_mut("patternProperties") {
            patterns.insert("^properties\\..".to_owned(), texts);
        }
        fields
    }
}

/// An id, a mapping that holds this, or a list.
fn selection(mapping: &str, types: &[&str], item: Option<&str>) -> Value {
    let mut selection = id_or(types);
    if let Some(item) = item {
        selection.insert("items".to_owned(), Form::of(item).or_flags().said());
    }
    selection.insert("allOf".to_owned(), json!([to(mapping)]));
    selection.into()
}
