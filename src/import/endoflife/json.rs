//! What the API answers, in either version.
//!
//! A value is kept as the text that it was: a number `3.10` is no 3.1, and a value tells where it stands.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::product::{Detail, Product, Release, label_of, package};
use super::said::{Event, Said};
use crate::diagnostic::{FileId, Finding, Place, quoted};

/// The days of version 1: whether it is over, and since when.
const DAYS_1: [(&str, &str, Event); 5] = [
    ("", "releaseDate", Event::Release),
    ("isEoas", "eoasFrom", Event::ActiveSupport),
    ("isEol", "eolFrom", Event::Life),
    ("isEoes", "eoesFrom", Event::ExtendedSupport),
    ("isDiscontinued", "discontinuedFrom", Event::Sale),
];

/// The days of version 0, and those of which `true` says that it still is.
const DAYS_0: [(&str, Event, bool); 5] = [
    ("releaseDate", Event::Release, false),
    ("support", Event::ActiveSupport, true),
    ("eol", Event::Life, false),
    ("extendedSupport", Event::ExtendedSupport, true),
    ("discontinued", Event::Sale, false),
];

/// The products of a file.
pub(super) fn products(path: &str, text: &str, file: FileId) -> (Vec<Product>, Vec<Finding>) {
    let mut reader = Reader { text, file, findings: Vec::new() };
    let products = match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => reader.products(raw, path),
        Err(error) => {
            reader.syntax(&error);
            Vec::new()
        }
    };
    (products, reader.findings)
}

/// An object: its values by key, in the order of the text.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Object<'t> {
    fn get(&self, key: &str) -> Option<&'t RawValue> {
        let value = self.0.iter().find(|(known, _)| known == key).map(|(_, value)| *value);
        value.filter(|value| value.get() != "null")
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(text).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry::<String, &RawValue>()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// The text of a string, or of a number as it was written.
fn text(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first()? {
        b'"' => serde_json::from_str(raw.get()).ok(),
        b'-' | b'0'..=b'9' => Some(raw.get().to_owned()),
        _ => None,
    }
}

fn list(raw: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

struct Reader<'t> {
    text: &'t str,
    file: FileId,
    findings: Vec<Finding>,
}

impl<'t> Reader<'t> {
    /// One product, a list of them, or the releases of one.
    fn products(&mut self, raw: &'t RawValue, path: &str) -> Vec<Product> {
        if let Some(object) = self.object(raw) {
            return match object.get("result") {
                Some(result) if result.get().starts_with('[') => self.several(result),
                Some(result) => self.product(result).into_iter().collect(),
                None => self.product_of(&object, raw).into_iter().collect(),
            };
        }
        let items = list(raw);
        let first = items.first().and_then(|first| serde_json::from_str::<Object<'_>>(first.get()).ok());
        let Some(first) = first else { return Vec::new() };
        if first.get("cycle").is_none() {
            return self.several(raw);
        }
        let stem = Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let Some(name) = stem.filter(|name| !name.is_empty()) else { return Vec::new() };
        let count = items.len();
        let releases: Vec<Release> = items.into_iter().filter_map(|item| self.release_0(item)).collect();
        vec![Product {
            nameless: count - releases.len(),
            label: name.clone(),
            name,
            aliases: Vec::new(),
            packages: Vec::new(),
            releases,
            detail: Detail::Releases,
            place: self.place(raw),
        }]
    }

    fn several(&mut self, raw: &'t RawValue) -> Vec<Product> {
        list(raw).into_iter().filter_map(|item| self.product(item)).collect()
    }

    fn product(&mut self, raw: &'t RawValue) -> Option<Product> {
        let object = self.object(raw)?;
        self.product_of(&object, raw)
    }

    fn product_of(&mut self, object: &Object<'t>, raw: &'t RawValue) -> Option<Product> {
        let releases = object.get("releases").filter(|releases| releases.get().starts_with('['))?;
        let name = object.text("name")?;
        let aliases = object.get("aliases").into_iter().flat_map(list).filter_map(text);
        let identifiers = object.get("identifiers").into_iter().flat_map(list);
        let packages = identifiers.filter_map(|identifier| {
            let identifier = self.object(identifier)?;
            package(&identifier.text("type")?, &identifier.text("id")?)
        });
        let packages = packages.collect();
        let releases = list(releases);
        let count = releases.len();
        let releases: Vec<Release> = releases.into_iter().filter_map(|item| self.release_1(item)).collect();
        Some(Product {
            nameless: count - releases.len(),
            packages,
            label: object.text("label").unwrap_or_else(|| name.clone()),
            name,
            aliases: aliases.collect(),
            releases,
            detail: Detail::Api,
            place: self.place(raw),
        })
    }

    fn release_1(&mut self, raw: &'t RawValue) -> Option<Release> {
        let object = self.object(raw)?;
        let cycle = object.text("name")?;
        let day = |(is, from, event): (&str, &str, Event)| {
            let said = object.get(from).or_else(|| object.get(is))?;
            Some((event, self.said(said)))
        };
        let said = DAYS_1.into_iter().filter_map(day).collect();
        let (label, codename) = (object.text("label"), object.text("codename"));
        Some(Release { cycle, label, codename, said, place: self.place(raw) })
    }

    fn release_0(&mut self, raw: &'t RawValue) -> Option<Release> {
        let object = self.object(raw)?;
        let cycle = object.text("cycle")?;
        let day = |(key, event, is_inverted): (&str, Event, bool)| {
            let said = self.said(object.get(key)?);
            Some((event, if is_inverted { said.inverted() } else { said }))
        };
        let said = DAYS_0.into_iter().filter_map(day).collect();
        let codename = object.text("codename");
        let label = object.text("releaseLabel");
        let label = label.and_then(|template| label_of(&template, &cycle, codename.as_deref()));
        Some(Release { cycle, label, codename, said, place: self.place(raw) })
    }

    fn said(&self, raw: &'t RawValue) -> Said {
        let place = self.place(raw);
        match raw.get() {
            "true" => Said::Over(true, place),
            "false" => Said::Over(false, place),
            _ => text(raw).map_or(Said::Other(place), |text| Said::Text(text, place)),
        }
    }

    /// An object, and a finding for each key that stands in it twice: the first is taken.
    fn object(&mut self, raw: &'t RawValue) -> Option<Object<'t>> {
        let object: Object<'t> = serde_json::from_str(raw.get()).ok()?;
        let mut known: HashSet<&str> = HashSet::with_capacity(object.0.len());
        for (key, value) in &object.0 {
            if !known.insert(key) && self.findings.len() < super::MOST_FINDINGS {
                let message = format!("{} stands twice here; the first is taken", quoted(key));
                self.findings.push(Finding::new("duplicate-key", self.place(value), message));
            }
        }
        Some(object)
    }

    /// Where a value stands: it is a piece of the text.
    fn place(&self, raw: &RawValue) -> Place {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let end = if raw.get().starts_with(['{', '[']) { start + 1 } else { start + raw.get().len() };
        Place::new(self.file, start, end)
    }

    fn syntax(&mut self, error: &serde_json::Error) {
        let before: usize =
            self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).min(self.text.len());
        let at = (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default();
        let told = error.to_string();
        let message = told.split(" at line ").next().unwrap_or_default();
        let finding =
            Finding::new("syntax", Place::new(self.file, at, at + 1), format!("this is no JSON: {message}"));
        self.findings.push(finding.help("save the file again as the API gives it"));
    }
}
