//! Which element of one state is which of the other.
//!
//! The same id is the same element. What is left over is the same if one side knows it by the id of the other as an
//! alias; so it does not matter which side is asked about first. An integration that was given no id has one that is
//! made of its ends, and goes with them.

use std::collections::{HashMap, HashSet};

use super::{Pair, Side};
use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Element, Field, Id, Section, Target};

/// Which element of one state is which of the other.
pub(super) struct Pairs<'a> {
    pub(super) old: &'a Graph,
    pub(super) new: &'a Graph,
    /// For every element of the old state.
    to_new: Vec<Option<ElementIx>>,
    /// For every element of the new state.
    to_old: Vec<Option<ElementIx>>,
    /// What was renamed: the ids after, by the ids before.
    renamed: HashMap<&'a str, &'a str>,
}

/// One of the two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Before,
    After,
}

impl<'a> Pairs<'a> {
    /// Finds the pairs of two states.
    ///
    /// Complexity: O(V), and O(n log n) for n renamed ones.
    pub(super) fn of(old: &Side<'a>, new: &Side<'a>) -> Self {
        let (old, new) = (old.graph, new.graph);
        let mut pairs = Self {
            old,
            new,
            to_new: vec![None; old.element_count()],
            to_old: vec![None; new.element_count()],
            renamed: HashMap::new(),
        };
        for before in old.elements() {
            let id = old.element(before).id();
            if let Some(after) = new.find_element(id)
                && new.element(after).id() == id
            {
                pairs.join(before, after);
            }
        }
        pairs.join_renamed();
        pairs.join_unnamed_integrations();
        pairs.note_renamed_organisations();
        pairs
    }

    /// The pair that an element of the old state belongs to.
    pub(super) fn of_old(&self, before: ElementIx) -> Pair {
        Pair { old: Some(before), new: self.to_new.get(before.index()).copied().flatten() }
    }

    /// The pair that an element of the new state belongs to.
    pub(super) fn of_new(&self, after: ElementIx) -> Pair {
        Pair { old: self.to_old.get(after.index()).copied().flatten(), new: Some(after) }
    }

    /// Every pair: those of the old state in its order, then what is new.
    pub(super) fn all(&self) -> impl Iterator<Item = Pair> {
        let added = self.new.elements().filter(|after| self.of_new(*after).old.is_none());
        let added = added.map(|after| Pair { old: None, new: Some(after) });
        self.old.elements().map(|before| self.of_old(before)).chain(added)
    }

