//! Tree to declarations: the sections of a file, with every fault of every value.
//!
//! A fault in one value costs that value; a fault in an id costs its element.

mod context;
mod element;
mod integration;
mod lifecycle;
mod policy;
mod proposal;
mod reference;
mod rulebook;
mod selection;
mod step;
mod time;
mod value;
mod waiver;

use super::config::Config;
use super::faults::Faults;
use super::tree::{Tree, ValueRef};
use crate::diagnostic::{Finding, quoted};
use crate::model::{
    Element, Header, KeySpec, Lifecycle, Located, Part, Plateau, Policy, Proposal, Rulebook, Section,
    Selection, Waiver, did_you_mean,
};
use context::Context;
pub(super) use rulebook::decode as decode_rulebook;

/// What one file declares.
#[derive(Debug, Default)]
pub(super) struct FileMap {
    pub(super) headers: Vec<Header>,
    pub(super) declarations: Vec<Element>,
    pub(super) lifecycles: Vec<Lifecycle>,
    pub(super) plateaus: Vec<Plateau>,
    pub(super) changes: Vec<Proposal>,
    pub(super) policies: Vec<Policy>,
    pub(super) waivers: Vec<Waiver>,
    pub(super) rulebook: Rulebook,
    pub(super) incomplete: bool,
}

/// Reads the declarations of a file from its tree.
pub(super) fn decode(tree: &Tree<'_>, config: &Config, faults: &mut Faults) -> FileMap {
    let mut map = FileMap::default();
    let mut cx = Context::new(config, faults);
    for document in tree.documents().filter(|document| !document.is_absent()) {
        if document.is_mapping() {
            // Not `cx.entries`: a section may stand any number of times.
            for (key, value) in document.entries() {
                if let Some(name) = cx.key(key) {
                    decode_section(&mut cx, &mut map, name, key, value);
                }
                cx.element = None;
            }
        } else {
            cx.wrong_type(document, "a map", "a mapping of sections such as `systems:`");
        }
    }
    map
}

/// Reads the selection that a tree is.
pub(super) fn decode_selection(tree: &Tree<'_>, config: &Config, faults: &mut Faults) -> Option<Selection> {
    let mut cx = Context::new(config, faults);
    tree.documents().next().and_then(|document| selection::decode(&mut cx, document))
}

/// Reads the proposals of a file of its own, of which each document holds `changes:` or is one proposal.
pub(super) fn decode_proposals(tree: &Tree<'_>, config: &Config, faults: &mut Faults) -> Vec<Proposal> {
    let mut changes = Vec::new();
    let mut cx = Context::new(config, faults);
    for document in tree.documents().filter(|document| !document.is_absent()) {
        if !document.is_mapping() {
            cx.wrong_type(document, "a proposal", "a mapping with an `id` and `steps`, or with `changes`");
        } else if holds_sections(document) {
            for (key, value) in document.entries() {
                match cx.key(key) {
                    Some("changes") => decode_changes(&mut cx, &mut changes, value),
                    Some(name) => not_a_proposal(&mut cx, key, name),
                    None => {}
                }
                cx.element = None;
            }
        } else {
            changes.extend(proposal::decode(&mut cx, None, document));
        }
    }
    changes
}

/// Whether a document is laid out as a map is, and not as one proposal.
fn holds_sections(document: ValueRef<'_>) -> bool {
    let names = || document.entries().filter_map(|(key, _)| key.scalar());
    let is_section = |name| Section::parse(name).is_some() || Part::parse(name).is_some();
    names().any(|name| name == "changes") || (!names().any(|name| name == "steps") && names().any(is_section))
}

fn not_a_proposal(cx: &mut Context<'_>, key: ValueRef<'_>, name: &str) {
    let where_ = "a file of proposals has no section";
    let help = match (Section::parse(name), Part::parse(name)) {
        (Some(_), _) | (None, Some(Part::Lifecycles)) => {
            "what is new stands in a step: {add: {systems: […]}}"
        }
        (None, Some(_)) => "it belongs in the map",
        (None, None) => return cx.unknown_key(key, where_, ["changes"]),
    };
    let finding = Finding::new("unknown-key", key.place(), format!("{where_} `{name}`"));
    cx.add(finding.subject(name).help(help));
}

fn decode_section(
    cx: &mut Context<'_>,
    map: &mut FileMap,
    name: &str,
    key: ValueRef<'_>,
    value: ValueRef<'_>,
) {
    if decode_declarations(cx, map, name, value) {
        return;
    }
    match Part::parse(name) {
        Some(Part::Map) => map.headers.push(decode_header(cx, value)),
        Some(Part::Plateaus) => {
            let entries = cx.section_entries(value);
            map.plateaus.extend(entries.into_iter().filter_map(|(id, entry)| decode_plateau(cx, id, entry)));
        }
        Some(Part::Policies) => {
            let entries = cx.section_entries(value);
            map.rulebook.policies.extend(rulebook::policies(&entries));
            map.policies.extend(entries.into_iter().filter_map(|(id, entry)| policy::decode(cx, id, entry)));
        }
        Some(Part::Waivers) => {
            let entries = cx.section_entries(value);
            map.rulebook.waivers.extend(rulebook::waivers(&entries));
            map.waivers.extend(entries.into_iter().filter_map(|(id, entry)| waiver::decode(cx, id, entry)));
        }
        Some(Part::Changes) => decode_changes(cx, &mut map.changes, value),
        Some(Part::Lifecycles) | None => {
            let known = Section::ALL.map(Section::name).into_iter().chain(Part::ALL.map(Part::name));
            cx.unknown_key(key, "a map has no section", known);
        }
    }
}

