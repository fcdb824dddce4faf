//! A validator for the keywords that the schema uses, which read the same in draft-07 and 2020-12. Another is a panic.
//!
//! Recursive, since it reads tests only.

use std::collections::HashMap;

use regex_lite::Regex;
use serde_json::{Map, Value};

/// Which draft a program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draft {
    /// Reads nothing beside a `$ref`.
    Seven,
    /// 2020-12.
    New,
}

pub(super) struct Validator {
    schema: Value,
    draft: Draft,
    patterns: HashMap<String, Regex>,
}

impl Validator {
    pub(super) fn new(schema: Value, draft: Draft) -> Self {
        let mut patterns = HashMap::new();
        let mut left = vec![&schema];
        while let Some(value) = left.pop() {
            match value {
                Value::Array(items) => left.extend(items),
                Value::Object(entries) => {
                    left.extend(entries.values());
                    let names = entries.get("patternProperties").and_then(Value::as_object);
                    let names = names.into_iter().flat_map(|names| names.keys().map(String::as_str));
                    for pattern in entries.get("pattern").and_then(Value::as_str).into_iter().chain(names) {
                        patterns.insert(pattern.to_owned(), Regex::new(pattern).unwrap());
                    }
                }
                _ => {}
            }
        }
        Self { schema, draft, patterns }
    }

    /// What is wrong with a value, and where.
    pub(super) fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.schema, value, "", &mut faults);
        faults
    }

    fn accepts(&self, schema: &Value, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.check(schema, value, "", &mut faults);
        faults.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let keywords = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return faults.push(format!("{at}: nothing may stand here")),
            other => other.as_object().unwrap(),
        };
        if let Some(to) = keywords.get("$ref") {
            let name = to.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
            self.check(&self.schema["$defs"][name], value, at, faults);
            if self.draft == Draft::Seven {
                return;
            }
        }
        for (keyword, wanted) in keywords {
            if !self.holds(keyword, wanted, value) {
                faults.push(format!(
                    "{at}: {keyword} {}",
                    wanted.to_string().chars().take(80).collect::<String>()
                ));
            }
        }
        self.check_inner(keywords, value, at, faults);
    }

    /// Whether what a keyword says of the value itself is so.
    fn holds(&self, keyword: &str, wanted: &Value, value: &Value) -> bool {
        let schemas = || wanted.as_array().unwrap().iter();
        let most = || usize::try_from(wanted.as_u64().unwrap()).unwrap();
        match keyword {
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|name| is_of(name.as_str().unwrap(), value)),
                name => is_of(name.as_str().unwrap(), value),
            },
            "enum" => schemas().any(|known| equal(known, value)),
            "pattern" => {
                value.as_str().is_none_or(|text| self.patterns[wanted.as_str().unwrap()].is_match(text))
            }
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= most()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() <= most()),
            "minProperties" => value.as_object().is_none_or(|entries| entries.len() >= most()),
            "required" => {
                value.as_object().is_none_or(|e| schemas().all(|k| e.contains_key(k.as_str().unwrap())))
            }
            "anyOf" => schemas().any(|schema| self.accepts(schema, value)),
            "oneOf" => schemas().filter(|schema| self.accepts(schema, value)).count() == 1,
            "not" => !self.accepts(wanted, value),
            "propertyNames" => value
                .as_object()
                .is_none_or(|entries| entries.keys().all(|key| self.accepts(wanted, &key.as_str().into()))),
            "$schema"
            | "$ref"
            | "$defs"
            | "title"
            | "description"
            | "examples"
            | "properties"
            | "items"
            | "patternProperties"
            | "additionalProperties"
            | "allOf"
            | "if"
            | "then"
            | "else"
            | "errorMessage"
            | "patternErrorMessage" => true,
            other => panic!("the keyword `{other}` is not known"),
        }
    }

    /// What keywords say that lead further in.
    fn check_inner(&self, keywords: &Map<String, Value>, value: &Value, at: &str, faults: &mut Vec<String>) {
        for schema in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.check(schema, value, at, faults);
        }
        if let Some(condition) = keywords.get("if") {
            let branch = if self.accepts(condition, value) { "then" } else { "else" };
            keywords.get(branch).into_iter().for_each(|schema| self.check(schema, value, at, faults));
        }
        if let (Some(schema), Some(items)) = (keywords.get("items"), value.as_array()) {
            items
                .iter()
                .enumerate()
                .for_each(|(i, item)| self.check(schema, item, &format!("{at}/{i}"), faults));
        }
        for (key, inner) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{key}");
            let own = keywords.get("properties").and_then(|properties| properties.get(key));
            let by_pattern =
                keywords.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
            let by_pattern = by_pattern.filter(|(pattern, _)| self.patterns[*pattern].is_match(key));
            let known: Vec<&Value> = own.into_iter().chain(by_pattern.map(|(_, schema)| schema)).collect();
            let other = keywords.get("additionalProperties").filter(|_| known.is_empty());
            known.into_iter().chain(other).for_each(|schema| self.check(schema, inner, &at, faults));
        }
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        other => panic!("there is no type `{other}`"),
    }
}

fn equal(known: &Value, value: &Value) -> bool {
    match (known.as_f64(), value.as_f64()) {
        (Some(known), Some(value)) => known == value,
        _ => known == value,
    }
}
