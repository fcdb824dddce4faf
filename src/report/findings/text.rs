//! Findings as text: the verdict first, then each finding with its line, then what is merely absent.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use super::chosen::by_rule;
use super::{Findings, coverage, known, since, snippet, waived};
use crate::diagnostic::{FileId, Finding, Severity};
use crate::escape;
use crate::report::page::Format;
use crate::report::style::{ATTENTION, FAINT, STRONG, styled};
use crate::report::words::{counted, few, number};

/// How findings are told.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// Every finding in full, however many there are.
    pub all: bool,
    /// What is waived in full too.
    pub waived: bool,
}

/// Findings shown in full for one file, and for the whole map, unless all are asked for.
const SHOWN_A_FILE: usize = 20;
const SHOWN: usize = 100;
/// Rules named of what is not shown.
const RULES: usize = 6;
/// Examples named for a rule of absence.
const EXAMPLES: usize = 5;

/// Writes findings as text.
///
/// Rules of absence (no owner, no agreement …) are told as one line each, so that a first map does not drown its
/// maker.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    verdict(findings, out)?;
    if findings.terms.since.is_some_and(|since| since.is_nothing(findings.findings)) {
        return Ok(());
    }
    let (absent, present) = match options.all {
        true => (Vec::new(), findings.findings.iter().collect()),
        false => findings.absent_and_present(),
    };
    in_full(findings, &present, options, out)?;
    absences(&absent, out)?;
    waived::write_text(findings, options.waived, out)?;
    known::write_text(findings, options.all, out)?;
    match findings.terms.since {
        Some(_) => since::write_healed(findings, options, out),
        None => coverage::write_text(findings, out),
    }
}

fn verdict(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    if findings.terms.since.is_some() || findings.terms.trusted.is_some() {
        return findings.head().write(Format::Text, out);
    }
    let style = if findings.count(Severity::Error) > 0 { ATTENTION } else { STRONG };
    let verdict = format!("{}: {}", escape::terminal(findings.map), findings.counts());
    writeln!(out, "{}", styled(style, verdict))
}

fn in_full(
    findings: &Findings<'_>,
    present: &[&Finding],
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut by_file: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut shown = 0;
    // The most severe are shown first when not all can be: a note must not hide an error.
    let mut chosen: Vec<(usize, &Finding)> = present.iter().copied().enumerate().collect();
    chosen.sort_by_key(|(i, finding)| (Reverse(finding.severity), *i));
    chosen.retain(|(_, finding)| {
        let of_file = by_file.entry(finding.place.file).or_default();
        *of_file += 1;
        let keep = options.all || (*of_file <= SHOWN_A_FILE && shown < SHOWN);
        shown += usize::from(keep);
        keep
    });
    chosen.sort_by_key(|(i, _)| *i);
    for (_, finding) in &chosen {
        writeln!(out, "\n{}", snippet::render(finding, findings.sources))?;
    }
    let shown: HashSet<*const Finding> =
        chosen.iter().map(|&(_, finding)| std::ptr::from_ref(finding)).collect();
    let hidden = present.iter().filter(|finding| !shown.contains(&std::ptr::from_ref(**finding)));
    match present.len() - chosen.len() {
        0 => Ok(()),
        left => {
            let left = counted(left, "more finding", "more findings");
            writeln!(out, "\n… and {left}: {} (--all shows them all)", by_rule_in_words(hidden.copied()))
        }
    }
}

/// "8 × unknown-reference, 2 × dependency-cycle": the gravest first.
fn by_rule_in_words<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let mut counts: BTreeMap<(Reverse<Severity>, &str), usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry((Reverse(finding.severity), &finding.rule)).or_default() += 1;
    }
    let said = counts.into_iter().map(|((_, rule), n)| format!("{} × {}", number(n), escape::terminal(rule)));
    few(said, RULES)
}

fn absences(absent: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    if !absent.is_empty() {
        writeln!(out)?;
    }
    for absence in by_rule(absent) {
        let ids: Vec<String> = absence.ids.iter().map(|id| escape::terminal(id).into_owned()).collect();
        let title = styled(STRONG, format!("{}[{}]", absence.severity, absence.rule));
        let (n, summary) = (number(absence.count), absence.summary);
        writeln!(out, "{title}: {n} × {summary}: {}", few(ids.into_iter(), EXAMPLES))?;
    }
    if absent.len() > EXAMPLES {
        writeln!(out, "{}", styled(FAINT, "(--all shows each of these with its place)"))?;
    }
    Ok(())
}
