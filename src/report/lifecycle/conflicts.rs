//! Conflicts as a table, in time order, and in words.

use super::{LifecycleReport, date, days_from, from_today};
use crate::analysis::lifecycle::{ConflictKind, Outstanding, When};
use crate::report::page::{Column, Line, Part, Table, Tone};

/// The conflicts of a time.
pub(super) fn part<'a>(report: &LifecycleReport<'a>, when: When) -> Part<'a> {
    let columns = [
        Column::text("from"),
        Column::text("until"),
        Column::text("today").only_for_people(),
        Column::numbers("days from today").only_in_sheet(),
        Column::element("in use"),
        Column::text("rests on").only_for_people(),
        Column::text("dependency").only_in_sheet(),
        Column::text("which is"),
        Column::text("without it"),
        Column::text("through"),
        Column::numbers("hanging on it"),
        Column::numbers("critical processes"),
        Column::text("owner"),
    ];
    let of = *report;
    let table =
        Table::each(columns, report.outlook.conflicts_when(when), move |seen| row(&of, seen)).headed();
    let part = Part::table(title(report, when), table).in_sheet();
    match when {
        When::Now => {
            part.lead("What is in use, and what it rests on; how much hangs on the first, and who owns it.")
        }
        When::ToCome => part,
        When::Past => part.lead("Over; they stay in the map as long as their dates do."),
    }
}

fn title(report: &LifecycleReport<'_>, when: When) -> String {
    match when {
        When::Now => format!("conflicts on {}", report.at()),
        When::ToCome => "conflicts to come".into(),
        When::Past => "conflicts that are past".into(),
    }
}

fn row<'a>(report: &LifecycleReport<'a>, seen: &Outstanding) -> [Line<'a>; 13] {
    let (conflict, span) = (&seen.conflict, seen.span);
    let graph = report.graph();
    let today = report.timelines.today();
    let id = |element| Line::new().id(graph.element(element).id());
    let [hanging, critical] = report.outlook.hanging_on(conflict.dependent);
    let without = match (conflict.kind, conflict.hard) {
        (ConflictKind::AgreementEnded, _) => "needs a new one",
        (_, true) => "stops",
        (_, false) => "works on",
    };
    [
        date(span.begins()),
        span.ends().map_or_else(|| Line::new().aside("no end"), |last| date(Some(last))),
        Line::from(from_today(today, span)),
        span.begins().map_or_else(Line::new, |first| Line::from(days_from(today, first).to_string())),
        report.element(conflict.dependent),
        report.element(conflict.dependency),
        id(conflict.dependency),
        chip(conflict.kind, seen.when),
        Line::from(without),
        conflict.through.map_or_else(Line::new, id),
        Line::new().number(hanging),
        Line::new().number(critical),
        report.owner(conflict.dependent),
    ]
}

/// What is wrong with what is rested on, in a word or two.
pub(super) fn chip<'a>(kind: ConflictKind, when: When) -> Line<'a> {
    let (word, tone) = match kind {
        ConflictKind::Retired => ("retired", Tone::Danger),
        ConflictKind::NotYetActive => ("not yet in use", Tone::Danger),
        ConflictKind::Unsupported => ("unsupported", Tone::Warning),
        ConflictKind::AgreementEnded => ("ended", Tone::Warning),
    };
    Line::new().chip(word, if when == When::Past { Tone::Faint } else { tone })
}

/// "LIS (lis) rests on SQL Server 2000 (sql-server-2000), which nobody supports then".
pub(super) fn then<'a>(report: &LifecycleReport<'a>, seen: &Outstanding) -> Line<'a> {
    let conflict = &seen.conflict;
    let (rests, why) = match conflict.kind {
        ConflictKind::Retired => (" rests on ", ", which is retired then"),
        ConflictKind::NotYetActive => (" rests on ", ", which is not yet in use then"),
        ConflictKind::Unsupported => (" rests on ", ", which nobody supports then"),
        ConflictKind::AgreementEnded => (" is under ", ", which has ended then"),
    };
    report.element(conflict.dependent).words(rests).then(report.element(conflict.dependency)).words(why)
}
