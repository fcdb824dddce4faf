//! Something in use that rests on what its vendor has given up.

use crate::analysis::lifecycle::ConflictKind;
use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule, time};

pub(super) const RULE: Rule = Rule {
    name: "depends-on-unsupported",
    summary: "something in use rests on what nobody supports",
    level: Level::WARNING,
    group: Group::Lifecycle,
    absence: false,
    fixed: false,
    explanation: include_str!("depends_on_unsupported.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let help = "move the dependent or upgrade the other before, or buy longer support and enter its end";
    time::tell(cx, findings, ConflictKind::Unsupported, help, |dependent, dependency| {
        format!("{dependent} rests on {dependency}, which its vendor does not support then")
    });
}
