//! Lengths of time in plans and agreements: `30m`, `4h`, `2d`, `1w`.

use std::fmt;

/// A length of time in whole minutes. A day has 24 hours, a week 7 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u32);

const UNITS: [(char, u32); 4] = [('w', 7 * 24 * 60), ('d', 24 * 60), ('h', 60), ('m', 1)];

impl Duration {
    /// How a duration is written.
    pub const FORM: &'static str = "a duration is a whole number and a unit: 30m, 4h, 2d or 1w";

    /// Reads `30m`, `4h`, `2d` or `1w`; a plain `0` is no time at all. At most 100 years.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "0" {
            return Some(Self(0));
        }
        let unit = text.chars().next_back()?;
        let (_, minutes) = UNITS.into_iter().find(|&(name, _)| name == unit)?;
        let number = text.strip_suffix(unit)?;
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let total = number.parse::<u32>().ok()?.checked_mul(minutes)?;
        (total <= 100 * 366 * 24 * 60).then_some(Self(total))
    }

    /// This many hours.
    pub fn hours(hours: u32) -> Self {
        Self(hours.saturating_mul(60))
    }

    /// This many minutes.
    pub fn of_minutes(minutes: u32) -> Self {
        Self(minutes)
    }

    /// The length in minutes.
    pub fn minutes(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Duration {
    /// The greatest unit that divides it, but hours up to two days, as people say them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let divides = |&(_, minutes): &(char, u32)| self.0 != 0 && self.0.is_multiple_of(minutes);
        let in_hours = self.0 <= 48 * 60 && self.0.is_multiple_of(60);
        match UNITS.iter().find(|unit| divides(unit)) {
            _ if in_hours => write!(f, "{}h", self.0 / 60),
            Some((name, minutes)) => write!(f, "{}{name}", self.0 / minutes),
            None => write!(f, "{}m", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_whole_numbers_with_a_unit() {
        let minutes = |text: &str| Duration::parse(text).map(Duration::minutes);
        assert_eq!(minutes("30m"), Some(30));
        assert_eq!(minutes("4h"), Some(240));
        assert_eq!(minutes("2d"), Some(2880));
        assert_eq!(minutes("1w"), Some(10080));
        assert_eq!(minutes("0"), Some(0));
        for wrong in
            ["", "h", "4", "4 h", "4 hours", "-4h", "+4h", "1.5h", "4H", "99999999999w", "4294967295m"]
        {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn they_are_shown_as_people_say_them() {
        for (written, shown) in [("90m", "90m"), ("24h", "24h"), ("1d", "24h"), ("72h", "3d"), ("14d", "2w")]
        {
            assert_eq!(Duration::parse(written).unwrap().to_string(), shown);
        }
    }
}
