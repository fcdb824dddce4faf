//! Values that are one of a few words, local ones among them.

use std::collections::BTreeMap;

use serde_json::{Number, Value, json};

use super::Schema;
use super::form::{Form, one_of, to};

/// The local words of fields: for a field and a local word the word of the vocabulary.
pub type LocalWords<'w> = BTreeMap<&'w str, BTreeMap<&'w str, &'w str>>;

impl Schema<'_> {
    /// One of the words of a field, as a definition.
    pub(super) fn words(&mut self, field: &str, words: &[&str]) -> Form {
        let name = format!("words.{field}");
        if !self.definitions.contains_key(&name) {
            let own = words.iter().map(|word| Value::from(*word));
            let all: Vec<Value> = own.chain(self.local_words(field)).collect();
            self.define(&name, json!({ "enum": all }));
        }
        Form::of(&name)
    }

    /// One of the words of a field, or one for each plateau.
    pub(super) fn by_plateau(&mut self, field: &str, words: &[&str]) -> Form {
        let word = self.words(field, words).said();
        let by_plateau = json!({
            "type": "object",
            "propertyNames": { "pattern": super::pattern::id() },
            "additionalProperties": word.clone(),
        });
        let definition = one_of([word, by_plateau]);
        self.define("value.standard", definition);
        Form::of("value.standard")
    }

    /// Service hours, or a local word for some of them.
    pub(super) fn service_hours(&mut self, field: &str) -> Form {
        let local = self.local_words(field);
        if local.is_empty() {
            return Form::of("value.hours");
        }
        Form::new(one_of([to("value.hours"), json!({ "enum": local })]))
    }

    /// The local words of a field as YAML reads them: with quotes, and without.
    fn local_words(&self, field: &str) -> Vec<Value> {
        let words = self.local.get(field).into_iter().flat_map(BTreeMap::keys);
        let mut all: Vec<Value> = Vec::new();
        for word in words {
            all.push((*word).into());
            all.extend(without_quotes(word).filter(|value| !all.contains(value)));
        }
        all
    }
}

/// What YAML reads in place of a word that looks like something else and stands without quotes.
fn without_quotes(word: &str) -> Option<Value> {
    match word {
        "true" | "True" | "TRUE" => return Some(true.into()),
        "false" | "False" | "FALSE" => return Some(false.into()),
        _ => {}
    }
    if !word.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) {
        return None;
    }
    let whole = word.parse::<i64>().ok().map(Value::from);
    let decimal = || word.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number);
    whole.or_else(decimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_looks_like_a_number_is_one_without_quotes() {
        assert_eq!(without_quotes("3"), Some(json!(3)));
        assert_eq!(without_quotes("1.10"), Some(json!(1.1)));
        assert_eq!(without_quotes("-7"), Some(json!(-7)));
        assert_eq!(without_quotes("True"), Some(json!(true)));
        for word in ["BBN3", "", ".", "e", "inf", "NaN", "1_000", "låg"] {
            assert_eq!(without_quotes(word), None, "{word}");
        }
    }
}
