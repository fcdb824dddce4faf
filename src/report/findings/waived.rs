//! What is waived: how many, until when, and why, as each format tells it.

use std::io::{self, Write};

use serde::Serialize;

use super::{Findings, snippet};
use crate::escape;
use crate::lint::Waived;
use crate::model::{Date, Waiver};
use crate::report::page::{Column, Line, Part, Table};
use crate::report::style::{FAINT, STRONG, styled};
use crate::report::words::number;

impl<'a> Findings<'a> {
    /// The waiver of a finding that is waived.
    pub(super) fn waiver(&self, waived: &Waived) -> Option<&'a Waiver> {
        self.graph.model().waivers.get(waived.waiver)
    }

    /// The waived findings with their waivers.
    pub(super) fn waivers(&self) -> impl Iterator<Item = (&'a Waived, &'a Waiver)> {
        self.waived.iter().filter_map(|waived| Some((waived, self.waiver(waived)?)))
    }

    /// The last day of the waiver that ends next, of those that cover something.
    pub(super) fn next_end(&self) -> Option<Date> {
        self.waivers().map(|(_, waiver)| waiver.last()).min()
    }

    /// "; 3 waived, the next until 2010-12-31"; nothing if nothing is waived.
    pub(super) fn waived_in_words(&self) -> String {
        match (self.waived.len(), self.next_end()) {
            (0, _) | (_, None) => String::new(),
            (1, Some(day)) => format!("; 1 waived, until {day}"),
            (n, Some(day)) => format!("; {} waived, the next until {day}", number(n)),
        }
    }
}

/// Who answers for a waiver, why it is needed, and until when it holds.
pub(super) fn in_words(waiver: &Waiver) -> String {
    let approved = waiver.approved_by.as_ref().map(|by| format!(", approved by {by}")).unwrap_or_default();
    let (reason, owner, decision) = (&waiver.reason.value, &waiver.owner.value, &waiver.decision.value);
    let until = waiver.last();
    format!("waived until {until}: {reason} (owner {owner}, decision {decision}{approved})")
}

/// Writes what is waived in full, or how to see it.
pub(super) fn write_text(findings: &Findings<'_>, in_full: bool, out: &mut dyn Write) -> io::Result<()> {
    if findings.waived.is_empty() {
        return Ok(());
    }
    if !in_full {
        let hint = "(--show-waived shows what is waived, why, and until when)";
        return writeln!(out, "\n{}", styled(FAINT, hint));
    }
    let count = styled(FAINT, format!("({})", number(findings.waived.len())));
    writeln!(out, "\n{} {count}", styled(STRONG, "WAIVED"))?;
    for (waived, waiver) in findings.waivers() {
        let told = snippet::render_waived(&waived.finding, &in_words(waiver), findings.sources);
        writeln!(out, "\n{told}")?;
    }
    Ok(())
}

/// What is waived, for who unfolds it.
pub(super) fn part<'a>(findings: &'a Findings<'a>, rows: usize) -> Part<'a> {
    let columns = ["rule", "element", "reason", "owner", "decision", "until"].map(Column::text);
    let row = |(waived, waiver): (&'a Waived, &'a Waiver)| {
        let element = waived.finding.elements.first().map(String::as_str);
        let ids = element.into_iter().chain(waiver.to.as_ref().map(|to| to.value.as_str()));
        [
            Line::new().id(&*waived.finding.rule),
            Line::between(ids.map(|id| Line::new().id(id)), " → "),
            Line::new().name(&*waiver.reason.value),
            Line::new().id(waiver.owner.value.as_str()),
            Line::new().name(&*waiver.decision.value),
            Line::new().words(waiver.last().to_string()),
        ]
    };
    Part::table("waived", Table::each(columns, findings.waivers(), row).at_most(rows)).folded()
}

/// A waiver in the JSON of `check`.
#[derive(Serialize)]
pub(super) struct WireWaiver<'a> {
    id: Option<&'a str>,
    element: &'a str,
    to: Option<&'a str>,
    reason: &'a str,
    owner: &'a str,
    decision: &'a str,
    approved_by: Option<&'a str>,
    since: String,
    expires: String,
}

/// A waiver as a wire structure.
pub(super) fn wire(waiver: &Waiver) -> WireWaiver<'_> {
    WireWaiver {
        id: waiver.id.as_ref().map(|id| id.value.as_str()),
        element: waiver.element.value.as_str(),
        to: waiver.to.as_ref().map(|to| to.value.as_str()),
        reason: &waiver.reason.value,
        owner: waiver.owner.value.as_str(),
        decision: &waiver.decision.value,
        approved_by: waiver.approved_by.as_deref(),
        since: waiver.first().to_string(),
        expires: waiver.last().to_string(),
    }
}

/// In one line, for a report that is read by line.
pub(super) fn line(findings: &Findings<'_>, waived: &Waived, waiver: &Waiver) -> String {
    let spot = findings.spot(waived.finding.place);
    let finding = &waived.finding;
    let told = format!(
        "{}:{}:{}: {}[{}]: {}; {}",
        spot.path,
        spot.line,
        spot.column,
        finding.severity,
        finding.rule,
        finding.message,
        in_words(waiver)
    );
    escape::terminal(&told).into_owned()
}