/// Reads a section of elements, organisations or lifecycles; says whether it is one. They may stand in a map, and in
/// what a proposal adds to it.
fn decode_declarations(cx: &mut Context<'_>, map: &mut FileMap, name: &str, value: ValueRef<'_>) -> bool {
    let section = Section::parse(name);
    if section.is_none() && name != "lifecycles" {
        return false;
    }
    for (id, entry) in cx.section_entries(value) {
        match section {
            Some(Section::Integrations) => integration::decode(cx, id, entry, &mut map.declarations),
            Some(section) => map.declarations.extend(element::decode(cx, section, id, entry)),
            None => map.lifecycles.extend(lifecycle::named(cx, id, entry)),
        }
    }
    true
}

fn decode_changes(cx: &mut Context<'_>, changes: &mut Vec<Proposal>, value: ValueRef<'_>) {
    for (id, entry) in cx.section_entries(value) {
        changes.extend(proposal::decode(cx, id, entry));
    }
}

fn decode_header(cx: &mut Context<'_>, value: ValueRef<'_>) -> Header {
    let mut header = Header::default();
    cx.expect_mapping(value, "`map`");
    for (name, value) in cx.known_entries(value, "`map` has no field", Header::KEYS) {
        match name {
            "title" => header.title = cx.text(value, name).map(|t| Located::new(t, value.place())),
            "language" => header.language = cx.text(value, name).map(|t| Located::new(t, value.place())),
            _ => header.as_of = cx.date(value, name).map(|d| Located::new(d, value.place())),
        }
    }
    header
}

fn decode_plateau(cx: &mut Context<'_>, id: Option<ValueRef<'_>>, entry: ValueRef<'_>) -> Option<Plateau> {
    let id = cx.declared_id(id, entry, "plateau")?;
    let mut plateau = Plateau { id, name: None, date: None };
    for (name, value) in cx.known_entries(entry, "a plateau has no field", Plateau::KEYS) {
        match name {
            "name" => plateau.name = cx.text(value, name),
            "date" => plateau.date = cx.date(value, name).map(|d| Located::new(d, value.place())),
            "description" => drop(cx.text(value, name)),
            _ => {}
        }
    }
    if plateau.date.is_none() && entry.is_whole() {
        let finding = Finding::new(
            "bad-value",
            plateau.place(),
            format!("the plateau `{}` has no date", plateau.id.value),
        );
        cx.add(finding.subject("date").help("add `date:`, the day on which it is reached"));
    }
    Some(plateau)
}

impl Context<'_> {
    /// The entries of a mapping that has certain fields: those that are filled in. Other keys are findings, empty
    /// ones too.
    fn known_entries<'t>(
        &mut self,
        mapping: ValueRef<'t>,
        where_: &str,
        known: &'static [KeySpec],
    ) -> Vec<(&'static str, ValueRef<'t>)> {
        let mut entries = Vec::new();
        for (key, value) in self.entries(mapping) {
            let name = key.scalar().unwrap_or_default();
            match known.iter().find(|known| known.name == name).map(|known| known.name) {
                Some(name) if !value.is_absent() => entries.push((name, value)),
                Some(_) => {}
                None => self.unknown_key(key, where_, known.iter().map(|known| known.name)),
            }
        }
        entries
    }

    /// A key that is not known: the finding, with the nearest words that are.
    fn unknown_key<'k>(&mut self, key: ValueRef<'_>, where_: &str, known: impl IntoIterator<Item = &'k str>) {
        let name = key.scalar().unwrap_or_default();
        if name.starts_with("x-") {
            return;
        }
        // Looking for what was meant takes longer than all else, so it is not done in vain.
        let known: Vec<&str> = if self.has_room() { known.into_iter().collect() } else { Vec::new() };
        let finding = match name {
            _ if name.is_empty() || key.is_absent() => {
                Finding::new("wrong-type", key.place(), "a key must be a word")
            }
            _ => Finding::new("unknown-key", key.place(), format!("{where_} {}", quoted(name)))
                .maybe_help(space_after_colon(name, &known).or_else(|| decimal_comma(name)))
                .maybe_help(did_you_mean(name, known)),
        };
        self.add(finding.subject(name));
    }
}

/// In brackets, `{yearly: 3,1 MSEK}` is the value 3 and a key that begins with the digits after the comma.
fn decimal_comma(name: &str) -> Option<String> {
    let begins_with_digit = name.starts_with(|c: char| c.is_ascii_digit());
    begins_with_digit.then(|| {
        "write decimals with a point, such as 3.1; in brackets a comma begins the next field".to_owned()
    })
}

/// In brackets, `{id:lisa}` is a key without a value, and no fault of YAML.
fn space_after_colon(name: &str, known: &[&str]) -> Option<String> {
    let (key, value) = name.split_once(':').filter(|(key, _)| known.contains(key))?;
    Some(format!("write {}, with a space after the colon", quoted(&format!("{key}: {value}"))))
}
