//! A reference to an element of another section than the field names.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "wrong-kind",
    summary: "a reference names an element of another section than its field is for",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("wrong_kind.md"),
    check: None,
};
