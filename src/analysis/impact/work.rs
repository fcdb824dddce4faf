//! Work: who must test, adapt or replace because of what is changed. The rows of [`table`](super::table), applied.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Change;
use super::table::{Past, Whom, WorkRule, spec};
use super::ways::{Follow, Search, Way, Ways};
use crate::analysis::reached::Basis;
use crate::graph::{Assumption, Direction, ElementIx, Graph, NodeIx, Relation};
use crate::model::{Section, Strength, Work};

/// The work that changes bring, with the way by which it comes.
#[derive(Debug, Default)]
pub(super) struct WorkToDo {
    ways: Ways,
    to_do: BTreeMap<ElementIx, ToDo>,
    /// From where and by how short a way those past an element were looked for: many changes meet at a hub, and a way
    /// that is no shorter and no better declared finds nothing new there.
    passed: HashMap<(ElementIx, Direction), Vec<(usize, Basis)>>,
}

/// The work of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct ToDo {
    pub work: Work,
    pub way: Way,
    /// What is assumed, if it weighs: most work comes whether a strength is hard or soft.
    pub assumption: Option<Assumption>,
}

impl WorkToDo {
    /// The work that changes bring to elements in use. `holds` says of a group that it does without what is lost.
    ///
    /// Complexity: O(r log r) for r relations of the changed elements, and of their neighbours, each of these once.
    pub(super) fn of(
        graph: &Graph,
        changes: &[Change],
        admitted: &[bool],
        holds: &dyn Fn(NodeIx) -> bool,
    ) -> Self {
        let search = Search { graph, admitted, holds };
        let mut work = Self::default();
        let mut seen = HashSet::new();
        for change in changes.iter().filter(|change| seen.insert((change.element, change.kind))) {
            let start = work.ways.start(change.element);
            for rule in spec(change.kind).work {
                for way in work.whom(&search, &start, rule.whom) {
                    work.apply(&search, rule, &way);
                }
            }
        }
        for change in changes {
            work.to_do.remove(&change.element);
        }
        work
    }

