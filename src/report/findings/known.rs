//! What a baseline knows, and what of it is gone, as each format tells it.

use std::io::{self, Write};

use serde::Serialize;

use super::Findings;
use crate::escape;
use crate::lint::Known;
use crate::report::page::{Line, Part};
use crate::report::style::{FAINT, STRONG, styled};
use crate::report::words::{counted, joined, number};

/// So many that are gone are told one by one, unless all are asked for.
const TOLD: usize = 10;
/// Elements named of one.
const NAMED: usize = 3;

impl<'a> Findings<'a> {
    /// What is gone from the baseline.
    pub(super) fn gone(&self) -> &'a [Known] {
        self.baseline.map_or(&[], |compared| &compared.gone)
    }

    fn count_gone(&self) -> usize {
        self.gone().iter().map(|known| known.count).fold(0, usize::saturating_add)
    }

    /// "; 59 known from the baseline, 2 gone from it"; nothing without a baseline.
    pub(super) fn known_in_words(&self) -> String {
        let Some(compared) = self.baseline else { return String::new() };
        let known = format!("; {} known from the baseline", number(compared.known.len()));
        match self.count_gone() {
            0 => known,
            gone => format!("{known}, {} gone from it", number(gone)),
        }
    }

    /// What to do about what is gone.
    fn shrink(&self) -> Option<String> {
        let is_gone = counted(self.count_gone(), "known finding is gone", "known findings are gone");
        (self.count_gone() > 0)
            .then(|| format!("{is_gone}: write the baseline again, so that it shrinks (--write-baseline)"))
    }
}

/// "missing-owner: lisa", "2 × depends-on-retired: lisa and vodok".
fn in_words(known: &Known) -> String {
    let times = if known.count > 1 { format!("{} × ", number(known.count)) } else { String::new() };
    let mut ids: Vec<String> = known.elements.iter().take(NAMED).cloned().collect();
    if known.elements.len() > NAMED {
        ids.push(format!("{} more", known.elements.len() - NAMED));
    }
    let of = if ids.is_empty() { String::new() } else { format!(": {}", joined(&ids)) };
    format!("{times}{}{of}", known.rule)
}

/// Writes what is gone.
pub(super) fn write_text(findings: &Findings<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let Some(title) = findings.shrink() else { return Ok(()) };
    writeln!(out, "\n{}", styled(STRONG, title))?;
    let gone = findings.gone();
    let told = if all { gone.len() } else { gone.len().min(TOLD) };
    for known in gone.iter().take(told) {
        writeln!(out, "  {}", escape::terminal(&in_words(known)))?;
    }
    match gone.len() - told {
        0 => Ok(()),
        left => writeln!(
            out,
            "  {}",
            styled(FAINT, format!("… and {} more (--all shows them all)", number(left)))
        ),
    }
}

/// What is gone, as a part of a page.
pub(super) fn part<'a>(findings: &Findings<'a>, all: bool) -> Part<'a> {
    let gone = findings.gone();
    let told = if all { gone.len() } else { gone.len().min(TOLD) };
    let line = |known: &'a Known| {
        let times = if known.count > 1 { format!("{} × ", number(known.count)) } else { String::new() };
        let ids = known.elements.iter().map(|id| Line::new().id(id));
        let of = if known.elements.is_empty() { "" } else { ": " };
        Line::from(times).id(&*known.rule).words(of).then(Line::few(ids, NAMED))
    };
    let mut lines: Vec<Line<'a>> = gone.iter().take(told).map(line).collect();
    if gone.len() > told {
        lines.push(Line::from(format!(
            "… and {} more (--all lists them; json has them all)",
            number(gone.len() - told)
        )));
    }
    let part = Part::lines("gone from the baseline", lines).counted(findings.count_gone());
    match findings.shrink() {
        Some(shrink) => part.lead(shrink),
        None => part,
    }
}

/// What is gone, a line each.
pub(super) fn lines(findings: &Findings<'_>) -> Vec<String> {
    let gone = findings.gone().iter().map(|known| format!("gone from the baseline: {}", in_words(known)));
    gone.map(|line| escape::terminal(&line).into_owned()).collect()
}

/// The baseline in the JSON of `check`.
#[derive(Serialize)]
pub(super) struct Wire<'a> {
    known: usize,
    gone: Vec<WireGone<'a>>,
}

#[derive(Serialize)]
struct WireGone<'a> {
    rule: &'a str,
    elements: &'a [String],
    fingerprint: &'a str,
    count: usize,
}

/// The baseline as a wire structure; nothing if there is none.
pub(super) fn wire<'a>(findings: &Findings<'a>) -> Option<Wire<'a>> {
    let compared = findings.baseline?;
    let gone = compared.gone.iter().map(|known| WireGone {
        rule: &known.rule,
        elements: &known.elements,
        fingerprint: &known.fingerprint,
        count: known.count,
    });
    Some(Wire { known: compared.known.len(), gone: gone.collect() })
}
