//! An element that rests on itself.

use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Target};

pub(super) const RULE: Rule = Rule {
    name: "self-dependency",
    summary: "an element rests on itself",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("self_dependency.md"),
    check: Some(check),
};

/// What names itself as its successor; all other fields are looked at when the graph is built.
fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (_, element) in cx.elements() {
        let Some(successors) = element.references(Field::Successor) else { continue };
        for reference in successors.iter() {
            if matches!(&reference.target, Target::Id(id) if id == &element.id.value) {
                let message = format!("`{}` names itself in `successor`", element.id());
                let finding =
                    findings.at(reference.place, message).element(element.id()).subject("successor");
                findings.add(finding.help("delete it, or name what really takes its place"));
            }
        }
    }
}
