//! Concentration: what stops when everything of one organisation, agreement or technology is out at once (R16).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::stops::Stopping;
use super::{Limits, Ranked, Stops, can_fail};
use crate::graph::{ElementIx, Graph};
use crate::model::{Field, Section};

/// What is common to elements that may be out together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// The organisation that operates them, supplies them, or supplies the agreement that they are under.
    Supplier,
    /// The agreement that they are under.
    Agreement,
    /// The technology that they are.
    Technology,
    /// The organisation that owns them.
    Owner,
}

/// What stops when everything that has a holder in common is out at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concentration {
    /// What they have in common.
    pub holder: Holder,
    /// The id of the organisation, agreement or technology.
    pub id: String,
    /// How many systems, technologies and integrations are out. Processes and information do not fail by themselves.
    pub elements: usize,
    /// What stops; nothing if that was not computed.
    pub stops: Option<Stops>,
}

impl Holder {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Supplier, Self::Agreement, Self::Technology, Self::Owner];

    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Agreement => "agreement",
            Self::Technology => "technology",
            Self::Owner => "owner",
        }
    }
}

/// How many relations the outages of all holders may pass: a second or two.
const WORK: usize = 10_000_000;

type Held<'g> = BTreeMap<(Holder, &'g str), Vec<ElementIx>>;

/// What stops with every holder of something in use, by kind, that which stops most first.
pub(super) fn of(stopping: &Stopping<'_>, elements: &[Ranked], limits: &mut Limits) -> Vec<Concentration> {
    let graph = stopping.graph;
    let mut held: Held<'_> = BTreeMap::new();
    for ranked in elements.iter().filter(|ranked| can_fail(graph, ranked.element)) {
        for holder in holders_of(graph, ranked.element) {
            let elements = held.entry(holder).or_default();
            if elements.last() != Some(&ranked.element) {
                elements.push(ranked.element);
            }
        }
    }
    // What one element stops alone is known, and what stops nothing needs no outage.
    let known = |elements: &[ElementIx]| match elements {
        [element] => stopping.stops(*element),
        elements if !elements.iter().any(|&ix| stopping.may_stop(ix)) => Some(Stops::default()),
        _ => None,
    };
    let to_play: Vec<&Vec<ElementIx>> = held.values().filter(|elements| known(elements).is_none()).collect();
    let outage =
        |i: usize| stopping.outage_of(to_play.get(i).into_iter().flat_map(|out| out.iter().copied()));
    let mut played = stopping.outages().play(to_play.len(), WORK, outage).into_iter();

    let mut all: Vec<Concentration> = Vec::with_capacity(held.len());
    for ((holder, id), elements) in &held {
        let stops = known(elements).or_else(|| Some(stopping.summary(&played.next()?)));
        limits.concentrations += usize::from(stops.is_none());
        all.push(Concentration { holder: *holder, id: (*id).to_owned(), elements: elements.len(), stops });
    }
    all.sort_by_key(|held| {
        let Stops { processes, critical, .. } = held.stops.unwrap_or_default();
        (held.holder, Reverse((critical, processes)), held.stops.is_none(), Reverse(held.elements))
    });
    all
}

fn holders_of(graph: &Graph, ix: ElementIx) -> Vec<(Holder, &str)> {
    let element = graph.element(ix);
    let mut holders = Vec::new();
    for field in [Field::Operator, Field::Supplier] {
        holders.extend(element.organisation(field).map(|id| (Holder::Supplier, id.as_str())));
    }
    for agreement in element.references(Field::Agreement).into_iter().flat_map(|agreements| agreements.ids())
    {
        let Some(agreement) = graph.find_element(agreement.as_str()).map(|ix| graph.element(ix)) else {
            continue;
        };
        holders.push((Holder::Agreement, agreement.id()));
        holders.extend(agreement.organisation(Field::Supplier).map(|id| (Holder::Supplier, id.as_str())));
    }
    if element.section == Section::Technologies {
        holders.push((Holder::Technology, element.id()));
    }
    holders.extend(element.owner().map(|owner| (Holder::Owner, owner.as_str())));
    holders
}
