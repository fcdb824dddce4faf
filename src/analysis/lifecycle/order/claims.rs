//! Claims: who rests hard on what leaves, and on which days.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::super::Timelines;
use super::super::needs::{Way, ways};
use crate::graph::{Direction, ElementIx, NodeIx, Relation};
use crate::model::{Date, Days, Section};

/// What leaves, and who rests on it.
pub(super) struct Claims {
    /// The day from which on it is asked.
    pub(super) at: Date,
    /// What leaves, in the order of the map, with the day that is planned.
    pub(super) leavers: Vec<Leaving>,
    /// Who rests on what.
    pub(super) claims: Vec<Claim>,
}

/// An element that leaves.
pub(super) struct Leaving {
    pub(super) element: ElementIx,
    pub(super) is_leaving: bool,
    /// The first day on which it is planned to be out of use.
    pub(super) planned: Option<Date>,
    /// What rests on it and works on without it.
    pub(super) can_do_without: Vec<ElementIx>,
}

/// An element that rests hard on one that leaves.
pub(super) struct Claim {
    /// The leaver, by its number.
    pub(super) on: usize,
    /// What rests on it.
    pub(super) dependent: ElementIx,
    /// The number of the dependent, if it leaves itself.
    pub(super) leaver: Option<usize>,
    /// The days on which it does, if it does not leave itself.
    pub(super) days: Days,
    /// The integration between the two, if there is one.
    pub(super) through: Option<ElementIx>,
}

/// What one dependent says.
#[derive(Default)]
struct Said {
    claims: Vec<Claim>,
    without: Vec<usize>,
}

struct Leavers<'t, 'g> {
    timelines: &'t Timelines<'g>,
    at: Date,
    numbers: HashMap<ElementIx, usize>,
    /// For each group: the days on which it has enough members, and those on which it has one to spare. What leaves
    /// without a date does not count.
    groups: HashMap<NodeIx, (Days, Days)>,
    never: Days,
}

impl Claims {
    pub(super) fn of(timelines: &Timelines<'_>, at: Date, asked: &[ElementIx]) -> Self {
        let graph = timelines.graph();
        let mut asked: Vec<ElementIx> = asked.to_vec();
        asked.sort_unstable();
        let is_placed = |element: ElementIx| {
            !matches!(graph.element(element).section, Section::Integrations | Section::Agreements)
        };
        let is_used_later =
            |element: ElementIx| timelines.in_use(element).extent().is_some_and(|used| used.last >= at);
        let leaving = |element: ElementIx| {
            let is_leaving = timelines.is_leaving(element, at);
            let is_asked = asked.binary_search(&element).is_ok();
            let counts = is_leaving && is_placed(element) || is_asked && is_used_later(element);
            counts.then(|| Leaving {
                element,
                is_leaving,
                planned: timelines.retired(element).filter(|&retired| retired > at),
                can_do_without: Vec::new(),
            })
        };
        let mut leavers: Vec<Leaving> = graph.elements().filter_map(leaving).collect();
        let numbers = leavers.iter().enumerate().map(|(number, leaver)| (leaver.element, number)).collect();
        let mut known = Leavers { timelines, at, numbers, groups: HashMap::new(), never: Days::NEVER };
        known.find_groups(&leavers);
        let dependents = dependents(timelines, &leavers);
        let said: Vec<(ElementIx, Said)> =
            dependents.par_iter().map(|&dependent| (dependent, known.said_by(&leavers, dependent))).collect();
        let mut claims = Vec::new();
        for (dependent, said) in said {
            claims.extend(said.claims);
            for number in said.without {
                if let Some(leaver) = leavers.get_mut(number) {
                    leaver.can_do_without.push(dependent);
                }
            }
        }
        Self { at, leavers, claims }
    }
}

/// Everything that rests directly on something that leaves, in the order of the map.
fn dependents(timelines: &Timelines<'_>, leavers: &[Leaving]) -> Vec<ElementIx> {
    let graph = timelines.graph();
    let mut reached = vec![false; graph.node_count()];
    let mut open: Vec<NodeIx> = leavers.iter().map(|leaver| leaver.element.node()).collect();
    let mut dependents = Vec::new();
    while let Some(node) = open.pop() {
        for dependent in graph.snapshot().neighbours(node, Direction::Downstream) {
            let Some(reached) = reached.get_mut(dependent.node.index()) else { continue };
            if std::mem::replace(reached, true) {
                continue;
            }
            match graph.as_element(dependent.node) {
                Some(element) if graph.element(element).section != Section::Integrations => {
                    dependents.push(element);
                }
                _ => open.push(dependent.node),
            }
        }
    }
    dependents.extend(under(timelines, leavers));
    dependents.sort_unstable();
    dependents.dedup();
    dependents
}

/// What is under the agreements that leave.
fn under(timelines: &Timelines<'_>, leavers: &[Leaving]) -> Vec<ElementIx> {
    let graph = timelines.graph();
    let is_agreement = |leaver: &&Leaving| graph.element(leaver.element).section == Section::Agreements;
    let agreements = leavers.iter().filter(is_agreement);
    let relations =
        agreements.flat_map(|agreement| graph.relations(agreement.element.node(), Direction::Downstream));
    let under = relations.filter(|(_, edge)| edge.relation == Relation::Agreement);
    under.filter_map(|(node, _)| graph.as_element(node)).collect()
}

impl Leavers<'_, '_> {
    /// The days on which something counts as a stand-in for another: not if it leaves without a date.
    fn counted(&self, leavers: &[Leaving], element: ElementIx) -> &Days {
        let leaver = self.numbers.get(&element).and_then(|&number| leavers.get(number));
        if leaver.is_some_and(|leaver| leaver.planned.is_none()) {
            return &self.never;
        }
        self.timelines.in_use(element)
    }

