//! What every decoder needs: the faults found so far, the element being read, and the simple values.

use std::collections::HashMap;
use std::str::FromStr;

use super::super::config::Config;
use super::super::faults::Faults;
use super::super::parse::limit;
use super::super::scales::Scales;
use super::super::tree::ValueRef;
use crate::diagnostic::{Finding, Place, quoted};
use crate::model::{Duration, Id, Located, Money, PartialDate, did_you_mean};

/// The state of decoding one file.
pub(super) struct Context<'c> {
    pub(super) scales: &'c Scales,
    faults: &'c mut Faults,
    consumer_expansion: usize,
    /// How much more the lists of consumers may stand for.
    expansion_left: usize,
    /// The id of the element being read, for its findings.
    pub(super) element: Option<Id>,
}

/// The entry of a section: the id under which it stands, if the section is a mapping, and its value.
pub(super) type SectionEntry<'t> = (Option<ValueRef<'t>>, ValueRef<'t>);

impl<'c> Context<'c> {
    pub(super) fn new(config: &'c Config, faults: &'c mut Faults) -> Self {
        let consumer_expansion = config.limits.consumer_expansion;
        Self {
            scales: &config.scales,
            faults,
            consumer_expansion,
            expansion_left: consumer_expansion,
            element: None,
        }
    }

    /// Whether the consumers of an integration may be given its other fields, which are `weight` values.
    pub(super) fn may_expand(&mut self, place: Place, consumers: usize, weight: usize) -> bool {
        let left = self.expansion_left.checked_sub(consumers.saturating_mul(weight));
        if left.is_none() {
            let message =
                format!("lists of consumers stand for more than {} values", self.consumer_expansion);
            self.add(limit(place, "consumer_expansion", message));
            self.faults.incomplete = true;
        }
        self.expansion_left = left.unwrap_or(self.expansion_left);
        left.is_some()
    }

    /// Adds a finding, naming the element being read.
    pub(super) fn add(&mut self, mut finding: Finding) {
        if let (true, Some(element)) = (finding.elements.is_empty(), &self.element) {
            finding.elements.push(element.to_string());
        }
        self.faults.add(finding);
    }

    /// Whether one more finding would be listed.
    pub(super) fn has_room(&self) -> bool {
        self.faults.has_room()
    }

    /// A value that is not what its field wants.
    pub(super) fn wrong_type(&mut self, value: ValueRef<'_>, what: &str, wanted: &str) {
        let message = format!("{what} is {}, but {wanted} is wanted", value.what());
        self.add(Finding::new("wrong-type", value.place(), message).subject(what));
    }

    /// A value of the right type that means nothing.
    pub(super) fn bad_value(&mut self, value: ValueRef<'_>, field: &str, form: &str) {
        let written = value.scalar().unwrap_or_default();
        let message = format!("{} is no {}", quoted(written), field.replace('_', " "));
        self.add(Finding::new("bad-value", value.place(), message).subject(field).help(form));
    }

    pub(super) fn expect_mapping(&mut self, value: ValueRef<'_>, what: &str) -> bool {
        if !value.is_mapping() && !value.is_absent() {
            self.wrong_type(value, what, "a mapping");
        }
        value.is_mapping()
    }

