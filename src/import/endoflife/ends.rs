//! Whose support is over, and whose soon will be.

use jiff::ToSpan as _;

use super::element::Used;
use super::remarks::{About, Remarks};
use crate::model::{Date, Lifecycle, SupportEnd};

/// How many elements are named of those that use a release.
const NAMED: usize = 3;

/// Tells of a release that is used if its support is over or ends within a year.
pub(super) fn tell(name: &str, used: &Used<'_>, today: Date, remarks: &mut Remarks) {
    let Some((_, end)) = used.lifecycle.support().and_then(|support| support.end(today)) else { return };
    let by = || {
        let named: Vec<String> = used.elements.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
        let more = used.elements.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{more}", named.join(", "))
    };
    if used.elements.is_empty() {
        return;
    }
    let in_a_year = today.checked_add(1.year()).unwrap_or(Date::MAX);
    match end.value {
        SupportEnd::Over => {
            remarks
                .add(About::Ended, || format!("{name} is out of support, nobody knows since when: {}", by()));
        }
        SupportEnd::On(date) if date.last() < today => {
            let last = date.last();
            remarks
                .add(About::Ended, || format!("{name} is out of support, the last day was {last}: {}", by()));
        }
        SupportEnd::On(date) if date.last() <= in_a_year => {
            let last = date.last();
            remarks
                .add(About::Ending, || format!("support of {name} ends within a year, on {last}: {}", by()));
        }
        SupportEnd::On(_) | SupportEnd::NoneKnown => {}
    }
}

/// When all support ends, in words.
pub(super) fn in_words(lifecycle: &Lifecycle, today: Date) -> String {
    match lifecycle.support().and_then(|support| support.end(today)).map(|(_, end)| end.value) {
        Some(SupportEnd::On(date)) => format!("the last day of all support is {date}"),
        Some(SupportEnd::Over) => "support is over".to_owned(),
        Some(SupportEnd::NoneKnown) => "no end of support is known".to_owned(),
        None => "nothing is known of its support".to_owned(),
    }
}
