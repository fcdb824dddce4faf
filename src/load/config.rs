//! `systemkarta.toml`: where the map is, levels of rules, limits and local scales.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::limits::Limits;
use crate::diagnostic::{FileId, Finding, Level, Place, Sources};
use crate::model::{Adaptable, Class, Criticality, Flow, Schedule, Scope, Standard, Strength, did_you_mean};

/// The settings of a map.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The folder or file of the map, as written.
    pub map: Option<PathBuf>,
    /// The limits of loading.
    pub limits: Limits,
    /// The local words for the values of fields.
    pub scales: Scales,
    /// The levels of rules, by name.
    pub rules: BTreeMap<String, Level>,
}

/// Local scales: for a field and a local word, the word of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Scales {
    words: HashMap<String, HashMap<String, String>>,
}

/// What is wrong with `systemkarta.toml`, with its text to show.
#[derive(Debug)]
pub struct ConfigFaults {
    /// The file.
    pub sources: Sources,
    /// All its faults.
    pub findings: Vec<Finding>,
}

/// The fields that may have a local scale, with the words of the vocabulary.
const SCALES: [(&str, &[&str]); 9] = [
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

impl Config {
    /// Reads the text of `systemkarta.toml`. `known_rules` are the names that may stand under `[rules]`.
    ///
    /// # Errors
    /// All faults of the file together, each with its place: an unknown key or rule is one.
    pub fn parse(text: &str, path: &str, known_rules: &[&str]) -> Result<Self, Box<ConfigFaults>> {
        let mut reader = Reader { config: Self::default(), findings: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => reader.top(table.get_ref(), known_rules),
            Err(error) => {
                let range = error.span().unwrap_or_default();
                let place = Place::new(FileId::new(0), range.start, range.end);
                reader.findings.push(Finding::new("syntax", place, error.message().trim().to_owned()));
            }
        }
        if reader.findings.is_empty() {
            return Ok(reader.config);
        }
        let mut sources = Sources::default();
        sources.add(path.to_owned(), text.to_owned());
        reader.findings.sort_by_key(|finding| finding.place);
        Err(Box::new(ConfigFaults { sources, findings: reader.findings }))
    }
}

struct Reader {
    config: Config,
    findings: Vec<Finding>,
}

impl Reader {
    fn top(&mut self, table: &DeTable<'_>, known_rules: &[&str]) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "map" => self.config.map = self.text(value, "map").map(PathBuf::from),
                "limits" => self.each(value, "limits", Self::limit),
                "rules" => {
                    self.each(value, "rules", |reader, key, value| reader.rule(key, value, known_rules))
                }
                "scales" => self.each(value, "scales", Self::scale),
                name => self.unknown(key, "key", name, ["map", "limits", "rules", "scales"]),
            }
        }
    }

    fn each<'i>(
        &mut self,
        value: &Spanned<DeValue<'i>>,
        name: &str,
        mut read: impl FnMut(&mut Self, &Spanned<std::borrow::Cow<'i, str>>, &Spanned<DeValue<'i>>),
    ) {
        match value.get_ref().as_table() {
            Some(table) => table.iter().for_each(|(key, value)| read(self, key, value)),
            None => self.fault("wrong-type", value, format!("`{name}` must be a table: [{name}]"), None),
        }
    }

    fn limit(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let name = key.get_ref().as_ref();
        if self.config.limits.by_name(name).is_none() {
            return self.unknown(key, "limit", name, Limits::NAMES);
        }
        let greatest = Limits::greatest(name);
        let number =
            value.get_ref().as_integer().and_then(|n| usize::from_str_radix(n.as_str(), n.radix()).ok());
        match (number.filter(|n| (1..=greatest).contains(n)), self.config.limits.by_name(name)) {
            (Some(number), Some(slot)) => *slot = number,
            _ => self.fault(
                "bad-value",
                value,
                format!("`{name}` must be a number from 1 to {greatest}"),
                None,
            ),
        }
    }

    fn rule(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        known: &[&str],
    ) {
        let name = key.get_ref().as_ref();
        if !known.contains(&name) {
            return self.unknown(key, "rule", name, known.iter().copied());
        }
        let word = value.get_ref().as_str().unwrap_or_default();
        match Level::parse(word) {
            Some(level) => {
                self.config.rules.insert(name.to_owned(), level);
            }
            None => {
                let help = format!("a level is one of {}", Level::NAMES.join(", "));
                self.fault("bad-value", value, format!("this is no level for `{name}`"), Some(help));
            }
        }
    }

    fn scale(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let field = key.get_ref().as_ref();
        let Some((_, words)) = SCALES.iter().find(|(name, _)| *name == field) else {
            return self.unknown(key, "field with a scale", field, SCALES.map(|(name, _)| name));
        };
        let mut scale = HashMap::new();
        self.each(value, field, |reader, local, value| {
            let word = value.get_ref().as_str().unwrap_or_default();
            if words.contains(&word) {
                scale.insert(local.get_ref().to_string(), word.to_owned());
            } else {
                let help = format!("{field} is one of {}", words.join(", "));
                reader.fault("bad-value", value, format!("`{word}` is no {field}"), Some(help));
            }
        });
        self.config.scales.words.insert(field.to_owned(), scale);
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>, name: &str) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.fault("wrong-type", value, format!("`{name}` must be a text"), None);
        }
        text.map(str::to_owned)
    }

    fn unknown<'k, T>(
        &mut self,
        key: &Spanned<T>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let help = did_you_mean(name, known);
        self.fault("unknown-key", key, format!("there is no {what} `{name}`"), help);
    }

    fn fault<T>(&mut self, rule: &'static str, at: &Spanned<T>, message: String, help: Option<String>) {
        let place = Place::new(FileId::new(0), at.span().start, at.span().end);
        self.findings.push(Finding::new(rule, place, message).maybe_help(help));
    }
}
