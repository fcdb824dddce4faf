//! An id that is declared twice.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-id",
    summary: "an id is declared twice",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("duplicate_id.md"),
    check: None,
};
