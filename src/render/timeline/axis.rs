//! The calendar of a timeline: where a day is, and which days are written beneath.

use crate::model::{Date, Span};

/// From days to places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    days: Span,
    /// Where the first day begins.
    pub left: f64,
    /// How long all of them are.
    pub width: f64,
}

/// A day that is written beneath the rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Where it begins.
    pub x: f64,
    /// The year or the quarter.
    pub label: String,
}

/// No two labels are nearer than this, in points.
const NEAREST: f64 = 40.0;
/// Steps of years.
const STEPS: [i16; 7] = [1, 2, 5, 10, 20, 50, 100];

impl Axis {
    /// An axis for these days, from `left` on and so wide.
    pub(super) fn new(days: Span, left: f64, width: f64) -> Self {
        Self { days, left, width }
    }

    /// Where a day begins; those before the first at its beginning, those after the last at its end.
    pub(super) fn begin(&self, day: Date) -> f64 {
        let first = self.days.first;
        let total = days_between(first, self.days.last) + 1.0;
        let part = (days_between(first, day) / total).clamp(0.0, 1.0);
        self.left + self.width * part
    }

    /// Where a day ends.
    pub(super) fn end(&self, day: Date) -> f64 {
        day.tomorrow().map_or(self.left + self.width, |next| self.begin(next))
    }

    /// Where the axis ends.
    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Where a time begins and ends, if some of it is drawn.
    pub(super) fn range(&self, days: Span) -> Option<(f64, f64)> {
        let is_drawn = days.first <= self.days.last && days.last >= self.days.first;
        is_drawn.then(|| (self.begin(days.first), self.end(days.last)))
    }

    /// Whether a day is drawn.
    pub(super) fn contains(&self, day: Date) -> bool {
        self.days.contains(day)
    }

    /// The beginnings of the years, or of the quarters if there is room for them; every so many years if there is room
    /// for no more.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let years = days_between(self.days.first, self.days.last) / 365.25;
        let quarter = self.width / (years * 4.0).max(1.0);
        if quarter >= NEAREST * 1.4 {
            return self.beginnings(1, &[(1, "Q1"), (4, "Q2"), (7, "Q3"), (10, "Q4")]);
        }
        let room = |step: &&i16| self.width / years.max(1.0) * f64::from(**step) >= NEAREST;
        let step = STEPS.iter().find(room).copied().unwrap_or(200);
        self.beginnings(step, &[(1, "")])
    }

    fn beginnings(&self, step: i16, months: &[(i8, &str)]) -> Vec<Tick> {
        let years = (self.days.first.year()..=self.days.last.year()).filter(|year| year % step == 0);
        let days = years.flat_map(|year| {
            months.iter().filter_map(move |&(month, word)| {
                let label = [word, &year.to_string()].join(" ").trim().to_owned();
                Some((Date::new(year, month, 1).ok()?, label))
            })
        });
        let drawn = days.filter(|(day, _)| self.contains(*day));
        drawn.map(|(day, label)| Tick { x: self.begin(day), label }).collect()
    }
}

/// So many days later, or earlier if negative.
fn days_between(from: Date, to: Date) -> f64 {
    from.duration_until(to).as_secs_f64() / 86_400.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day() -> impl Strategy<Value = Date> {
        (1900_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
    }

    proptest! {
        #[test]
        fn a_later_day_is_never_further_left(a in day(), b in day(), from in day(), to in day()) {
            let span = Span { first: from.min(to), last: from.max(to) };
            let axis = Axis::new(span, 200.0, 900.0);
            let (early, late) = (a.min(b), a.max(b));
            prop_assert!(axis.begin(early) <= axis.begin(late));
            prop_assert!(axis.begin(early) <= axis.end(early));
            // Drawn days have a place of their own, and all are inside.
            if early < late && span.contains(early) && span.contains(late) {
                prop_assert!(axis.begin(early) < axis.begin(late));
            }
            for x in [axis.begin(a), axis.end(a)] {
                prop_assert!((200.0..=1100.0).contains(&x));
            }
        }

        #[test]
        fn labels_stand_apart_and_inside(from in day(), to in day()) {
            let span = Span { first: from.min(to), last: from.max(to) };
            let axis = Axis::new(span, 200.0, 900.0);
            let ticks = axis.ticks();
            for pair in ticks.windows(2) {
                prop_assert!(pair[1].x - pair[0].x >= NEAREST - 1.0, "{ticks:?}");
            }
            prop_assert!(ticks.iter().all(|tick| (200.0..=1100.0).contains(&tick.x)));
        }
    }

    #[test]
    fn a_year_has_its_own_width() {
        let axis = Axis::new(
            Span { first: "2007-01-01".parse().unwrap(), last: "2010-12-31".parse().unwrap() },
            0.0,
            1461.0,
        );
        assert_eq!((axis.begin("2008-01-01".parse().unwrap()) * 100.0).round(), 36_500.0);
        assert_eq!((axis.end("2008-12-31".parse().unwrap()) * 100.0).round(), 73_100.0);
        assert_eq!(axis.ticks().first().map(|tick| tick.label.as_str()), Some("Q1 2007"));
    }
}
