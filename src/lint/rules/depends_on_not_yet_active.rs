//! Something in use that rests on what is not yet there.

use crate::analysis::lifecycle::ConflictKind;
use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule, time};

pub(super) const RULE: Rule = Rule {
    name: "depends-on-not-yet-active",
    summary: "something in use rests on what is not yet in use",
    level: Level::WARNING,
    group: Group::Lifecycle,
    absence: false,
    fixed: false,
    explanation: include_str!("depends_on_not_yet_active.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let help = "take the one into use earlier or the other later, or let them rest on each other through something that begins with both";
    time::tell(cx, findings, ConflictKind::NotYetActive, help, |dependent, dependency| {
        format!("{dependent} rests on {dependency}, which is not yet in use then")
    });
}
