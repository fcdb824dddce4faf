//! When a proposal is made, and when what it stops is out.

use super::super::tree::ValueRef;
use super::context::Context;
use crate::diagnostic::{Finding, quoted};
use crate::model::{
    Bound, DateError, Duration, Located, MOMENT_FORM, Moment, PlannedWindow, moment_after, moment_as_written,
    parse_moment,
};

/// What is known of the window of a proposal where its steps are read.
#[derive(Debug, Clone, Copy)]
pub(super) enum WindowUse {
    /// There is none.
    Unwritten,
    /// There is one, and it is faulty.
    Faulty,
    /// There is this one.
    Planned(PlannedWindow),
}

impl WindowUse {
    /// The use of a window that was written.
    pub(super) fn of(window: Option<Located<PlannedWindow>>) -> Self {
        window.map_or(Self::Faulty, |window| Self::Planned(window.value))
    }
}

/// When an outage begins and ends; or how long it lasts, if nobody says when it begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OutageTimes {
    pub(super) window: Option<PlannedWindow>,
    pub(super) length: Option<Located<Duration>>,
}

/// Reads the window of a proposal.
pub(super) fn window(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Located<PlannedWindow>> {
    if !value.is_mapping() {
        cx.wrong_type(
            value,
            "`window`",
            "a mapping such as {from: 2008-03-01T20:00, until: 2008-03-02T06:00}",
        );
        return None;
    }
    let (mut begins, mut until) = (None, None);
    let entries = cx.known_entries(value, "a window has no field", PlannedWindow::KEYS);
    for &(name, value) in &entries {
        match name {
            "from" => begins = moment(cx, value, name, Bound::Begins),
            _ => until = moment(cx, value, name, Bound::Ends).map(|end| (end, value)),
        }
    }
    cx.expect_entry(value, &entries, "from", "this window", "add `from:`, when it begins");
    let from = begins?;
    let until = until.and_then(|(end, written)| after(cx, from, end, written));
    Some(Located::new(PlannedWindow { from, until }, value.place()))
}

/// Reads the times of an outage. What it does not say, the window of its proposal says.
pub(super) fn outage(
    cx: &mut Context<'_>,
    step: ValueRef<'_>,
    entries: &[(&str, ValueRef<'_>)],
    planned: WindowUse,
) -> OutageTimes {
    let written = |name: &str| entries.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
    let (from, until, length) = (written("from"), written("until"), written("for"));
    let own = from.map(|from| moment(cx, from, "from", Bound::Begins));
    let end = until.and_then(|until| Some((moment(cx, until, "until", Bound::Ends)?, until)));
    let lasts = length.and_then(|length| positive_duration(cx, length));
    if let (Some(until), Some(length)) = (until, length) {
        let finding = Finding::new("bad-value", length.place(), "an outage says both `until` and `for`");
        cx.add(finding.subject("for").related(until.place(), "`until` is here").help("keep one of them"));
    }
    if from.is_none() && until.is_none() && length.is_none() {
        return OutageTimes::default();
    }
    let begins = match (own, planned) {
        (Some(own), _) => own,
        (None, WindowUse::Planned(window)) => Some(window.from),
        (None, WindowUse::Faulty | WindowUse::Unwritten) => None,
    };
    let Some(begins) = begins else {
        if let (None, WindowUse::Unwritten, Some(until)) = (own, planned, until)
            && step.is_whole()
        {
            let finding = Finding::new("bad-value", until.place(), "this outage ends, but never begins");
            cx.add(finding.subject("until").help("add `from:`, or a `window` to the proposal"));
        }
        let unsaid = own.is_none() && matches!(planned, WindowUse::Unwritten) && until.is_none();
        return OutageTimes { window: None, length: lasts.filter(|_| unsaid) };
    };
    let end = match (end, lasts, planned) {
        (Some((end, written)), ..) => after(cx, begins, end, written),
        (None, Some(length), _) => moment_after(begins, length.value),
        (None, None, WindowUse::Planned(window)) => window.until.filter(|&end| end > begins),
        (None, None, WindowUse::Faulty | WindowUse::Unwritten) => None,
    };
    OutageTimes { window: Some(PlannedWindow { from: begins, until: end }), length: None }
}

fn moment(cx: &mut Context<'_>, value: ValueRef<'_>, field: &str, bound: Bound) -> Option<Moment> {
    let text = cx.word(value, field)?;
    parse_moment(text, bound)
        .map_err(|error| {
            let message = match error {
                DateError::Form => format!("{} is no day and time", quoted(text)),
                error => format!("{} is no day and time: {error}", quoted(text)),
            };
            cx.add(Finding::new("bad-value", value.place(), message).subject(field).help(MOMENT_FORM));
        })
        .ok()
}

/// The end, if it is later than the beginning.
fn after(cx: &mut Context<'_>, from: Moment, until: Moment, written: ValueRef<'_>) -> Option<Moment> {
    if until > from {
        return Some(until);
    }
    let text = quoted(written.scalar().unwrap_or_default());
    let message = format!("the end {text} is not after the beginning {}", moment_as_written(from));
    let finding = Finding::new("bad-value", written.place(), message).subject("until");
    cx.add(finding.help("write a later one; a day alone ends at midnight"));
    None
}

fn positive_duration(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Located<Duration>> {
    let length = cx.duration(value, "for")?;
    if length.minutes() == 0 {
        let finding = Finding::new("bad-value", value.place(), "an outage of no time is none");
        cx.add(finding.subject("for").help(Duration::FORM));
        return None;
    }
    Some(Located::new(length, value.place()))
}
