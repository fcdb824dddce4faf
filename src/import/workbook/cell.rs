//! The value of a cell as a person sees it.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};

/// What stands for a number that is none, as spreadsheets write it.
const NO_NUMBER: &str = "#NUM!";
/// The day after the last that a spreadsheet knows, counted as it does.
const AFTER_LAST_DAY: f64 = 2_958_466.0;

/// The text of a value; of a formula, what the program that saved it reckoned.
pub(super) fn shown<'v>(value: &'v DataRef<'_>) -> Cow<'v, str> {
    match value {
        DataRef::Empty => Cow::Borrowed(""),
        DataRef::String(text) => lines(text),
        DataRef::SharedString(text) => lines(text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(value) => Cow::Owned(number(*value)),
        DataRef::Bool(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        DataRef::DateTime(at) => Cow::Owned(moment(*at)),
        DataRef::DateTimeIso(text) => Cow::Borrowed(day_of(text)),
        DataRef::DurationIso(text) => Cow::Borrowed(text),
        DataRef::Error(error) => Cow::Owned(error.to_string()),
    }
}

/// A text whose lines end in one way.
fn lines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// A number with the fifteen digits that a spreadsheet keeps, and never with an exponent.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return NO_NUMBER.to_owned();
    }
    let kept: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    // Not `-0`.
    (kept + 0.0).to_string()
}

/// A day as `2007-09-01`, with the time if it has one. What is no day of a spreadsheet stays the number that it is.
fn moment(at: ExcelDateTime) -> String {
    let days = at.as_f64();
    if at.is_duration() {
        return hours(days);
    }
    if !(0.0..AFTER_LAST_DAY).contains(&days) {
        return number(days);
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let clock = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match (year, hour, minute, second) {
        // The day before the first is that of a time alone.
        (..1900, ..) => clock,
        (_, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

/// A span of time as `36:00`.
fn hours(days: f64) -> String {
    let minutes = (days * 24.0 * 60.0).round();
    if !(0.0..1e12).contains(&minutes) {
        return number(days);
    }
    format!("{:.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0)
}

/// A day of ISO 8601 without a time that is midnight.
fn day_of(text: &str) -> &str {
    match text.split_once('T') {
        Some((day, time)) if time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')) => day,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_written_as_a_person_sees_them() {
        for (value, shown) in [
            (13.0, "13"),
            (4.1, "4.1"),
            (0.1 + 0.2, "0.3"),
            (0.995, "0.995"),
            (-0.0, "0"),
            (-7.5, "-7.5"),
            (1e21, "1000000000000000000000"),
            (123_456_789_012_345.0, "123456789012345"),
            (f64::NAN, "#NUM!"),
            (f64::INFINITY, "#NUM!"),
        ] {
            assert_eq!(number(value), shown);
        }
    }

    #[test]
    fn days_are_days_in_both_systems() {
        let of =
            |days: f64, is_1904: bool| moment(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904));
        assert_eq!(of(39326.0, false), "2007-09-01");
        assert_eq!(of(39326.0 - 1462.0, true), "2007-09-01");
        assert_eq!(of(39326.5, false), "2007-09-01 12:00");
        assert_eq!(of(1.0, false), "1900-01-01");
        assert_eq!(of(2_958_465.0, false), "9999-12-31");
        assert_eq!(of(0.75, false), "18:00");
        assert_eq!(of(2_958_466.0, false), "2958466");
        assert_eq!(of(-1.0, false), "-1");
        assert_eq!(of(f64::NAN, false), "#NUM!");
        let span = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(moment(span), "36:00");
        assert_eq!(day_of("2007-09-01T00:00:00.000Z"), "2007-09-01");
        assert_eq!(day_of("2007-09-01T12:00:00"), "2007-09-01T12:00:00");
    }
}
