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
    /// Where it is declared.
    pub place: Place,
}

/// What lies on the way from a dependent.
#[derive(Clone)]
struct Reached {
    node: NodeIx,
    needed: Days,
    unspared: Days,
    hard: bool,
    through: Option<ElementIx>,
    place: Place,
}

/// What an element needs directly, in the order of the map. Needed twice is needed on the days of both.
///
/// A whole does not need its parts, which come and go. Of several sources of one piece of information, one will do.
///
/// Complexity: O(d log d) for d relations.
pub fn needs(timelines: &Timelines<'_>, dependent: ElementIx) -> Vec<Need> {
    let graph = timelines.graph();
    let mut found: Vec<Need> = Vec::new();
    let mut seen: HashSet<NodeIx> = HashSet::new();
    let mut open = vec![Reached {
        node: dependent.node(),
        needed: Days::always(),
        unspared: Days::always(),
        hard: true,
        through: None,
        place: graph.element(dependent).id.place,
    }];
    while let Some(from) = open.pop() {
        let is_first = from.node == dependent.node();
        for neighbour in graph.snapshot().neighbours(from.node, Direction::Upstream) {
            let Some(edge) = graph.edge(neighbour) else { continue };
            if edge.relation == Relation::Contains {
                continue;
            }
            let mut reached = Reached {
                node: neighbour.node,
                hard: from.hard && edge.effective_strength() == Strength::Hard,
                place: if is_first { edge.place } else { from.place },
                ..from.clone()
            };
            match graph.as_element(neighbour.node) {
                None => {
                    let spared = timelines.holding(neighbour.node);
                    reached.unspared = reached.unspared.minus(spared);
                    open.push(reached);
                }
                Some(element) if graph.element(element).section == Section::Integrations => {
                    if !seen.insert(neighbour.node) {
                        continue;
                    }
                    let exists = timelines.in_use(element);
                    reached.needed = reached.needed.and(exists);
                    reached.unspared = reached.unspared.and(exists);
                    reached.through = reached.through.or(Some(element));
                    open.push(reached);
                }
                Some(element) if element != dependent => found.push(reached.need(element)),
                Some(_) => {}
            }
        }
    }
    if graph.element(dependent).section == Section::Information {
        let sourced = Days::at_least(1, found.iter().map(|need| timelines.in_use(need.dependency)));
        found.iter_mut().for_each(|need| need.unspared = need.unspared.minus(&sourced));
    }
    merged(found)
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
            }
            _ => needs.push(need),
        }
    }
    needs
}

impl Reached {
    fn need(self, dependency: ElementIx) -> Need {
        let Self { needed, unspared, hard, through, place, .. } = self;
        Need { dependency, needed, unspared, hard, through, place }
    }
}
