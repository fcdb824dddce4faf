//! Collisions in words.

use super::{Judged, Proposals};
use crate::graph::ElementIx;
use crate::model::{Moment, Proposal};
use crate::proposal::{Collision, Reason};
use crate::report::impact::shown;
use crate::report::page::Line;

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

/// A collision as somebody sees it who looks at both.
pub(super) fn line<'a>(all: &Proposals<'a>, collision: &Collision) -> Line<'a> {
    let [first, second] = collision
        .between
        .map(|index| all.get(index).map(|judged| named(judged.proposal)).unwrap_or_default());
    let elements = elements(all, &collision.elements);
    match collision.reason {
        Reason::TakenAway => {
            let counts = first.words(" counts on ").then(elements);
            counts.words(", which ").then(second).words(" retires or replaces")
        }
        reason => first.words(" and ").then(second).words(": ").words(both(&reason)).then(elements),
    }
}

/// The word for a reason in JSON.
pub(super) fn word(reason: &Reason) -> &'static str {
    match reason {
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
        Reason::SameElements | Reason::TakenAway => "both change, disturb or have adapted: ".to_owned(),
    }
}

/// "Sat 2008-03-01 20:00 to Sun 2008-03-02 06:00".
pub(super) fn span(from: Moment, until: Option<Moment>) -> String {
    match until {
        Some(until) => format!("{} to {}", shown(from), shown(until)),
        None => format!("from {} on", shown(from)),
    }
}

fn elements<'a>(all: &Proposals<'a>, elements: &[ElementIx]) -> Line<'a> {
    let limit = if all.all { elements.len() } else { NAMED };
    Line::few(elements.iter().map(|&ix| Line::new().id(all.graph.element(ix).id())), limit)
}

fn named(proposal: &Proposal) -> Line<'_> {
    Line::new().id(proposal.id.value.as_str())
}
