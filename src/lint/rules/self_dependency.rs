//! An element that rests on itself.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "self-dependency",
    summary: "an element rests on itself",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("self_dependency.md"),
    check: None,
};
