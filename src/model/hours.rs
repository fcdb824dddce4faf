//! Service hours: when an element is open, in civil time.

use std::fmt;

const MINUTES_A_DAY: u16 = 24 * 60;

/// The weekly hours in which an element is open: for each day, Monday first, sorted ranges of minutes
/// that neither touch nor overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceHours {
    days: [Vec<(u16, u16)>; 7],
}

impl ServiceHours {
    /// The days of the week, as they are written.
    pub const DAYS: [&'static str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// The words that stand for hours.
    pub const WORDS: [&'static str; 2] = ["24x7", "office"];

    /// How service hours are written.
    pub const FORM: &'static str = "service hours are `24x7`, `office`, or ranges by weekday such as \
         {mon-fri: 07:00-18:00, sat: 09:00-13:00}";

    /// Open always.
    pub fn always() -> Self {
        Self { days: std::array::from_fn(|_| vec![(0, MINUTES_A_DAY)]) }
    }

    /// Monday to Friday, 08:00 to 17:00.
    pub fn office() -> Self {
        Self { days: std::array::from_fn(|day| if day < 5 { vec![(8 * 60, 17 * 60)] } else { Vec::new() }) }
    }

    /// Reads `24x7` or `office`.
    pub fn parse_word(word: &str) -> Option<Self> {
        match word {
            "24x7" => Some(Self::always()),
            "office" => Some(Self::office()),
            _ => None,
        }
    }

    /// Reads ranges by weekday: days (`mon`, `mon-fri`, `sat-mon`) with hours (`07:00-18:00`, several separated by
    /// commas). Hours that end before they begin, such as `22:00-06:00`, go on into the next day.
    pub fn parse_ranges<'a>(ranges: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let mut days: [Vec<(u16, u16)>; 7] = Default::default();
        for (which, hours) in ranges {
            let which = weekdays(which)?;
            for range in hours.split(',') {
                let (from, until) = hours_range(range.trim())?;
                for &day in &which {
                    if from < until {
                        add(&mut days, day, (from, until));
                    } else {
                        add(&mut days, day, (from, MINUTES_A_DAY));
                        add(&mut days, day + 1, (0, until));
                    }
                }
            }
        }
        days.iter_mut().for_each(merge_touching);
        // What is never open was forgotten, not meant.
        days.iter().any(|ranges| !ranges.is_empty()).then_some(Self { days })
    }

    /// The ranges of minutes in which it is open on a day of the week, Monday being 0.
    pub fn on(&self, weekday: usize) -> &[(u16, u16)] {
        self.days.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// How many minutes from a minute of the week, Monday 00:00 being 0, until it is open; nothing if it never is.
    pub fn opens_in(&self, minute_of_week: u32) -> Option<u32> {
        let day_length = u32::from(MINUTES_A_DAY);
        let now = minute_of_week % (7 * day_length);
        let ranges = self.days.iter().enumerate().flat_map(|(day, ranges)| {
            let day = u32::try_from(day).unwrap_or(0) * day_length;
            ranges.iter().map(move |&(from, until)| (day + u32::from(from), day + u32::from(until)))
        });
        let wait = |(from, until): (u32, u32)| match now {
            _ if now < from => from - now,
            _ if now < until => 0,
            _ => from + 7 * day_length - now,
        };
        ranges.map(wait).min()
    }

    /// Whether it is open round the clock.
    pub fn is_always(&self) -> bool {
        *self == Self::always()
    }
}

fn add(days: &mut [Vec<(u16, u16)>; 7], day: usize, range: (u16, u16)) {
    if let Some(ranges) = days.get_mut(day % 7).filter(|_| range.0 < range.1) {
        ranges.push(range);
    }
}

/// The days from the first named to the last, over the end of the week if need be.
fn weekdays(text: &str) -> Option<Vec<usize>> {
    let day = |name: &str| ServiceHours::DAYS.iter().position(|d| *d == name);
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    let count = (last + 7 - first) % 7 + 1;
    Some((first..first + count).map(|day| day % 7).collect())
}

fn hours_range(text: &str) -> Option<(u16, u16)> {
    let (from, until) = text.split_once('-')?;
    let (from, until) = (minute_of_day(from)?, minute_of_day(until)?);
    (from != until && from < MINUTES_A_DAY).then_some((from, until))
}

fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| {
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok())?
    };
    let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
    (minute < 60 && hour * 60 + minute <= MINUTES_A_DAY).then_some(hour * 60 + minute)
}

