//! Where a rule puts what it finds.

use super::Rule;
use crate::diagnostic::{Finding, Place, Severity};

/// The findings of one rule, with its name and level.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    severity: Severity,
    list: Vec<Finding>,
    unlisted: usize,
}

impl Findings {
    /// More than this of one rule is not a list that anybody reads, but memory that a hostile map takes.
    const LIMIT: usize = 100_000;

    pub(super) fn new(rule: &'static Rule, severity: Severity) -> Self {
        Self { rule, severity, list: Vec::new(), unlisted: 0 }
    }

    /// A finding of this rule, to be completed and added.
    pub fn at(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding { severity: self.severity, ..Finding::new(self.rule.name, place, message) }
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        if self.list.len() < Self::LIMIT {
            self.list.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn into_list(mut self) -> Vec<Finding> {
        if let (1.., Some(last)) = (self.unlisted, self.list.last()) {
            let message = format!("and {} more like this, which are not listed", self.unlisted);
            self.list.push(self.at(last.place, message));
        }
        self.list
    }
}
