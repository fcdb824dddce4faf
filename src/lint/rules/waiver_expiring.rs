//! A waiver that ends soon.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "waiver-expiring",
    summary: "a waiver ends within thirty days",
    level: Level::NOTE,
    group: Group::Waivers,
    absence: false,
    fixed: false,
    explanation: include_str!("waiver_expiring.md"),
    check: None,
};
