//! Dates as people write them in plans: a day, a month, a quarter or a year.

use std::fmt;

use jiff::ToSpan as _;

/// A day in the civil calendar.
pub type Date = jiff::civil::Date;

/// A date that may be known only to the month, the quarter or the year.
///
/// A start means its first day, a support end its last: which one, the field decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    first: Date,
    last: Date,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// It has not the form of a date.
    Form,
    /// There is no such day, month or quarter.
    NoSuchDay,
    /// It is before 1900 or after 2200, which is a slip in every plan of IT.
    OutOfRange,
}

impl PartialDate {
    /// The years that a map may name.
    pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

    /// How a date is written.
    pub const FORM: &'static str = "a date is written 2010-12-31, 2010-12, 2010-Q2 or 2010";

    /// Reads `2010-12-31`, `2010-12`, `2010-Q2` or `2010`.
    ///
    /// # Errors
    /// Says whether the form, the day or the year is wrong.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next(), 4).ok_or(DateError::Form)?;
        let rest = (parts.next(), parts.next());
        let (first, months) = match rest {
            (None, _) => (day(year, 1, 1)?, 12),
            (Some(quarter), None) if quarter.starts_with('Q') => {
                let number = digits(quarter.get(1..), 1).ok_or(DateError::Form)?;
                if !(1..=4).contains(&number) {
                    return Err(DateError::NoSuchDay);
                }
                (day(year, number * 3 - 2, 1)?, 3)
            }
            (month, None) => (day(year, digits(month, 2).ok_or(DateError::Form)?, 1)?, 1),
            (month, date) => {
                let month = digits(month, 2).ok_or(DateError::Form)?;
                let only = day(year, month, digits(date, 2).ok_or(DateError::Form)?)?;
                return Self::within_range(only, only);
            }
        };
        let last = first
            .checked_add(months.months())
            .and_then(|next| next.checked_sub(1.day()))
            .map_err(|_| DateError::OutOfRange)?;
        Self::within_range(first, last)
    }

    /// The date of a single day.
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The first day that it can mean.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day that it can mean.
    pub fn last(self) -> Date {
        self.last
    }

    fn within_range(first: Date, last: Date) -> Result<Self, DateError> {
        if Self::YEARS.contains(&first.year()) {
            Ok(Self { first, last })
        } else {
            Err(DateError::OutOfRange)
        }
    }
}

fn digits(part: Option<&str>, count: usize) -> Option<i16> {
    let part = part?;
    (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

fn day(year: i16, month: i16, day: i16) -> Result<Date, DateError> {
    let small = |n: i16| i8::try_from(n).map_err(|_| DateError::NoSuchDay);
    Date::new(year, small(month)?, small(day)?).map_err(|_| DateError::NoSuchDay)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        let year = first.year();
        let ends_with_its_month = last.tomorrow().is_ok_and(|next| next.day() == 1);
        if first == last || first.day() != 1 || !ends_with_its_month {
            return write!(f, "{first}");
        }
        match (first.month(), last.month()) {
            (1, 12) => write!(f, "{year:04}"),
            (from, to) if to - from == 2 => write!(f, "{year:04}-Q{}", (from + 2) / 3),
            (month, _) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str(PartialDate::FORM),
            Self::NoSuchDay => f.write_str("there is no such day in the calendar"),
            Self::OutOfRange => {
                write!(
                    f,
                    "the year is outside {} to {}",
                    PartialDate::YEARS.start(),
                    PartialDate::YEARS.end()
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (String, String) {
        let date = PartialDate::parse(text).unwrap();
        (date.first().to_string(), date.last().to_string())
    }

    #[test]
    fn a_partial_date_has_a_first_and_a_last_day() {
        assert_eq!(days("2010-12-31"), ("2010-12-31".into(), "2010-12-31".into()));
        assert_eq!(days("2008-02"), ("2008-02-01".into(), "2008-02-29".into()));
        assert_eq!(days("2010-Q2"), ("2010-04-01".into(), "2010-06-30".into()));
        assert_eq!(days("2010"), ("2010-01-01".into(), "2010-12-31".into()));
        assert_eq!(days("2200"), ("2200-01-01".into(), "2200-12-31".into()));
    }

    #[test]
    fn what_is_written_is_what_is_shown() {
        for text in ["2010-12-31", "2010-12-01", "2010-12", "2010-Q1", "2010-Q4", "2010", "2007-02"] {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for text in [
            "",
            "10",
            "2010-1",
            "2010-12-31T00:00",
            "2010-Q",
            "Q2-2010",
            "2010/12",
            "+010",
            "2010-",
            "2010--1",
        ] {
            assert_eq!(PartialDate::parse(text), Err(DateError::Form), "{text}");
        }
        for text in ["2010-13", "2007-02-29", "2010-Q5", "2010-Q0", "2010-00-01", "2010-04-31"] {
            assert_eq!(PartialDate::parse(text), Err(DateError::NoSuchDay), "{text}");
        }
        for text in ["1899", "2201-01-01", "9999-12-31", "0000-01-01"] {
            assert_eq!(PartialDate::parse(text), Err(DateError::OutOfRange), "{text}");
        }
    }
}
