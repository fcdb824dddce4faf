//! Two ends of a relation that say different things of it.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "contradicting-relations",
    summary: "the two ends of a relation say different things of it",
    level: Level::WARNING,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("contradicting_relations.md"),
    check: None,
};
