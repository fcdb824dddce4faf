//! The level of every rule, and the terms of waivers: their own, or those that `systemkarta.toml` gives them.

use std::fmt;

use super::rules::{RULES, position};
use super::{Rule, rule};
use crate::diagnostic::{Finding, Level, Severity};
use crate::load::{Config, WaiverTerms};

/// The level of every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// In the order of [`RULES`].
    levels: Vec<Level>,
    waivers: WaiverTerms,
}

/// Why a level cannot be given to a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelError {
    /// The rule is always an error.
    Fixed(&'static str),
    /// There is no such rule.
    Unknown(String),
}

/// The levels that a configuration gives to the rules.
///
/// # Errors
/// When it lowers or turns off a rule whose findings say that the map could not be read, or names no rule.
/// That is refused and not ignored: who writes it believes that the check has become milder.
pub fn levels(config: &Config) -> Result<Levels, LevelError> {
    let mut levels = Levels { waivers: config.waivers, ..Levels::default() };
    for (name, &level) in &config.rules {
        let Some(rule) = rule(name) else { return Err(LevelError::Unknown(name.clone())) };
        if rule.fixed && level != rule.level {
            return Err(LevelError::Fixed(rule.name));
        }
        if let Some(slot) = position(name).and_then(|position| levels.levels.get_mut(position)) {
            *slot = level;
        }
    }
    Ok(levels)
}

impl Levels {
    /// How severe the findings of a rule are; nothing if it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.of(rule.name)? {
            Level::On(severity) => Some(severity),
            Level::Off => None,
        }
    }

    /// The level of the rule with this name, if there is one.
    pub fn of(&self, rule: &str) -> Option<Level> {
        position(rule).and_then(|position| self.levels.get(position)).copied()
    }

    /// The terms on which waivers are granted.
    pub fn waivers(&self) -> WaiverTerms {
        self.waivers
    }

    /// A finding with the level of its rule; nothing if that is off. What no rule of the table says is kept as it is.
    pub(super) fn apply(&self, mut finding: Finding) -> Option<Finding> {
        match self.of(&finding.rule) {
            Some(Level::Off) => return None,
            Some(Level::On(severity)) => finding.severity = severity,
            None => {}
        }
        Some(finding)
    }
}

impl Default for Levels {
    /// The rules' own levels.
    fn default() -> Self {
        Self { levels: RULES.iter().map(|rule| rule.level).collect(), waivers: WaiverTerms::default() }
    }
}

impl fmt::Display for LevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(rule) => {
                write!(f, "`{rule}` is always an error: what cannot be read is missing from every answer")
            }
            Self::Unknown(name) => write!(f, "there is no rule `{name}`"),
        }
    }
}

impl std::error::Error for LevelError {}
