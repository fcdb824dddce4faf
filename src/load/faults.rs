//! What is wrong with one file or a whole map, collected while it is read.

use crate::diagnostic::{FileId, Finding, Place};

/// Findings up to a limit, beyond which they are counted only.
#[derive(Debug)]
pub(super) struct Faults {
    /// Where the limit is told: the file, or the first file of the map.
    file: FileId,
    of: &'static str,
    limit: usize,
    findings: Vec<Finding>,
    unlisted: usize,
    /// Whether a part could not be read.
    pub(super) incomplete: bool,
}

impl Faults {
    /// More than this in one file is not a list that anybody reads, but memory that a bad file takes.
    const IN_A_FILE: usize = 1_000;
    /// So much for a map, however many files it has.
    const IN_A_MAP: usize = 10_000;

    pub(super) fn of_file(file: FileId) -> Self {
        Self::new(file, "file", Self::IN_A_FILE)
    }

    pub(super) fn of_map() -> Self {
        Self::new(FileId::new(0), "map", Self::IN_A_MAP)
    }

    fn new(file: FileId, of: &'static str, limit: usize) -> Self {
        Self { file, of, limit, findings: Vec::new(), unlisted: 0, incomplete: false }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.unlisted == 0
    }

    pub(super) fn has_room(&self) -> bool {
        self.findings.len() < self.limit
    }

    pub(super) fn add(&mut self, finding: Finding) {
        if self.has_room() {
            self.findings.push(finding);
        } else {
            self.unlisted += 1;
        }
    }

    /// The findings in the order of the files and the text, and the count of those that are not listed.
    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| finding.place);
        if self.unlisted > 0 {
            let message = format!(
                "this {} has {} more faults than the {} that are listed",
                self.of, self.unlisted, self.limit
            );
            let finding = Finding::new("limit-exceeded", Place::file(self.file), message).subject("faults");
            self.findings.push(finding.help("mend those first; then the others are listed"));
        }
        self.findings
    }
}
