//! A waiver that covers nothing.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "waiver-unused",
    summary: "a waiver covers no finding",
    level: Level::WARNING,
    group: Group::Waivers,
    absence: false,
    fixed: false,
    explanation: include_str!("waiver_unused.md"),
    check: None,
};
