//! The register of approved exemptions, with the decision behind each (R13).

mod json;

use crate::analysis::adaptation::days_between;
use crate::diagnostic::Sources;
use crate::lint::{Standing, State};
use crate::model::{Date, Id, Waiver};
use crate::report::page::{Column, Line, Page, Part, Table, Tone};
use crate::report::words::counted;

pub use json::write as write_json;

/// The waivers of a map, and what has become of each.
#[derive(Debug, Clone, Copy)]
pub struct WaiverReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The waivers, in the order of the map.
    pub waivers: &'a [Waiver],
    /// What has become of each.
    pub standings: &'a [Standing],
    /// How many findings are waived.
    pub waived: usize,
    /// The files, for the places.
    pub sources: &'a Sources,
    /// The day that counts as today.
    pub today: Date,
    /// Every row, however many there are.
    pub all: bool,
}

/// A waiver, and what has become of it.
#[derive(Clone, Copy)]
struct Entry<'a> {
    waiver: &'a Waiver,
    standing: Standing,
    /// The days until its last, which is none on that day; negative when it has ended.
    left: i64,
}

impl<'a> WaiverReport<'a> {
    /// Each waiver, the first to end first.
    fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |(waiver, &standing): (&'a Waiver, &Standing)| Entry {
            waiver,
            standing,
            left: days_between(self.today, waiver.last()),
        };
        let mut entries: Vec<Entry<'a>> = self.waivers.iter().zip(self.standings).map(entry).collect();
        entries.sort_by_key(|entry| (entry.waiver.last(), entry.waiver.place));
        entries
    }

    fn count(&self, state: State) -> usize {
        self.standings.iter().filter(|standing| standing.state == state).count()
    }

    /// The last day of the waiver in force that ends next.
    fn next_end(&self) -> Option<Date> {
        let in_force = self.waivers.iter().zip(self.standings).filter(|(_, s)| s.state == State::InForce);
        in_force.map(|(waiver, _)| waiver.last()).min()
    }

    fn headline(&self) -> String {
        if self.waivers.is_empty() {
            return "Nothing is waived: the map has no waivers.".to_owned();
        }
        let findings = counted(self.waived, "finding", "findings");
        let first = match self.count(State::InForce) {
            0 => "No waiver is in force".to_owned(),
            1 => format!("1 waiver in force covers {findings}"),
            n => format!("{n} waivers in force cover {findings}"),
        };
        let others = [
            (State::Unused, "covers nothing", "cover nothing"),
            (State::NotBegun, "has not begun", "have not begun"),
            (State::Expired, "has expired", "have expired"),
            (State::Invalid, "is invalid", "are invalid"),
        ];
        let others = others.into_iter().filter_map(|(state, one, many)| match self.count(state) {
            0 => None,
            n => Some(counted(n, one, many)),
        });
        let next = self.next_end().map(|day| format!("the next ends on {day}"));
        let parts: Vec<String> = std::iter::once(first).chain(others).chain(next).collect();
        format!("{}.", parts.join("; "))
    }
}

/// The register as a page.
pub fn page<'a>(report: &WaiverReport<'a>) -> Page<'a> {
    let columns = [
        Column::text("until"),
        Column::numbers("days left"),
        Column::text("state"),
        Column::text("id"),
        Column::text("rule"),
        Column::text("element"),
        Column::text("to"),
        Column::numbers("findings"),
        Column::text("owner"),
        Column::text("decision"),
        Column::text("since").only_in_sheet(),
        Column::text("approved by").only_in_sheet(),
        Column::text("reason").only_in_sheet(),
    ];
    let id = |id: Option<&'a Id>| id.map_or_else(Line::new, |id| Line::new().id(id.as_str()));
    let row = move |Entry { waiver, standing, left }: Entry<'a>| {
        [
            Line::from(waiver.last().to_string()),
            if left < 0 { Line::new() } else { Line::from(left.to_string()) },
            Line::new().chip(standing.state.name(), tone(standing.state)),
            id(waiver.id.as_ref().map(|id| &id.value)),
            Line::new().id(&*waiver.rule.value),
            id(Some(&waiver.element.value)),
            id(waiver.to.as_ref().map(|to| &to.value)),
            Line::new().number(standing.findings),
            id(Some(&waiver.owner.value)),
            Line::new().name(&*waiver.decision.value),
            Line::from(waiver.first().to_string()),
            waiver.approved_by.as_deref().map_or_else(Line::new, |by| Line::new().name(by)),
            Line::new().name(&*waiver.reason.value),
        ]
    };
    let entries = report.entries();
    let shown = if report.all { entries.len() } else { entries.len().min(crate::report::page::LISTED) };
    let reasons = entries.iter().take(shown).map(reason).collect();
    Page::new(report.headline())
        .of_map(report.map)
        .all(report.all)
        .lead(format!("On {}.", report.today))
        .part(Part::table("waivers", Table::each(columns, entries, row).headed()).in_sheet())
        .part(Part::lines("why", reasons).uncounted())
}

/// "`vodok-2007`: the successor is late; approved by the IT council, from 2007-06-01".
fn reason<'a>(Entry { waiver, .. }: &Entry<'a>) -> Line<'a> {
    let called = match &waiver.id {
        Some(id) => Line::new().id(id.value.as_str()),
        None => Line::new().id(&*waiver.rule.value).words(" at ").id(waiver.element.value.as_str()),
    };
    let line = called.words(": ").name(&*waiver.reason.value).words(" (");
    let line = match &waiver.approved_by {
        Some(by) => line.words("approved by ").name(&**by).words(", "),
        None => line,
    };
    line.words(format!("from {})", waiver.first()))
}

fn tone(state: State) -> Tone {
    match state {
        State::InForce => Tone::Calm,
        State::NotBegun => Tone::Faint,
        State::Unused => Tone::Notice,
        State::Expired => Tone::Warning,
        State::Invalid => Tone::Danger,
    }
}
