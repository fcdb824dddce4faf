//! An element that was entered but not mapped.

use crate::diagnostic::Level;
use crate::graph::Direction;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, Located, Value};

pub(super) const RULE: Rule = Rule {
    name: "isolated-element",
    summary: "an element has no relation to any other",
    level: Level::NOTE,
    group: Group::Structure,
    absence: true,
    fixed: false,
    explanation: include_str!("isolated_element.md"),
    check: Some(check),
};

const DIRECTIONS: [Direction; 2] = [Direction::Upstream, Direction::Downstream];

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (ix, element) in cx.elements() {
        let alone = !DIRECTIONS.iter().any(|&direction| cx.graph.has_relations(ix, direction));
        if alone && !names_others(element) && !cx.is_retired(element) {
            let message = format!("`{}` rests on nothing, and nothing rests on it", element.id());
            findings.add(findings.at(element.id.place, message).element(element.id()));
        }
    }
}

/// Whether it names other elements, though perhaps none that exist: that is another finding.
fn names_others(element: &Element) -> bool {
    let is_reference = |value: &Located<Value>| matches!(value.value, Value::References(_));
    element.fields().iter().any(|(field, value)| *field != Field::Successor && is_reference(value))
}
