//! A system, technology or agreement of which nobody has said until when.

use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Section};

pub(super) const RULE: Rule = Rule {
    name: "missing-lifecycle",
    summary: "a system, technology or agreement has no lifecycle",
    level: Level::NOTE,
    group: Group::Lifecycle,
    absence: true,
    fixed: false,
    explanation: include_str!("missing_lifecycle.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (_, element) in cx.asked() {
        let is_asked =
            matches!(element.section, Section::Systems | Section::Technologies | Section::Agreements);
        if is_asked && element.field(Field::Lifecycle).is_none() {
            let message = format!("{} `{}` has no lifecycle", element.section.one(), element.id());
            findings.add(findings.at(element.id.place, message).element(element.id()));
        }
    }
}