    /// The entries of a mapping, without those whose key stood there before.
    pub(super) fn entries<'t>(&mut self, mapping: ValueRef<'t>) -> Vec<(ValueRef<'t>, ValueRef<'t>)> {
        let mut entries: Vec<(ValueRef<'t>, ValueRef<'t>)> = Vec::with_capacity(8);
        let mut places: HashMap<&str, Place> = HashMap::new();
        for (key, value) in mapping.entries() {
            let Some(name) = self.key(key) else { continue };
            // Small mappings, which is nearly all of them, are compared without hashing.
            let first = if entries.len() < 16 {
                entries.iter().find(|(earlier, _)| earlier.scalar() == Some(name)).map(|(k, _)| k.place())
            } else {
                if places.is_empty() {
                    places.extend(entries.iter().filter_map(|(k, _)| Some((k.scalar()?, k.place()))));
                }
                let first = places.get(name).copied();
                places.entry(name).or_insert(key.place());
                first
            };
            match first {
                Some(first) => self.add(stands_twice(name, key.place(), first)),
                None => entries.push((key, value)),
            }
        }
        entries
    }

    /// The word that a key is. What YAML allows besides is a finding.
    pub(super) fn key<'t>(&mut self, key: ValueRef<'t>) -> Option<&'t str> {
        match key.scalar() {
            Some("<<") => {
                let finding = Finding::new("syntax", key.place(), "merge keys (`<<`) are not read");
                self.add(
                    finding.subject("<<").help("write the fields out; a map says everything where it stands"),
                );
                None
            }
            Some(name) => Some(name),
            None => {
                self.wrong_type(key, "a key", "a word");
                None
            }
        }
    }

    /// The entries of a section: a mapping keyed by id, or the items of a list; one alone is a list of one.
    pub(super) fn section_entries<'t>(&mut self, value: ValueRef<'t>) -> Vec<SectionEntry<'t>> {
        if value.is_mapping() {
            self.entries(value).into_iter().map(|(key, entry)| (Some(key), entry)).collect()
        } else if value.is_absent() {
            Vec::new()
        } else {
            value.items().map(|entry| (None, entry)).collect()
        }
    }

    /// The id of a declaration: the key that it stands under, its `id`, or the item itself if it is only a word.
    pub(super) fn declared_id(
        &mut self,
        key: Option<ValueRef<'_>>,
        entry: ValueRef<'_>,
        what: &str,
    ) -> Option<Located<Id>> {
        self.element = None;
        let is_own = |(k, v): &(ValueRef<'_>, ValueRef<'_>)| k.scalar() == Some("id") && !v.is_absent();
        let own = entry.entries().find(is_own).map(|(_, v)| v);
        let item = (key.is_none() && !entry.is_mapping()).then_some(entry);
        let Some(written) = key.or(own).or(item).filter(|id| !id.is_absent()) else {
            if entry.is_whole() {
                let finding = Finding::new("bad-id", entry.place(), format!("this {what} has no id"));
                self.add(finding.help("add `id:`, a short name by which others can refer to it"));
            }
            return None;
        };
        if let (Some(key), Some(own)) = (key, own)
            && key.scalar() != own.scalar()
        {
            let finding =
                Finding::new("bad-id", own.place(), "the id differs from the key that it stands under");
            self.add(finding.related(key.place(), "the key").help("leave `id` out; the key is the id"));
        }
        let id = self.id(written)?;
        self.element = Some(id.clone());
        if key.is_some() {
            self.expect_mapping(entry, &format!("this {what}"));
        }
        Some(Located::new(id, written.place()))
    }

    /// An id, by its grammar.
    pub(super) fn id(&mut self, value: ValueRef<'_>) -> Option<Id> {
        let Some(text) = value.scalar() else {
            self.wrong_type(value, "this", "an id");
            return None;
        };
        if value.is_absent() {
            let finding =
                Finding::new("bad-id", value.place(), "an id is wanted here, but nothing is written");
            self.add(finding.help("write the id, or delete the entry"));
            return None;
        }
        match Id::parse(text) {
            Ok(id) => Some(id),
            Err(error) => {
                let finding =
                    Finding::new("bad-id", value.place(), format!("{} is no id: {error}", quoted(text)));
                self.add(finding.subject(text).help(Id::FORM));
                None
            }
        }
    }

    /// An id, and where it is written.
    pub(super) fn located_id(&mut self, value: ValueRef<'_>) -> Option<Located<Id>> {
        self.id(value).map(|id| Located::new(id, value.place()))
    }

    /// Text, and where it is written.
    pub(super) fn located_text(&mut self, value: ValueRef<'_>, field: &str) -> Option<Located<Box<str>>> {
        self.text(value, field).map(|text| Located::new(text, value.place()))
    }

    /// A date, and where it is written.
    pub(super) fn located_date(&mut self, value: ValueRef<'_>, field: &str) -> Option<Located<PartialDate>> {
        self.date(value, field).map(|date| Located::new(date, value.place()))
    }

    /// Text, as written.
    pub(super) fn text(&mut self, value: ValueRef<'_>, field: &str) -> Option<Box<str>> {
        if value.scalar().is_none() {
            self.wrong_type(value, &format!("`{field}`"), "a text");
        }
        value.scalar().map(Box::from)
    }

    /// A date.
    pub(super) fn date(&mut self, value: ValueRef<'_>, field: &str) -> Option<PartialDate> {
        let text = self.word(value, field)?;
        PartialDate::parse(text)
            .map_err(|error| {
                let finding =
                    Finding::new("bad-value", value.place(), format!("{} is no date: {error}", quoted(text)));
                self.add(finding.subject(field).help("write 2010-12-31, 2010-12, 2010-Q2 or 2010"));
            })
            .ok()
    }

    /// A duration.
    pub(super) fn duration(&mut self, value: ValueRef<'_>, field: &str) -> Option<Duration> {
        let parsed = Duration::parse(self.word(value, field)?);
        self.or_bad_value(parsed, value, "duration", Duration::FORM)
    }

    /// A sum of money.
    pub(super) fn money(&mut self, value: ValueRef<'_>, field: &str) -> Option<Money> {
        let parsed = Money::parse(self.word(value, field)?);
        self.or_bad_value(parsed, value, "sum of money", Money::FORM)
    }

    /// A whole number, written with digits only.
    pub(super) fn number<T: FromStr>(&mut self, value: ValueRef<'_>, field: &str) -> Option<T> {
        let word = self.word(value, field)?;
        word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok())?
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, value: ValueRef<'_>, field: &str) -> Option<bool> {
        let parsed = match self.word(value, field)? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        self.or_bad_value(parsed, value, field, "write `true` or `false`")
    }

    /// One of a few words, through the local scale of the field if there is one.
    pub(super) fn choice<T>(
        &mut self,
        value: ValueRef<'_>,
        field: &str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let written = self.word(value, field)?;
        let word = self.scales.standard_word(field, written).unwrap_or(written);
        if let Some(choice) = parse(word) {
            return Some(choice);
        }
        let own = self.scales.all().remove(field).unwrap_or_default();
        let own: Vec<&str> = own.into_keys().collect();
        let listed: Vec<String> = words.iter().chain(&own).map(|word| format!("`{word}`")).collect();
        let form = format!("it is one of {}", listed.join(", "));
        let help = match did_you_mean(written, words.iter().copied()) {
            Some(suggestion) => format!("{suggestion} {form}"),
            None => form,
        };
        self.bad_value(value, field, &help);
        None
    }

    /// The text of a value that must be a single word.
    pub(super) fn word<'t>(&mut self, value: ValueRef<'t>, field: &str) -> Option<&'t str> {
        if value.scalar().is_none() {
            self.wrong_type(value, &format!("`{field}`"), "a single value");
        }
        value.scalar()
    }

    pub(super) fn or_bad_value<T>(
        &mut self,
        parsed: Option<T>,
        value: ValueRef<'_>,
        what: &str,
        form: &str,
    ) -> Option<T> {
        if parsed.is_none() {
            self.bad_value(value, what, form);
        }
        parsed
    }
}

fn stands_twice(name: &str, again: Place, first: Place) -> Finding {
    Finding::new("duplicate-key", again, format!("the key {} stands here twice", quoted(name)))
        .subject(name)
        .related(first, "first here")
        .help("keep one; the first is used")
}
