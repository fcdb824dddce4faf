//! Findings as Markdown: a comment of a pull request, or the summary of a job.

use std::io::{self, Write};

use super::chosen::{Absence, by_rule};
use super::{Findings, TextOptions, message_and_help};
use crate::diagnostic::{Finding, Severity};
use crate::report::page::{Column, Format, Line, Page, Part, Table, Tone};
use crate::report::words::clipped;

/// Rows of a table, so that a comment stays within the 65,536 characters that a forge takes.
const ROWS: usize = 50;
/// Letters of a message.
const LETTERS: usize = 400;
/// Examples named for a rule of absence.
const EXAMPLES: usize = 5;

/// Writes findings as Markdown: the verdict, what is wrong, and folded away what is merely worth knowing.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let (absent, present) = match options.all {
        true => (Vec::new(), findings.findings.iter().collect()),
        false => findings.absent_and_present(),
    };
    let (mut grave, notes): (Vec<&Finding>, Vec<&Finding>) =
        present.into_iter().partition(|finding| finding.severity > Severity::Note);
    grave.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let headline = Line::new().id(findings.map).words(format!(": {}", findings.counts()));
    let absences = by_rule(&absent);
    let lines: Vec<Line<'_>> = absences.iter().map(absence).collect();
    let mut page = Page::new(headline)
        .all(options.all)
        .part(Part::table("errors and warnings", table(findings, grave)))
        .part(Part::lines("what the map does not say", lines).counted(absent.len()))
        .part(Part::table("notes", table(findings, notes)).folded());
    if !findings.findings.is_empty() {
        page = page.foot(Line::new().command("systemkarta explain RULE").words(" says why a rule is there."));
    }
    page.write(Format::Markdown, out)
}

fn table<'a>(findings: &'a Findings<'a>, told: Vec<&'a Finding>) -> Table<'a> {
    let columns =
        [Column::text("level"), Column::text("rule"), Column::text("finding"), Column::text("place")];
    let row = |finding: &'a Finding| {
        let spot = findings.spot(finding.place);
        [
            Line::new().chip(finding.severity.name(), tone(finding.severity)),
            Line::new().id(&*finding.rule),
            message(finding),
            Line::new().contact(format!("{}:{}", spot.path, spot.line)),
        ]
    };
    Table::each(columns, told, row).at_most(ROWS)
}

/// In a message a name between backticks is code. All of it is escaped, so it does not matter who wrote a backtick.
fn message(finding: &Finding) -> Line<'static> {
    let told = message_and_help(finding);
    let mut line = Line::new();
    for (i, part) in clipped(&told, LETTERS).split('`').enumerate() {
        line = match i % 2 {
            _ if part.is_empty() => line,
            0 => line.words(part.to_owned()),
            _ => line.id(part.to_owned()),
        };
    }
    line
}

fn absence<'a>(absence: &Absence<'a>) -> Line<'a> {
    let ids = absence.ids.iter().map(|&id| Line::new().id(id));
    Line::new()
        .words(format!("{}, ", absence.severity))
        .id(absence.rule)
        .words(": ")
        .number(absence.count)
        .words(format!(" × {}: ", absence.summary))
        .then(Line::few(ids, EXAMPLES))
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Danger,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Faint,
    }
}
