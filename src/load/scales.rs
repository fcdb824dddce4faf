//! `[scales]` of `systemkarta.toml`: the local words for the values of fields.

use std::collections::HashMap;

use crate::model::{Adaptable, Class, Criticality, Flow, Schedule, Scope, Standard, Strength};

/// Local scales: for a field and a local word, the word of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Scales {
    pub(super) words: HashMap<String, HashMap<String, String>>,
}

/// The fields that may have a local scale, with the words of the vocabulary.
pub(super) const SCALES: [(&str, &[&str]); 9] = [
    ("adaptable", Adaptable::WORDS),
    ("class", Class::WORDS),
    ("criticality", Criticality::WORDS),
    ("flow", Flow::WORDS),
    ("schedule", Schedule::WORDS),
    ("scope", Scope::WORDS),
    ("service_hours", &["24x7", "office"]),
    ("standard", Standard::WORDS),
    ("strength", Strength::WORDS),
];

impl Scales {
    /// The word of the vocabulary for a local word of a field.
    pub fn standard_word(&self, field: &str, local: &str) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(field)?.get(local).map(String::as_str)
    }
}
