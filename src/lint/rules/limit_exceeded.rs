//! More than the limits of loading admit.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "limit-exceeded",
    summary: "the map is larger than the limits within which maps are read",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("limit_exceeded.md"),
    check: None,
};
