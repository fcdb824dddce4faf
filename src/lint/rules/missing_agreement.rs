//! Something that a supplier operates or supplies under no agreement that the map knows of.

use crate::diagnostic::Level;
use crate::graph::Found;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, Id, Section};

pub(super) const RULE: Rule = Rule {
    name: "missing-agreement",
    summary: "a supplier operates or supplies an element, but no agreement is named",
    level: Level::NOTE,
    group: Group::Ownership,
    absence: true,
    fixed: false,
    explanation: include_str!("missing_agreement.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (_, element) in cx.asked() {
        if element.section == Section::Agreements || element.field(Field::Agreement).is_some() {
            continue;
        }
        if let Some((field, verb, supplier)) = supplied(cx, element) {
            let place = element.field(field).map_or(element.id.place, |written| written.place);
            let finding = findings
                .at(place, format!("`{supplier}` {verb} `{}` under no agreement", element.id()))
                .element(element.id())
                .subject(Field::Agreement.name());
            findings.add(finding);
        }
    }
}

/// Who delivers an element from outside, and how. Nobody has a contract with themselves.
fn supplied<'e>(cx: &Context<'_>, element: &'e Element) -> Option<(Field, &'static str, &'e Id)> {
    let other = |field| element.organisation(field).filter(|&id| Some(id) != element.owner());
    let operator = other(Field::Operator).filter(|operator| is_supplier(cx, operator));
    let operated = operator.map(|operator| (Field::Operator, "operates", operator));
    operated.or_else(|| other(Field::Supplier).map(|supplier| (Field::Supplier, "supplies", supplier)))
}

fn is_supplier(cx: &Context<'_>, organisation: &Id) -> bool {
    match cx.graph.find(organisation.as_str()) {
        Some(Found::Organisation(organisation)) => organisation.kind() == Some("supplier"),
        _ => false,
    }
}
