//! A system or information object for which nobody answers.

use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Section};

pub(super) const RULE: Rule = Rule {
    name: "missing-owner",
    summary: "a system or information object has no owner",
    level: Level::WARNING,
    group: Group::Ownership,
    absence: true,
    fixed: false,
    explanation: include_str!("missing_owner.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (_, element) in cx.asked() {
        let needs_owner = matches!(element.section, Section::Systems | Section::Information);
        if needs_owner && element.owner().is_none() {
            let finding = findings
                .at(element.id.place, format!("`{}` has no owner", element.id()))
                .element(element.id())
                .subject(Field::Owner.name());
            findings.add(finding);
        }
    }
}
