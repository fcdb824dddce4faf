//! A week in minutes: when something is open, when enough of several things are, and what is missing of that.

use std::fmt;

use super::ServiceHours;

/// Some minutes of the week, Monday 00:00 being 0: sorted ranges that neither touch nor overlap. After the last minute
/// of the week comes the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    ranges: Vec<(u32, u32)>,
}

/// Minutes on end, perhaps over the end of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first minute.
    pub from: u32,
    /// How many minutes.
    pub minutes: u32,
}

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

impl Week {
    /// Every minute.
    pub fn always() -> Self {
        Self { ranges: vec![(0, WEEK)] }
    }

    /// The minutes in which something is open.
    pub fn of(hours: &ServiceHours) -> Self {
        let on = |day: u32| {
            let ranges = hours.on(usize::try_from(day).unwrap_or(0)).iter();
            ranges.map(move |&(from, until)| (day * DAY + u32::from(from), day * DAY + u32::from(until)))
        };
        Self::swept((0..7).flat_map(on), 1)
    }

    /// The minutes that are in at least so many of the weeks.
    ///
    /// Complexity: O(n log n) for n ranges in all.
    pub fn at_least<'w>(count: usize, weeks: impl IntoIterator<Item = &'w Self>) -> Self {
        if count == 0 {
            return Self::always();
        }
        Self::swept(weeks.into_iter().flat_map(|week| week.ranges.iter().copied()), count)
    }

    /// The minutes that are in both.
    pub fn and(&self, other: &Self) -> Self {
        Self::at_least(2, [self, other])
    }

    /// The minutes of this week that are not in the other.
    pub fn minus(&self, other: &Self) -> Self {
        let starts = std::iter::once(0).chain(other.ranges.iter().map(|&(_, until)| until));
        let ends = other.ranges.iter().map(|&(from, _)| from).chain(std::iter::once(WEEK));
        let without = Self { ranges: starts.zip(ends).filter(|(from, until)| from < until).collect() };
        self.and(&without)
    }

    /// Whether there is no minute in it.
    pub fn is_never(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The most minutes on end; the first of several that are as long.
    pub fn longest(&self) -> Option<Stretch> {
        let stretches = self.ranges.iter().map(|&(from, until)| Stretch { from, minutes: until - from });
        let over_the_end = match (self.ranges.first(), self.ranges.last()) {
            (Some(&(0, until)), Some(&(from, WEEK))) if from > 0 => {
                Some(Stretch { from, minutes: WEEK - from + until })
            }
            _ => None,
        };
        stretches
            .chain(over_the_end)
            .reduce(|best, next| if next.minutes > best.minutes { next } else { best })
    }

    /// The minutes that so many of the ranges have in common. A range is in a week of its own, or meets no other of it.
    fn swept(ranges: impl Iterator<Item = (u32, u32)>, count: usize) -> Self {
        let (mut begins, mut ends) = (Vec::new(), Vec::new());
        for (from, until) in ranges {
            begins.push(from);
            ends.push(until);
        }
        begins.sort_unstable();
        ends.sort_unstable();
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut ended = 0;
        for (begun, &from) in begins.iter().enumerate() {
            while ends.get(ended).is_some_and(|&end| end < from) {
                ended += 1;
            }
            // Those that end here go on into those that begin here.
            let Some(spare) = (begun + 1 - ended).checked_sub(count) else { continue };
            let until = ends.get(ended + spare).copied().unwrap_or(WEEK);
            match found.last_mut() {
                Some(before) if from <= before.1 => before.1 = before.1.max(until),
                _ if from < until => found.push((from, until)),
                _ => {}
            }
        }
        Self { ranges: found }
    }
}

impl fmt::Display for Stretch {
    /// "from Fri 17:00 to Mon 08:00, 63 h"; "at all hours".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.minutes >= WEEK {
            return f.write_str("at all hours");
        }
        write!(f, "from {} to {}, ", time(self.from), time((self.from + self.minutes) % WEEK))?;
        match (self.minutes / 60, self.minutes % 60) {
            (0, minutes) => write!(f, "{minutes} min"),
            (hours, 0) => write!(f, "{hours} h"),
            (hours, minutes) => write!(f, "{hours} h {minutes} min"),
        }
    }
}

