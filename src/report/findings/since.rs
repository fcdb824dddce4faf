//! What a change brings, heals and affects: the lines that stand before the findings, and those that are healed.

use std::io::{self, Write};

use serde::Serialize;

use super::markdown::in_code;
use super::terms::{Since, Terms, TrustedTerms};
use super::{Findings, TextOptions, WireFinding, wire};
use crate::diagnostic::{Finding, Severity};
use crate::escape::terminal;
use crate::model::{Differing, RulebookDifference};
use crate::report::diff::{Brief, WireDifference, difference};
use crate::report::page::{Line, Page, Part};
use crate::report::style::{STRONG, styled};
use crate::report::words::{clipped, counted, joined, number, sentence};

/// Healed findings that are told unless all are asked for.
const HEALED: usize = 10;
/// Letters of a healed finding.
const LETTERS: usize = 100;

impl<'a> Findings<'a> {
    /// The verdict and what else is to be said first, as the head of a page.
    pub(super) fn head(&self) -> Page<'a> {
        let page = Page::new(self.verdict()).notes(self.terms.trusted.iter().map(judged));
        match &self.terms.since {
            Some(since) if !since.is_nothing(self.findings) => {
                three_lines(since).into_iter().fold(page, Page::lead)
            }
            _ => page,
        }
    }

    /// What is said beside the verdict, each a line of plain text that is not escaped: by whose rules it was judged, what
    /// differs, what that affects, and whom to tell.
    pub(super) fn said_beside(&self) -> Vec<String> {
        let judged = self.terms.trusted.iter().map(|trusted| sentence(&trusted.words()));
        let since = self.terms.since.iter().filter(|since| !since.is_nothing(self.findings));
        judged.chain(since.flat_map(three_lines).map(|line| line.plain())).collect()
    }

    /// The verdict and what is said beside it; nothing of a map that was judged alone and by its own rules.
    pub(super) fn said_of_terms(&self) -> Vec<String> {
        match self.terms {
            Terms { since: None, trusted: None } => Vec::new(),
            _ => std::iter::once(self.verdict().plain()).chain(self.said_beside()).collect(),
        }
    }

    /// "maps: 1 error, 2 warnings …", or what the change brings.
    pub(super) fn verdict(&self) -> Line<'a> {
        let map = Line::new().id(self.map);
        match &self.terms.since {
            Some(since) => map.then(brings(since, self.findings, &self.waived_in_words())),
            None => map.words(format!(": {}", self.counts())),
        }
    }
}

/// ": the change since main (1a2b3c4d5) brings 1 error, heals 2; 12 findings stand".
fn brings<'a>(since: &Since<'a>, brought: &[Finding], waived: &str) -> Line<'a> {
    let stand = counted(since.standing, "finding stands", "findings stand");
    if since.is_nothing(brought) {
        return Line::from(": nothing differs from ").id(since.called).words(format!("; {stand}"));
    }
    let of = |severity| brought.iter().filter(|finding| finding.severity == severity).count();
    let counts = Severity::ALL.map(|severity| (of(severity), severity.name()));
    let counts = counts.into_iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(n, name)| counted(n, name, &format!("{name}s"))).collect();
    let brings = if counts.is_empty() { "no finding".to_owned() } else { joined(&counts) };
    if since.is_new {
        let line = Line::from(": there is no map at ").id(since.called);
        return line.words(format!(", so everything is new; it brings {brings}"));
    }
    let line = Line::from(": the change since ").id(since.called);
    line.words(format!(" brings {brings}, heals {}; {stand}{waived}", number(since.healed.len())))
}

fn three_lines<'a>(since: &Since<'a>) -> [Line<'a>; 3] {
    let Brief { differs, affects, tell } = Brief::of(&since.report);
    let others = since.other_differences().into_iter().map(Line::from);
    let differs = Line::between(differs.into_iter().chain(others), "; ");
    let differs = if differs.spans().is_empty() { Line::from("nothing that is declared") } else { differs };
    [
        Line::from("What differs: ").then(differs).words("."),
        Line::from("What that affects: ").then(affects).words("."),
        Line::from("Whom to tell: ").then(tell).words("."),
    ]
}

