//! What a map has already when sheets come in that are no part of it: a line without an id is then the one that it names.

use std::collections::{HashMap, HashSet};

use super::slug::{folded, slug};
use crate::model::{Element, Field, Model, References, Section};

/// The elements of a map by what a line without an id says of them, and which of them lines have taken.
///
/// Of several that are called alike only those are taken whose ids were made as a sheet makes them, in their order: so the
/// same sheet read again names the same.
#[derive(Debug, Default)]
pub(super) struct Earlier<'m> {
    names: HashMap<(Section, String), Alike<'m>>,
    ends: HashMap<(String, String), Alike<'m>>,
    ends_of: HashMap<&'m str, (&'m str, &'m str)>,
    taken: HashSet<String>,
}

/// Those of which a line without an id says the same.
#[derive(Debug, Default)]
struct Alike<'m> {
    ids: Vec<&'m str>,
    /// The first that may not be taken yet.
    next: usize,
}

impl<'m> Earlier<'m> {
    /// Those of a map.
    pub(super) fn of(model: &'m Model) -> Self {
        let mut earlier = Self::default();
        for element in model.declarations() {
            let name = (element.section, folded(element.name()));
            earlier.names.entry(name).or_default().ids.push(element.id());
            if let Some(ends) = ends(element) {
                earlier
                    .ends
                    .entry((ends.0.to_owned(), ends.1.to_owned()))
                    .or_default()
                    .ids
                    .push(element.id());
                earlier.ends_of.insert(element.id(), ends);
            }
        }
        // `a-10` comes after `a-9`, as when they were made.
        let sort = |alike: &mut Alike<'m>| alike.ids.sort_by_key(|id| (id.len(), *id));
        earlier.names.values_mut().for_each(sort);
        earlier.ends.values_mut().for_each(sort);
        earlier
    }

    /// Says that a line has this id.
    pub(super) fn take(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// The id of what the map calls so, unless another line has it.
    pub(super) fn take_named(&mut self, section: Section, name: &str) -> Option<String> {
        let alike = self.names.get_mut(&(section, folded(name)))?;
        let id = alike.take(&slug(name).unwrap_or_default(), &self.taken)?;
        self.take(id);
        Some(id.to_owned())
    }

    /// The id of the integration between these two, unless another line has it.
    pub(super) fn take_between(&mut self, provider: &str, consumer: &str) -> Option<String> {
        let alike = self.ends.get_mut(&(provider.to_owned(), consumer.to_owned()))?;
        let id = alike.take(&format!("{provider}--{consumer}"), &self.taken)?;
        self.take(id);
        Some(id.to_owned())
    }

    /// Whether the map has this id for an integration between these two, and no line has it yet.
    pub(super) fn is_between(&self, id: &str, provider: &str, consumer: &str) -> bool {
        self.ends_of.get(id) == Some(&(provider, consumer)) && !self.taken.contains(id)
    }
}

impl<'m> Alike<'m> {
    /// The only one, or of several the next whose id was made from this.
    fn take(&mut self, made_from: &str, taken: &HashSet<String>) -> Option<&'m str> {
        let is_only = self.ids.len() == 1;
        let is_meant = |id: &str| (is_only || is_made(id, made_from)) && !taken.contains(id);
        let rest = self.ids.get(self.next..).unwrap_or_default();
        let at = rest.iter().position(|id| is_meant(id));
        self.next = at.map_or(self.ids.len(), |at| self.next + at + 1);
        at.and_then(|at| rest.get(at)).copied()
    }
}

/// Whether an id is this, or this with a number.
fn is_made(id: &str, made_from: &str) -> bool {
    let digits = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let rest = id.strip_prefix(made_from).filter(|_| !made_from.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(digits))
}

/// The two ends of an integration that has one of each.
fn ends(element: &Element) -> Option<(&str, &str)> {
    let one = |field: Field| {
        let mut ids = element.references(field).into_iter().flat_map(References::ids);
        ids.next().filter(|_| ids.next().is_none()).map(|id| id.as_str())
    };
    one(Field::Provider).zip(one(Field::Consumer)).filter(|_| element.section == Section::Integrations)
}
