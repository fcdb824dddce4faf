//! Dates as spreadsheets write them: taken where they can mean one day only, told where they can mean two.

use jiff::ToSpan as _;

use crate::model::{Date, PartialDate};

/// What a date of a spreadsheet means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SheetDate {
    /// It is written as dates are, or as nothing that is known here.
    AsWritten,
    /// One day, as dates are written.
    Day(String),
    /// One of two days.
    Either(String, String),
    /// A number that would be this day if the spreadsheet had counted days.
    Counted(String),
}

/// Reads a date as a spreadsheet may have written it.
pub(super) fn read(text: &str) -> SheetDate {
    if PartialDate::parse(text).is_ok() {
        return SheetDate::AsWritten;
    }
    let date = without_time(text);
    if PartialDate::parse(date).is_ok() && date.len() == 10 {
        return SheetDate::Day(date.to_owned());
    }
    if let Some(day) = in_parts(date) {
        return day;
    }
    if is_number(date, 8)
        && let (Some(year), Some(month), Some(in_month)) = (date.get(..4), date.get(4..6), date.get(6..))
        && let Some(day) = day(year, month, in_month)
    {
        return SheetDate::Day(day);
    }
    counted(text).map_or(SheetDate::AsWritten, SheetDate::Counted)
}

/// A date without the time of day that follows it.
fn without_time(text: &str) -> &str {
    let Some((date, time)) = text.split_once([' ', 'T']) else { return text };
    let mut parts = time.trim().splitn(3, ':');
    let is_part = |part: Option<&str>| part.is_some_and(|part| is_number(part, 1) || is_number(part, 2));
    let is_time = is_part(parts.next())
        && is_part(parts.next())
        && parts.next().is_none_or(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    if is_time { date } else { text }
}

/// A day in three parts: the year first or last.
fn in_parts(text: &str) -> Option<SheetDate> {
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(sign);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if is_number(first, 4) {
        return day(first, second, third).map(SheetDate::Day);
    }
    if !is_number(third, 4) {
        return None;
    }
    match (day(third, second, first), day(third, first, second)) {
        (Some(a), Some(b)) if a == b => Some(SheetDate::Day(a)),
        (Some(a), Some(b)) => Some(SheetDate::Either(a, b)),
        (only, other) => only.or(other).map(SheetDate::Day),
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<String> {
    let short = |part: &str| is_number(part, 1) || is_number(part, 2);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    (short(month) && short(day) && PartialDate::parse(&written).is_ok()).then_some(written)
}

/// The day that a spreadsheet means by a number of days.
fn counted(text: &str) -> Option<String> {
    let days: i32 = is_number(text, 5).then(|| text.parse().ok())??;
    let day = Date::new(1899, 12, 30).ok()?.checked_add(days.days()).ok()?;
    // Before 1954 and after 2119 it is some other number.
    (20_000..80_000).contains(&days).then(|| day.to_string())
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_mean_one_day_only_is_that_day() {
        for (written, meant) in [
            ("2007-09-01 00:00:00", "2007-09-01"),
            ("2007-09-01T00:00", "2007-09-01"),
            ("2014-03-05 14:22", "2014-03-05"),
            ("2007-9-1", "2007-09-01"),
            ("2007/09/01", "2007-09-01"),
            ("20070901", "2007-09-01"),
            ("31.12.2007", "2007-12-31"),
            ("12/31/2007", "2007-12-31"),
            ("9.9.2007 0:00", "2007-09-09"),
        ] {
            assert_eq!(read(written), SheetDate::Day(meant.into()), "{written}");
        }
    }

    #[test]
    fn what_can_mean_two_days_is_either() {
        let either = SheetDate::Either("2007-09-01".into(), "2007-01-09".into());
        assert_eq!(read("1.9.2007"), either);
        assert_eq!(read("01/09/2007"), either);
    }

    #[test]
    fn a_number_of_days_is_known_as_one() {
        assert_eq!(read("39326"), SheetDate::Counted("2007-09-01".into()));
        assert_eq!(read("12345"), SheetDate::AsWritten);
    }

    #[test]
    fn what_is_a_date_or_nothing_stays_as_it_is() {
        for written in [
            "2007",
            "2007-09",
            "2007-Q3",
            "2007-09-01",
            "1/9/07",
            "sep 2007",
            "32.13.2007",
            "",
            "-",
            "1.2.3.4",
        ] {
            assert_eq!(read(written), SheetDate::AsWritten, "{written}");
        }
    }
}
