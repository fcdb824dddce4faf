//! How severe a finding is, and the level that a user gives a rule.

use std::fmt;

/// How severe a finding is. Ordered: a note is less than a warning, a warning less than an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// Probably wrong, or wrong for somebody.
    Warning,
    /// The map contradicts itself or cannot be read.
    Error,
}

impl Severity {
    /// All severities, the most severe first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The level of a rule, as set in `systemkarta.toml`: how severe its findings are, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// The rule runs and its findings have this severity.
    On(Severity),
}

impl Level {
    /// Findings are errors.
    pub const ERROR: Self = Self::On(Severity::Error);
    /// Findings are warnings.
    pub const WARNING: Self = Self::On(Severity::Warning);
    /// Findings are notes.
    pub const NOTE: Self = Self::On(Severity::Note);

    /// The words that name a level.
    pub const NAMES: [&'static str; 4] = ["error", "warning", "note", "off"];

    /// The level that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "error" => Some(Self::On(Severity::Error)),
            "warning" => Some(Self::On(Severity::Warning)),
            "note" => Some(Self::On(Severity::Note)),
            "off" => Some(Self::Off),
            _ => None,
        }
    }

    /// The word that names this level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On(severity) => severity.name(),
        }
    }
}
