//! The immutable graph of a map: every element a node, every relation an edge from dependent to dependency.
//!
//! petgraph holds nodes and edges; a compact [`Snapshot`] of the relations that pass disruption on serves
//! walks over the whole graph. This layer is the only home of petgraph, and its indices end here.
//!
//! Knows nothing of files, of output or of what a change does: only of what rests on what.

mod build;
mod columns;
mod components;
mod cycles;
mod dominators;
mod hanging;
mod passage;
mod paths;
mod relation;
mod sites;
mod snapshot;
mod together;
mod walk;
mod ways;

use std::sync::Arc;

use petgraph::Direction as PetDirection;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef as _;

pub use build::takes_groups;
pub use columns::Hanging;
pub use cycles::Component;
pub use dominators::Dominators;
pub use hanging::HangingCounter;
pub use passage::{Assumption, Passage};
pub use paths::Paths;
pub use relation::{Relation, RelationSpec};
pub use snapshot::{Neighbour, Snapshot};
pub use together::circles;
pub use walk::{Walk, WalkOptions};
pub use ways::Ways;

use crate::diagnostic::{Finding, Place};
use crate::model::{Date, Duration, Element, Model, Named, Names, Section, Strength};

/// An element of the graph, by its index in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementIx(u32);

/// A node of the graph: an element or a redundancy group. Elements come first, with the same index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(u32);

/// Which way to follow dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Along the arrows, to what it rests on.
    Upstream,
    /// Against the arrows, to what rests on it.
    Downstream,
}

/// A relation, from a dependent to its dependency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Its kind.
    pub relation: Relation,
    /// How strongly the dependency is needed, if declared; else the relation's default, assumed.
    pub strength: Option<Strength>,
    /// How long the dependent can do without, if declared.
    pub tolerates: Option<Duration>,
    /// Where it is declared.
    pub place: Place,
    /// Where the other end declares it too.
    pub confirmed: Option<Place>,
}

/// A redundancy group: so many of its members must be up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNode {
    /// The element that rests on the group.
    pub dependent: ElementIx,
    /// How many members must be up.
    pub min_up: usize,
    /// How many members it has, as declared.
    pub members: usize,
    /// Where it is declared.
    pub place: Place,
}

/// The graph of a map. Immutable once built.
#[derive(Debug)]
pub struct Graph {
    model: Arc<Model>,
    names: Names,
    graph: DiGraph<(), Edge>,
    groups: Vec<GroupNode>,
    /// For every node. Walks ask it at each step, and the elements themselves lie too far apart in memory.
    on_way: Vec<OnWay>,
    /// For every relation.
    passages: Vec<Passage>,
    snapshot: Snapshot,
}

/// What a node is to a way that leads to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnWay {
    /// A step.
    Step,
    /// A step through which no way leads on: information.
    End,
    /// No step: an integration or a group.
    NoStep,
}

impl OnWay {
    fn of(section: Section) -> Self {
        match section {
            Section::Information => Self::End,
            Section::Integrations => Self::NoStep,
            _ => Self::Step,
        }
    }
}

impl Graph {
    /// Builds the graph of a model. Cannot fail: what does not fit together is a finding, and left out.
    ///
    /// Complexity: O(V + E) time and space, and one search for names like an unknown one for the first few.
    pub fn build(model: &Arc<Model>) -> (Self, Vec<Finding>) {
        build::build(model)
    }

