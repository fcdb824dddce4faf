//! What an element or organisation says otherwise.
//!
//! Where it is written, and in which order lists name things, is no difference. Nor is which end of a relation writes
//! it: a reference has come or gone only if the relation has.

use std::collections::BTreeMap;

use super::pairs::{Pairs, When};
use super::parts::{self, Part};
use super::{Aspect, Bond, FieldDifference, PartDifference};
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{Element, Field, LifecycleUse, References, Target, Value};

/// What two declarations of the same thing say otherwise, in the order of the table of fields.
pub(super) fn fields(pairs: &Pairs<'_>, old: &Element, new: &Element) -> Vec<FieldDifference> {
    let both = Both { pairs, old, new };
    let section = (old.section != new.section).then(|| FieldDifference {
        aspect: Aspect::Section,
        old: Some(old.section.name().to_owned()),
        new: Some(new.section.name().to_owned()),
        parts: Vec::new(),
        shared: None,
    });
    if both.are_same_at_sight() {
        return section.into_iter().collect();
    }
    let mut written: BTreeMap<Field, (Option<&Value>, Option<&Value>)> = BTreeMap::new();
    for (field, was) in old.fields() {
        written.entry(*field).or_default().0 = Some(&was.value);
    }
    for (field, is) in new.fields() {
        written.entry(*field).or_default().1 = Some(&is.value);
    }
    let fields = written.into_iter().filter_map(|(field, (was, is))| both.difference(field, was, is));
    section.into_iter().chain(fields).collect()
}

/// The two declarations of one thing.
struct Both<'p, 'a> {
    pairs: &'p Pairs<'a>,
    old: &'p Element,
    new: &'p Element,
}

impl Both<'_, '_> {
    /// Whether both say the same in the same words, as nearly all of a map does.
    fn are_same_at_sight(&self) -> bool {
        let (old, new) = (self.old.fields(), self.new.fields());
        let mut fields = old.iter().zip(new);
        old.len() == new.len()
            && fields.all(|(old, new)| old.0 == new.0 && same_at_sight(&old.1.value, &new.1.value))
    }

    fn difference(&self, field: Field, was: Option<&Value>, is: Option<&Value>) -> Option<FieldDifference> {
        if was.zip(is).is_some_and(|(was, is)| same_at_sight(was, is)) {
            return None;
        }
        let parts = |value: Option<&Value>, when| match value {
            Some(value) => parts::parts(value, self.pairs, when),
            None => Some(Vec::new()),
        };
        let parts = match (parts(was, When::Before), parts(is, When::After)) {
            (Some(old), Some(new)) => Some(self.differing(field, &old, &new)),
            _ => None,
        };
        let differs = match &parts {
            Some(parts) => !parts.is_empty(),
            None => self.said(was, When::Before) != self.said(is, When::After),
        };
        differs.then(|| FieldDifference {
            aspect: Aspect::Field(field),
            old: was.map(Value::to_string),
            new: is.map(Value::to_string),
            parts: parts.unwrap_or_default(),
            shared: None,
        })
    }

    /// A value that is told as a whole, with ids as they are after.
    fn said(&self, value: Option<&Value>, when: When) -> Option<String> {
        Some(match value? {
            Value::Organisation(id) => self.pairs.id_now(id.as_str(), when).to_owned(),
            other => other.to_string(),
        })
    }

    /// The parts that differ in truth.
    fn differing(&self, field: Field, old: &[Part], new: &[Part]) -> Vec<PartDifference> {
        let parts = parts::differences(old, new).into_iter();
        let differs = |key: &str| match Relation::written_in(field) {
            Some((relation, direction)) => !self.is_same_relation(key, relation, direction),
            // An alias that only tells of the renaming.
            None if field == Field::Aliases => key != self.old.id() && key != self.new.id(),
            None => true,
        };
        parts.filter(|(key, _)| differs(key)).map(|(_, part)| part).collect()
    }

    /// Whether both states know the relation to an element, as strong. Then only what is written differs: the other end
    /// may write it.
    fn is_same_relation(&self, other: &str, relation: Relation, direction: Direction) -> bool {
        let Pairs { old, new, .. } = *self.pairs;
        let (Some(own_before), Some(own_after)) = (own(old, self.old), own(new, self.new)) else {
            return false;
        };
        let Some(other_after) = own_id(new, other) else { return false };
        let Some(other_before) = self.pairs.of_new(other_after).old else { return false };
        let bond = |graph: &Graph, own: ElementIx, other: ElementIx| match direction {
            Direction::Upstream => bond(graph, own, relation, other),
            Direction::Downstream => bond(graph, other, relation, own),
        };
        let before = bond(old, own_before, other_before);
        before.is_some() && before == bond(new, own_after, other_after)
    }
}

fn own(graph: &Graph, element: &Element) -> Option<ElementIx> {
    own_id(graph, element.id())
}

/// The element that has this id itself, and not as an alias.
fn own_id(graph: &Graph, id: &str) -> Option<ElementIx> {
    graph.find_element(id).filter(|ix| graph.element(*ix).id() == id)
}

/// How strongly one element rests on another by a relation, if it does.
fn bond(graph: &Graph, dependent: ElementIx, relation: Relation, dependency: ElementIx) -> Option<Bond> {
    let relations = graph.relations(dependent.node(), Direction::Upstream).into_iter();
    let mut same = relations.filter(|(node, edge)| *node == dependency.node() && edge.relation == relation);
    same.next().map(|(_, edge)| Bond { strength: edge.strength, tolerates: edge.tolerates })
}

/// Whether two values read alike, word for word. What does not may still say the same.
fn same_at_sight(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Texts(a), Value::Texts(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value == b.value)
        }
        (Value::References(a), Value::References(b)) => same_references(a, b),
        (Value::Lifecycle(a), Value::Lifecycle(b)) => match (&**a, &**b) {
            (LifecycleUse::Inline(a), LifecycleUse::Inline(b)) => {
                parts::milestones(a) == parts::milestones(b)
            }
            (a, b) => a == b,
        },
        (Value::Standard(_) | Value::Sla(_) | Value::Cost(_), _) => false,
        (a, b) => a == b,
    }
}

fn same_references(a: &References, b: &References) -> bool {
    let same = |(a, b): (&crate::model::Reference, &crate::model::Reference)| {
        let same_target = match (&a.target, &b.target) {
            (Target::Id(a), Target::Id(b)) => a == b,
            (Target::Group(a), Target::Group(b)) => a == b,
            _ => false,
        };
        same_target && a.strength == b.strength && a.tolerates == b.tolerates
    };
    a.all().len() == b.all().len()
        && a.iter().count() == b.iter().count()
        && a.all().iter().zip(b.all()).all(same)
}
