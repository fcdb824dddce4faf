//! A product in no version.

use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, Section};

pub(super) const RULE: Rule = Rule {
    name: "version-unknown",
    summary: "a technology names a product or its support, but no version that stays the same",
    level: Level::NOTE,
    group: Group::Lifecycle,
    absence: true,
    fixed: false,
    explanation: include_str!("version_unknown.md"),
    check: Some(check),
};

/// Words that mean another version tomorrow.
const FLOATING: [&str; 7] = ["latest", "current", "newest", "stable", "lts", "*", "x"];

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (_, element) in cx.asked().filter(|(_, element)| element.section == Section::Technologies) {
        let (place, message) = match (product(cx, element), element.field(Field::Version)) {
            (None, _) => continue,
            (Some(what), None) => {
                (element.id.place, format!("technology `{}` names {what}, and no version", element.id()))
            }
            (Some(_), Some(written)) if is_floating(&written.value.to_string()) => {
                (written.place, format!("the version of `{}` is another one tomorrow", element.id()))
            }
            (Some(_), Some(_)) => continue,
        };
        let finding = findings.at(place, message).element(element.id()).subject(Field::Version.name());
        findings.add(finding);
    }
}

fn product(cx: &Context<'_>, element: &Element) -> Option<&'static str> {
    let names_product = element.field(Field::Product).is_some();
    let is_supported = || cx.graph.model().support_of(element).is_some();
    names_product.then_some("a product").or_else(|| is_supported().then_some("the support of a product"))
}

fn is_floating(version: &str) -> bool {
    FLOATING.iter().any(|word| version.eq_ignore_ascii_case(word))
}
