//! Collisions in words.

use super::{Judged, Proposals};
use crate::graph::ElementIx;
use crate::model::{Moment, Proposal};
use crate::proposal::{Collision, Reason, Touch};
use crate::report::impact::{shown, shown_day};
use crate::report::page::Line;
use crate::report::words::counted;

/// How many elements are named.
const NAMED: usize = 6;

/// A collision as one of the two sees it.
pub(super) fn seen_by<'a>(judged: &Judged<'a>, collision: &Collision) -> Line<'a> {
    let [first, second] = collision.between;
    let is_first = first == judged.index;
    let other = judged.all.get(if is_first { second } else { first }).map(|other| named(other.proposal));
    let other = other.unwrap_or_default();
    let elements = elements(&judged.all, &collision.elements);
    match (collision.reason, is_first) {
        (Reason::OutOfOrder, true) => {
            Line::from("depends on ").then(other).words(", and begins before that ends")
        }
        (Reason::OutOfOrder, false) => {
            Line::from("ends after ").then(other).words(" begins, which depends on it")
        }
        (Reason::TakenAway, true) => Line::from("counts on ")
            .then(elements)
            .words(", which ")
            .then(other)
            .words(" retires or replaces"),
        (Reason::TakenAway, false) => Line::from("retires or replaces ")
            .then(elements)
            .words(", on which ")
            .then(other)
            .words(" counts"),
        (reason, _) => Line::from("with ").then(other).words(": ").words(both(&reason)).then(elements),
    }
}

/// The same in a line, with the first elements only.
pub(super) fn in_short<'a>(judged: &Judged<'a>, collision: &Collision) -> Line<'a> {
    let [first, second] = collision.between;
    let other = judged.all.get(if first == judged.index { second } else { first });
    let other = other.map(|other| named(other.proposal)).unwrap_or_default();
    let does = match (collision.reason, first == judged.index) {
        (Reason::OutOfOrder, _) => return seen_by(judged, collision),
        (Reason::WorseTogether { at_known_times: true }, _) => ": only together they disturb ",
        (Reason::WorseTogether { at_known_times: false }, _) => ": at once, they disturb ",
        (Reason::TakenAway, true) => " takes away what this counts on: ",
        (Reason::TakenAway, false) => " counts on what this takes away: ",
        (Reason::SameTime { .. }, _) => ": outages of both at once, in open hours: ",
        (Reason::SameElements, _) => ": both work on ",
    };
    let with =
        if matches!(collision.reason, Reason::TakenAway) { other } else { Line::from("with ").then(other) };
    let at = begins(&judged.all, collision).map(|at| format!(", {}", shown(at)));
    let with = at.into_iter().fold(with, Line::words);
    with.words(does).then(few(&judged.all, &collision.elements, 2))
}

/// When two disturb something together, if that is known.
fn begins(all: &Proposals<'_>, collision: &Collision) -> Option<Moment> {
    match collision.reason {
        Reason::SameTime { from, .. } => Some(from),
        Reason::WorseTogether { at_known_times: true } => {
            let begins = collision.between.map(|index| all.get(index)?.judgement.plan.begins);
            begins.into_iter().flatten().max()
        }
        _ => None,
    }
}

/// The gravest reason is the least.
pub(super) fn gravity(reason: &Reason) -> u8 {
    match reason {
        Reason::OutOfOrder => 0,
        Reason::WorseTogether { .. } => 1,
        Reason::TakenAway => 2,
        Reason::SameTime { .. } => 3,
        Reason::SameElements => 4,
    }
}

/// A collision as somebody sees it who looks at both.
pub(super) fn line<'a>(all: &Proposals<'a>, collision: &Collision) -> Line<'a> {
    let [first, second] = collision
        .between
        .map(|index| all.get(index).map(|judged| named(judged.proposal)).unwrap_or_default());
    let elements = elements(all, &collision.elements);
    match collision.reason {
        Reason::OutOfOrder => first.words(" depends on ").then(second).words(", and begins before that ends"),
        Reason::TakenAway => {
            let counts = first.words(" counts on ").then(elements);
            counts.words(", which ").then(second).words(" retires or replaces")
        }
        reason => first.words(" and ").then(second).words(": ").words(both(&reason)).then(elements),
    }
}

/// What one of two proposals shares with the other without a collision.
pub(super) fn touch_seen_by<'a>(judged: &Judged<'a>, touch: &Touch) -> Line<'a> {
    let [first, second] = touch.between;
    let other = if first == judged.index { second } else { first };
    let other = judged.all.get(other).map(|other| named(other.proposal)).unwrap_or_default();
    let elements = elements(&judged.all, &touch.elements);
    Line::from("with ").then(other).words(apart(touch)).then(elements)
}

/// What two proposals share without a collision.
pub(super) fn touch_line<'a>(all: &Proposals<'a>, touch: &Touch) -> Line<'a> {
    let both = touch.between.map(|index| all.get(index).map(|judged| named(judged.proposal)));
    let [first, second] = both.map(Option::unwrap_or_default);
    first.words(" and ").then(second).words(apart(touch)).then(elements(all, &touch.elements))
}

fn apart(touch: &Touch) -> String {
    match touch.days_apart {
        Some(days) => format!(", {} apart: ", counted(days as usize, "day", "days")),
        None => ", of which one only tests it: ".to_owned(),
    }
}

/// The word for a reason in JSON.
pub(super) fn word(reason: &Reason) -> &'static str {
    match reason {
        Reason::OutOfOrder => "out-of-order",
        Reason::WorseTogether { .. } => "worse-together",
        Reason::TakenAway => "taken-away",
        Reason::SameTime { .. } => "same-time",
        Reason::SameElements => "same-elements",
    }
}

fn both(reason: &Reason) -> String {
    match reason {
        Reason::WorseTogether { at_known_times: true } => {
            "together they stop or degrade what neither does alone: ".to_owned()
        }
        Reason::WorseTogether { at_known_times: false } => {
            "made at the same time, they stop or degrade what neither does alone: ".to_owned()
        }
        Reason::SameTime { from, until } => {
            format!("outages of both disturb, {}, what is open then: ", span(*from, *until))
        }
        Reason::SameElements | Reason::TakenAway | Reason::OutOfOrder => {
            "both change, disturb or have adapted: ".to_owned()
        }
    }
}

/// "Sat 2008-03-01 20:00 to Sun 2008-03-02 06:00"; of whole days only the first and the last.
pub(super) fn span(from: Moment, until: Option<Moment>) -> String {
    let Some(until) = until else { return format!("from {} on", shown(from)) };
    let is_midnight = |moment: Moment| moment.hour() == 0 && moment.minute() == 0;
    let last = until.date().yesterday().ok().filter(|last| is_midnight(until) && *last >= from.date());
    match last {
        Some(last) if is_midnight(from) && last == from.date() => shown_day(last),
        Some(last) if is_midnight(from) => format!("{} to {}", shown_day(from.date()), shown_day(last)),
        Some(last) => format!("{} to {} 24:00", shown(from), shown_day(last)),
        None => format!("{} to {}", shown(from), shown(until)),
    }
}

fn elements<'a>(all: &Proposals<'a>, elements: &[ElementIx]) -> Line<'a> {
    few(all, elements, if all.all { elements.len() } else { NAMED })
}

fn few<'a>(all: &Proposals<'a>, elements: &[ElementIx], limit: usize) -> Line<'a> {
    Line::few(elements.iter().map(|&ix| Line::new().id(all.graph.element(ix).id())), limit)
}

fn named(proposal: &Proposal) -> Line<'_> {
    Line::new().id(proposal.id.value.as_str())
}
