//! Local scales: an organisation's own words for the values of some fields.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Adaptable, Class, Criticality, Flow, Schedule, Scope, ServiceHours, Standard, Strength};

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
    ("service_hours", &ServiceHours::WORDS),
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

    /// The local word of a field that is written with these letters, whatever their capitals.
    pub(super) fn local_word(&self, field: &str, written: &str) -> Option<&str> {
        let words = self.words.get(field)?;
        let is_it = |local: &&String| local.to_lowercase() == written.to_lowercase();
        words.keys().filter(is_it).min().map(String::as_str)
    }

    /// All of them: for each field its local words, sorted, with the words of the vocabulary.
    pub fn all(&self) -> BTreeMap<&str, BTreeMap<&str, &str>> {
        let scale = |(name, _): &(&'static str, &[&str])| {
            let words = self.words.get(*name)?.iter().map(|(local, word)| (local.as_str(), word.as_str()));
            Some((*name, words.collect()))
        };
        SCALES.iter().filter_map(scale).collect()
    }
}
