//! The register as JSON: `systemkarta.waivers/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Entry, WaiverReport};
use crate::diagnostic::Sources;
use crate::lint::State;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    today: String,
    waivers: Vec<WireWaiver<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct WireWaiver<'a> {
    id: Option<&'a str>,
    state: &'static str,
    rule: &'a str,
    element: &'a str,
    to: Option<&'a str>,
    findings: usize,
    reason: &'a str,
    owner: &'a str,
    decision: &'a str,
    approved_by: Option<&'a str>,
    since: String,
    expires: String,
    days_left: i64,
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Summary {
    in_force: usize,
    unused: usize,
    not_begun: usize,
    expired: usize,
    invalid: usize,
    waived: usize,
    next_waiver_ends: Option<String>,
}

/// Writes the register as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &WaiverReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let waivers = report.entries().into_iter().map(|entry| wire(entry, report.sources));
    let wire = Wire {
        schema: "systemkarta.waivers/1",
        map: report.map,
        today: report.today.to_string(),
        waivers: waivers.collect(),
        summary: Summary {
            in_force: report.count(State::InForce),
            unused: report.count(State::Unused),
            not_begun: report.count(State::NotBegun),
            expired: report.count(State::Expired),
            invalid: report.count(State::Invalid),
            waived: report.waived,
            next_waiver_ends: report.next_end().map(|day| day.to_string()),
        },
    };
    write_json(&wire, out)
}

fn wire<'a>(Entry { waiver, standing, left }: Entry<'a>, sources: &'a Sources) -> WireWaiver<'a> {
    let at = sources.locate(waiver.place);
    WireWaiver {
        id: waiver.id.as_ref().map(|id| id.value.as_str()),
        state: standing.state.name(),
        rule: &waiver.rule.value,
        element: waiver.element.value.as_str(),
        to: waiver.to.as_ref().map(|to| to.value.as_str()),
        findings: standing.findings,
        reason: &waiver.reason.value,
        owner: waiver.owner.value.as_str(),
        decision: &waiver.decision.value,
        approved_by: waiver.approved_by.as_deref(),
        since: waiver.first().to_string(),
        expires: waiver.last().to_string(),
        days_left: left,
        path: at.path,
        line: at.line,
        column: at.column,
    }
}
