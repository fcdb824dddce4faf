//! Sets of time as sorted spans that neither touch nor overlap.

use super::question::{FOREVER, Span};

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Spans(Vec<Span>);

impl Spans {
    /// The time that any of some spans covers.
    pub(crate) fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut sorted: Vec<Span> = spans.into_iter().filter(|(from, until)| from < until).collect();
        sorted.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for (from, until) in sorted {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(until),
                _ => joined.push((from, until)),
            }
        }
        Self(joined)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = Span> + Clone {
        self.0.iter().copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is left of each span when it begins so much later.
    pub(crate) fn after(&self, tolerance: u64) -> Self {
        Self::of(self.iter().map(|(from, until)| (from.saturating_add(tolerance), until)))
    }

    pub(crate) fn union<'s>(sets: impl IntoIterator<Item = &'s Self>) -> Self {
        Self::of(sets.into_iter().flat_map(Self::iter))
    }

    /// The time in which at least so many of some sets hold.
    pub(crate) fn at_least(needed: usize, sets: &[Self]) -> Self {
        let mut edges: Vec<u64> = sets.iter().flat_map(Self::iter).flat_map(|(a, b)| [a, b]).collect();
        edges.push(FOREVER);
        edges.sort_unstable();
        edges.dedup();
        let pieces = edges.windows(2).map(|pair| (pair[0], pair[1]));
        Self::of(pieces.filter(|piece| sets.iter().filter(|set| set.holds(piece.0)).count() >= needed))
    }

    pub(crate) fn holds(&self, minute: u64) -> bool {
        self.span_at(minute).is_some()
    }

    /// The span that a minute lies in.
    pub(crate) fn span_at(&self, minute: u64) -> Option<Span> {
        self.iter().find(|(from, until)| *from <= minute && minute < *until)
    }

    /// Whether a span begins at a minute.
    pub(crate) fn begins_at(&self, minute: u64) -> bool {
        self.iter().any(|(from, _)| from == minute)
    }

    /// Only those spans that are good for something.
    pub(crate) fn keep(&self, good: impl Fn(Span) -> bool) -> Self {
        Self(self.iter().filter(|span| good(*span)).collect())
    }

    pub(crate) fn start(&self) -> Option<u64> {
        self.0.first().map(|(from, _)| *from)
    }

    pub(crate) fn lies_within(&self, other: &Self) -> bool {
        Self::union([self, other]) == *other
    }
}

#[test]
fn spans_that_touch_are_one_and_tolerance_takes_from_each() {
    let set = Spans::of([(4, 8), (0, 4), (10, 12), (20, 20)]);
    assert_eq!(set, Spans::of([(0, 8), (10, 12)]));
    assert_eq!(set.after(3), Spans::of([(3, 8)]));
    assert_eq!(set.after(8), Spans::default());
}

#[test]
fn as_many_as_needed_must_hold_at_once() {
    let sets = [Spans::of([(0, 4)]), Spans::of([(2, 6)]), Spans::of([(4, FOREVER)])];
    assert_eq!(Spans::at_least(2, &sets), Spans::of([(2, 6)]));
    assert_eq!(Spans::at_least(1, &sets), Spans::of([(0, FOREVER)]));
    assert_eq!(Spans::at_least(3, &sets), Spans::default());
}
