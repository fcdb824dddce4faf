//! Findings: what is wrong with a map, for people and for programs.

mod text;

mod json;

mod sarif;

mod github;
mod gitlab;
mod junit;
mod markdown;

mod chosen;
mod coverage;
mod known;
mod since;
mod snippet;
mod spot;
mod terms;
mod waived;

use crate::diagnostic::{Finding, Severity, Sources};
use crate::graph::Graph;
use crate::lint::{Compared, Coverage, Waived};
use crate::report::words::counted;

pub use github::write as write_github;
pub use gitlab::write as write_gitlab;
pub use json::write as write_json;
pub(super) use json::{WireFinding, wire};
pub use junit::{JunitOptions, write as write_junit};
pub use markdown::write as write_markdown;
pub use sarif::{RESULTS as SARIF_RESULTS, write as write_sarif};
pub use snippet::render;
pub use terms::{Since, Terms, TrustedTerms};
pub use text::{TextOptions, write as write_text};

/// What `check` found.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The map, as the user named it.
    pub map: &'a str,
    /// The folder in which the program runs, from which forges count paths; empty if nobody knows.
    pub here: &'a str,
    /// The findings, in order.
    pub findings: &'a [Finding],
    /// What is waived, in order.
    pub waived: &'a [Waived],
    /// What a baseline knows besides, and what of it is gone; nothing without one.
    pub baseline: Option<&'a Compared>,
    /// The files they stand in.
    pub sources: &'a Sources,
    /// The graph of the map.
    pub graph: &'a Graph,
    /// How much of the map is filled in.
    pub coverage: &'a Coverage,
    /// On what terms they were judged.
    pub terms: Terms<'a>,
}

impl Findings<'_> {
    /// How many findings there are in all: those that count, those that a baseline knows, and those that are waived.
    pub fn listed(&self) -> usize {
        self.findings.len() + self.waived.len() + self.baseline.map_or(0, |compared| compared.known.len())
    }

    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// How many files the map has.
    fn files(&self) -> usize {
        let others = self.terms.trusted.map_or(0, |trusted| trusted.files);
        self.sources.len().saturating_sub(others)
    }

    /// "no errors, 7 warnings and 3 notes in 17 files", and what is waived or was known before.
    fn counts(&self) -> String {
        let [errors, warnings, notes] = Severity::ALL.map(|severity| self.count(severity));
        let errors = if errors == 0 { "no errors".to_owned() } else { counted(errors, "error", "errors") };
        let (warnings, notes) = (counted(warnings, "warning", "warnings"), counted(notes, "note", "notes"));
        let files = counted(self.files(), "file", "files");
        let (waived, known) = (self.waived_in_words(), self.known_in_words());
        format!("{errors}, {warnings} and {notes} in {files}{waived}{known}")
    }
}

/// What is wrong and what to do about it, where both must stand in one text.
fn message_and_help(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}. Help: {help}", finding.message),
        None => finding.message.clone(),
    }
}