    /// The work of every element that has some.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ElementIx, &ToDo)> {
        self.to_do.iter().map(|(element, to_do)| (*element, to_do))
    }

    /// The way by which its work comes to an element.
    pub(super) fn path(&self, graph: &Graph, element: ElementIx) -> Option<Vec<ElementIx>> {
        self.to_do.get(&element).map(|to_do| self.ways.path(graph, &to_do.way))
    }

    /// From what to what work comes, each step once.
    pub(super) fn steps(&self, graph: &Graph) -> Vec<(ElementIx, ElementIx)> {
        self.ways.steps(graph, self.to_do.values().map(|to_do| &to_do.way))
    }

    fn apply(&mut self, search: &Search<'_>, rule: &WorkRule, way: &Way) {
        let weighs = rule.whom.depends_on_strength() && way.basis == Basis::Assumed;
        let assumption = weighs.then_some(Assumption::Strength);
        self.add(search.graph, ToDo { work: rule.work, way: *way, assumption });
        let is_information = search.graph.element(way.to).section == Section::Information;
        let is_agreement = search.graph.element(way.to).section == Section::Agreements;
        let directions: &[Direction] = match rule.past {
            Past::Dependents if !is_information => &[Direction::Downstream],
            Past::DependentsThroughInformation => &[Direction::Downstream],
            Past::BothWays if !is_agreement => &[Direction::Upstream, Direction::Downstream],
            Past::Nobody | Past::Dependents | Past::BothWays => &[],
        };
        for &direction in directions {
            if !self.passes_better(way, direction) {
                continue;
            }
            for past in self.ways.one_step(search, way, direction, NOT_AGREEMENT) {
                self.add(search.graph, ToDo { work: Work::Verify, way: past, assumption });
            }
        }
    }

    /// Whether nobody has gone on from the end of a way by one as short and as well declared; now somebody has.
    fn passes_better(&mut self, way: &Way, direction: Direction) -> bool {
        let known = self.passed.entry((way.to, direction)).or_default();
        let (steps, basis) = (way.steps(), way.basis);
        let is_better = !known.iter().any(|&(before, known)| before <= steps && known <= basis);
        if is_better {
            known.push((steps, basis));
        }
        is_better
    }

    /// Adds work, unless the element has more, or the same by a shorter way or a declared one as short.
    fn add(&mut self, graph: &Graph, to_do: ToDo) {
        let key = |known: &ToDo| (std::cmp::Reverse(known.work), known.way.distance(graph), known.way.basis);
        if self.to_do.get(&to_do.way.to).is_none_or(|known| key(&to_do) < key(known)) {
            self.to_do.insert(to_do.way.to, to_do);
        }
    }

    /// To whom a row applies.
    fn whom(&mut self, search: &Search<'_>, start: &Way, whom: Whom) -> Vec<Way> {
        use Direction::{Downstream, Upstream};
        let section = |way: &Way| search.graph.element(way.to).section;
        match whom {
            Whom::Dependents => self.ways.one_step(search, start, Downstream, NOT_AGREEMENT),
            Whom::DependentsOverHard | Whom::DependentsOverSoft | Whom::DependentsThroughHoldingGroup => {
                let mut ways = self.ways.one_step(search, start, Downstream, NOT_AGREEMENT);
                ways.retain(|way| whom == over(way));
                ways
            }
            Whom::FeedingProviders | Whom::FeedingIntegrations => {
                let wants_integrations = whom == Whom::FeedingIntegrations;
                let mut ways = self.ways.one_step(search, start, Upstream, FEEDS);
                ways.retain(|way| (section(way) == Section::Integrations) == wants_integrations);
                ways
            }
            Whom::OwnProviders => self.ways.one_step(search, start, Upstream, PROVIDES),
            Whom::Master => self.ways.one_step(search, start, Upstream, MASTERS),
            Whom::ProvidersOfCarriers => self.providers_over(search, start, &|r| r == Relation::Carries),
            Whom::ProvidersOverPlatform => self.providers_over(search, start, VIA),
            Whom::FirstAbove => self
                .ways
                .first_above(search, start, NOT_AGREEMENT)
                .into_iter()
                .filter(|way| {
                    matches!(section(way), Section::Systems | Section::Processes | Section::Integrations)
                })
                .collect(),
            Whom::Dependencies => self.ways.one_step(search, start, Upstream, &|_| true),
            Whom::UnderAgreement => {
                self.ways.one_step(search, start, Downstream, &|r| r == Relation::Agreement)
            }
        }
    }

    /// The providers of the integrations that a kind of relation leads to.
    fn providers_over(&mut self, search: &Search<'_>, start: &Way, follow: Follow<'_>) -> Vec<Way> {
        let ways = self.ways.one_step(search, start, Direction::Downstream, follow);
        let is_integration = |way: &&Way| search.graph.element(way.to).section == Section::Integrations;
        let integrations: Vec<Way> = ways.iter().filter(is_integration).copied().collect();
        let providers = |way| self.ways.one_step(search, way, Direction::Upstream, PROVIDES);
        integrations.iter().flat_map(providers).collect()
    }
}

const NOT_AGREEMENT: Follow<'static> = &|relation| relation != Relation::Agreement;
const PROVIDES: Follow<'static> = &|relation| matches!(relation, Relation::Provides | Relation::AnyOf);
const FEEDS: Follow<'static> =
    &|relation| matches!(relation, Relation::Consumes | Relation::Provides | Relation::AnyOf);
const MASTERS: Follow<'static> = &|relation| matches!(relation, Relation::MasteredBy | Relation::AnyOf);
const VIA: Follow<'static> = &|relation| matches!(relation, Relation::Via | Relation::AnyOf);

/// Which row for dependents a way belongs to.
fn over(way: &Way) -> Whom {
    match way.strength {
        _ if way.is_held => Whom::DependentsThroughHoldingGroup,
        Strength::Hard => Whom::DependentsOverHard,
        Strength::Soft => Whom::DependentsOverSoft,
    }
}
