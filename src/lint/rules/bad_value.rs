//! A value that its field cannot have.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "bad-value",
    summary: "a value is not one that its field can have",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("bad_value.md"),
    check: None,
};