    /// The id of the new state for what is called so in one of the two, by id or alias; unknown ones stay.
    pub(super) fn id_now<'s>(&self, written: &'s str, when: When) -> &'s str
    where
        'a: 's,
    {
        let graph = if when == When::Before { self.old } else { self.new };
        let id: &'s str = match graph.find(written) {
            Some(Found::Element(ix)) => graph.element(ix).id(),
            Some(Found::Organisation(organisation)) => organisation.id(),
            None => written,
        };
        if when == When::Before { self.renamed(id).unwrap_or(id) } else { id }
    }

    /// Whether the elements of a pair have other ids, and somebody gave them.
    pub(super) fn is_renamed(&self, before: ElementIx, after: ElementIx) -> bool {
        let (before, after) = (self.old.element(before), self.new.element(after));
        let follows = |ends: (String, String)| self.ends(after, When::After) == Some(ends);
        before.id() != after.id() && !self.ends(before, When::Before).is_some_and(follows)
    }

    /// What the id of an integration is made of, as it is called after; nothing if it has one of its own.
    fn ends(&self, element: &Element, when: When) -> Option<(String, String)> {
        let (base, consumer) = made_of(element)?;
        Some((self.id_now(base, when).to_owned(), self.id_now(consumer, when).to_owned()))
    }

    /// The id after of what had this id before, if it was renamed.
    pub(super) fn renamed(&self, id: &str) -> Option<&'a str> {
        self.renamed.get(id).copied()
    }

    /// Whether anything was renamed.
    pub(super) fn has_renamed(&self) -> bool {
        !self.renamed.is_empty()
    }

    /// The organisation after that one before has become.
    pub(super) fn organisation_now(&self, before: &Element) -> Option<&'a Element> {
        let id = self.renamed(before.id()).unwrap_or(before.id());
        match self.new.find(id) {
            Some(Found::Organisation(after)) if after.id() == id => Some(after),
            _ => None,
        }
    }

    fn join(&mut self, before: ElementIx, after: ElementIx) {
        if let (Some(new), Some(old)) =
            (self.to_new.get_mut(before.index()), self.to_old.get_mut(after.index()))
        {
            (*new, *old) = (Some(after), Some(before));
        }
    }

    fn join_renamed(&mut self) {
        let (old, new) = (self.old, self.new);
        let known_after =
            old.elements().filter_map(|before| Some((before, new.find_element(old.element(before).id())?)));
        let known_before =
            new.elements().filter_map(|after| Some((old.find_element(new.element(after).id())?, after)));
        let is_left = |(before, after): &(ElementIx, ElementIx)| {
            self.of_old(*before).new.is_none() && self.of_new(*after).old.is_none()
        };
        let mut candidates: Vec<_> = known_after.chain(known_before).filter(is_left).collect();
        candidates.sort_by_cached_key(|(before, after)| {
            in_either_order(old.element(*before).id(), new.element(*after).id())
        });
        for (before, after) in candidates {
            if self.of_old(before).new.is_none() && self.of_new(after).old.is_none() {
                self.join(before, after);
                self.renamed.insert(old.element(before).id(), new.element(after).id());
            }
        }
    }

    fn join_unnamed_integrations(&mut self) {
        if self.renamed.is_empty() {
            return;
        }
        let left = |graph: &'a Graph, when| {
            let is_left = move |pairs: &Self, ix: &ElementIx| match when {
                When::Before => pairs.of_old(*ix).new.is_none(),
                When::After => pairs.of_new(*ix).old.is_none(),
            };
            let left = graph.elements().filter(|ix| is_left(self, ix));
            left.filter_map(|ix| Some((self.ends(graph.element(ix), when)?, ix))).collect::<Vec<_>>()
        };
        let after: HashMap<_, _> = left(self.new, When::After).into_iter().collect();
        let found = left(self.old, When::Before).into_iter();
        let found: Vec<_> = found.filter_map(|(ends, before)| Some((before, *after.get(&ends)?))).collect();
        for (before, after) in found {
            if self.of_old(before).new.is_none() && self.of_new(after).old.is_none() {
                self.join(before, after);
                self.renamed.insert(self.old.element(before).id(), self.new.element(after).id());
            }
        }
    }

    fn note_renamed_organisations(&mut self) {
        let (old, new) = (self.old, self.new);
        let organisation = |graph: &'a Graph, id: &str| match graph.find(id) {
            Some(Found::Organisation(organisation)) => Some(organisation.id()),
            _ => None,
        };
        let before = old.model().organisations.iter().map(Element::id);
        let known_after = before.filter_map(|id| Some((id, organisation(new, id)?)));
        let after = new.model().organisations.iter().map(Element::id);
        let known_before = after.filter_map(|id| Some((organisation(old, id)?, id)));
        let stays = |id: &str| organisation(old, id) == Some(id) && organisation(new, id) == Some(id);
        let mut candidates: Vec<(&str, &str)> = known_after
            .chain(known_before)
            .filter(|(before, after)| !stays(before) && !stays(after))
            .collect();
        candidates.sort_by_key(|(before, after)| in_either_order(before, after));
        let mut taken: HashSet<&str> = HashSet::new();
        for (before, after) in candidates {
            if !self.renamed.contains_key(before) && taken.insert(after) {
                self.renamed.insert(before, after);
            }
        }
    }
}

/// So that it does not matter which of two is the one before.
fn in_either_order(a: &str, b: &str) -> (String, String) {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    (first.to_owned(), second.to_owned())
}

/// What the id of an integration is made of, if nobody gave it one of its own: the provider, or what was written before
/// several consumers, and the consumer.
fn made_of(element: &Element) -> Option<(&str, &str)> {
    if element.section != Section::Integrations {
        return None;
    }
    let consumer = element.references(Field::Consumer)?.iter().next()?;
    let Target::Id(consumer) = &consumer.target else { return None };
    let base = element.id().strip_suffix(consumer.as_str())?.strip_suffix("--")?;
    Some((base, Id::as_str(consumer)))
}
