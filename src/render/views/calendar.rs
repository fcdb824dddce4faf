//! Dates as people read them: 1 Sep 2007.

use crate::model::{Date, Span};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "1 Sep 2007".
pub(super) fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// "from 1 Sep 2007 to 31 Dec 2008", "until 31 Dec 2008", "from 1 Sep 2007 on"; nothing for all days.
pub(super) fn period(days: Span) -> String {
    match (days.begins(), days.ends()) {
        (Some(first), Some(last)) if first == last => format!("on {}", day(first)),
        (Some(first), Some(last)) => format!("from {} to {}", day(first), day(last)),
        (Some(first), None) => format!("from {} on", day(first)),
        (None, Some(last)) => format!("until {}", day(last)),
        (None, None) => String::new(),
    }
}

fn month(date: Date) -> String {
    let at = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    format!("{} {}", MONTHS.get(at).copied().unwrap_or_default(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_says_only_the_ends_it_has() {
        let [first, last] = ["2007-09-01", "2008-12-31"].map(|day| day.parse::<Date>().unwrap());
        let periods = [
            (Span { first, last }, "from 1 Sep 2007 to 31 Dec 2008"),
            (Span { first, last: Date::MAX }, "from 1 Sep 2007 on"),
            (Span { first: Date::MIN, last }, "until 31 Dec 2008"),
            (Span { first, last: first }, "on 1 Sep 2007"),
            (Span::ALL, ""),
        ];
        for (days, words) in periods {
            assert_eq!(period(days), words);
        }
    }
}
