//! Findings as a Code Quality report, which GitLab shows in merge requests.

use std::io::{self, Write};

use serde::Serialize;

use super::chosen::Fingerprints;
use super::{Findings, message_and_help};
use crate::diagnostic::{Finding, Severity};
use crate::escape;
use crate::report::write_json;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes findings as a Code Quality report, every one of them.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut prints = Fingerprints::default();
    let issues: Vec<Issue<'_>> =
        findings.findings.iter().map(|finding| issue(findings, finding, &mut prints)).collect();
    write_json(&issues, out)
}

fn issue<'a>(findings: &Findings<'_>, finding: &'a Finding, prints: &mut Fingerprints) -> Issue<'a> {
    let spot = findings.spot(finding.place);
    Issue {
        description: escape::terminal(&message_and_help(finding)).into_owned(),
        check_name: &finding.rule,
        fingerprint: prints.of(findings, finding),
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Note => "info",
        },
        location: Location {
            path: spot.path.into_owned(),
            lines: Lines { begin: spot.line, end: spot.line },
        },
    }
}