    /// What was declared.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The names of elements and organisations.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// What an id or alias names.
    pub fn find(&self, id: &str) -> Option<Found<'_>> {
        Some(match self.names.get(&self.model, id)? {
            Named::Element(index, _) => Found::Element(ElementIx(to_u32(index))),
            Named::Organisation(organisation) => Found::Organisation(organisation),
        })
    }

    /// The element that an id or alias names.
    pub fn find_element(&self, id: &str) -> Option<ElementIx> {
        match self.find(id)? {
            Found::Element(ix) => Some(ix),
            Found::Organisation(_) => None,
        }
    }

    /// Every element, in the order of the model.
    pub fn elements(&self) -> impl ExactSizeIterator<Item = ElementIx> + Clone + use<> {
        (0..to_u32(self.model.elements.len())).map(ElementIx)
    }

    /// The number of elements.
    pub fn element_count(&self) -> usize {
        self.model.elements.len()
    }

    /// The number of nodes: elements and groups.
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// The number of relations.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// An element.
    #[expect(clippy::indexing_slicing, reason = "an ElementIx is made by this graph only, within its bounds")]
    pub fn element(&self, ix: ElementIx) -> &Element {
        &self.model.elements[ix.index()]
    }

    /// The element that a node is, unless it is a group.
    pub fn as_element(&self, node: NodeIx) -> Option<ElementIx> {
        ((node.0 as usize) < self.element_count()).then_some(ElementIx(node.0))
    }

    /// The group that a node is, unless it is an element.
    pub fn as_group(&self, node: NodeIx) -> Option<&GroupNode> {
        (node.0 as usize).checked_sub(self.element_count()).and_then(|group| self.groups.get(group))
    }

    /// Every redundancy group.
    pub fn groups(&self) -> impl DoubleEndedIterator<Item = NodeIx> + ExactSizeIterator + use<> {
        (to_u32(self.element_count())..to_u32(self.node_count())).map(NodeIx)
    }

    /// Every relation of a node in one direction, with the node at its other end, in the order declared.
    pub fn relations(&self, node: NodeIx, direction: Direction) -> Vec<(NodeIx, &Edge)> {
        let edges = self.graph.edges_directed(NodeIndex::new(node.index()), direction.of_petgraph());
        let mut relations: Vec<_> = edges
            .map(|edge| {
                let other = if direction == Direction::Upstream { edge.target() } else { edge.source() };
                (edge.id(), NodeIx(to_u32(other.index())), edge.weight())
            })
            .collect();
        relations.sort_unstable_by_key(|(id, ..)| *id);
        relations.into_iter().map(|(_, other, edge)| (other, edge)).collect()
    }

    /// The relation by which one element rests on another, directly or through redundancy groups; the strongest
    /// of several. Through a group it is that to the group.
    pub fn relation_between(&self, dependent: ElementIx, dependency: ElementIx) -> Option<&Edge> {
        let leads_there = |node: NodeIx| self.members_of(node).contains(&dependency);
        let relations = self.relations(dependent.node(), Direction::Upstream).into_iter();
        let passing = relations.filter(|(_, edge)| edge.relation.spec().passes_disruption);
        let there = passing.filter(|(node, _)| leads_there(*node)).map(|(_, edge)| edge);
        there.reduce(
            |best, edge| if edge.effective_strength() > best.effective_strength() { edge } else { best },
        )
    }

    /// The systems at both ends of an integration: its providers, those in a group too, and its consumers.
    pub fn ends_of(&self, integration: ElementIx) -> Vec<ElementIx> {
        let of = |direction, relation| {
            let relations = self.relations(integration.node(), direction).into_iter();
            relations.filter(move |(_, edge)| edge.relation == relation).map(|(node, _)| node)
        };
        let providers = of(Direction::Upstream, Relation::Provides).flat_map(|node| self.members_of(node));
        let consumers =
            of(Direction::Downstream, Relation::Consumes).filter_map(|node| self.as_element(node));
        providers.chain(consumers).collect()
    }

    /// The elements of a group and of the groups within it; an element is its own only member.
    pub fn members_of(&self, node: NodeIx) -> Vec<ElementIx> {
        let mut members = Vec::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match self.as_element(node) {
                Some(member) => members.push(member),
                None => {
                    let inner = self.relations(node, Direction::Upstream);
                    open.extend(inner.into_iter().rev().map(|(member, _)| member));
                }
            }
        }
        members
    }

    /// The relation by which an element rests on a group, or on the group that holds it.
    pub fn relation_to_group(&self, group: NodeIx) -> Option<&Edge> {
        let mut node = group;
        loop {
            let (holder, edge) = self.relations(node, Direction::Downstream).into_iter().next()?;
            if edge.relation != Relation::AnyOf {
                return Some(edge);
            }
            node = holder;
        }
    }

    /// Whether an element has any relation in a direction.
    pub fn has_relations(&self, ix: ElementIx, direction: Direction) -> bool {
        self.graph.neighbors_directed(NodeIndex::new(ix.index()), direction.of_petgraph()).next().is_some()
    }

    /// The relations that pass disruption on, in both directions.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What the relation to a neighbour lets through.
    pub fn passage(&self, neighbour: &Neighbour) -> Passage {
        self.passages.get(neighbour.edge as usize).copied().unwrap_or(Passage::OPEN)
    }

    /// The relation to a neighbour.
    pub fn edge(&self, neighbour: &Neighbour) -> Option<&Edge> {
        self.graph.edge_weight(EdgeIndex::new(neighbour.edge as usize))
    }

    /// Whether a node counts as a step: groups and integrations on the way do not.
    pub fn counts(&self, node: NodeIx) -> bool {
        self.on_way.get(node.index()).is_some_and(|&on_way| on_way != OnWay::NoStep)
    }

    /// For every element, whether it is in use on a day.
    pub fn in_use(&self, day: Date) -> Vec<bool> {
        self.model.elements.iter().map(|element| self.model.in_use(element, day)).collect()
    }

    /// Checks what must hold of every graph: that both directions of the snapshot tell the same relations.
    ///
    /// # Errors
    /// The first thing that does not hold, in words. For tests.
    #[doc(hidden)]
    pub fn verify(&self) -> Result<(), String> {
        self.snapshot.verify(&self.graph)
    }
}

/// What an id names.
#[derive(Debug, Clone, Copy)]
pub enum Found<'g> {
    /// An element.
    Element(ElementIx),
    /// An organisation.
    Organisation(&'g Element),
}

impl Direction {
    fn of_petgraph(self) -> PetDirection {
        match self {
            Self::Upstream => PetDirection::Outgoing,
            Self::Downstream => PetDirection::Incoming,
        }
    }
}

impl ElementIx {
    /// The index in the model.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The node that the element is.
    pub fn node(self) -> NodeIx {
        NodeIx(self.0)
    }
}

impl NodeIx {
    /// The index among all nodes, from 0 to [`Graph::node_count`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Edge {
    /// The strength with which the relation travels: declared, or the default of its kind.
    pub fn effective_strength(&self) -> Strength {
        self.strength.unwrap_or(self.relation.spec().default_strength)
    }

    /// Whether the strength was declared. A relation whose strength nobody can choose is always so.
    pub fn is_declared(&self) -> bool {
        self.strength.is_some() || self.relation.spec().fixed_strength
    }
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
