//! The days that the page can show, and what every element is on each.

use serde::Serialize;

use crate::analysis::lifecycle::Timelines;
use crate::graph::Graph;
use crate::model::Date;
use crate::render::views::{OnDay, on_day};

/// The day asked for, today, and the first day of each plateau, in order.
pub(super) struct Days<'m> {
    days: Vec<(Date, Vec<&'m str>)>,
}

/// A day, and the plateaus that are reached on it.
#[derive(Serialize)]
pub(super) struct WireDay<'m> {
    date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    plateaus: Vec<&'m str>,
}

impl<'m> Days<'m> {
    /// The days of a map.
    pub(super) fn of(graph: &'m Graph, at: Date, today: Date) -> Self {
        let plateaus = &graph.model().plateaus;
        let dated: Vec<(Date, &str)> = plateaus
            .iter()
            .filter_map(|plateau| Some((plateau.date.as_ref()?.value.first(), plateau.name())))
            .collect();
        let mut dates: Vec<Date> = dated.iter().map(|(date, _)| *date).chain([at, today]).collect();
        dates.sort_unstable();
        dates.dedup();
        let reached =
            |day: Date| dated.iter().filter(|(date, _)| *date == day).map(|(_, name)| *name).collect();
        Self { days: dates.into_iter().map(|day| (day, reached(day))).collect() }
    }

    /// What every element is on each day.
    pub(super) fn ask(&self, timelines: &Timelines<'_>) -> Vec<OnDay> {
        self.days.iter().map(|(day, _)| on_day(timelines, *day)).collect()
    }

    /// The number of a day.
    pub(super) fn position(&self, day: Date) -> usize {
        self.days.iter().position(|(date, _)| *date == day).unwrap_or(0)
    }

    /// The days as wire structures.
    pub(super) fn wire(self) -> Vec<WireDay<'m>> {
        let day = |(date, plateaus): (Date, Vec<&'m str>)| WireDay { date: date.to_string(), plateaus };
        self.days.into_iter().map(day).collect()
    }
}
