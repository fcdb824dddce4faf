//! A value of the wrong form: a list where one text belongs.

use crate::diagnostic::Level;
use crate::lint::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "wrong-type",
    summary: "a value has the wrong form, such as a list where one text belongs",
    level: Level::ERROR,
    group: Group::Input,
    absence: false,
    fixed: true,
    explanation: include_str!("wrong_type.md"),
    check: None,
};