/// By whose rules it was judged.
fn judged<'a>(trusted: &TrustedTerms<'_>) -> Line<'a> {
    in_code(&sentence(&trusted.words()))
}

/// The findings that are healed, each in a line.
pub(super) fn healed<'a>(findings: &Findings<'a>, options: TextOptions) -> Part<'a> {
    let Some(since) = findings.terms.since else { return Part::lines("healed", Vec::new()) };
    let told = if options.all { since.healed.len() } else { since.healed.len().min(HEALED) };
    let line = |finding: &'a Finding| {
        let said = in_code(&clipped(&finding.message, LETTERS));
        Line::from(format!("{}, ", finding.severity)).id(&*finding.rule).words(": ").then(said)
    };
    let mut lines: Vec<Line<'a>> = since.healed.iter().take(told).map(line).collect();
    lines.extend(left(since.healed.len() - told).map(Line::from));
    Part::lines("healed", lines).counted(since.healed.len())
}

/// Writes what is healed as text.
///
/// # Errors
/// When the writer fails.
pub(super) fn write_healed(
    findings: &Findings<'_>,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(since) = findings.terms.since.filter(|since| !since.healed.is_empty()) else { return Ok(()) };
    writeln!(out, "\n{} ({})", styled(STRONG, "HEALED"), number(since.healed.len()))?;
    let told = if options.all { since.healed.len() } else { since.healed.len().min(HEALED) };
    for finding in since.healed.iter().take(told) {
        let (rule, said) = (terminal(&finding.rule), terminal(&finding.message));
        writeln!(out, "  {}[{rule}]: {said}", finding.severity)?;
    }
    left(since.healed.len() - told).map_or(Ok(()), |left| writeln!(out, "  {left}"))
}

/// What is said of those that are not told.
fn left(n: usize) -> Option<String> {
    (n > 0).then(|| format!("… and {} more (--all lists them; json has them all)", number(n)))
}

/// What a change does, in JSON.
#[derive(Serialize)]
pub(super) struct WireSince<'a> {
    revision: &'a str,
    commit: &'a str,
    new_map: bool,
    healed: Vec<WireFinding<'a>>,
    standing: usize,
    difference: WireChange<'a>,
}

#[derive(Serialize)]
struct WireChange<'a> {
    #[serde(flatten)]
    of_map: WireDifference<'a>,
    policies: WireDiffering,
    waivers: WireDiffering,
    settings: bool,
}

/// By whose rules a map was judged, in JSON.
#[derive(Serialize)]
pub(super) struct WireTrusted<'a> {
    path: &'a str,
    policies: usize,
    waivers: usize,
    differing: WireRulebook,
}

#[derive(Serialize)]
struct WireRulebook {
    policies: WireDiffering,
    waivers: WireDiffering,
}

#[derive(Serialize)]
struct WireDiffering {
    added: usize,
    changed: usize,
    removed: usize,
}

impl From<Differing> for WireDiffering {
    fn from(Differing { added, changed, removed }: Differing) -> Self {
        Self { added, changed, removed }
    }
}

/// What a change does, as a wire structure.
pub(super) fn wire_since<'a>(since: &Since<'a>) -> WireSince<'a> {
    let RulebookDifference { policies, waivers } = since.rulebook;
    WireSince {
        revision: since.revision,
        commit: since.commit,
        new_map: since.is_new,
        healed: since.healed.iter().map(|finding| wire(finding, since.report.diff.old.sources)).collect(),
        standing: since.standing,
        difference: WireChange {
            of_map: difference(&since.report),
            policies: policies.into(),
            waivers: waivers.into(),
            settings: since.settings_differ,
        },
    }
}

/// By whose rules a map was judged, as a wire structure.
pub(super) fn wire_trusted<'a>(trusted: &TrustedTerms<'a>) -> WireTrusted<'a> {
    let RulebookDifference { policies, waivers } = trusted.difference;
    WireTrusted {
        path: trusted.path,
        policies: trusted.policies,
        waivers: trusted.waivers,
        differing: WireRulebook { policies: policies.into(), waivers: waivers.into() },
    }
}
