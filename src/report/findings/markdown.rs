//! Findings as Markdown: a comment of a pull request, or the summary of a job.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::chosen::{Absence, by_rule};
use super::{Findings, TextOptions, known, message_and_help, since, waived};
use crate::diagnostic::{Finding, Severity};
use crate::report::page::{Column, Format, Line, Page, Part, Table, Tone};
use crate::report::words::clipped;

/// What a forge takes as a comment, in bytes, which are never fewer than characters.
const LONGEST: usize = 65_536;
/// Rows of a table; the first number with which a comment is not too long.
const ROWS: [usize; 4] = [50, 20, 5, 0];
/// Letters of a message.
const LETTERS: usize = 400;
/// Examples named for a rule of absence.
const EXAMPLES: usize = 5;

/// Writes findings as Markdown: the verdict, what is wrong, and folded away what is merely worth knowing.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    if options.all {
        return page(findings, options, 0).write(Format::Markdown, out);
    }
    let mut comment = Vec::new();
    for rows in ROWS {
        comment.clear();
        page(findings, options, rows).write(Format::Markdown, &mut comment)?;
        if comment.len() < LONGEST {
            break;
        }
    }
    out.write_all(&comment)
}

fn page<'a>(findings: &'a Findings<'a>, options: TextOptions, rows: usize) -> Page<'a> {
    let (absent, present) = match options.all {
        true => (Vec::new(), findings.findings.iter().collect()),
        false => findings.absent_and_present(),
    };
    let is_note = |finding: &&Finding| finding.severity == Severity::Note;
    let (notes, mut grave): (Vec<&Finding>, Vec<&Finding>) = present.into_iter().partition(is_note);
    let (absent_notes, absent): (Vec<&Finding>, Vec<&Finding>) = absent.into_iter().partition(is_note);
    grave.sort_by_key(|finding| Reverse(finding.severity));
    let page = findings
        .head()
        .all(options.all)
        .part(Part::table("errors and warnings", table(findings, grave).at_most(rows)))
        .part(absences("what the map does not say", &absent))
        .part(Part::table("notes", table(findings, notes).at_most(rows)).folded())
        .part(absences("notes on what the map does not say", &absent_notes).folded())
        .part(waived::part(findings, rows))
        .part(known::part(findings, options.all))
        .part(since::healed(findings, options));
    if findings.findings.is_empty() {
        return page;
    }
    page.foot(Line::new().command("systemkarta explain RULE").words(" says why a rule is there."))
}

fn absences<'a>(title: &'static str, absent: &[&'a Finding]) -> Part<'a> {
    Part::lines(title, by_rule(absent).iter().map(absence).collect()).counted(absent.len())
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
    Table::each(columns, told, row)
}

fn message(finding: &Finding) -> Line<'static> {
    in_code(&clipped(&message_and_help(finding), LETTERS))
}

/// In a message a name between backticks is code. All of it is escaped, so it does not matter who wrote a backtick.
pub(super) fn in_code<'a>(told: &str) -> Line<'a> {
    let mut line = Line::new();
    for (i, part) in told.split('`').enumerate() {
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
