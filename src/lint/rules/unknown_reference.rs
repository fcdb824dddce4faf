//! A reference to what is not declared.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unknown-reference",
    summary: "a reference names nothing that is declared",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    waivable: true,
    explanation: include_str!("unknown_reference.md"),
    check: None,
};
