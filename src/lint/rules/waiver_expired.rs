//! A waiver that has ended.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "waiver-expired",
    summary: "a waiver has ended",
    level: Level::WARNING,
    group: Group::Waivers,
    absence: false,
    fixed: false,
    explanation: include_str!("waiver_expired.md"),
    check: None,
};
