//! A waiver that holds for more than a year.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "waiver-too-long",
    summary: "a waiver holds for longer than 366 days",
    level: Level::WARNING,
    group: Group::Waivers,
    absence: false,
    fixed: false,
    explanation: include_str!("waiver_too_long.md"),
    check: None,
};
