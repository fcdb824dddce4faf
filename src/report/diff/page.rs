//! The page of differences: how many, what they do, what becomes of findings, and who must be told.

use super::{DiffReport, headline, tables};
use crate::proposal::diff::{Compared, Kind, MOST_JUDGED};
use crate::report::page::{Line, Page};
use crate::report::proposals::findings_part;
use crate::report::words::counted;

/// Composes a page of differences.
pub fn page<'a>(report: &DiffReport<'a>) -> Page<'a> {
    let diff = report.diff;
    let page = Page::new(Line::from(headline::line(report)))
        .of_map(report.map)
        .all(report.all)
        .lead(states(report))
        .notes(notes(report));
    page.part(tables::one_sided(report, Kind::Removed))
        .part(tables::one_sided(report, Kind::Added))
        .part(tables::renamed(report))
        .part(tables::changed(report))
        .part(tables::relations(report))
        .part(tables::organisations(report))
        .part(tables::declarations(report))
        .part(tables::affected(report))
        .part(findings_part(diff.new.sources, "findings that come", &diff.come))
        .part(findings_part(diff.old.sources, "findings that go", &diff.gone))
        .part(tables::people(report))
}

/// What was compared, and for which day it was judged.
fn states<'a>(report: &DiffReport<'a>) -> Line<'a> {
    let diff = report.diff;
    match diff.compared {
        Compared::Declared => Line::from("From ")
            .name(report.old)
            .words(" to ")
            .name(report.new)
            .words(format!(": all that is declared, whatever its dates; what it does on {}.", diff.at())),
        Compared::InUse => Line::from(format!("What is in use on {} and on {}", diff.old.at, diff.new.at))
            .words(format!("; what that does on {}.", diff.at())),
    }
}

fn notes<'a>(report: &DiffReport<'a>) -> Vec<Line<'a>> {
    let unjudged = report.diff.unjudged;
    let note = || {
        let differences = counted(unjudged, "difference is", "differences are");
        let text = format!(
            "{differences} not judged alone: at most {MOST_JUDGED} are, what is gone first; together all are"
        );
        Line::from(text)
    };
    (unjudged > 0).then(note).into_iter().collect()
}
