//! Running costs: the yearly cost, by the days of the year on which something is in use.

use super::{Assumption, CostKind, Figure, When, runs};
use crate::analysis::adaptation::days_between;
use crate::analysis::lifecycle::Timelines;
use crate::graph::ElementIx;
use crate::model::{Date, Days, Money, Span};

/// What an element costs in each year; nothing if it declares no yearly cost or is never in use in these years.
pub(super) fn figure(timelines: &Timelines<'_>, ix: ElementIx, first: i16, last: i16) -> Option<Figure> {
    let declared = timelines.graph().element(ix).cost()?.yearly?.value;
    let in_use = timelines.in_use(ix);
    let parts: Vec<(When, Money)> = (first..=last)
        .filter_map(|year| {
            let (used, all) = days_of(in_use, year)?;
            (used > 0).then(|| (When::Year(year), share(declared, used, all)))
        })
        .collect();
    let assumption = if in_use.is_always() { Assumption::AlwaysInUse } else { Assumption::DaysInUse };
    (!parts.is_empty()).then_some(Figure {
        element: ix,
        kind: CostKind::Running,
        declared,
        assumption,
        parts,
    })
}

/// What is in use in these years and declares no yearly cost.
pub(super) fn undeclared(timelines: &Timelines<'_>, first: i16, last: i16) -> Vec<ElementIx> {
    let graph = timelines.graph();
    let years = span_of(first).zip(span_of(last)).map(|(first, last)| Span { first: first.first, ..last });
    let years = years.map_or(Days::NEVER, Days::of);
    let says_nothing =
        |ix: &ElementIx| graph.element(*ix).cost().and_then(|cost| cost.yearly.as_ref()).is_none();
    graph
        .elements()
        .filter(|&ix| runs(graph, ix))
        .filter(says_nothing)
        .filter(|&ix| !timelines.in_use(ix).and(&years).is_never())
        .collect()
}

/// How many days of a year are in a set, and how many the year has.
fn days_of(days: &Days, year: i16) -> Option<(i64, i64)> {
    let year = span_of(year)?;
    let length = |span: Span| days_between(span.first, span.last) + 1;
    let within = days.spans().iter().filter_map(|span| {
        let (first, last) = (span.first.max(year.first), span.last.min(year.last));
        (first <= last).then(|| length(Span { first, last }))
    });
    Some((within.sum(), length(year)))
}

fn span_of(year: i16) -> Option<Span> {
    Some(Span { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
}

/// A part of a yearly cost, to the nearest hundredth.
fn share(yearly: Money, used: i64, all: i64) -> Money {
    let (used, all) = (i128::from(used), i128::from(all));
    let rounded = (i128::from(yearly.hundredths()) * used * 2 + all) / (all * 2);
    yearly.with_hundredths(i64::try_from(rounded).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_year_costs_its_part() {
        let day = |text: &str| text.parse().unwrap();
        let used = Days::of(Span { first: day("2008-03-01"), last: day("2009-01-31") });
        assert_eq!(days_of(&used, 2008), Some((306, 366)));
        assert_eq!(days_of(&used, 2009), Some((31, 365)));
        assert_eq!(days_of(&used, 2010), Some((0, 365)));
        let yearly = Money::parse("366 SEK").unwrap();
        assert_eq!(share(yearly, 306, 366), Money::parse("306 SEK").unwrap());
        assert_eq!(share(Money::parse("0.01 SEK").unwrap(), 183, 366).hundredths(), 1);
    }
}
