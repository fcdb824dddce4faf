//! Names that sheets use and nobody declares, as entries that say no more than their name.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Finding, Place};
use crate::entry::{Entry, yaml};
use crate::import::Draft;
use crate::load::{Config, NOT_DECLARED, load_texts, slug};
use crate::model::{Element, Field, Listing, Model, Section, Shape};

/// The entries that the findings of a draft ask for, each with the place of the first cell that names it.
///
/// Only what a column leaves no doubt of: a technology where something runs on it. A name that is nearly that of another is
/// a slip, and stays a finding.
pub(super) fn undeclared(draft: &Draft, model: &Model) -> Vec<(Entry, Place)> {
    let mut taken: HashSet<String> = model.declarations().map(|known| known.id().to_lowercase()).collect();
    taken.extend(draft.entries.iter().map(|incoming| incoming.entry.id.to_lowercase()));
    let mut names: BTreeMap<(Section, String), Place> = BTreeMap::new();
    for finding in &draft.findings {
        if let Some(name) = asked_for(finding) {
            names.entry(name).or_insert(finding.place);
        }
    }
    let entry = |((section, name), place): ((Section, String), Place)| {
        let id = free(&name, section, &mut taken);
        (Entry::new(Listing::Section(section), id).with(Field::Name.name(), name), place)
    };
    names.into_iter().map(entry).collect()
}

/// What a finding says is named and nowhere declared.
fn asked_for(finding: &Finding) -> Option<(Section, String)> {
    let is_unknown = finding.rule == "unknown-reference"
        && finding.help.as_deref().is_some_and(|help| help.starts_with(NOT_DECLARED));
    let (column, name) = finding.subject.split_once(':').filter(|_| is_unknown)?;
    let spec = Field::parse(column)?;
    let section = match (spec.field, spec.shape) {
        (Field::Provider | Field::Consumer, _) => Section::Systems,
        (_, Shape::References([section])) => *section,
        _ => return None,
    };
    Some((section, name.trim().to_owned()))
}

fn free(name: &str, section: Section, taken: &mut HashSet<String>) -> String {
    let made = slug(name).unwrap_or_else(|| section.one().replace(' ', "-"));
    let numbered = (2_usize..).map(|number| format!("{made}-{number}"));
    let free = std::iter::once(made.clone()).chain(numbered).find(|id| taken.insert(id.to_lowercase()));
    free.unwrap_or(made)
}

/// A map in which these are declared too.
pub(super) fn with(model: &Model, entries: &[Entry], config: &Config) -> Model {
    let declared = load_texts([("declared.yaml", yaml(entries).as_str())], config).model;
    let elements: Vec<Element> = declared.elements;
    let mut model = model.clone();
    model.elements.extend(elements);
    model
}
