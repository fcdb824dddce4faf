//! Ids of a sheet that were made, because it has none.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "made-id",
    summary: "lines of a sheet have no id and go by one that is made from their name",
    level: Level::NOTE,
    group: Group::Input,
    absence: false,
    fixed: false,
    explanation: include_str!("made_id.md"),
    check: None,
};
