//! The blanks of a map on which most hangs: what to ask first.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::context::is_retired;
use super::coverage::{Count, Question};
use crate::graph::{Direction, ElementIx, Graph, NodeIx, WalkOptions};
use crate::model::{Criticality, Date, Section};

/// The blanks on which most hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blanks {
    /// At most [`Blanks::SHOWN`], those with something critical above them first, then by how much hangs on them.
    pub first: Vec<Blank>,
    /// How many blanks there are in all.
    pub all: usize,
    /// What their rank rests on.
    pub ranked_by: RankedBy,
}

/// Something that the map does not say of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blank {
    /// The element.
    pub element: ElementIx,
    /// What is not said.
    pub missing: Question,
    /// For [`Question::Strength`]: how many of those that rest on it directly have said how strongly.
    pub strengths: Option<Count>,
    /// How many elements hang on it; of those that rest on it directly, if so [`RankedBy`].
    pub hanging: usize,
    /// Whether it is critical, or something critical hangs on it.
    pub critical: bool,
}

/// By what blanks are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankedBy {
    /// By everything that hangs on them.
    Reach,
    /// By what rests on them directly: to follow it all would have taken too long.
    DirectDependents,
}

impl Blanks {
    /// How many are told.
    pub const SHOWN: usize = 10;
}

/// How many relations may be followed to rank the blanks: well under a second.
const WORK: usize = 50_000_000;

/// The blanks of a map. `strengths` tells for every element how many of its direct dependents have said how strongly.
///
/// What an element rests on has at least as much hanging on it as the element itself. So what others rest on is
/// counted first, and what cannot come among the first any more is not counted at all.
pub(super) fn blanks(graph: &Graph, today: Date, strengths: &[Count]) -> Blanks {
    let blanks: Vec<Vec<(Question, Option<Count>)>> =
        graph.elements().map(|ix| blanks_of(graph, today, ix, strengths)).collect();
    let all = blanks.iter().map(Vec::len).sum();
    let of = |ix: ElementIx| blanks.get(ix.index()).map(Vec::as_slice).unwrap_or_default();
    let critical = below_critical(graph);
    let is_critical = |node: NodeIx| critical.get(node.index()).copied().unwrap_or(false);

    let by_reach = by_reach(graph, of, is_critical);
    let ranked_by = if by_reach.is_some() { RankedBy::Reach } else { RankedBy::DirectDependents };
    let first = by_reach.unwrap_or_else(|| {
        let mut ranking = Ranking::new(graph);
        for ix in graph.elements() {
            let direct = graph.snapshot().neighbours(ix.node(), Direction::Downstream).len();
            ranking.add(ix, of(ix), direct, is_critical(ix.node()));
        }
        ranking.first
    });
    Blanks { first, all, ranked_by }
}

fn blanks_of(
    graph: &Graph,
    today: Date,
    ix: ElementIx,
    strengths: &[Count],
) -> Vec<(Question, Option<Count>)> {
    let element = graph.element(ix);
    let missing = Question::blanks_of(graph, today, element).filter(|q| !q.is_answered(graph, ix, element));
    let strengths = strengths.get(ix.index()).copied().filter(|count| count.known < count.all);
    let undeclared = strengths
        .filter(|_| !is_retired(graph, today, element))
        .map(|count| (Question::Strength, Some(count)));
    missing.map(|question| (question, None)).chain(undeclared).collect()
}

/// For every node, whether it is critical or something critical hangs on it: one walk from all that is critical.
fn below_critical(graph: &Graph) -> Vec<bool> {
    let is_critical = |ix: &ElementIx| graph.element(*ix).criticality() == Some(&Criticality::Critical);
    let starts = graph.elements().filter(is_critical).map(ElementIx::node);
    let options = WalkOptions { direction: Direction::Upstream, depth: None, admitted: None };
    let mut below = vec![false; graph.node_count()];
    for node in graph.walk(starts, &options).nodes() {
        if let Some(slot) = below.get_mut(node.index()) {
            *slot = true;
        }
    }
    below
}

