//! Findings as JSON: `systemkarta.check/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Findings, coverage, since};
use crate::diagnostic::{Finding, Severity, Sources};
use crate::lint;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    findings: Vec<WireFinding<'a>>,
    summary: Summary,
    coverage: Option<coverage::Wire<'a>>,
    since: Option<since::WireSince<'a>>,
    judged_by: Option<since::WireTrusted<'a>>,
}

/// A finding in JSON.
#[derive(Serialize)]
pub(in crate::report) struct WireFinding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    elements: &'a [String],
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
    fingerprint: String,
    waived: bool,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    files: usize,
}

/// Writes findings as JSON, every one of them.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let wire_findings = findings.findings.iter().map(|finding| wire(finding, findings.sources));
    let wire = Wire {
        schema: "systemkarta.check/1",
        map: findings.map,
        findings: wire_findings.collect(),
        summary: Summary {
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            notes: findings.count(Severity::Note),
            waived: 0,
            files: findings.files(),
        },
        coverage: findings.terms.since.is_none().then(|| coverage::wire(findings)),
        since: findings.terms.since.as_ref().map(since::wire_since),
        judged_by: findings.terms.trusted.as_ref().map(since::wire_trusted),
    };
    write_json(&wire, out)
}

/// A finding as a wire structure.
pub(in crate::report) fn wire<'a>(finding: &'a Finding, sources: &'a Sources) -> WireFinding<'a> {
    let at = sources.locate(finding.place);
    let related = finding.related.iter().map(|label| {
        let at = sources.locate(label.place);
        Related { message: &label.message, path: at.path, line: at.line, column: at.column }
    });
    WireFinding {
        rule: &finding.rule,
        level: finding.severity.name(),
        message: &finding.message,
        path: at.path,
        line: at.line,
        column: at.column,
        elements: &finding.elements,
        help: finding.help.as_deref(),
        related: related.collect(),
        fingerprint: lint::fingerprint(finding, sources),
        waived: false,
    }
}
