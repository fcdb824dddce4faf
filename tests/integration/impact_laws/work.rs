//! Work a second time: every way that brings some, row by row.

use super::disruption::Out;
use super::net::{Edge, Net};
use super::question::Asked;
use super::ways::{Towards, Way};
use std::collections::BTreeMap;
use systemkarta::model::{ChangeKind, Work};

use Towards::{Dependencies, Dependents};

/// What must be done, by a way of so many steps, and whether something on it is assumed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Task {
    pub(crate) work: Work,
    pub(crate) label: (usize, bool),
}

/// The greatest work of each element, by the shortest way.
pub(crate) fn work(net: &Net<'_>, outs: &[Out]) -> BTreeMap<usize, Task> {
    let mut tasks: BTreeMap<usize, Task> = BTreeMap::new();
    for (way, work) in net.changes.iter().flat_map(|change| brought(net, outs, change)) {
        let element = way.end();
        if net.is_cause(element) {
            continue;
        }
        let task = Task { work, label: (way.steps(net), !way.declared) };
        let better = |other: &Task| (work, other.label) > (other.work, task.label);
        if tasks.get(&element).is_none_or(better) {
            tasks.insert(element, task);
        }
    }
    tasks
}

/// Every way by which a change brings work, with that work.
pub(crate) fn brought(net: &Net<'_>, outs: &[Out], change: &Asked) -> Vec<(Way, Work)> {
    let start = Way::from(change.element);
    let section = net.section(change.element);
    let mut found = Vec::new();
    let mut give = |ways: Vec<Way>, work: Work| found.extend(ways.into_iter().map(|way| (way, work)));
    let direct = net.direct_dependents(&start);
    match change.kind {
        ChangeKind::Outage => {}
        ChangeKind::Retire => {
            for way in direct {
                let holds = |node: &usize| net.as_group(*node).is_some() && outs[*node].stopped.is_empty();
                if way.nodes.iter().any(holds) {
                    give(vec![way], Work::Verify);
                } else {
                    give(net.past(&way, false), Work::Verify);
                    let work = if way.hard { Work::Replace } else { Work::Adapt };
                    give(vec![way], work);
                }
            }
            give(net.feeding(&start).1, Work::Verify);
        }
        ChangeKind::Replace => {
            direct.iter().for_each(|way| give(net.past(way, false), Work::Verify));
            give(direct, Work::Adapt);
            let (integrations, providers) = net.feeding(&start);
            give(integrations, Work::Adapt);
            give(providers, Work::Adapt);
        }
        ChangeKind::Interface => {
            direct.iter().for_each(|way| give(net.past(way, true), Work::Verify));
            give(direct, Work::Adapt);
            let providers = |way: &Way| net.over(way, Dependencies, "provider");
            match section {
                "integrations" => give(providers(&start), Work::Adapt),
                "information" => {
                    give(net.over(&start, Dependencies, "mastered_by"), Work::Adapt);
                    let carriers = net.over(&start, Dependents, "carries");
                    give(carriers.iter().flat_map(providers).collect(), Work::Adapt);
                }
                _ => {
                    let over_it = net.over(&start, Dependents, "via");
                    give(over_it.iter().flat_map(providers).collect(), Work::Adapt);
                    give(net.feeding(&start).1, Work::Verify);
                }
            }
        }
        ChangeKind::Upgrade | ChangeKind::Modify => {
            let on_the_way = |section: &str| matches!(section, "technologies" | "integrations");
            let mut above = net.ways(&start, Dependents, &not_agreement, &on_the_way);
            above.retain(|way| matches!(net.section(way.end()), "systems" | "processes" | "integrations"));
            give(above, Work::Verify);
        }
        ChangeKind::Need => {
            let direct = net.direct_dependencies(&start);
            for way in direct.iter().filter(|way| net.section(way.end()) != "agreements") {
                give(net.direct_dependents(way), Work::Verify);
                give(net.ways(way, Dependencies, &not_agreement, &integration), Work::Verify);
            }
            give(direct, Work::Adapt);
        }
    }
    if section == "agreements" {
        let under = net.over(&start, Dependents, "agreement");
        match change.kind {
            ChangeKind::Retire | ChangeKind::Replace => give(under, Work::Adapt),
            ChangeKind::Upgrade | ChangeKind::Modify => give(under, Work::Verify),
            ChangeKind::Outage | ChangeKind::Need | ChangeKind::Interface => {}
        }
    }
    found
}

fn not_agreement(edge: &Edge) -> bool {
    edge.kind != "agreement"
}

fn integration(section: &str) -> bool {
    section == "integrations"
}

impl Net<'_> {
    fn direct_dependents(&self, from: &Way) -> Vec<Way> {
        self.ways(from, Dependents, &not_agreement, &integration)
    }

    fn direct_dependencies(&self, from: &Way) -> Vec<Way> {
        self.ways(from, Dependencies, &|_| true, &integration)
    }

    /// One step further.
    fn past(&self, way: &Way, through_information: bool) -> Vec<Way> {
        if self.section(way.end()) == "information" && !through_information {
            return Vec::new();
        }
        self.direct_dependents(way)
    }

    /// The integrations that an element consumes, and their providers; of an integration, its own providers.
    fn feeding(&self, start: &Way) -> (Vec<Way>, Vec<Way>) {
        let consumed = self.over(start, Dependencies, "consumer");
        let providers = consumed.iter().chain([start]);
        let providers = providers.flat_map(|way| self.over(way, Dependencies, "provider")).collect();
        (consumed, providers)
    }
}
