//! `limit`: at most so many values of a field, or elements, in each group.

use std::collections::{BTreeMap, HashSet};

use super::judge::Judge;
use crate::analysis::Said;
use crate::diagnostic::quoted;
use crate::graph::ElementIx;
use crate::model::{Field, FieldKey, Selection, counted, few};

/// How many values a finding names.
const NAMED: usize = 8;

/// What is counted in one group: each different value with the first element that says it, in the order of the map.
#[derive(Default)]
struct Group<'g> {
    seen: HashSet<&'g str>,
    first: Vec<(&'g str, ElementIx)>,
}

impl<'g> Group<'g> {
    fn count(&mut self, value: &'g str, ix: ElementIx) {
        if self.seen.insert(value) {
            self.first.push((value, ix));
        }
    }
}

/// A finding for everything that is too much in a group, as the map is written: each stands at what says it first, so that
/// one more is one finding more, and an exemption for one is none for the next.
pub(super) fn judge(
    judge: &mut Judge<'_, '_>,
    of: &Selection,
    count: Option<&FieldKey>,
    per: Option<&FieldKey>,
    at_most: usize,
) {
    let of = judge.meant(of);
    let (graph, today) = (judge.graph(), judge.today());
    let mut groups: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for (ix, element) in judge.each(&of) {
        let mut add = |name| {
            let group = groups.entry(name).or_default();
            match count {
                Some(count) => Said::by(graph, ix, count, today).for_each(|value| group.count(value, ix)),
                None => group.count(element.id(), ix),
            }
        };
        match per {
            Some(per) => Said::by(graph, ix, per, today).for_each(add),
            None => add(""),
        }
    }
    for (name, group) in groups {
        for &(value, over) in group.first.iter().skip(at_most) {
            let element = graph.element(over);
            let place =
                count.and_then(|count| element.field(field_of(count))).map_or(element.id.place, |f| f.place);
            judge.tell(place, &[over], name, || {
                let words = in_words(name, &group, count, per, at_most);
                format!("{} is too much: {words}", quoted(value))
            });
        }
    }
}

fn field_of(key: &FieldKey) -> Field {
    match key {
        FieldKey::Field(field) => *field,
        FieldKey::Property(_) => Field::Properties,
    }
}

fn in_words(
    name: &str,
    group: &Group<'_>,
    count: Option<&FieldKey>,
    per: Option<&FieldKey>,
    at_most: usize,
) -> String {
    let of = per.map_or_else(String::new, |per| format!(" where `{per}` is {}", quoted(name)));
    let values = few(group.first.iter().map(|(value, _)| quoted(value)), NAMED);
    let found = match count {
        Some(count) => format!("{} of `{count}`", counted(group.first.len(), "value", "different values")),
        None => counted(group.first.len(), "element", "elements"),
    };
    format!("{found}{of}, at most {at_most} may be: {values}")
}
