//! Ways to the neighbours of an element, over every relation: how work reaches them.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use crate::analysis::reached::Basis;
use crate::graph::{Direction, ElementIx, Graph, NodeIx, Relation};
use crate::model::{Section, Strength};

/// The ways that were found so far, as one forest: each visit knows the one before it, so that ways that begin alike
/// share their beginning.
#[derive(Debug, Default)]
pub(super) struct Ways {
    visits: Vec<Visit>,
}

/// A search for ways.
pub(super) struct Search<'s> {
    pub graph: &'s Graph,
    /// For every element, whether it is in use.
    pub admitted: &'s [bool],
    /// Whether a redundancy group does without what leads to it.
    pub holds: &'s dyn Fn(NodeIx) -> bool,
}

/// A way to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    pub to: ElementIx,
    pub basis: Basis,
    /// Hard if every relation on it is.
    pub strength: Strength,
    /// Whether it passes a group that holds.
    pub is_held: bool,
    /// Elements on it that count as steps.
    steps: usize,
    /// Its last visit.
    visit: usize,
}

#[derive(Debug, Clone, Copy)]
struct Visit {
    node: NodeIx,
    previous: Option<usize>,
    strength: Strength,
    is_held: bool,
}

/// Whether a kind of relation is followed.
pub(super) type Follow<'f> = &'f dyn Fn(Relation) -> bool;

/// A node on the way: steps so far, whether some is assumed, and its visit.
type Open = Reverse<(usize, bool, usize)>;

impl Ways {
    /// The way that has not begun.
    pub(super) fn start(&mut self, at: ElementIx) -> Way {
        let visit = Visit { node: at.node(), previous: None, strength: Strength::Hard, is_held: false };
        self.visits.push(visit);
        let (strength, basis) = (Strength::Hard, Basis::Declared);
        Way { to: at, basis, strength, is_held: false, steps: 0, visit: self.visits.len() - 1 }
    }

    /// The elements on a way, both ends included, groups left out.
    pub(super) fn path(&self, graph: &Graph, way: &Way) -> Vec<ElementIx> {
        let last = self.visits.get(way.visit);
        let back = std::iter::successors(last, |visit| self.visits.get(visit.previous?));
        let mut nodes: Vec<NodeIx> = back.map(|visit| visit.node).collect();
        nodes.reverse();
        graph.elements_of(&nodes)
    }

    /// From what to what ways lead, each step once, groups left out.
    ///
    /// Complexity: O(v) for v visits, however many ways share them.
    pub(super) fn steps<'w>(
        &self,
        graph: &Graph,
        ways: impl Iterator<Item = &'w Way>,
    ) -> Vec<(ElementIx, ElementIx)> {
        let mut seen = vec![false; self.visits.len()];
        let mut steps = Vec::new();
        for way in ways {
            let mut to = way.to;
            let mut before = self.visits.get(way.visit).and_then(|visit| visit.previous);
            while let Some((index, visit)) = before.and_then(|index| Some((index, self.visits.get(index)?))) {
                if let Some(from) = graph.as_element(visit.node) {
                    steps.push((from, to));
                    to = from;
                    if seen.get_mut(index).is_none_or(|seen| std::mem::replace(seen, true)) {
                        break;
                    }
                }
                before = visit.previous;
            }
        }
        steps
    }

    /// Goes one step on, as people count them: through integrations and groups to what lies behind, and to the
    /// integrations themselves.
    pub(super) fn one_step(
        &mut self,
        search: &Search<'_>,
        from: &Way,
        direction: Direction,
        follow: Follow<'_>,
    ) -> Vec<Way> {
        self.search(search, from, direction, follow, &|node| !search.graph.counts(node))
    }

    /// Goes up to the first elements that are neither technologies nor integrations, and to the integrations on the way.
    pub(super) fn first_above(&mut self, search: &Search<'_>, from: &Way, follow: Follow<'_>) -> Vec<Way> {
        let is_passed = |node| match search.graph.as_element(node) {
            Some(element) => {
                let section = search.graph.element(element).section;
                matches!(section, Section::Technologies | Section::Integrations)
            }
            None => true,
        };
        self.search(search, from, Direction::Downstream, follow, &is_passed)
    }

    /// The shortest way to each element, the declared one of several: one for each strength, held or not.
    ///
    /// Complexity: O(e log e) for e relations followed.
    fn search(
        &mut self,
        search: &Search<'_>,
        from: &Way,
        direction: Direction,
        follow: Follow<'_>,
        goes_on: &dyn Fn(NodeIx) -> bool,
    ) -> Vec<Way> {
        let graph = search.graph;
        let start = from.to.node();
        let mut open =
            BinaryHeap::<Open>::from([Reverse((from.steps, from.basis == Basis::Assumed, from.visit))]);
        let (mut seen, mut ways) = (HashSet::new(), Vec::new());
        while let Some(Reverse((steps, assumed, index))) = open.pop() {
            let Some(&visit) = self.visits.get(index) else { continue };
            let is_start = index == from.visit;
            if !is_start && (visit.node == start || !seen.insert((visit.node, visit.strength, visit.is_held)))
            {
                continue;
            }
            if !is_start && let Some(to) = graph.as_element(visit.node) {
                let basis = if assumed { Basis::Assumed } else { Basis::Declared };
                let Visit { strength, is_held, .. } = visit;
                ways.push(Way { to, basis, strength, is_held, steps, visit: index });
            }
            if !is_start && !goes_on(visit.node) {
                continue;
            }
            let is_held =
                visit.is_held || (graph.as_group(visit.node).is_some() && (search.holds)(visit.node));
            for (node, edge) in graph.relations(visit.node, direction) {
                if follow(edge.relation) && search.admitted.get(node.index()).copied().unwrap_or(true) {
                    let strength = visit.strength.min(edge.effective_strength());
                    self.visits.push(Visit { node, previous: Some(index), strength, is_held });
                    let steps = steps + usize::from(graph.counts(node));
                    open.push(Reverse((steps, assumed || !edge.is_declared(), self.visits.len() - 1)));
                }
            }
        }
        ways
    }
}

impl Way {
    /// The elements on it that count as steps.
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// Its length as people count it: an integration at its end is a step, one in between is none.
    pub(super) fn distance(&self, graph: &Graph) -> usize {
        self.steps + usize::from(!graph.counts(self.to.node()))
    }
}
