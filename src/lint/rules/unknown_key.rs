//! A key that the map does not know.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unknown-key",
    summary: "a key is not one that maps know",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("unknown_key.md"),
    check: None,
};
