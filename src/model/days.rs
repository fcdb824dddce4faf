//! Sets of days: when something is in use, when it is supported, when both.
//!
//! A set is a few spans, so that a question about all time costs no more than one about a day.

use jiff::civil::Date;

/// A span of days. Both ends belong to it; [`Date::MIN`] and [`Date::MAX`] mean that it has no such end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// A set of days: spans in order, each two with at least a day between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Days {
    spans: Vec<Span>,
}

impl Span {
    /// All days.
    pub const ALL: Self = Self { first: Date::MIN, last: Date::MAX };

    /// The first day, if it has one.
    pub fn begins(self) -> Option<Date> {
        (self.first > Date::MIN).then_some(self.first)
    }

    /// The last day, if it has one.
    pub fn ends(self) -> Option<Date> {
        (self.last < Date::MAX).then_some(self.last)
    }

    /// Whether a day belongs to it.
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

impl Days {
    /// No day.
    pub const NEVER: Self = Self { spans: Vec::new() };

    /// Every day.
    pub fn always() -> Self {
        Self::of(Span::ALL)
    }

    /// The days of one span; none if it ends before it begins.
    pub fn of(span: Span) -> Self {
        if span.first <= span.last { Self { spans: vec![span] } } else { Self::NEVER }
    }

    /// A day and all days after it.
    pub fn from(first: Date) -> Self {
        Self::of(Span { first, last: Date::MAX })
    }

    /// All days up to a day, and the day itself.
    pub fn until(last: Date) -> Self {
        Self::of(Span { first: Date::MIN, last })
    }

    /// All days before a day.
    pub fn before(day: Date) -> Self {
        day.yesterday().map_or(Self::NEVER, Self::until)
    }

    /// All days after a day.
    pub fn after(day: Date) -> Self {
        day.tomorrow().map_or(Self::NEVER, Self::from)
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether there is no day in it.
    pub fn is_never(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether every day is in it.
    pub fn is_always(&self) -> bool {
        self.spans.first() == Some(&Span::ALL)
    }

    /// Whether a day is in it.
    ///
    /// Complexity: O(log n) for n spans.
    pub fn contains(&self, day: Date) -> bool {
        let after = self.spans.partition_point(|span| span.first <= day);
        after.checked_sub(1).and_then(|at| self.spans.get(at)).is_some_and(|span| day <= span.last)
    }

    /// From its first day to its last, with whatever lies between.
    pub fn extent(&self) -> Option<Span> {
        let (first, last) = self.spans.first().zip(self.spans.last())?;
        Some(Span { first: first.first, last: last.last })
    }

    /// The days that are not in it.
    pub fn not(&self) -> Self {
        let mut spans = Vec::with_capacity(self.spans.len() + 1);
        let mut next = Some(Date::MIN);
        for span in &self.spans {
            if let (Some(first), Ok(last)) = (next, span.first.yesterday())
                && first <= last
            {
                spans.push(Span { first, last });
            }
            next = span.last.tomorrow().ok();
        }
        spans.extend(next.map(|first| Span { first, last: Date::MAX }));
        Self { spans }
    }

    /// The days that are in both.
    ///
    /// Complexity: O(n + m) for n and m spans.
    pub fn and(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.spans.iter().peekable(), other.spans.iter().peekable());
        let mut spans = Vec::new();
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            let both = Span { first: a.first.max(b.first), last: a.last.min(b.last) };
            if both.first <= both.last {
                spans.push(both);
            }
            if a.last <= b.last {
                mine.next()
            } else {
                theirs.next()
            };
        }
        Self { spans }
    }

    /// The days that are in one of them at least.
    pub fn or(&self, other: &Self) -> Self {
        self.spans.iter().chain(&other.spans).copied().collect()
    }

    /// The days that are in at least so many of the sets.
    ///
    /// Complexity: O(n log n) for n spans in all.
    pub fn at_least<'d>(count: usize, sets: impl IntoIterator<Item = &'d Self>) -> Self {
        let mut begins: Vec<Date> = Vec::new();
        // A span without an end never ends.
        let mut ends: Vec<Date> = Vec::new();
        for span in sets.into_iter().flat_map(|days| &days.spans) {
            begins.push(span.first);
            ends.extend(span.ends());
        }
        begins.sort_unstable();
        ends.sort_unstable();
        let mut spans = Vec::new();
        let mut ended = 0;
        for (i, &first) in begins.iter().enumerate() {
            while ends.get(ended).is_some_and(|&end| end < first) {
                ended += 1;
            }
            // So many have begun by this day, and so many of them have ended before it.
            let open = i + 1 - ended;
            if let Some(spare) = open.checked_sub(count.max(1)) {
                // Until one more has ended than can be spared; another that begins meanwhile adds its own span.
                let last = ends.get(ended + spare).copied().unwrap_or(Date::MAX);
                spans.push(Span { first, last });
            }
        }
        if count == 0 { Self::always() } else { spans.into_iter().collect() }
    }

    /// The days of this set that are not in the other.
    pub fn minus(&self, other: &Self) -> Self {
        self.and(&other.not())
    }
}

impl FromIterator<Span> for Days {
    /// The days of all spans, whatever their order; those that meet become one.
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut all: Vec<Span> = spans.into_iter().filter(|span| span.first <= span.last).collect();
        all.sort_unstable();
        let mut spans: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match spans.last_mut() {
                Some(before) if before.last.tomorrow().map_or(true, |next| span.first <= next) => {
                    before.last = before.last.max(span.last);
                }
                _ => spans.push(span),
            }
        }
        Self { spans }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_edges_of_time_are_no_ends() {
        assert_eq!(Days::before(Date::MIN), Days::NEVER);
        assert_eq!(Days::after(Date::MAX), Days::NEVER);
        assert_eq!(Days::always().not(), Days::NEVER);
        assert_eq!(Days::NEVER.not(), Days::always());
        let span = Days::until(day("2010-12-31")).extent().unwrap();
        assert_eq!((span.begins(), span.ends()), (None, Some(day("2010-12-31"))));
    }

    #[test]
    fn spans_that_meet_are_one() {
        let before = Days::before(day("2008-01-01"));
        let after = Days::from(day("2008-01-01"));
        assert!(before.or(&after).is_always());
        assert!(before.and(&after).is_never());
        let gap = before.or(&Days::after(day("2008-01-01"))).not();
        assert_eq!(gap, Days::of(Span { first: day("2008-01-01"), last: day("2008-01-01") }));
    }
}
