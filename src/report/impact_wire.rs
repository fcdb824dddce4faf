//! The wire format `systemkarta.impact/1`, which reach and typed impact share. A contract, only ever added to.

use serde::{Serialize, Serializer};

use super::{blind_spots, people};
use crate::model::{Element, Field};

/// The answer. `A` is written element by element: the paths together can be far larger than the map.
#[derive(Serialize)]
pub(super) struct Wire<'a, A> {
    pub(super) schema: &'static str,
    pub(super) map: &'a str,
    pub(super) at: String,
    pub(super) direction: &'static str,
    pub(super) depth: Option<usize>,
    pub(super) layers: Vec<&'static str>,
    pub(super) farther: usize,
    /// When an outage begins, if it is known.
    pub(super) from: Option<String>,
    pub(super) causes: Vec<Cause<'a>>,
    pub(super) affected: A,
    pub(super) absorbed: Vec<Absorbed<'a>>,
    pub(super) freed: Vec<&'a str>,
    pub(super) bound: Vec<BoundTo<'a>>,
    pub(super) tell: Vec<people::Tell<'a>>,
    pub(super) blind_spots: blind_spots::Wire<'a>,
}

/// What the schema is called.
pub(super) const SCHEMA: &str = "systemkarta.impact/1";

/// A changed element. Without a kind of change, what only typed impact knows is null.
#[derive(Serialize)]
pub(super) struct Cause<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) change: Option<&'static str>,
    pub(super) effect: Option<&'static str>,
    pub(super) from_hours: Option<f64>,
    pub(super) until_hours: Option<f64>,
    pub(super) implied: bool,
    pub(super) in_use: bool,
}

/// An element that is reached. Without a kind of change, what only typed impact knows is null.
#[derive(Serialize)]
pub(super) struct Affected<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) section: &'static str,
    pub(super) layer: &'static str,
    pub(super) kind: Option<&'a str>,
    pub(super) disruption: Option<&'static str>,
    pub(super) work: Option<&'static str>,
    pub(super) time_hours: Option<f64>,
    pub(super) degraded_hours: Option<f64>,
    pub(super) felt_hours: Option<f64>,
    pub(super) sure_disruption: Option<&'static str>,
    pub(super) sure_hours: Option<f64>,
    pub(super) distance: usize,
    pub(super) basis: &'static str,
    pub(super) path: Vec<&'a str>,
    pub(super) beside: Vec<&'a str>,
    pub(super) work_basis: Option<&'static str>,
    pub(super) work_path: Option<Vec<&'a str>>,
    pub(super) owner: Option<&'a str>,
    pub(super) operator: Option<&'a str>,
    pub(super) agreement: Vec<&'a str>,
}

/// An element that something keeps from a disruption.
#[derive(Serialize)]
pub(super) struct Absorbed<'a> {
    pub(super) id: &'a str,
    /// `absorbed`, `bridged` or `closed`.
    pub(super) reason: &'static str,
    pub(super) from: &'static str,
    pub(super) up: Option<usize>,
    pub(super) of: Option<usize>,
    pub(super) min_up: Option<usize>,
    pub(super) margin: Option<usize>,
    pub(super) left_hours: Option<f64>,
    pub(super) basis: &'static str,
}

/// What is bound to a cause without being disrupted with it.
#[derive(Serialize)]
pub(super) struct BoundTo<'a> {
    pub(super) relation: &'static str,
    pub(super) id: &'a str,
}

impl<'a> Affected<'a> {
    /// What is known of every element that is reached.
    pub(super) fn new(
        element: &'a Element,
        distance: usize,
        basis: &'static str,
        path: Vec<&'a str>,
    ) -> Self {
        let agreements =
            element.references(Field::Agreement).into_iter().flat_map(|references| references.ids());
        Self {
            id: element.id(),
            name: element.name(),
            section: element.section.name(),
            layer: element.section.layer().name(),
            kind: element.kind(),
            disruption: None,
            work: None,
            time_hours: None,
            degraded_hours: None,
            felt_hours: None,
            sure_disruption: None,
            sure_hours: None,
            distance,
            basis,
            path,
            beside: Vec::new(),
            work_basis: None,
            work_path: None,
            owner: element.owner().map(|owner| owner.as_str()),
            operator: element.organisation(Field::Operator).map(|operator| operator.as_str()),
            agreement: agreements.map(|id| id.as_str()).collect(),
        }
    }
}

/// Minutes as hours.
pub(super) fn hours(minutes: u32) -> f64 {
    f64::from(minutes) / 60.0
}

/// A sequence that is made while it is written.
pub(super) struct Each<F>(pub(super) F);

impl<I, F> Serialize for Each<F>
where
    I: Iterator,
    I::Item: Serialize,
    F: Fn() -> I,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
