//! What a rule is: its name, its level, its text and its check.

use std::fmt;

use super::{Context, Findings};
use crate::diagnostic::Level;

/// A rule of the map.
#[derive(Debug)]
pub struct Rule {
    /// Its name, kebab-case.
    pub name: &'static str,
    /// What is wrong with what it finds, in a line: lower case, no full stop.
    pub summary: &'static str,
    /// Its level if `systemkarta.toml` says nothing.
    pub level: Level,
    /// What it is about.
    pub group: Group,
    /// Whether it finds what is *not* said. Such findings are told as one line with a count and some examples,
    /// so that a first map does not drown its maker.
    pub absence: bool,
    /// Whether it can be neither lowered nor turned off. So it is with faults of the input: what was not read is
    /// missing from every answer.
    pub fixed: bool,
    /// Its text in Markdown: what, why, example, instead.
    pub explanation: &'static str,
    /// Finds what is wrong; nothing if loading or building finds it.
    pub check: Option<Check>,
}

/// The check of a rule: a pure function of the map and the day.
pub type Check = fn(&Context<'_>, &mut Findings);

/// What a rule is about; the order in which rules are documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Whether the files can be read.
    Input,
    /// Whether names name what they should.
    References,
    /// How elements rest on each other.
    Structure,
    /// Who answers for what.
    Ownership,
    /// Whether what is promised can be kept (R5).
    Operation,
    /// Whether what is in use rests on what is in use too.
    Lifecycle,
    /// Whether information has a source, and what it needs (R17).
    Information,
    /// Whether proposals can be made.
    Changes,
    /// Whether the policies of the map mean something (R13).
    Policies,
    /// Whether what is waived still may be (R13).
    Waivers,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Self; 10] = [
        Self::Input,
        Self::References,
        Self::Structure,
        Self::Ownership,
        Self::Operation,
        Self::Lifecycle,
        Self::Information,
        Self::Changes,
        Self::Policies,
        Self::Waivers,
    ];

    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::References => "references",
            Self::Structure => "structure",
            Self::Ownership => "ownership",
            Self::Operation => "operation",
            Self::Lifecycle => "lifecycle",
            Self::Information => "information",
            Self::Changes => "changes",
            Self::Policies => "policies",
            Self::Waivers => "waivers",
        }
    }

    /// Whether what its rules find may be waived. What could not be read, or names nothing, is missing from every
    /// answer whoever approves of it; what is wrong with a proposal is told of no element; and a waiver cannot excuse
    /// itself.
    pub fn may_be_waived(self) -> bool {
        !matches!(self, Self::Input | Self::References | Self::Changes | Self::Policies | Self::Waivers)
    }

    /// What the rules of the group ask.
    pub fn question(self) -> &'static str {
        match self {
            Self::Input => "can the files be read?",
            Self::References => "do names name what they should?",
            Self::Structure => "can the elements rest on each other like this?",
            Self::Ownership => "does somebody answer for it?",
            Self::Lifecycle => "is there, and supported, what it rests on, as long as it is needed?",
            Self::Operation => "can what is promised be kept?",
            Self::Information => "does information have a source, and the protection that it needs?",
            Self::Changes => "can what is proposed be made, and was it?",
            Self::Policies => "do the policies of the map mean something?",
            Self::Waivers => "is what is waived still to be waived?",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
