//! Text that is no YAML, or YAML that maps do not use.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "syntax",
    summary: "the text is no YAML or no table, or uses what maps do not",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("syntax.md"),
    check: None,
};