/// The first blanks by everything that hangs on them; nothing when that would take too long.
fn by_reach<'b>(
    graph: &Graph,
    blanks: impl Fn(ElementIx) -> &'b [(Question, Option<Count>)],
    is_critical: impl Fn(NodeIx) -> bool,
) -> Option<Vec<Blank>> {
    let mut ranking = Ranking::new(graph);
    let mut counter = graph.hanging_counter(WORK);
    let mut counted: HashMap<NodeIx, usize> = HashMap::new();
    let order = graph.dependencies_first();
    let from_dependents = bounds_from_dependents(graph, &order);
    // For each node, no more elements than this are it or hang on it.
    let mut at_most = vec![usize::MAX; graph.node_count()];
    for node in order {
        let bound = bound_from_dependencies(graph, node, &at_most).min(at(&from_dependents, node));
        let mut known = bound;
        if let Some(ix) = graph.as_element(node)
            && !blanks(ix).is_empty()
            && ranking.may_come_in(is_critical(node), bound)
        {
            // What hangs on an integration is its consumer and what hangs on that: counted once for all of these.
            let consumer = sole_consumer(graph, ix);
            let start = consumer.unwrap_or(node);
            let beyond = match counted.get(&start) {
                Some(&beyond) => beyond,
                None => *counted.entry(start).or_insert(counter.count(start)?),
            };
            let hanging = beyond + usize::from(consumer.is_some());
            ranking.add(ix, blanks(ix), hanging, is_critical(node));
            known = hanging + 1;
        }
        if let Some(slot) = at_most.get_mut(node.index()) {
            *slot = known;
        }
    }
    Some(ranking.first)
}

/// The only thing that rests on an integration directly, unless no path leads through it.
fn sole_consumer(graph: &Graph, ix: ElementIx) -> Option<NodeIx> {
    let [consumer] = graph.snapshot().neighbours(ix.node(), Direction::Downstream) else { return None };
    let leads_on =
        |ix: ElementIx| graph.counts(ix.node()) && graph.element(ix).section != Section::Information;
    let is_integration = graph.element(ix).section == Section::Integrations;
    graph.as_element(consumer.node).filter(|&c| is_integration && leads_on(c)).map(ElementIx::node)
}

/// What hangs on a node hangs on everything that it rests on too; except on information, through which no path leads.
fn bound_from_dependencies(graph: &Graph, node: NodeIx, at_most: &[usize]) -> usize {
    let section = graph.as_element(node).map(|ix| graph.element(ix).section);
    if section == Some(Section::Information) {
        return usize::MAX;
    }
    let dependencies = graph.snapshot().neighbours(node, Direction::Upstream);
    dependencies.iter().map(|dependency| at(at_most, dependency.node)).min().unwrap_or(usize::MAX)
}

/// No more hangs on a node than its dependents and what hangs on each of them. What hangs on two of them is counted
/// twice, so this bound is near for those on which little hangs: nearly all. In a cycle there is none.
fn bounds_from_dependents(graph: &Graph, dependencies_first: &[NodeIx]) -> Vec<usize> {
    let mut bounds = vec![usize::MAX; graph.node_count()];
    for &node in dependencies_first.iter().rev() {
        let dependents = graph.snapshot().neighbours(node, Direction::Downstream);
        let hanging = dependents.iter().map(|dependent| at(&bounds, dependent.node));
        let bound = hanging.fold(usize::from(graph.counts(node)), usize::saturating_add);
        if let Some(slot) = bounds.get_mut(node.index()) {
            *slot = bound;
        }
    }
    bounds
}

fn at(bounds: &[usize], node: NodeIx) -> usize {
    bounds.get(node.index()).copied().unwrap_or(usize::MAX)
}

/// The first few blanks of those that were added.
struct Ranking<'g> {
    graph: &'g Graph,
    first: Vec<Blank>,
}

impl<'g> Ranking<'g> {
    fn new(graph: &'g Graph) -> Self {
        Self { graph, first: Vec::new() }
    }

    /// Whether an element on which at most so much hangs may still come among the first.
    fn may_come_in(&self, critical: bool, at_most: usize) -> bool {
        let last = self.first.get(Blanks::SHOWN - 1);
        last.is_none_or(|last| (critical, at_most) >= (last.critical, last.hanging))
    }

    fn add(
        &mut self,
        element: ElementIx,
        blanks: &[(Question, Option<Count>)],
        hanging: usize,
        critical: bool,
    ) {
        if blanks.is_empty() || !self.may_come_in(critical, hanging) {
            return;
        }
        let blank = |&(missing, strengths)| Blank { element, missing, strengths, hanging, critical };
        self.first.extend(blanks.iter().map(blank));
        let id = |blank: &Blank| self.graph.element(blank.element).id();
        self.first.sort_by(|a, b| {
            let rank = |blank: &Blank| (Reverse(blank.critical), Reverse(blank.hanging));
            rank(a).cmp(&rank(b)).then_with(|| id(a).cmp(id(b))).then_with(|| a.missing.cmp(&b.missing))
        });
        self.first.truncate(Blanks::SHOWN);
    }
}
