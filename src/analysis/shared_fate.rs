//! Shared fate: redundancy groups whose members rest on one and the same thing, so that its loss takes the group too.
//!
//! A search upstream from all members of a group at once, level by level, over hard relations: it notes which members
//! rest on what it meets, and stops at the first level on which so many rest on one thing that too few would be left
//! without it. Groups on the way that have members to spare are not passed.

use std::collections::BTreeSet;

use super::lifecycle::Timelines;
use crate::diagnostic::Place;
use crate::graph::{Direction, ElementIx, Graph, NodeIx};
use crate::model::{Date, Days, Section, Span, Strength};

/// A redundancy group that does not help against the loss of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedFate {
    /// The group.
    pub group: NodeIx,
    /// The first day on which it is so, from today on.
    pub day: Date,
    /// How many members are in use that day.
    pub members: usize,
    /// What they share: the nearest, and of several as near the first few.
    pub shared: Vec<Shared>,
    /// How many more are as near.
    pub more: usize,
}

/// One thing that members of a group rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// What it is.
    pub element: ElementIx,
    /// For each member that is known to rest on it, how: from the member to the thing.
    pub paths: Vec<Vec<PathStep>>,
}

/// A step of the way from a member to what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathStep {
    /// Where it leads.
    pub element: ElementIx,
    /// Where it is said; nothing for the member itself.
    pub place: Option<Place>,
}

/// What is told of a whole map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SharedFates {
    /// In the order of the groups.
    pub found: Vec<SharedFate>,
    /// The first group that was not looked at, if the work was used up.
    pub unseen: Option<NodeIx>,
}

/// How many things that are equally near are told of one group.
const TOLD: usize = 3;
/// On how many days, on which something begins or ends, one group is looked at. The first that tells something is enough.
const MOST_DAYS: usize = 8;

/// Finds the groups whose members share their fate. At most `work` relations are followed.
///
/// Complexity: O(m e) for a group of m members with e relations nearer than what they share, and within `work`.
pub fn shared_fates(timelines: &Timelines<'_>, work: usize) -> SharedFates {
    let graph = timelines.graph();
    let mut search = Search::new(timelines, work);
    let mut fates = SharedFates::default();
    let mut passes: Vec<bool> = Vec::with_capacity(graph.groups().len());
    for group in graph.groups() {
        // A group within another stands after it.
        let holder = graph.snapshot().neighbours(group, Direction::Downstream).first();
        let disturbs = holder.is_some_and(|holder| match graph.as_element(holder.node) {
            Some(_) => true,
            None => passes.get(holder.node.index() - graph.element_count()).copied().unwrap_or(false),
        });
        passes.push(disturbs);
        let may_spare = graph.as_group(group).is_some_and(|declared| declared.members > declared.min_up);
        if disturbs && may_spare {
            match search.of_group(group) {
                Ok(fate) => fates.found.extend(fate),
                Err(WorkIsUsedUp) => {
                    fates.unseen = Some(group);
                    break;
                }
            }
        }
    }
    fates
}

struct WorkIsUsedUp;

/// One step of the search.
#[derive(Debug, Clone, Copy)]
struct Step {
    node: NodeIx,
    /// The member, by its number among those in use.
    member: usize,
    /// The step before.
    from: Option<usize>,
    place: Option<Place>,
}

/// The search from one group after another. What it allocates serves all of them.
struct Search<'t, 'g> {
    timelines: &'t Timelines<'g>,
    graph: &'g Graph,
    left: usize,
    /// For every node its number among those met in this run.
    met: Vec<u32>,
    nodes: Vec<NodeIx>,
    /// For every node met, a bit for each member that rests on it, and how many do.
    bits: Vec<u64>,
    counts: Vec<usize>,
    steps: Vec<Step>,
}

const NOT_MET: u32 = u32::MAX;

