//! Reach: everything that hangs on some elements, or everything that they rest on.
//!
//! The answer of `impact` without a kind of change. It says "within reach", never "affected": hard and soft
//! relations alike are followed, and no effect is claimed. What a change of a certain kind does to each
//! element is another question, over the same walk.

use std::collections::BTreeSet;

use super::blind_spots::{self, BlindSpots};
use super::bound::{self, Bound};
use super::people::{self, Person};
use super::reached::{Basis, Reached};
use crate::graph::{Direction, ElementIx, Graph, NodeIx, Walk, WalkOptions};
use crate::model::{Date, Section};

/// How reach is asked for.
#[derive(Debug, Clone)]
pub struct ReachOptions {
    /// Downstream: what hangs on the causes. Upstream: what they rest on.
    pub direction: Direction,
    /// How many steps at most; all if nothing is said.
    pub depth: Option<usize>,
    /// The day: elements not in use then are left out, and nothing is reached through them.
    pub at: Date,
}

/// What lies within reach.
#[derive(Debug)]
pub struct Reach {
    /// How it was asked for.
    pub options: ReachOptions,
    /// The elements asked about.
    pub causes: Vec<ElementIx>,
    /// Those of them that are not in use on the day; they are kept as causes.
    pub causes_not_in_use: Vec<ElementIx>,
    /// What lies within reach: business first, then by distance and id. Never a cause.
    pub reached: Vec<Reached>,
    /// How many elements lie farther than the depth asked for; integrations not counted.
    pub farther: usize,
    /// What uses, reads or carries the causes, or is under them as agreements: work, not disruption. Never a cause.
    pub bound: Vec<Bound>,
    /// Whom to tell.
    pub people: Vec<Person>,
    /// What the map cannot see.
    pub blind_spots: BlindSpots,
    walk: Walk,
}

/// Finds what lies within reach of some elements.
///
/// Complexity: O(V + E), and O(n log n) for the order of n elements reached.
pub fn reach(graph: &Graph, causes: &[ElementIx], options: ReachOptions) -> Reach {
    let in_use = graph.in_use(options.at);
    let walk_options =
        WalkOptions { direction: options.direction, depth: options.depth, admitted: Some(&in_use) };
    let walk = graph.walk(causes.iter().map(|cause| cause.node()), &walk_options);
    let mut reached = reached_elements(graph, &walk, &options);
    sort_business_first(graph, &mut reached);

    let causes: Vec<ElementIx> = causes.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let not_in_use = |cause: &&ElementIx| !in_use.get(cause.index()).copied().unwrap_or(true);
    let causes_not_in_use = causes.iter().filter(not_in_use).copied().collect();
    let starts = || causes.iter().map(|cause| cause.node());
    let unfiltered = graph.walk(starts(), &WalkOptions { admitted: None, ..walk_options });
    let left_out = beyond(graph, &walk, &unfiltered);
    let farther = match options.depth {
        Some(_) => beyond(graph, &walk, &graph.walk(starts(), &WalkOptions { depth: None, ..walk_options })),
        None => 0,
    };
    let bound = bound::to_causes(graph, &causes, options.direction, &in_use);
    let people = people::to_tell(graph, &causes, &reached, &bound);
    let blind_spots = blind_spots::of_reach(graph, &causes, &reached, left_out);
    Reach { options, causes, causes_not_in_use, reached, farther, bound, people, blind_spots, walk }
}

/// How many elements are reached only through what is not in use, or are not in use themselves.
pub(super) fn left_out(graph: &Graph, causes: &[ElementIx], direction: Direction, in_use: &[bool]) -> usize {
    let walk = |admitted| {
        graph.walk(causes.iter().map(|cause| cause.node()), &WalkOptions { direction, depth: None, admitted })
    };
    if in_use.iter().all(|&in_use| in_use) { 0 } else { beyond(graph, &walk(Some(in_use)), &walk(None)) }
}

/// How many elements another walk reaches that a walk does not.
fn beyond(graph: &Graph, walk: &Walk, other: &Walk) -> usize {
    other.nodes().iter().filter(|node| graph.counts(**node) && !walk.reaches(**node)).count()
}

impl Reach {
    /// The way from a cause to an element: in the direction asked for, cause first, groups left out.
    pub fn path(&self, graph: &Graph, element: ElementIx) -> Vec<ElementIx> {
        graph.elements_of(&self.walk.way(element.node()))
    }

    /// How many elements of a section are within reach.
    pub fn count(&self, graph: &Graph, section: Section) -> usize {
        self.reached.iter().filter(|reached| graph.element(reached.element).section == section).count()
    }

    /// The elements within reach, without integrations: those are the ways, not the places.
    pub fn elements<'r>(&'r self, graph: &'r Graph) -> impl Iterator<Item = &'r Reached> {
        self.reached.iter().filter(|r| graph.element(r.element).section != Section::Integrations)
    }

    /// The greatest distance of an element.
    pub fn farthest(&self, graph: &Graph) -> usize {
        self.elements(graph).map(|reached| reached.distance).max().unwrap_or(0)
    }
}

/// In the order of the walk, so that the basis of the way to a node is known before the node.
fn reached_elements(graph: &Graph, walk: &Walk, options: &ReachOptions) -> Vec<Reached> {
    let mut basis = vec![Basis::Declared; graph.node_count()];
    let mut reached = Vec::new();
    for &node in walk.nodes() {
        let Some(previous) = walk.previous(node) else { continue };
        let own = basis_of_step(graph, walk, node)
            .max(basis.get(previous.index()).copied().unwrap_or(Basis::Assumed));
        if let Some(slot) = basis.get_mut(node.index()) {
            *slot = own;
        }
        let Some(element) = graph.as_element(node) else { continue };
        let Some(distance) = walk.distance(graph, element) else { continue };
        if options.depth.is_none_or(|depth| distance <= depth) {
            reached.push(Reached { element, distance, basis: own });
        }
    }
    reached
}

fn basis_of_step(graph: &Graph, walk: &Walk, node: NodeIx) -> Basis {
    match graph.reached_by(walk, node) {
        Some(edge) if edge.is_declared() => Basis::Declared,
        _ => Basis::Assumed,
    }
}

fn sort_business_first(graph: &Graph, reached: &mut [Reached]) {
    reached.sort_unstable_by(|a, b| {
        let key = |r: &Reached| {
            let element = graph.element(r.element);
            (element.section.layer(), element.section, r.distance)
        };
        key(a).cmp(&key(b)).then_with(|| graph.element(a.element).id().cmp(graph.element(b.element).id()))
    });
}
