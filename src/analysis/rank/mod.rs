//! Rank: what hangs on every element, what an outage of it alone stops, and where everything hangs on one thing.
//!
//! *Hangs on* is reach, whether hard or soft; integrations are ways and are not counted. *Stops* is an outage without
//! end: the processes that stop by the table of disruptions, and when. Most of that needs no outage to be played
//! through: what stops a process does so over hard ways and through groups that cannot spare a member, so counting
//! what hangs on an element over these ways tells it. The few on which several members of a group hang are played
//! through one by one, with the kernel that answers `impact`.
//!
//! Bounds keep hostile maps from taking hours; whatever is left out by them is said in [`Limits`].

mod apart;
mod batches;
mod concentration;
mod first;
mod order;
mod outages;
mod parts;
mod points;
mod stops;

use std::cmp::Reverse;

pub use concentration::{Concentration, Holder};
pub use order::By;
pub use points::{Relief, SinglePoints};

use crate::graph::{ElementIx, Graph};
use crate::model::{Criticality, Date, Section};
use stops::Stopping;

/// What hangs on everything.
#[derive(Debug)]
pub struct Rank {
    /// The day: elements not in use then are left out.
    pub at: Date,
    /// Every element in use, integrations too, in the order of the graph.
    pub elements: Vec<Ranked>,
    /// The processes in use: the critical first, then by id.
    pub processes: Vec<ElementIx>,
    /// How many of them are critical.
    pub critical_processes: usize,
    /// What stops each process alone, in the order of the processes.
    pub single_points: Vec<SinglePoints>,
    /// How many single points there are over all processes, as far as they are known.
    pub pairs: usize,
    /// What to make redundant first: what takes most single points away, at most [`Rank::RELIEFS`].
    pub reliefs: Vec<Relief>,
    /// What stops when everything of an organisation, an agreement or a technology is out at once: by kind, then
    /// that which stops most first.
    pub concentration: Vec<Concentration>,
    /// What was left out because it would have taken too long.
    pub limits: Limits,
}

/// An element with what hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The element.
    pub element: ElementIx,
    /// How much hangs on it.
    pub hanging: HangingOn,
    /// What an outage of it alone stops; nothing if that was not computed.
    pub stops: Option<Stops>,
}

/// How many elements hang on one, whether hard or soft. Integrations are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HangingOn {
    /// All of them.
    pub elements: usize,
    /// Those whose criticality is `critical`.
    pub critical: usize,
    /// Processes.
    pub processes: usize,
    /// Systems of the kind `e-service`.
    pub e_services: usize,
}

/// What an outage of one element stops, if it lasts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stops {
    /// How many processes, the element itself not counted.
    pub processes: usize,
    /// How many of them are critical.
    pub critical: usize,
    /// The first of them.
    pub first: Option<FirstStop>,
}

/// The first process that an outage stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstStop {
    /// Minutes after the beginning of the outage.
    pub minutes: u32,
    /// The process; of several at the same time a critical one, then the first by id.
    pub process: ElementIx,
}

/// What was left out because it would have taken too long. All is computed when nothing is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// How much hangs on an element is at least what is said.
    pub hanging_at_least: bool,
    /// Elements of which it was not computed what their outage stops.
    pub outages: usize,
    /// Processes whose single points were not computed.
    pub processes: usize,
    /// Organisations and agreements of which it was not computed what stops with them.
    pub concentrations: usize,
    /// Whether some elements that could be made redundant were not looked at.
    pub reliefs: bool,
}

impl Rank {
    /// How many elements to make redundant are told.
    pub const RELIEFS: usize = 20;
}

/// How many sets of 512 elements may be joined to count what hangs on everything: a second or two.
const COUNTING: usize = 100_000_000;

/// Ranks every element in use on a day.
///
/// Complexity: O(V + E) and what [`crate::graph::Ways::hanging`] takes for each block of 512 elements; within fixed
/// bounds for single points and outages that are played through.
pub fn rank(graph: &Graph, at: Date) -> Rank {
    let in_use = graph.in_use(at);
    let is_in_use = |ix: &ElementIx| in_use.get(ix.index()).copied().unwrap_or(false);
    let mut processes: Vec<ElementIx> =
        graph.elements().filter(is_in_use).filter(|&ix| is_process(graph, ix)).collect();
    processes.sort_by_cached_key(|&ix| (Reverse(is_critical(graph, ix)), graph.element(ix).id().to_owned()));
    let critical_processes = processes.iter().filter(|&&ix| is_critical(graph, ix)).count();

    let class = |ix| [true, is_critical(graph, ix), is_process(graph, ix), is_e_service(graph, ix)];
    let hanging = graph.ways(&in_use).hanging(class, COUNTING);
    let stopping = Stopping::of(graph, &in_use, &processes);

    let mut limits = Limits { hanging_at_least: !hanging.complete, ..Limits::default() };
    let ranked = |element: ElementIx| {
        let [elements, critical, processes, e_services] = hanging.on(element.node());
        let hanging = HangingOn { elements, critical, processes, e_services };
        Ranked { element, hanging, stops: stopping.stops(element) }
    };
    let elements: Vec<Ranked> = graph.elements().filter(is_in_use).map(ranked).collect();
    limits.outages = elements.iter().filter(|ranked| ranked.stops.is_none()).count();
    let (single_points, reliefs) = points::of(&stopping, &mut limits);
    let concentration = concentration::of(&stopping, &elements, &mut limits);
    Rank {
        at,
        elements,
        critical_processes,
        pairs: single_points.iter().filter_map(|points| Some(points.elements.as_ref()?.len())).sum(),
        single_points,
        reliefs,
        concentration,
        limits,
        processes,
    }
}

fn is_process(graph: &Graph, ix: ElementIx) -> bool {
    graph.element(ix).section == Section::Processes
}

fn is_critical(graph: &Graph, ix: ElementIx) -> bool {
    graph.element(ix).criticality() == Some(&Criticality::Critical)
}

fn is_e_service(graph: &Graph, ix: ElementIx) -> bool {
    let element = graph.element(ix);
    element.section == Section::Systems && element.kind() == Some("e-service")
}

/// Whether an element is something that can fail and be made redundant: a system, a technology or an integration.
fn can_fail(graph: &Graph, ix: ElementIx) -> bool {
    matches!(graph.element(ix).section, Section::Systems | Section::Technologies | Section::Integrations)
}
