//! The data of the page: the wire format `systemkarta.explorer/1`. A contract with the scripts of the same file.
//!
//! Elements are numbers in the list of them, and groups follow on. What is null, false or empty is left out, unless it
//! holds a place in a list.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::path::Path;

use serde::Serialize;

use super::days::{self, Days};
use super::drawing::Drawing;
use super::effects::{self, Effect};
use super::elements::{self, Organisation, WireElement};
use super::findings::{self, WireConflict, WireFinding};
use super::relations::{self, WireGroup, WireRelation};
use super::{Explorer, Start};
use crate::analysis::lifecycle::Timelines;
use crate::diagnostic::{Place, Sources};
use crate::escape;
use crate::graph::ElementIx;
use crate::render::views::{OnDay, effect_looks};

const SCHEMA: &str = "systemkarta.explorer/1";

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    title: &'a str,
    map: &'a str,
    version: &'static str,
    at: String,
    today: String,
    start: WireStart,
    organisations: Vec<Organisation<'a>>,
    days: Vec<days::WireDay<'a>>,
    /// The index of `at`.
    day: usize,
    elements: Vec<WireElement<'a>>,
    groups: Vec<WireGroup>,
    relations: Vec<WireRelation>,
    piles: BTreeMap<&'a str, Pile<'a>>,
    conflicts: Vec<WireConflict>,
    findings: Vec<WireFinding<'a>>,
    looks: Vec<&'static str>,
    effects: Vec<Option<Effect>>,
}

#[derive(Serialize)]
struct WireStart {
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<usize>,
    overlay: &'static str,
    view: &'static str,
}

/// What a pile stands for.
#[derive(Serialize)]
struct Pile<'a> {
    name: &'a str,
    members: Vec<usize>,
}

/// The data as JSON in which no tag can begin.
pub(super) fn json(explorer: &Explorer<'_>, drawings: &[Drawing]) -> Result<String, serde_json::Error> {
    let Explorer { graph, at, today, .. } = *explorer;
    let timelines = Timelines::of(graph, today);
    let days = Days::of(graph, at, today);
    let on_days = days.ask(&timelines);
    let wire = wire(explorer, drawings, &timelines, days, &on_days);
    serde_json::to_string(&wire).map(|text| escape::json(&text))
}

fn wire<'a>(
    explorer: &Explorer<'a>,
    drawings: &'a [Drawing],
    timelines: &Timelines<'_>,
    days: Days<'a>,
    on_days: &'a [OnDay],
) -> Wire<'a> {
    let Explorer { graph, at, today, .. } = *explorer;
    let in_use = graph.in_use(at);
    let places = Places::of(explorer);
    let organisations = elements::organisations(graph);
    let numbers: HashMap<&str, usize> =
        graph.elements().map(|ix| (graph.element(ix).id(), ix.index())).collect();
    Wire {
        schema: SCHEMA,
        title: explorer.title,
        map: name_of(explorer.map),
        version: env!("CARGO_PKG_VERSION"),
        at: at.to_string(),
        today: today.to_string(),
        start: start(explorer.start),
        elements: elements::wire(graph, &in_use, on_days, &places),
        organisations,
        day: days.position(at),
        days: days.wire(),
        groups: relations::groups(graph),
        relations: relations::relations(graph, &places),
        piles: piles(drawings),
        conflicts: findings::conflicts(timelines),
        findings: findings::findings(explorer.findings, &numbers, &places),
        looks: effect_looks().map(|look| look.style().class).collect(),
        effects: effects::of_outages(graph, at, &in_use),
    }
}

fn start(start: Start) -> WireStart {
    WireStart { element: start.element.map(ElementIx::index), overlay: start.overlay.name(), view: "map" }
}

fn piles(drawings: &[Drawing]) -> BTreeMap<&str, Pile<'_>> {
    let piles = drawings.iter().filter(|drawing| drawing.id != MAP);
    piles.map(|pile| (pile.id.as_str(), Pile { name: &pile.name, members: numbers(&pile.shown) })).collect()
}

/// The id of the sheet that is no pile.
pub(super) const MAP: &str = "map";

/// Elements as numbers.
pub(super) fn numbers(elements: &[ElementIx]) -> Vec<usize> {
    elements.iter().map(|ix| ix.index()).collect()
}

/// Places in files as people look them up: `systems.yaml:12:5`. Without the folder of the map: the page is read on other
/// machines than it was written on, by people who need not know what is where there.
pub(super) struct Places<'m> {
    sources: &'m Sources,
    map: &'m Path,
}

impl<'m> Places<'m> {
    fn of(explorer: &Explorer<'m>) -> Self {
        Self { sources: explorer.sources, map: Path::new(explorer.map) }
    }

    /// Where something stands.
    pub(super) fn tell(&self, place: Place) -> String {
        let at = self.sources.locate(place);
        let within = Path::new(at.path).strip_prefix(self.map).ok().and_then(Path::to_str);
        let path = within.filter(|path| !path.is_empty()).unwrap_or_else(|| name_of(at.path));
        format!("{path}:{}:{}", at.line, at.column)
    }
}

/// The last part of a path.
fn name_of(path: &str) -> &str {
    Path::new(path).file_name().and_then(OsStr::to_str).unwrap_or(path)
}
