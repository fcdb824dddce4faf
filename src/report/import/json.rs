//! The preview as JSON: `systemkarta.import/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::ImportReport;
use crate::diagnostic::{Finding, Place, Sources};
use crate::entry::{Written, flow};
use crate::import::{EntryChange, Kind, Standing};
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    source: &'a str,
    map: &'a str,
    written: bool,
    unchanged: usize,
    entries: Vec<WireEntry<'a>>,
    left_out: Vec<WireLeftOut<'a>>,
    remarks: &'a [String],
    findings: Vec<WireFinding<'a>>,
    new_findings: Vec<WireFinding<'a>>,
    files: Vec<WireFile<'a>>,
}

#[derive(Serialize)]
struct WireEntry<'a> {
    change: &'static str,
    standing: &'static str,
    section: &'static str,
    id: &'a str,
    name: &'a str,
    place: Option<WirePlace<'a>>,
    fields: Vec<WireField<'a>>,
}

#[derive(Serialize)]
struct WireField<'a> {
    field: &'a str,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct WireLeftOut<'a> {
    what: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct WireFinding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    place: WirePlace<'a>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct WireFile<'a> {
    path: &'a str,
    is_new: bool,
}

/// Writes the preview as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &ImportReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let left_out = report.draft.left_out.iter().map(|(what, count)| WireLeftOut { what, count });
    let files = report.plan.files.iter().map(|file| WireFile { path: &file.path, is_new: file.is_new });
    let wire = Wire {
        schema: "systemkarta.import/1",
        source: report.source,
        map: report.map,
        written: report.is_written,
        unchanged: report.plan.unchanged,
        entries: report.plan.changes.iter().map(|change| entry(change, report.sources)).collect(),
        left_out: left_out.collect(),
        remarks: &report.draft.remarks,
        findings: findings(&report.draft.findings, &report.draft.sources),
        new_findings: findings(report.new_findings, report.new_sources),
        files: files.collect(),
    };
    write_json(&wire, out)
}

fn entry<'a>(change: &'a EntryChange, sources: &'a Sources) -> WireEntry<'a> {
    let (standing, at) = match change.standing {
        Standing::Written => ("written", None),
        Standing::Kept(at) => ("kept", Some(at)),
        Standing::ByHand(at) => ("by_hand", Some(at)),
    };
    let text = |said: &Option<Written>| match said {
        Some(Written::Text(text)) => Some(text.clone()),
        said => said.as_ref().map(flow),
    };
    let fields = change.fields.iter().map(|field| WireField {
        field: &field.field,
        before: text(&field.before),
        after: text(&field.after),
    });
    WireEntry {
        change: match change.kind {
            Kind::Added => "added",
            Kind::Changed => "changed",
            Kind::Gone => "gone",
        },
        standing,
        section: change.listing.name(),
        id: &change.id,
        name: &change.name,
        place: at.map(|at| place(sources, at)),
        fields: fields.collect(),
    }
}

fn findings<'a>(found: &'a [Finding], sources: &'a Sources) -> Vec<WireFinding<'a>> {
    found.iter().map(|found| finding(found, sources)).collect()
}

fn finding<'a>(found: &'a Finding, sources: &'a Sources) -> WireFinding<'a> {
    WireFinding {
        rule: &found.rule,
        level: found.severity.name(),
        message: &found.message,
        help: found.help.as_deref(),
        place: place(sources, found.place),
    }
}

fn place(sources: &Sources, place: Place) -> WirePlace<'_> {
    let at = sources.locate(place);
    WirePlace { path: at.path, line: at.line, column: at.column }
}
