//! Something in use whose agreement has ended.

use crate::analysis::lifecycle::ConflictKind;
use crate::diagnostic::Level;
use crate::lint::{Context, Findings, Group, Rule, time};

pub(super) const RULE: Rule = Rule {
    name: "agreement-ends-first",
    summary: "an element is in use after its agreement has ended",
    level: Level::WARNING,
    group: Group::Lifecycle,
    absence: false,
    fixed: false,
    explanation: include_str!("agreement_ends_first.md"),
    check: Some(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let help = "name the agreement that follows, or say when the element itself is retired";
    time::tell(cx, findings, ConflictKind::AgreementEnded, help, |dependent, dependency| {
        format!("{dependent} is in use after {dependency}, under which it is delivered, has ended")
    });
}
