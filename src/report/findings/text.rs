//! Findings as text: the verdict first, then each finding with its line, then what is merely absent.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use super::{Findings, coverage, snippet};
use crate::diagnostic::{FileId, Finding, Severity};
use crate::escape;
use crate::lint;
use crate::report::style::{ATTENTION, FAINT, STRONG, styled};
use crate::report::words::{counted, few, number};

/// How findings are told.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// Every finding in full, however many there are.
    pub all: bool,
}

/// Findings shown in full for one file, and for the whole map, unless all are asked for.
const SHOWN_A_FILE: usize = 20;
const SHOWN: usize = 100;
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
    // Who made an absence an error wants to see each.
    let is_absence = |finding: &&Finding| {
        finding.severity < Severity::Error && lint::rule(&finding.rule).is_some_and(|rule| rule.absence)
    };
    let (absent, present): (Vec<&Finding>, Vec<&Finding>) =
        findings.findings.iter().partition(|finding| is_absence(finding) && !options.all);
    in_full(findings, &present, options, out)?;
    absences(&absent, out)?;
    coverage::write_text(findings, out)
}

/// "maps/stockholm: no errors, 7 warnings and 3 notes in 17 files".
fn verdict(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let [errors, warnings, notes] = Severity::ALL.map(|severity| findings.count(severity));
    let map = escape::terminal(findings.map);
    let files = counted(findings.sources.len(), "file", "files");
    let errors_in_words =
        if errors == 0 { "no errors".to_owned() } else { counted(errors, "error", "errors") };
    let (warnings, notes) = (counted(warnings, "warning", "warnings"), counted(notes, "note", "notes"));
    let style = if errors > 0 { ATTENTION } else { STRONG };
    writeln!(out, "{}", styled(style, format!("{map}: {errors_in_words}, {warnings} and {notes} in {files}")))
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
    match present.len() - chosen.len() {
        0 => Ok(()),
        left => {
            writeln!(out, "\n… and {} (--all shows them all)", counted(left, "more finding", "more findings"))
        }
    }
}

fn absences(absent: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    let mut by_rule: BTreeMap<(Reverse<Severity>, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in absent {
        by_rule.entry((Reverse(finding.severity), &finding.rule)).or_default().push(finding);
    }
    if !by_rule.is_empty() {
        writeln!(out)?;
    }
    for ((_, name), findings) in by_rule {
        let Some(first) = findings.first() else { continue };
        let summary = lint::rule(name).map_or("", |rule| rule.summary);
        let mut seen = HashSet::new();
        let ids: Vec<String> = findings
            .iter()
            .filter_map(|finding| finding.elements.first())
            .filter(|id| seen.insert(id.as_str()))
            .map(|id| escape::terminal(id).into_owned())
            .collect();
        let title = styled(STRONG, format!("{}[{name}]", first.severity));
        let n = number(findings.len());
        writeln!(out, "{title}: {n} × {summary}: {}", few(ids.into_iter(), EXAMPLES))?;
    }
    if absent.len() > EXAMPLES {
        writeln!(out, "{}", styled(FAINT, "(--all shows each of these with its place)"))?;
    }
    Ok(())
}
