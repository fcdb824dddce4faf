//! A key that stands twice in one mapping.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-key",
    summary: "a key stands twice in one mapping",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("duplicate_key.md"),
    check: None,
};
