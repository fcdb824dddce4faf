//! An alias that already names something else.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "alias-clash",
    summary: "an alias already names something else",
    level: Level::ERROR,
    group: Group::References,
    absence: false,
    fixed: false,
    explanation: include_str!("alias_clash.md"),
    check: None,
};
