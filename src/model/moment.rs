//! Moments of plans in civil time: `2008-03-01T20:00`, or a day.

use jiff::ToSpan as _;

use super::{Date, DateError, Duration, PartialDate};

/// A minute in the civil calendar, without a zone.
pub type Moment = jiff::civil::DateTime;

/// Which minute of a day is meant where only a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The first: something begins with the day.
    Begins,
    /// The one after its last: something goes on to the end of the day.
    Ends,
}

/// How a moment is written.
pub const MOMENT_FORM: &str = "a time is written 2008-03-01T20:00, or as a day: 2008-03-01";

/// Reads `2008-03-01T20:00` or `2008-03-01 20:00`, to the minute; or a day.
///
/// # Errors
/// Says whether the form, the day or the year is wrong.
pub fn parse_moment(text: &str, bound: Bound) -> Result<Moment, DateError> {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let day = single_day(day)?;
    match (time, bound) {
        (None, Bound::Begins) => Ok(day.at(0, 0, 0, 0)),
        (None, Bound::Ends) => {
            day.tomorrow().map(|next| next.at(0, 0, 0, 0)).map_err(|_| DateError::OutOfRange)
        }
        (Some(time), _) => {
            let (hour, minute) = time.split_once(':').ok_or(DateError::Form)?;
            let two_digits = |part: &str| {
                let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
                is_number.then(|| part.parse::<i8>().ok()).flatten().ok_or(DateError::Form)
            };
            let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
            let time = jiff::civil::Time::new(hour, minute, 0, 0).map_err(|_| DateError::Form)?;
            Ok(day.to_datetime(time))
        }
    }
}

fn single_day(text: &str) -> Result<Date, DateError> {
    let date = PartialDate::parse(text)?;
    if date.first() == date.last() { Ok(date.first()) } else { Err(DateError::Form) }
}

/// The minutes from one moment to a later one; nothing if it is not later, or too far away to matter.
pub fn minutes_between(from: Moment, until: Moment) -> Option<u32> {
    let minutes = from.duration_until(until).as_mins();
    u32::try_from(minutes).ok().filter(|&minutes| minutes > 0)
}

/// The moment so long after another; nothing if it is too far away to matter.
pub fn moment_after(from: Moment, length: Duration) -> Option<Moment> {
    from.checked_add(i64::from(length.minutes()).minutes()).ok()
}

/// A moment as it is written in a map.
pub fn moment_as_written(moment: Moment) -> String {
    moment.strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, bound: Bound) -> Result<String, DateError> {
        parse_moment(text, bound).map(|moment| moment.to_string())
    }

    #[test]
    fn a_moment_is_a_minute_or_an_end_of_a_day() {
        assert_eq!(shown("2008-03-01T20:00", Bound::Begins).unwrap(), "2008-03-01T20:00:00");
        assert_eq!(shown("2008-03-01 20:30", Bound::Ends).unwrap(), "2008-03-01T20:30:00");
        assert_eq!(shown("2008-02-29", Bound::Begins).unwrap(), "2008-02-29T00:00:00");
        assert_eq!(shown("2008-02-29", Bound::Ends).unwrap(), "2008-03-01T00:00:00");
    }

    #[test]
    fn a_moment_is_shown_as_it_is_written() {
        let evening = parse_moment("2008-03-01T20:00", Bound::Begins).unwrap();
        assert_eq!(moment_as_written(evening), "2008-03-01T20:00");
        let after = |text| moment_as_written(moment_after(evening, Duration::parse(text).unwrap()).unwrap());
        assert_eq!(after("4h"), "2008-03-02T00:00");
        assert_eq!(after("1w"), "2008-03-08T20:00");
    }

    #[test]
    fn what_is_no_moment_says_why() {
        for text in [
            "",
            "2008",
            "2008-03",
            "20:00",
            "2008-03-01T",
            "2008-03-01T20",
            "2008-03-01T24:00",
            "2008-03-01T2:00",
        ] {
            assert_eq!(shown(text, Bound::Begins), Err(DateError::Form), "{text}");
        }
        assert_eq!(shown("2007-02-29T10:00", Bound::Begins), Err(DateError::NoSuchDay));
    }

    #[test]
    fn minutes_are_counted_over_the_ends_of_days() {
        let moment = |text| parse_moment(text, Bound::Begins).unwrap();
        assert_eq!(minutes_between(moment("2008-03-01T20:00"), moment("2008-03-02T06:00")), Some(600));
        assert_eq!(minutes_between(moment("2008-03-01T20:00"), moment("2008-03-01T20:00")), None);
        assert_eq!(minutes_between(moment("2008-03-02"), moment("2008-03-01")), None);
    }
}
