//! A file that cannot be read.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unreadable-file",
    summary: "a file of the map cannot be read",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("unreadable_file.md"),
    check: None,
};
