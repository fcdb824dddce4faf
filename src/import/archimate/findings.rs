//! What is wrong in a model, up to a limit.

use crate::diagnostic::{FileId, Finding, Place};

/// More than this is not a list that anybody reads.
const LISTED: usize = 1_000;

/// Findings, beyond the limit only counted.
pub(super) struct Findings {
    file: FileId,
    listed: Vec<Finding>,
    unlisted: usize,
}

impl Findings {
    pub(super) fn of(file: FileId) -> Self {
        Self { file, listed: Vec::new(), unlisted: 0 }
    }

    pub(super) fn add(&mut self, finding: Finding) {
        if self.listed.len() < LISTED {
            self.listed.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    /// All of them in the order of the text.
    pub(super) fn into_all(mut self) -> Vec<Finding> {
        self.listed.sort_by_key(|finding| finding.place);
        if self.unlisted > 0 {
            let message =
                format!("this file has {} more faults than the {LISTED} that are listed", self.unlisted);
            let finding = Finding::new("limit-exceeded", Place::file(self.file), message).subject("faults");
            self.listed.push(finding.help("mend those first; then the others are listed"));
        }
        self.listed
    }
}
