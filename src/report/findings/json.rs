//! Findings as JSON: `systemkarta.check/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::chosen::{Listed, Standing};
use super::{Findings, coverage, known, since, waived};
use crate::diagnostic::{Finding, Severity, Sources};
use crate::lint;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    findings: Vec<WireListed<'a>>,
    summary: Summary,
    baseline: Option<known::Wire<'a>>,
    coverage: Option<coverage::Wire<'a>>,
    since: Option<since::WireSince<'a>>,
    judged_by: Option<since::WireTrusted<'a>>,
}

/// A finding of `check`, and whether it counts.
#[derive(Serialize)]
struct WireListed<'a> {
    #[serde(flatten)]
    finding: WireFinding<'a>,
    waiver: Option<waived::WireWaiver<'a>>,
    known: bool,
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
    next_waiver_ends: Option<String>,
    known: usize,
    files: usize,
}

/// Writes findings as JSON, every one of them.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let wire = Wire {
        schema: "systemkarta.check/1",
        map: findings.map,
        findings: findings
            .listing()
            .into_iter()
            .map(|listed| listed_wire(listed, findings.sources))
            .collect(),
        summary: Summary {
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            notes: findings.count(Severity::Note),
            waived: findings.waived.len(),
            next_waiver_ends: findings.next_end().map(|day| day.to_string()),
            known: findings.baseline.map_or(0, |compared| compared.known.len()),
            files: findings.files(),
        },
        baseline: known::wire(findings),
        coverage: findings.terms.since.is_none().then(|| coverage::wire(findings)),
        since: findings.terms.since.as_ref().map(since::wire_since),
        judged_by: findings.terms.trusted.as_ref().map(since::wire_trusted),
    };
    write_json(&wire, out)
}

fn listed_wire<'a>(Listed { finding, standing }: Listed<'a>, sources: &'a Sources) -> WireListed<'a> {
    let waiver = match standing {
        Standing::Waived(waiver) => Some(waived::wire(waiver)),
        Standing::Counts | Standing::Known => None,
    };
    WireListed {
        finding: WireFinding { waived: waiver.is_some(), ..wire(finding, sources) },
        waiver,
        known: matches!(standing, Standing::Known),
    }
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
