//! Rank: what hangs on every element and what stops with it, as a page and as JSON.

mod compose;
mod json;
mod tables;

use crate::analysis::rank::{By, Rank, Ranked};
use crate::graph::{ElementIx, Graph};
use crate::model::{Duration, Section};

pub use compose::page;
pub use json::write as write_json;

/// An answer about what hangs on everything.
#[derive(Debug, Clone, Copy)]
pub struct RankReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The answer.
    pub rank: &'a Rank,
    /// By what elements are ranked.
    pub by: By,
    /// The sections that were asked for; all but integrations if empty.
    pub sections: &'a [Section],
    /// How many elements are listed at most.
    pub top: Option<usize>,
    /// Whether all rows of the other tables are listed.
    pub all: bool,
}

impl RankReport<'_> {
    /// The elements that are listed, ranked, and how many there are of them in all.
    fn ranked(&self) -> (Vec<Ranked>, usize) {
        self.rank.ranked(self.graph, self.by, self.top, |ranked| self.is_wanted(ranked))
    }

    /// How many processes the outage of an element alone stops.
    fn processes_stopped_by(&self, element: ElementIx) -> usize {
        let elements = &self.rank.elements;
        let found = elements.binary_search_by_key(&element, |ranked| ranked.element).ok();
        let stops = found.and_then(|i| elements.get(i)).and_then(|ranked| ranked.stops);
        stops.map_or(0, |stops| stops.processes)
    }

    /// Whether an element is of a section that was asked for. Integrations are the ways, not the places.
    fn is_wanted(&self, ranked: &Ranked) -> bool {
        let section = self.graph.element(ranked.element).section;
        if self.sections.is_empty() {
            section != Section::Integrations
        } else {
            self.sections.contains(&section)
        }
    }
}

/// The name of an order, as it is asked for.
fn order(by: By) -> &'static str {
    match by {
        By::All => "all",
        By::Critical => "critical",
        By::Processes => "processes",
        By::EServices => "e-services",
        By::Stops => "stops",
        By::Time => "time",
    }
}

/// "at once", "after 4h".
fn after(minutes: u32) -> String {
    match Duration::parse(&format!("{minutes}m")) {
        _ if minutes == 0 => "at once".into(),
        Some(duration) => format!("after {duration}"),
        None => format!("after {minutes}m"),
    }
}

/// "31 %"; what is not nothing is never "0 %", and what is not all never "100 %".
fn percent(part: usize, whole: usize) -> String {
    let rounded = (part * 100 + whole / 2) / whole.max(1);
    match rounded {
        0 if part > 0 => "< 1 %".into(),
        100 if part < whole => "> 99 %".into(),
        rounded => format!("{rounded} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_but_never_to_nothing_or_all() {
        for (part, whole, text) in [(5, 16, "31 %"), (0, 3, "0 %"), (3, 3, "100 %"), (1, 900, "< 1 %")] {
            assert_eq!(percent(part, whole), text);
        }
        assert_eq!(percent(899, 900), "> 99 %");
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        let said = [0, 30, 240, 4320, u32::MAX].map(after);
        assert_eq!(said, ["at once", "after 30m", "after 4h", "after 3d", "after 4294967295m"]);
    }
}
