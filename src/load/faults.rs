//! What is wrong with one file, collected while it is read.

use crate::diagnostic::{FileId, Finding, Place};

/// The findings of one file, at most [`Faults::LIMIT`] of them.
#[derive(Debug)]
pub(super) struct Faults {
    file: FileId,
    findings: Vec<Finding>,
    unlisted: usize,
    /// Whether a part of the file could not be read.
    pub(super) incomplete: bool,
}

impl Faults {
    /// More than this in one file is not a list that anybody reads, but memory that a bad file takes.
    const LIMIT: usize = 10_000;

    pub(super) fn new(file: FileId) -> Self {
        Self { file, findings: Vec::new(), unlisted: 0, incomplete: false }
    }

    pub(super) fn add(&mut self, finding: Finding) {
        if self.findings.len() < Self::LIMIT {
            self.findings.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        if self.unlisted > 0 {
            self.findings.push(Finding::new(
                "limit-exceeded",
                Place::file(self.file),
                format!(
                    "this file has {} more faults than the {} that are listed",
                    self.unlisted,
                    Self::LIMIT
                ),
            ));
        }
        self.findings
    }
}
