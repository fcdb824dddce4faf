//! Two elements that a reader of an answer cannot tell apart.

use crate::diagnostic::Level;
use crate::lint::twins::twins;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, Section};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-name",
    summary: "two elements of a section have the same name",
    level: Level::WARNING,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("duplicate_name.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let declared: Vec<&Element> = cx.graph.model().declarations().collect();
    let key = |thing: usize| declared.get(thing).map_or_else(String::new, |element| key(element));
    for (first, later) in twins(declared.len(), key) {
        let (Some(first), Some(later)) = (declared.get(first), declared.get(later)) else { continue };
        let (named_first, named_later) = (first.field(Field::Name), later.field(Field::Name));
        // Two ids without names are told by `confusable-id`; one entry with several consumers has one name.
        if named_first.map(|name| name.place) == named_later.map(|name| name.place) {
            continue;
        }
        let place_of = |element: &Element| element.field(Field::Name).map_or(element.id.place, |n| n.place);
        let message = format!("`{}` and `{}` are both named `{}`", first.id(), later.id(), later.name());
        let finding = findings
            .at(place_of(later), message)
            .related(place_of(first), format!("the name of `{}`", first.id()))
            .element(later.id())
            .element(first.id())
            .help("give one of them a name that tells them apart; if they are the same, declare it once");
        findings.add(finding);
    }
}

/// What a reader tells it by. A technology is a product in a version, so its version belongs to its name.
fn key(element: &Element) -> String {
    let version = match element.section {
        Section::Technologies => element.text(Field::Version).unwrap_or_default(),
        _ => "",
    };
    format!("{}\0{}\0{version}", element.section, element.name().trim().to_lowercase())
}
