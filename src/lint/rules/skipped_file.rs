//! A file that was left out on purpose.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "skipped-file",
    summary: "a file beneath the map was left out",
    level: Level::NOTE,
    group: Group::Input,
    absence: false,
    fixed: false,
    explanation: include_str!("skipped_file.md"),
    check: None,
};
