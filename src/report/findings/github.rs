//! Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request.
//!
//! GitHub shows ten of each level a step. So no more are written unless all are asked for, the gravest first, and the
//! last line says how many there are besides.

use std::io::{self, Write};

use super::{Findings, TextOptions};
use crate::diagnostic::{Finding, Severity};
use crate::escape::{terminal, workflow_message, workflow_property};
use crate::report::words::counted;

/// How many annotations of a level GitHub shows for a step.
const SHOWN: usize = 10;

/// Writes findings as workflow commands, and a last line that sums up.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let ordered = findings.gravest_first();
    let mut left = 0;
    for severity in Severity::ALL {
        let of_level: Vec<&Finding> = ordered.iter().copied().filter(|f| f.severity == severity).collect();
        let shown = if options.all { of_level.len() } else { of_level.len().min(SHOWN) };
        left += of_level.len() - shown;
        of_level.iter().take(shown).try_for_each(|finding| command(findings, finding, out))?;
    }
    for said in findings.said_beside() {
        writeln!(out, "{}", terminal(&said))?;
    }
    write!(out, "{}", terminal(&findings.verdict().plain()))?;
    if left > 0 {
        let more = counted(left, "more finding is", "more findings are");
        write!(out, "; {more} not annotated, for GitHub shows {SHOWN} of a level a step")?;
    }
    writeln!(out)
}

fn command(findings: &Findings<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let spot = findings.spot(finding.place);
    let (file, title) = (workflow_property(&spot.path), workflow_property(&finding.rule));
    let (line, column) = (spot.line, spot.column);
    write!(out, "::{level} file={file},line={line},col={column},title={title}::")?;
    write!(out, "{}", workflow_message(&finding.message))?;
    if let Some(help) = &finding.help {
        write!(out, "%0Ahelp: {}", workflow_message(help))?;
    }
    writeln!(out)
}