    /// Finds out when groups hold, those within others first: a group comes after those that hold it.
    fn find_groups(&mut self, leavers: &[Leaving]) {
        let graph = self.timelines.graph();
        if leavers.is_empty() {
            return;
        }
        for node in graph.groups().rev() {
            let members = graph.snapshot().neighbours(node, Direction::Upstream);
            let days: Vec<&Days> = members
                .iter()
                .map(|member| match graph.as_element(member.node) {
                    Some(element) => self.counted(leavers, element),
                    None => self.groups.get(&member.node).map_or(&self.never, |(holds, _)| holds),
                })
                .collect();
            let min_up = graph.as_group(node).map_or(1, |group| group.min_up);
            let holds = Days::at_least(min_up, days.iter().copied());
            let spares = Days::at_least(min_up + 1, days.iter().copied());
            self.groups.insert(node, (holds, spares));
        }
    }

    fn said_by(&self, leavers: &[Leaving], dependent: ElementIx) -> Said {
        let mut said = Said::default();
        let leaver = self.numbers.get(&dependent).copied();
        let in_use = self.timelines.in_use(dependent);
        // Whatever leaves is asked how long it needs what it rests on if it does not leave.
        let used = match (leaver, in_use.extent()) {
            (_, None) => return said,
            (Some(_), Some(used)) => Days::from(used.first),
            (None, Some(_)) => in_use.clone(),
        };
        let used = used.and(&Days::from(self.at));
        if used.is_never() {
            return said;
        }
        let ways = ways(self.timelines, dependent, |integration| self.numbers.contains_key(&integration));
        let mut on: BTreeMap<usize, Vec<&Way>> = BTreeMap::new();
        for (dependency, way) in &ways {
            if let Some(&number) = self.numbers.get(dependency) {
                on.entry(number).or_default().push(way);
            }
        }
        for (number, on) in on {
            let Some(dependency) = leavers.get(number).map(|leaver| leaver.element) else { continue };
            let days = self.needed(leavers, dependent, dependency, &on, &ways).and(&used);
            if !days.is_never() {
                let through = on.iter().filter(|way| way.hard).map(|way| way.through).min().flatten();
                said.claims.push(Claim { on: number, dependent, leaver, days, through });
            } else if on.iter().any(|way| !way.hard && !way.needed.and(&used).is_never()) {
                said.without.push(number);
            }
        }
        let agreements = self.timelines.graph().relations(dependent.node(), Direction::Upstream).into_iter();
        let under = agreements.filter(|(_, edge)| edge.relation == Relation::Agreement);
        let elements = under.filter_map(|(node, _)| self.timelines.graph().as_element(node));
        said.without.extend(elements.filter_map(|agreement| self.numbers.get(&agreement)));
        said
    }

    /// The days on which a dependent would stop if a dependency were gone.
    fn needed(
        &self,
        leavers: &[Leaving],
        dependent: ElementIx,
        dependency: ElementIx,
        on: &[&Way],
        ways: &[(ElementIx, Way)],
    ) -> Days {
        let hard = on.iter().filter(|way| way.hard);
        let needed = hard.fold(Days::NEVER, |days, way| {
            days.or(&way.needed.minus(&self.spared(leavers, dependency, way)))
        });
        if needed.is_never() || ways.len() < 2 {
            return needed;
        }
        let needed = self.not_replaced(leavers, dependency, needed, ways);
        if self.timelines.graph().element(dependent).section != Section::Information {
            return needed;
        }
        // Of several sources of one piece of information, one will do.
        let others = ways.iter().map(|(other, _)| *other).filter(|&other| other != dependency);
        needed.minus(&Days::at_least(1, others.map(|other| self.counted(leavers, other))))
    }

    /// The days on which some group on a way holds without a dependency.
    fn spared(&self, leavers: &[Leaving], dependency: ElementIx, way: &Way) -> Days {
        let mut spared = Days::NEVER;
        let mut lost = self.counted(leavers, dependency).clone();
        for group in way.groups.iter().rev() {
            let Some((holds, spares)) = self.groups.get(group) else { continue };
            let holds_without = spares.or(&holds.minus(&lost));
            lost = holds.minus(&holds_without);
            spared = spared.or(&holds_without);
        }
        spared
    }

    /// Days without those on which the dependent has something else of the same line: what follows, from its first day
    /// on; what comes before, as long as it is planned to be in use.
    fn not_replaced(
        &self,
        leavers: &[Leaving],
        dependency: ElementIx,
        needed: Days,
        ways: &[(ElementIx, Way)],
    ) -> Days {
        // A member of the same group counts there already.
        let own = || ways.iter().filter(|(other, _)| *other == dependency).flat_map(|(_, way)| &way.groups);
        let is_apart = |way: &Way| !way.groups.iter().any(|group| own().any(|known| known == group));
        let rests_on = |line: Vec<ElementIx>| {
            ways.iter().filter(move |(other, way)| line.binary_search(other).is_ok() && is_apart(way))
        };
        let mut left = needed;
        let planned = self.numbers.get(&dependency).and_then(|&number| leavers.get(number)?.planned);
        let leaves = planned.unwrap_or(self.at);
        for (follower, way) in rests_on(self.timelines.followers_of(dependency)) {
            let used = self.timelines.in_use(*follower).and(&way.needed);
            // What is there when the other leaves has taken its place for good.
            left = match used.extent() {
                Some(used) if used.last >= leaves => left.minus(&Days::from(used.first)),
                _ => left.minus(&used),
            };
        }
        for (before, way) in rests_on(self.timelines.followed_by(dependency)) {
            left = left.minus(&self.counted(leavers, *before).and(&way.needed));
        }
        left
    }
}
