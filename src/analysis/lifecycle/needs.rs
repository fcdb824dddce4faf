//! What an element needs directly, and on which days.

use std::collections::HashSet;

use super::Timelines;
use crate::diagnostic::Place;
use crate::graph::{Direction, ElementIx, NodeIx, Relation};
use crate::model::{Days, Section, Strength};

/// An element that another rests on directly: integrations and groups between the two count nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What is needed.
    pub dependency: ElementIx,
    /// When: while the integration between them is in use.
    pub needed: Days,
    /// When nothing else does in its place: the group that holds it has too few others in use.
    pub unspared: Days,
    /// Whether the dependent stops without.
    pub hard: bool,
    /// The integration between them, if there is one.
    pub through: Option<ElementIx>,
    /// The redundancy groups between them.
    pub groups: Vec<NodeIx>,
    /// Where it is declared.
    pub place: Place,
}

/// One way from an element to another that it rests on directly.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// Where it leads.
    node: NodeIx,
    /// When: while the integrations on it are in use.
    pub(super) needed: Days,
    /// When no group on it holds.
    unspared: Days,
    /// Whether it is hard all along.
    pub(super) hard: bool,
    /// The first integration on it.
    pub(super) through: Option<ElementIx>,
    /// The groups on it, the outermost first.
    pub(super) groups: Vec<NodeIx>,
    /// Where it begins.
    pub(super) place: Place,
}

/// What an element needs directly, in the order of the map. Needed twice is needed on the days of both.
///
/// A whole does not need its parts, which come and go. Of several sources of one piece of information, one will do.
///
/// Complexity: O(d log d) for d relations.
pub fn needs(timelines: &Timelines<'_>, dependent: ElementIx) -> Vec<Need> {
    let ways = ways(timelines, dependent, |_| false);
    let mut found: Vec<Need> = ways.into_iter().map(|(dependency, way)| way.need(dependency)).collect();
    if timelines.graph().element(dependent).section == Section::Information {
        let sourced = Days::at_least(1, found.iter().map(|need| timelines.in_use(need.dependency)));
        found.iter_mut().for_each(|need| need.unspared = need.unspared.minus(&sourced));
    }
    merged(found)
}

/// The ways from an element to what it rests on directly. An integration is only passed through, unless it `counts`.
pub(super) fn ways(
    timelines: &Timelines<'_>,
    dependent: ElementIx,
    counts: impl Fn(ElementIx) -> bool,
) -> Vec<(ElementIx, Way)> {
    let graph = timelines.graph();
    let mut found: Vec<(ElementIx, Way)> = Vec::new();
    let mut seen: HashSet<NodeIx> = HashSet::new();
    let mut open = vec![Way {
        node: dependent.node(),
        needed: Days::always(),
        unspared: Days::always(),
        hard: true,
        through: None,
        groups: Vec::new(),
        place: graph.element(dependent).id.place,
    }];
    while let Some(from) = open.pop() {
        let is_first = from.node == dependent.node();
        for neighbour in graph.snapshot().neighbours(from.node, Direction::Upstream) {
            let Some(edge) = graph.edge(neighbour) else { continue };
            if edge.relation == Relation::Contains {
                continue;
            }
            let mut way = Way {
                node: neighbour.node,
                hard: from.hard && edge.effective_strength() == Strength::Hard,
                place: if is_first { edge.place } else { from.place },
                ..from.clone()
            };
            match graph.as_element(neighbour.node) {
                None => {
                    way.unspared = way.unspared.minus(timelines.holding(neighbour.node));
                    way.groups.push(neighbour.node);
                    open.push(way);
                }
                Some(element) if graph.element(element).section == Section::Integrations => {
                    if !seen.insert(neighbour.node) {
                        continue;
                    }
                    let exists = timelines.in_use(element);
                    if counts(element) {
                        found.push((element, way.clone()));
                    }
                    way.needed = way.needed.and(exists);
                    way.unspared = way.unspared.and(exists);
                    way.through = way.through.or(Some(element));
                    open.push(way);
                }
                Some(element) if element != dependent => found.push((element, way)),
                Some(_) => {}
            }
        }
    }
    found
}

fn merged(mut found: Vec<Need>) -> Vec<Need> {
    found.sort_by_key(|need| (need.dependency, need.through.is_some(), need.place));
    let mut needs: Vec<Need> = Vec::with_capacity(found.len());
    for need in found {
        match needs.last_mut() {
            Some(known) if known.dependency == need.dependency => {
                known.needed = known.needed.or(&need.needed);
                known.unspared = known.unspared.or(&need.unspared);
                known.hard |= need.hard;
                known.groups.extend(need.groups);
            }
            _ => needs.push(need),
        }
    }
    needs
}

impl Need {
    /// Whether both are members of one group, which counts each of them already.
    pub(super) fn shares_group(&self, other: &Self) -> bool {
        self.groups.iter().any(|group| other.groups.contains(group))
    }
}

impl Way {
    fn need(self, dependency: ElementIx) -> Need {
        let Self { needed, unspared, hard, through, groups, place, .. } = self;
        Need { dependency, needed, unspared, hard, through, groups, place }
    }
}