/// "Fri 17:00".
fn time(minute: u32) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = DAYS.iter().copied().cycle().nth((minute / DAY) as usize).unwrap_or_default();
    format!("{day} {:02}:{:02}", minute % DAY / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same week, minute by minute.
    fn minutes(week: &Week) -> Vec<bool> {
        (0..WEEK).map(|m| week.ranges.iter().any(|&(from, until)| from <= m && m < until)).collect()
    }

    /// Walks twice round the week and counts.
    fn longest_by_minute(open: &[bool]) -> Option<u32> {
        if open.iter().all(|&open| open) {
            return Some(WEEK);
        }
        let (mut best, mut run) = (0, 0);
        for &open in open.iter().chain(open) {
            run = if open { run + 1 } else { 0 };
            best = best.max(run);
        }
        (best > 0).then_some(best)
    }

    fn some_weeks(seed: &mut u64) -> Vec<Week> {
        let mut next = |below: u64| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*seed >> 33) % below
        };
        (0..next(4) + 1)
            .map(|_| {
                if next(5) == 0 {
                    return Week::always();
                }
                let days = ["mon", "tue-thu", "fri", "sat-mon", "mon-sun", "sun"];
                // Few times of the day, so that hours often meet; some over midnight.
                let times = ["00:00", "06:00", "08:30", "17:00", "22:00"];
                let ranges: Vec<(&str, String)> = (0..next(3) + 1)
                    .map(|_| {
                        let from = next(5);
                        let until = (from + 1 + next(4)) % 5;
                        let pick = |i: u64| times[usize::try_from(i).unwrap()];
                        let day = days[usize::try_from(next(6)).unwrap()];
                        (day, format!("{}-{}", pick(from), pick(until)))
                    })
                    .collect();
                let ranges = ranges.iter().map(|(day, hours)| (*day, hours.as_str()));
                Week::of(&ServiceHours::parse_ranges(ranges).unwrap())
            })
            .collect()
    }

    #[test]
    fn weeks_are_what_they_are_minute_by_minute() {
        let mut seed = 7;
        for _ in 0..200 {
            let weeks = some_weeks(&mut seed);
            let by_minute: Vec<Vec<bool>> = weeks.iter().map(minutes).collect();
            for count in 0..=weeks.len() {
                let wanted: Vec<bool> = (0..WEEK as usize)
                    .map(|m| by_minute.iter().filter(|week| week[m]).count() >= count)
                    .collect();
                let found = Week::at_least(count, &weeks);
                assert!(minutes(&found) == wanted, "{count} of {weeks:?}: {found:?}");
                assert!(found.ranges.is_sorted_by(|a, b| a.1 < b.0), "{found:?}");
                let missing = weeks[0].minus(&found);
                let wanted: Vec<bool> =
                    by_minute[0].iter().zip(&wanted).map(|(open, other)| *open && !other).collect();
                assert!(minutes(&missing) == wanted, "{weeks:?}: {missing:?}");
                assert_eq!(missing.is_never(), !wanted.contains(&true));
                let longest = missing.longest();
                assert_eq!(longest.map(|l| l.minutes), longest_by_minute(&wanted), "{missing:?}");
                if let Some(Stretch { from, minutes }) = longest {
                    assert!((from..from + minutes).all(|minute| wanted[(minute % WEEK) as usize]));
                }
            }
        }
    }

    #[test]
    fn a_weekend_goes_on_into_monday() {
        let closed = Week::always().minus(&Week::of(&ServiceHours::office()));
        assert_eq!(closed.longest().unwrap().to_string(), "from Fri 17:00 to Mon 08:00, 63 h");
        assert_eq!(Week::always().longest().unwrap().to_string(), "at all hours");
        let half = Stretch { from: 30, minutes: 90 };
        assert_eq!(half.to_string(), "from Mon 00:30 to Mon 02:00, 1 h 30 min");
    }
}
