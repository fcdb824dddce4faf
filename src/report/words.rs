//! Numbers and lists in words.

use std::borrow::Cow;

use crate::analysis::Basis;
use crate::escape;
use crate::graph::{ElementIx, Graph};
use crate::model::{Element, Section};
pub(super) use crate::model::{counted, few, joined, number};

/// "2 processes", with separators.
pub(super) fn counted_section(n: usize, section: Section) -> String {
    counted(n, section.one(), section.many())
}

/// "Lisa (lisa)", or only the id if there is no other name. Safe for a terminal.
pub(super) fn name_and_id(graph: &Graph, ix: ElementIx) -> String {
    named(graph.element(ix))
}

/// The same of an element or organisation.
pub(super) fn named(element: &Element) -> String {
    let (name, id) = (escape::terminal(element.name()), escape::terminal(element.id()));
    if name == id { id.into_owned() } else { format!("{name} ({id})") }
}

/// Ids with arrows between them. Safe for a terminal.
pub(super) fn arrows(graph: &Graph, way: &[ElementIx], arrow: &str) -> String {
    let ids: Vec<_> = way.iter().map(|&ix| escape::terminal(graph.element(ix).id())).collect();
    ids.join(arrow)
}

/// The ids of elements, as they are.
pub(super) fn ids<'g>(graph: &'g Graph, elements: &[ElementIx]) -> Vec<&'g str> {
    elements.iter().map(|&ix| graph.element(ix).id()).collect()
}

/// How a claim is known.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Declared => "declared",
        Basis::Assumed => "assumed",
    }
}

/// A length of time as people say it: "24 hours", "3 days", "1 week"; otherwise hours and minutes.
pub(super) fn lasting(minutes: u32) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    const WEEK: u32 = 7 * DAY;
    let units = [(WEEK, "week", "weeks"), (DAY, "day", "days"), (HOUR, "hour", "hours")];
    // A day is 24 hours in every agreement, and so are two 48.
    let fits =
        |unit: u32| minutes > 0 && minutes.is_multiple_of(unit) && (unit < DAY) == (minutes <= 2 * DAY);
    let whole = units.into_iter().find(|&(unit, ..)| fits(unit));
    let count = |n: u32, one: &str, many: &str| counted(n as usize, one, many);
    match whole {
        Some((unit, one, many)) => count(minutes / unit, one, many),
        None if minutes < HOUR => count(minutes, "minute", "minutes"),
        None if minutes > 2 * DAY => {
            let hours = count(minutes % DAY / HOUR, "hour", "hours");
            format!("{} {hours}", count(minutes / DAY, "day", "days"))
        }
        None => {
            let minutes_left = count(minutes % HOUR, "minute", "minutes");
            format!("{} {minutes_left}", count(minutes / HOUR, "hour", "hours"))
        }
    }
}

/// The text on one line, cut after a word if it has more letters; the cut is shown.
pub(super) fn clipped(text: &str, letters: usize) -> Cow<'_, str> {
    let Some((cut, _)) = text.char_indices().nth(letters) else { return text.into() };
    let shown = text.get(..cut).unwrap_or_default();
    let last: Vec<(usize, char)> = shown.char_indices().rev().take(2).collect();
    let shown = last.last().map_or(shown, |(before, _)| text.get(..*before).unwrap_or_default());
    // Half a word is better than a third of the line.
    let word = shown.rfind(char::is_whitespace).filter(|end| end * 3 > shown.len() * 2);
    let shown = word.and_then(|end| shown.get(..end)).unwrap_or(shown).trim_end();
    format!("{} …", shown.trim_end_matches([',', ';', ':', '.'])).into()
}

/// With a capital letter at the start and a full stop at the end.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{capital}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_shown_and_falls_between_words() {
        assert_eq!(clipped("Half a year of patches", 22), "Half a year of patches");
        assert_eq!(clipped("Half a year, of patches", 22), "Half a year, of …");
        assert_eq!(clipped("Half a year, of patches", 14), "Half a year …");
        assert_eq!(clipped("ååååååååååååååååååååå", 10), "åååååååå …");
        assert_eq!((clipped("abc", 0), clipped("", 0)), (" …".into(), "".into()));
        assert!((0..30).all(|n| clipped("Half a year, of patches", n).chars().count() <= n.max(2)));
    }

    #[test]
    fn a_time_is_said_as_people_say_it() {
        let hours = |n: u32| lasting(n * 60);
        assert_eq!([lasting(0), lasting(1), lasting(90)], ["0 minutes", "1 minute", "1 hour 30 minutes"]);
        assert_eq!([hours(1), hours(24), hours(48), hours(72)], ["1 hour", "24 hours", "48 hours", "3 days"]);
        assert_eq!([hours(7 * 24), hours(26), hours(30 * 24)], ["1 week", "26 hours", "30 days"]);
        assert_eq!([hours(728), hours(50)], ["30 days 8 hours", "2 days 2 hours"]);
    }
}