fn merge_touching(ranges: &mut Vec<(u16, u16)>) {
    ranges.sort_unstable();
    ranges.dedup_by(|next, previous| {
        let touches = next.0 <= previous.1;
        if touches {
            previous.1 = previous.1.max(next.1);
        }
        touches
    });
}

impl fmt::Display for ServiceHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_always() {
            return f.write_str("24x7");
        }
        if *self == Self::office() {
            return f.write_str("office");
        }
        let mut separator = "";
        for (day, ranges) in Self::DAYS.iter().zip(&self.days).filter(|(_, ranges)| !ranges.is_empty()) {
            write!(f, "{separator}{day}")?;
            separator = "; ";
            for (i, (from, until)) in ranges.iter().enumerate() {
                let comma = if i == 0 { "" } else { "," };
                write!(f, "{comma} {:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)?;
            }
        }
        if separator.is_empty() { f.write_str("closed") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_at_its_next_range() {
        let (monday, friday, saturday) = (0, 4 * 24 * 60, 5 * 24 * 60);
        let office = ServiceHours::office();
        assert_eq!(office.opens_in(monday), Some(8 * 60));
        assert_eq!(office.opens_in(monday + 8 * 60), Some(0));
        assert_eq!(office.opens_in(monday + 17 * 60 - 1), Some(0));
        assert_eq!(office.opens_in(monday + 17 * 60), Some(15 * 60));
        assert_eq!(office.opens_in(friday + 17 * 60), Some((7 + 48 + 8) * 60));
        assert_eq!(ServiceHours::always().opens_in(saturday), Some(0));
        assert_eq!(ServiceHours::parse_ranges([]), None);
    }

    #[test]
    fn ranges_by_weekday_are_merged_and_sorted() {
        let hours =
            ServiceHours::parse_ranges([("mon-fri", "13:00-17:00, 08:00-12:00"), ("fri", "12:00-13:00")])
                .unwrap();
        assert_eq!(hours.on(0), [(480, 720), (780, 1020)]);
        assert_eq!(hours.on(4), [(480, 1020)]);
        assert_eq!(hours.on(5), []);
    }

    #[test]
    fn round_the_clock_may_be_written_out() {
        assert!(ServiceHours::parse_ranges([("mon-sun", "00:00-24:00")]).unwrap().is_always());
        assert_eq!(ServiceHours::parse_ranges([("mon-fri", "08:00-17:00")]), Some(ServiceHours::office()));
    }

    #[test]
    fn hours_go_on_over_midnight_and_over_the_end_of_the_week() {
        let nights = ServiceHours::parse_ranges([("sat-mon", "22:00-06:00")]).unwrap();
        assert_eq!(nights.on(5), [(1320, 1440)]);
        assert_eq!(nights.on(6), [(0, 360), (1320, 1440)]);
        assert_eq!(nights.on(0), [(0, 360), (1320, 1440)]);
        assert_eq!(nights.on(1), [(0, 360)]);
        assert_eq!(nights.on(4), []);
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for (days, hours) in [
            ("monday", "08:00-17:00"),
            ("mon", "8-17"),
            ("mon", "08:00-08:00"),
            ("mon", "24:00-06:00"),
            ("mon", "08:60-09:00"),
            ("mon", "00:00-24:01"),
            ("mon", ""),
        ] {
            assert_eq!(ServiceHours::parse_ranges([(days, hours)]), None, "{days}: {hours}");
        }
    }
}
