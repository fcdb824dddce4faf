//! A waiver of what there is not, or of what cannot be waived.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "waiver-invalid",
    summary: "a waiver names a rule or element that is not there, or a rule that cannot be waived",
    level: Level::ERROR,
    group: Group::Waivers,
    absence: false,
    fixed: false,
    explanation: include_str!("waiver_invalid.md"),
    check: None,
};
