//! The relations that came, went or changed.
//!
//! A relation is told by what rests on what, and how; which end writes it is no difference.

use std::cmp::Ordering;
use std::collections::HashMap;

use rayon::prelude::*;

use super::days::Days;
use super::pairs::{Pairs, When};
use super::parts::{bond, group_text, with_bond};
use super::{Bond, Dependency, Kind, Pair, RelationDifference};
use crate::graph::{Direction, ElementIx, Graph, NodeIx, Relation};

/// A relation as its dependent has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    relation: Relation,
    dependency: Dependency,
    bond: Bond,
}

/// One of the two states, with its groups told.
struct View<'p, 'a> {
    pairs: &'p Pairs<'a>,
    graph: &'a Graph,
    when: When,
    groups: HashMap<NodeIx, String>,
}

/// All relations that differ, by dependent and relation.
///
/// Complexity: O(E log d) for d relations of an element.
pub(super) fn relations(pairs: &Pairs<'_>) -> Vec<RelationDifference> {
    let (before, after) = (View::of(pairs, When::Before), View::of(pairs, When::After));
    let all: Vec<Pair> = pairs.all().collect();
    let of_one = |pair: &Pair| {
        let held =
            |view: &View<'_, '_>, ix: Option<ElementIx>| ix.map(|ix| view.held(ix)).unwrap_or_default();
        compared(*pair, held(&before, pair.old), held(&after, pair.new))
    };
    all.par_iter().map(of_one).flatten_iter().collect()
}

impl<'p, 'a> View<'p, 'a> {
    fn of(pairs: &'p Pairs<'a>, when: When) -> Self {
        let graph = if when == When::Before { pairs.old } else { pairs.new };
        let mut view = Self { pairs, graph, when, groups: HashMap::new() };
        // A group within another comes after it.
        for group in graph.groups().rev() {
            let text = view.group(group);
            view.groups.insert(group, text);
        }
        view
    }

    /// What an element rests on, sorted.
    fn held(&self, ix: ElementIx) -> Vec<Held> {
        let relations = self.graph.relations(ix.node(), Direction::Upstream).into_iter();
        // The way back of `part_of` is the same relation.
        let own = relations.filter(|(_, edge)| edge.relation != Relation::Contains);
        let mut held: Vec<Held> = own
            .map(|(node, edge)| Held {
                relation: edge.relation,
                dependency: self.dependency(node),
                bond: Bond { strength: edge.strength, tolerates: edge.tolerates },
            })
            .collect();
        held.sort_unstable();
        held
    }

    fn dependency(&self, node: NodeIx) -> Dependency {
        if let Some(element) = self.graph.as_element(node) {
            return Dependency::Element(self.pair(element));
        }
        let mut members: Vec<Pair> =
            self.graph.members_of(node).into_iter().map(|ix| self.pair(ix)).collect();
        members.sort_unstable();
        Dependency::Group {
            text: self.groups.get(&node).cloned().unwrap_or_default(),
            min_up: self.graph.as_group(node).map_or(1, |group| group.min_up),
            members,
        }
    }

    fn pair(&self, ix: ElementIx) -> Pair {
        if self.when == When::Before { self.pairs.of_old(ix) } else { self.pairs.of_new(ix) }
    }

    fn group(&self, node: NodeIx) -> String {
        let member = |(member, edge): (NodeIx, &crate::graph::Edge)| {
            let text = match self.graph.as_element(member) {
                Some(element) => self.pairs.id_now(self.graph.element(element).id(), self.when),
                None => self.groups.get(&member).map_or("", String::as_str),
            };
            with_bond(text, bond(edge.strength, edge.tolerates))
        };
        let members = self.graph.relations(node, Direction::Upstream).into_iter().map(member).collect();
        group_text(self.graph.as_group(node).map_or(1, |group| group.min_up), members)
    }
}

/// What differs between two sorted lists.
fn compared(dependent: Pair, old: Vec<Held>, new: Vec<Held>) -> Vec<RelationDifference> {
    if old == new {
        return Vec::new();
    }
    let mut differences = Vec::new();
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return differences,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => (old.relation, &old.dependency).cmp(&(new.relation, &new.dependency)),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        differences.extend(difference(dependent, before, after));
    }
}

fn difference(dependent: Pair, before: Option<Held>, after: Option<Held>) -> Option<RelationDifference> {
    let kind = match (&before, &after) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(before), Some(after)) if before.bond == after.bond => return None,
        _ => Kind::Changed,
    };
    let (old, new) = (before.as_ref().map(|held| held.bond), after.as_ref().map(|held| held.bond));
    let Held { relation, dependency, .. } = after.or(before)?;
    let end_is_new = matches!(dependency, Dependency::Element(end) if !end.is_in_both());
    let with_element = !dependent.is_in_both() || end_is_new;
    Some(RelationDifference { kind, dependent, relation, dependency, old, new, with_element })
}

/// The relations of one map that came into use or went out of it with their elements.
pub(super) fn between_days(days: &Days<'_>) -> Vec<RelationDifference> {
    let graph = days.graph;
    let pair = |ix| days.pair(ix);
    let none = Pair { old: None, new: None };
    let pairs_of = |node: NodeIx| graph.members_of(node).into_iter().map(pair).filter(|pair| *pair != none);
    let mut differences = Vec::new();
    for ix in graph.elements() {
        let dependent = pair(ix);
        if dependent == none {
            continue;
        }
        for (node, edge) in graph.relations(ix.node(), Direction::Upstream) {
            let members: Vec<Pair> = pairs_of(node).collect();
            let was = dependent.old.is_some() && members.iter().any(|member| member.old.is_some());
            let is = dependent.new.is_some() && members.iter().any(|member| member.new.is_some());
            if was == is || edge.relation == Relation::Contains {
                continue;
            }
            let dependency = match (graph.as_group(node), members.first()) {
                (None, Some(&end)) => Dependency::Element(end),
                (group, _) => {
                    let min_up = group.map_or(1, |group| group.min_up);
                    let ids = graph.members_of(node).into_iter().map(|ix| graph.element(ix).id().to_owned());
                    Dependency::Group { text: group_text(min_up, ids.collect()), min_up, members }
                }
            };
            let bond = Bond { strength: edge.strength, tolerates: edge.tolerates };
            differences.push(RelationDifference {
                kind: if is { Kind::Added } else { Kind::Removed },
                dependent,
                relation: edge.relation,
                dependency,
                old: was.then_some(bond),
                new: is.then_some(bond),
                with_element: true,
            });
        }
    }
    differences
}
