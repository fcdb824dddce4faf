//! An id that is missing or is none.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "bad-id",
    summary: "an id is missing or has characters that an id cannot have",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("bad_id.md"),
    check: None,
};
