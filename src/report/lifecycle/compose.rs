//! What the map says of time as a page: the answer first, then conflicts, phases and successions.

use super::conflicts::{self, then};
use super::{LifecycleReport, number_or_no, phases, successions};
use crate::analysis::lifecycle::When;
use crate::model::Phase;
use crate::report::page::{Line, Page};
use crate::report::words::{counted, number};

pub(super) fn page<'a>(report: &LifecycleReport<'a>) -> Page<'a> {
    let today = report.timelines.today();
    let mut page = Page::new(headline(report)).lead(in_phases(report));
    if today != report.at() {
        page = page.lead(format!("Days are counted from today, {today}."));
    }
    if report.outlook.hanging_at_least() {
        page = page.note("So much hangs together that not all was counted: at least as much hangs on each element as is said");
    }
    page.parts(When::ALL.map(|when| conflicts::part(report, when)))
        .part(phases::counts(report))
        .part(phases::leaving(report))
        .part(phases::coming(report))
        .part(phases::unsupported(report))
        .part(phases::extended(report))
        .part(successions::part(report))
        .part(phases::silent(report))
}

/// "On 2007-09-01 14 conflicts are open and 9 are to come, the next on 2008-04-09: LIS (lis) rests on SQL Server 2000
/// (sql-server-2000), which nobody supports then."
fn headline<'a>(report: &LifecycleReport<'a>) -> Line<'a> {
    let count = |when| report.outlook.conflicts_when(when).count();
    let (open, to_come) = (count(When::Now), count(When::ToCome));
    let conflicts = if open < 2 { "conflict" } else { "conflicts" };
    let mut line = Line::from(format!("On {} {} {conflicts}", report.at(), number_or_no(open)));
    if !report.asked.is_empty() {
        line = line.words(" of ").then(report.few(report.asked, 3));
    }
    line = line.words(if open < 2 { " is open" } else { " are open" });
    let Some(next) = report.outlook.conflicts_when(When::ToCome).next() else {
        return line.words(if open == 0 { ", and none is to come." } else { ", and no other is to come." });
    };
    let more = match to_come {
        1 => " and 1 is to come".into(),
        n => format!(" and {} are to come, the next", number(n)),
    };
    line.words(format!("{more} on {}: ", next.span.first)).then(then(report, next)).words(".")
}

/// "Of 139 elements 9 are planned, 6 being taken into use, 45 in use, 3 being left and 1 retired; 75 say nothing of a
/// phase and count as in use."
fn in_phases<'a>(report: &LifecycleReport<'a>) -> Line<'a> {
    let counts = &report.outlook.phases.counts;
    let all = |phase| counts.iter().map(|count| count.in_phase(phase)).sum::<usize>();
    let unsaid: usize = counts.iter().map(|count| count.unsaid).sum();
    let total = Phase::ALL.map(all).iter().sum::<usize>() + unsaid;
    let said = Phase::ALL.into_iter().filter(|&phase| all(phase) > 0);
    let said: Vec<Line<'_>> =
        said.map(|phase| Line::from(format!("{} {}", number(all(phase)), phase.in_words()))).collect();
    if total == 0 {
        return Line::from("The map holds no elements.");
    }
    let of = Line::from(format!("On that day, of {}: ", counted(total, "element", "elements")));
    let silent = match (unsaid, said.len()) {
        (0, _) => return of.then(Line::joined(said.into_iter())).words("."),
        (_, 0) => Line::new(),
        _ => Line::joined(said.into_iter()).words("; "),
    };
    of.then(silent).words(format!("{} without a phase, which count as in use.", number(unsaid)))
}
