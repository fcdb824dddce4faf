//! Successions as a table: who follows whom, and whether there is a gap between them.

use super::{LifecycleReport, length};
use crate::analysis::lifecycle::Succession;
use crate::model::Span;
use crate::report::page::{Column, Line, Part, Table, Tone};
use crate::report::words::counted;

pub(super) fn part<'a>(report: &LifecycleReport<'a>) -> Part<'a> {
    let columns = [
        Column::element("element"),
        Column::text("followed by"),
        Column::text("which"),
        Column::text("from"),
        Column::text("until"),
        Column::text("lasting").only_for_people(),
        Column::numbers("days").only_in_sheet(),
        Column::text("last day of use"),
        Column::text("first day of the follower"),
    ];
    let of = *report;
    let table =
        Table::each(columns, &report.outlook.successions, move |succession| row(&of, succession)).headed();
    Part::table("successions", table).in_sheet()
}

fn row<'a>(report: &LifecycleReport<'a>, succession: &Succession) -> [Line<'a>; 9] {
    let timelines = report.timelines;
    let (word, tone) = fit(report, succession);
    let span = succession.gap.or(succession.overlap);
    let end = |day: Option<crate::model::Date>, none: &'static str| match (span, day) {
        (None, _) => Line::new(),
        (Some(_), Some(day)) => Line::from(day.to_string()),
        (Some(_), None) => Line::new().aside(none),
    };
    let days = span.and_then(length);
    let last = timelines.in_use(succession.element).extent().and_then(Span::ends);
    let firsts = succession.successors.iter().filter_map(|&successor| timelines.taken_into_use(successor));
    [
        report.element(succession.element),
        report.few_ids(&succession.successors, 3),
        Line::new().chip(word, tone),
        end(span.and_then(Span::begins), "unknown"),
        end(span.and_then(Span::ends), "no end"),
        days.map_or_else(Line::new, |days| Line::from(counted(days, "day", "days"))),
        days.map_or_else(Line::new, |days| Line::new().number(days)),
        last.map_or_else(|| Line::new().aside("unknown"), |last| Line::from(last.to_string())),
        firsts.min().map_or_else(Line::new, |first| Line::from(first.to_string())),
    ]
}

/// How the two fit together, in a word.
pub(super) fn fit(report: &LifecycleReport<'_>, succession: &Succession) -> (&'static str, Tone) {
    let used = report.timelines.in_use(succession.element).extent();
    if used.and_then(Span::ends).is_none() {
        return ("end unknown", Tone::Notice);
    }
    match (succession.gap, succession.overlap) {
        (Some(_), _) => ("gap", Tone::Danger),
        (None, Some(_)) => ("overlap", Tone::Calm),
        (None, None) => ("seamless", Tone::Calm),
    }
}