impl<'t, 'g> Search<'t, 'g> {
    fn new(timelines: &'t Timelines<'g>, work: usize) -> Self {
        let graph = timelines.graph();
        let nodes = if graph.groups().len() == 0 { 0 } else { graph.node_count() };
        Self {
            timelines,
            graph,
            left: work,
            met: vec![NOT_MET; nodes],
            nodes: Vec::new(),
            bits: Vec::new(),
            counts: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// Looks at a group on the days from today on, on which something begins or ends that matters to it.
    fn of_group(&mut self, group: NodeIx) -> Result<Option<SharedFate>, WorkIsUsedUp> {
        let Some(declared) = self.graph.as_group(group) else { return Ok(None) };
        let today = self.timelines.today();
        let used = self.timelines.in_use(declared.dependent).and(&Days::from(today));
        let mut days: BTreeSet<Date> = used.spans().iter().map(|span| span.first).collect();
        for member in self.graph.snapshot().neighbours(group, Direction::Upstream) {
            let in_use = self.in_use(member.node).spans().iter();
            let turns = in_use.flat_map(|span| [span.begins(), day_after(*span)]);
            days.extend(turns.flatten().filter(|&day| day > today));
        }
        for _ in 0..MOST_DAYS {
            let Some(day) = days.pop_first() else { break };
            if used.contains(day) {
                let fate = self.on_day(group, day, &mut days)?;
                if fate.is_some() {
                    return Ok(fate);
                }
            }
        }
        Ok(None)
    }

    fn in_use(&self, node: NodeIx) -> &'t Days {
        match self.graph.as_element(node) {
            Some(element) => self.timelines.in_use(element),
            None => self.timelines.holding(node),
        }
    }

    /// The members of a group that are in use on a day, and how many more that is than it needs.
    fn members_up(&self, group: NodeIx, day: Date) -> Option<(usize, usize)> {
        let members = self.graph.snapshot().neighbours(group, Direction::Upstream).iter();
        let up = members.filter(|member| self.in_use(member.node).contains(day)).count();
        Some((up, up.checked_sub(self.graph.as_group(group)?.min_up)?))
    }

    /// Looks at a group on a day. Notes the days on which more will be in use.
    fn on_day(
        &mut self,
        group: NodeIx,
        day: Date,
        days: &mut BTreeSet<Date>,
    ) -> Result<Option<SharedFate>, WorkIsUsedUp> {
        let dependent = self.graph.as_group(group).map(|declared| declared.dependent);
        let Some((up, spare @ 1..)) = self.members_up(group, day) else { return Ok(None) };
        self.clear();
        let words = up.div_ceil(64);
        let mut level = self.start(group, day)?;
        let mut shared: Vec<ElementIx> = Vec::new();
        while !level.is_empty() && shared.is_empty() {
            let mut next: Vec<usize> = Vec::new();
            let mut at = 0;
            while let Some(&number) = level.get(at) {
                at += 1;
                let Some(&step) = self.steps.get(number) else { continue };
                if !self.in_use(step.node).contains(day) {
                    let later = self.in_use(step.node).spans().iter().map(|span| span.first);
                    days.extend(later.filter(|&first| first > day));
                    continue;
                }
                let is_dependent = dependent.is_some_and(|dependent| dependent.node() == step.node);
                if is_dependent || !self.meet(&step, words) {
                    continue;
                }
                let count = self.count(step.node);
                let element = self.graph.as_element(step.node);
                if count == spare + 1 {
                    shared.extend(element);
                }
                // What lies beyond something shared is shared for that reason.
                if (count <= spare || element.is_none()) && self.leads_on(step.node, day) {
                    let is_step = self.graph.counts(step.node);
                    self.expand(number, &step, if is_step { &mut next } else { &mut level })?;
                }
            }
            level = next;
        }
        if shared.is_empty() {
            return Ok(None);
        }
        // By name, so that the same are told whatever the order of the files.
        let graph = self.graph;
        shared.sort_unstable_by_key(|ix| graph.element(*ix).id());
        let more = shared.len().saturating_sub(TOLD);
        let shared = shared.into_iter().take(TOLD).map(|element| self.told(element)).collect();
        Ok(Some(SharedFate { group, day, members: up, shared, more }))
    }

    /// The steps with which the search begins: one for each member that is in use and hard.
    fn start(&mut self, group: NodeIx, day: Date) -> Result<Vec<usize>, WorkIsUsedUp> {
        let members = self.graph.snapshot().neighbours(group, Direction::Upstream);
        self.work(members.len())?;
        let mut member = 0;
        for neighbour in members {
            if self.in_use(neighbour.node).contains(day) {
                if self.graph.passage(neighbour).strength == Strength::Hard {
                    self.steps.push(Step { node: neighbour.node, member, from: None, place: None });
                }
                member += 1;
            }
        }
        Ok((0..self.steps.len()).collect())
    }

    /// Whether the loss of what a node rests on takes the node: not through information, nor a group that can spare it.
    fn leads_on(&self, node: NodeIx, day: Date) -> bool {
        match self.graph.as_element(node) {
            Some(element) => self.graph.element(element).section != Section::Information,
            None => self.members_up(node, day).is_some_and(|(_, spare)| spare == 0),
        }
    }

    fn expand(&mut self, number: usize, step: &Step, level: &mut Vec<usize>) -> Result<(), WorkIsUsedUp> {
        let neighbours = self.graph.snapshot().neighbours(step.node, Direction::Upstream);
        self.work(neighbours.len() + 1)?;
        for neighbour in neighbours {
            if self.graph.passage(neighbour).strength == Strength::Hard {
                // The members of a group are named where the group is.
                let place = self.graph.edge(neighbour).map(|edge| edge.place);
                level.push(self.steps.len());
                self.steps.push(Step {
                    node: neighbour.node,
                    member: step.member,
                    from: Some(number),
                    place,
                });
            }
        }
        Ok(())
    }

    fn work(&mut self, relations: usize) -> Result<(), WorkIsUsedUp> {
        self.left = self.left.checked_sub(relations).ok_or(WorkIsUsedUp)?;
        Ok(())
    }

    /// Notes that a member rests on a node, and says whether that is new.
    fn meet(&mut self, step: &Step, words: usize) -> bool {
        let Some(number) = self.met.get_mut(step.node.index()) else { return false };
        if *number == NOT_MET {
            *number = u32::try_from(self.nodes.len()).unwrap_or(NOT_MET);
            self.nodes.push(step.node);
            self.counts.push(0);
            self.bits.resize(self.bits.len() + words, 0);
        }
        let number = *number as usize;
        let word = self.bits.get_mut(number * words + step.member / 64);
        let (Some(word), Some(count)) = (word, self.counts.get_mut(number)) else { return false };
        let bit = 1_u64 << (step.member % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        *count += usize::from(is_new);
        is_new
    }

    /// How many members are known to rest on a node.
    fn count(&self, node: NodeIx) -> usize {
        let number = self.met.get(node.index()).copied().unwrap_or(NOT_MET);
        self.counts.get(number as usize).copied().unwrap_or(0)
    }

    /// How each member reaches a thing, first found first.
    fn told(&self, element: ElementIx) -> Shared {
        let mut members: BTreeSet<usize> = BTreeSet::new();
        let there = self.steps.iter().filter(|step| step.node == element.node());
        let paths = there.filter(|step| members.insert(step.member)).map(|step| self.path(*step)).collect();
        Shared { element, paths }
    }

    fn path(&self, last: Step) -> Vec<PathStep> {
        let before = |step: &Step| self.steps.get(step.from?).copied();
        let mut path: Vec<PathStep> = std::iter::successors(Some(last), before)
            .filter_map(|step| {
                Some(PathStep { element: self.graph.as_element(step.node)?, place: step.place })
            })
            .collect();
        path.reverse();
        path
    }

    fn clear(&mut self) {
        for node in self.nodes.drain(..) {
            if let Some(number) = self.met.get_mut(node.index()) {
                *number = NOT_MET;
            }
        }
        self.bits.clear();
        self.counts.clear();
        self.steps.clear();
    }
}

fn day_after(span: Span) -> Option<Date> {
    span.ends()?.tomorrow().ok()
}
