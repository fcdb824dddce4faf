//! Something in use that rests on what has been retired.

use crate::analysis::lifecycle::ConflictKind;
use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule, time};

pub(super) const RULE: Rule = Rule {
    name: "depends-on-retired",
    summary: "something in use rests on what has been retired",
    level: Level::WARNING,
    group: Group::Lifecycle,
    absence: false,
    fixed: false,
    explanation: include_str!("depends_on_retired.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let help =
        "move the dependent before, retire the other later, or say when the dependent itself is retired";
    time::tell(cx, findings, ConflictKind::Retired, help, |dependent, dependency| {
        format!("{dependent} rests on {dependency}, which is retired then")
    });
}
