//! The words of a plan in JSON.

use serde::Serialize;

use crate::report::money::WireMoney;

#[derive(Serialize)]
pub(super) struct Wire<'a> {
    pub(super) schema: &'static str,
    pub(super) map: &'a str,
    pub(super) at: String,
    pub(super) by: &'static str,
    pub(super) summary: Summary<'a>,
    pub(super) plateaus: Vec<Plateau<'a>>,
    pub(super) undated_plateaus: usize,
    pub(super) systems: Vec<System<'a>>,
    pub(super) open: Vec<Open<'a>>,
    pub(super) limits: Limits,
}

#[derive(Serialize)]
pub(super) struct Summary<'a> {
    pub(super) systems: usize,
    pub(super) keep: usize,
    pub(super) adapt: usize,
    pub(super) replace: usize,
    pub(super) retire: usize,
    pub(super) introduce: usize,
    pub(super) overdue: usize,
    pub(super) cost: Vec<WireMoney<'a>>,
    pub(super) without_cost: usize,
}

#[derive(Serialize)]
pub(super) struct Plateau<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) date: Option<String>,
    pub(super) moves: Vec<&'a str>,
    pub(super) cost: Vec<WireMoney<'a>>,
    pub(super) shares: Vec<Share<'a>>,
    pub(super) running_before: Vec<WireMoney<'a>>,
    pub(super) running_after: Vec<WireMoney<'a>>,
    pub(super) fallback: Fallback<'a>,
}

#[derive(Serialize)]
pub(super) struct Share<'a> {
    pub(super) bearer: Option<&'a str>,
    pub(super) cost: Vec<WireMoney<'a>>,
    pub(super) moves: usize,
    pub(super) without_cost: usize,
}

#[derive(Serialize)]
pub(super) struct Fallback<'a> {
    pub(super) in_use_again: Vec<&'a str>,
    pub(super) in_conflict_again: Vec<&'a str>,
    pub(super) lower_standard: Vec<&'a str>,
    pub(super) taken_out: Vec<&'a str>,
    pub(super) processes: usize,
    pub(super) critical_processes: usize,
}

#[derive(Serialize)]
pub(super) struct System<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) fate: &'static str,
    pub(super) reasons: Vec<Reason<'a>>,
    pub(super) owner: Option<&'a str>,
    pub(super) criticality: Option<&'static str>,
    pub(super) scope: Option<&'static str>,
    pub(super) class: Option<&'static str>,
    pub(super) standard_now: Option<&'static str>,
    pub(super) standard_wanted: Option<&'static str>,
    pub(super) adaptable: Option<&'static str>,
    pub(super) support: Option<Support<'a>>,
    pub(super) hanging: usize,
    pub(super) critical_processes: usize,
    pub(super) due: Option<Due<'a>>,
    pub(super) place: Option<Place<'a>>,
    pub(super) days_late: Option<i64>,
    pub(super) cost: Option<WireMoney<'a>>,
    pub(super) open: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Reason<'a> {
    pub(super) kind: &'static str,
    pub(super) elements: Vec<&'a str>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) plateau: Option<&'a str>,
    pub(super) standard: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Support<'a> {
    pub(super) last_day: String,
    pub(super) days_left: i64,
    pub(super) of: &'a str,
}

#[derive(Serialize)]
pub(super) struct Due<'a> {
    pub(super) day: String,
    pub(super) by: &'static str,
    pub(super) element: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub(super) order: usize,
    pub(super) plateau: Option<&'a str>,
    pub(super) step: u32,
    pub(super) pulled_by: Option<&'a str>,
    pub(super) held_by: Option<&'a str>,
    pub(super) waits_for: Vec<&'a str>,
    pub(super) circle: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Open<'a> {
    pub(super) system: &'a str,
    pub(super) question: &'static str,
    pub(super) element: Option<&'a str>,
    pub(super) days: Option<i64>,
}

#[derive(Serialize)]
pub(super) struct Limits {
    pub(super) hanging_at_least: bool,
    pub(super) waits_for_incomplete: bool,
}
