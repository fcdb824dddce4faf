//! A character that hides or reorders text.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "forbidden-character",
    summary: "a character that hides or reorders text stands in the map",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("forbidden_character.md"),
    check: None,
};
