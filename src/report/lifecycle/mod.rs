//! Lifecycles: phases, conflicts, successions and the order of retirement, as a page and as JSON.

mod compose;
mod conflicts;
mod json;
mod order;
mod order_headline;
mod order_json;
mod phases;
mod successions;

use crate::analysis::lifecycle::{Order, Outlook, Timelines, When};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Span};
use crate::report::page::{Line, Page};
use crate::report::words::{counted, number};

pub use json::write as write_json;

/// An answer about time.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleReport<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// When everything is in use and supported.
    pub timelines: &'a Timelines<'a>,
    /// What was asked about; everything if empty.
    pub asked: &'a [ElementIx],
    /// What the map says of time.
    pub outlook: &'a Outlook,
    /// In which order things can be retired, if that was asked.
    pub order: Option<&'a Order>,
    /// Whether all rows of the tables are listed.
    pub all: bool,
}

/// Composes an answer about time: the order of retirement if that was asked for, else everything else.
pub fn page<'a>(report: &LifecycleReport<'a>) -> Page<'a> {
    let page = match report.order {
        Some(order) => order::page(report, order),
        None => compose::page(report),
    };
    page.of_map(report.map).all(report.all)
}

impl<'a> LifecycleReport<'a> {
    fn graph(&self) -> &'a Graph {
        self.timelines.graph()
    }

    fn at(&self) -> Date {
        self.outlook.at
    }

    /// "Lisa (lisa)".
    fn element(&self, element: ElementIx) -> Line<'a> {
        Line::new().element(self.graph().element(element))
    }

    /// Its owner, if it has one.
    fn owner(&self, element: ElementIx) -> Line<'a> {
        self.graph().element(element).owner().map_or_else(Line::new, |owner| Line::new().id(owner.as_str()))
    }

    /// "Lisa (lisa), LIS (lis) and 2 more".
    fn few(&self, elements: &[ElementIx], at_most: usize) -> Line<'a> {
        Line::few(elements.iter().map(|&element| self.element(element)), at_most)
    }

    /// The same by ids.
    fn few_ids(&self, elements: &[ElementIx], at_most: usize) -> Line<'a> {
        let graph = self.graph();
        Line::few(elements.iter().map(|&element| Line::new().id(graph.element(element).id())), at_most)
    }
}

/// A date, or nothing.
fn date<'a>(date: Option<Date>) -> Line<'a> {
    date.map_or_else(Line::new, |date| Line::from(date.to_string()))
}

/// How many days a day lies after today; before it, less than none.
fn days_from(today: Date, day: Date) -> i32 {
    today.until(day).map_or(0, |span| span.get_days())
}

/// How many days a span has, if it ends.
fn length(span: Span) -> Option<usize> {
    let days = days_from(span.begins()?, span.ends()?);
    usize::try_from(days).ok()?.checked_add(1)
}

/// "in 220 days", "since 214 days", "until 12 days ago".
fn from_today(today: Date, span: Span) -> String {
    let count = |days: i32| counted(usize::try_from(days).unwrap_or(0), "day", "days");
    match (span.begins(), span.ends()) {
        (_, Some(last)) if last < today => match -days_from(today, last) {
            1 => "until yesterday".into(),
            days => format!("until {} ago", count(days)),
        },
        (None, _) => "always so".into(),
        (Some(first), _) => match days_from(today, first) {
            0 => "since today".into(),
            1 => "tomorrow".into(),
            days if days > 0 => format!("in {}", count(days)),
            days => format!("since {}", count(-days)),
        },
    }
}

/// What a set of conflicts is called, in the words of the contract.
fn when_name(when: When) -> &'static str {
    match when {
        When::Now => "open",
        When::ToCome => "to-come",
        When::Past => "past",
    }
}

/// "no", "1", "2,000".
fn number_or_no(n: usize) -> String {
    if n == 0 { "no".into() } else { number(n) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_today() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let said = |first, last| from_today(day("2008-03-01"), Span { first, last });
        assert_eq!(said(day("2008-03-01"), Date::MAX), "since today");
        assert_eq!(said(day("2008-03-02"), Date::MAX), "tomorrow");
        assert_eq!(said(day("2008-02-28"), day("2008-03-05")), "since 2 days");
        assert_eq!(said(day("2009-03-01"), Date::MAX), "in 365 days");
        assert_eq!(said(Date::MIN, Date::MAX), "always so");
        assert_eq!(said(Date::MIN, day("2008-02-29")), "until yesterday");
        assert_eq!(said(day("2007-01-01"), day("2008-02-01")), "until 29 days ago");
    }

    #[test]
    fn both_ends_belong_to_a_span() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        assert_eq!(length(Span { first: day("2008-02-28"), last: day("2008-03-01") }), Some(3));
        assert_eq!(length(Span { first: day("2008-02-28"), last: Date::MAX }), None);
    }
}
