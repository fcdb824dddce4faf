//! Everything about one element, or one organisation.

mod json;
mod text;

use crate::diagnostic::{Finding, Sources};
use crate::graph::{Direction, Edge, ElementIx, Found, Graph, NodeIx};
use crate::lint::Standing;
use crate::model::{Date, Element, Field, Id, Section, Waiver};
use crate::report::proposals::Awaiting;

pub use json::{write_element as write_element_json, write_organisation as write_organisation_json};
pub use text::{write_element as write_element_text, write_organisation as write_organisation_text};

/// What is shown, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Show<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The graph.
    pub graph: &'a Graph,
    /// The files, for the places.
    pub sources: &'a Sources,
    /// The findings of the map; those that concern what is shown are told.
    pub findings: &'a [Finding],
    /// What has become of each waiver of the map; those that concern what is shown are told.
    pub waivers: &'a [Standing],
    /// The day for which phases are told.
    pub at: Date,
    /// The proposals that wait for the answer of the organisation that is shown.
    pub awaiting: &'a [Awaiting<'a>],
}

/// One relation of an element, from its own side.
struct Related<'g> {
    edge: &'g Edge,
    /// The elements at the other end: one, or the members of a group.
    others: Vec<ElementIx>,
    /// How many members of the group must be up.
    min_up: Option<usize>,
}

/// What an organisation has to do with an element.
struct Role<'g> {
    element: &'g Element,
    ix: ElementIx,
    roles: Vec<&'static str>,
}

impl<'a> Show<'a> {
    fn related(&self, ix: ElementIx, direction: Direction) -> Vec<Related<'a>> {
        let graph = self.graph;
        let relations = graph.relations(ix.node(), direction).into_iter();
        relations.map(|(node, edge)| self.through_groups(node, edge, direction)).collect()
    }

    /// A group is told by what stands on its other side: its members upstream, its dependent downstream.
    fn through_groups(&self, node: NodeIx, edge: &'a Edge, direction: Direction) -> Related<'a> {
        let Some(group) = self.graph.as_group(node) else {
            return Related { edge, others: self.graph.as_element(node).into_iter().collect(), min_up: None };
        };
        let (edge, others) = match direction {
            Direction::Upstream => (edge, self.graph.members_of(node)),
            Direction::Downstream => {
                (self.graph.relation_to_group(node).unwrap_or(edge), vec![group.dependent])
            }
        };
        Related { edge, others, min_up: Some(group.min_up) }
    }

    fn findings_of(&self, id: &str) -> Vec<&'a Finding> {
        self.findings.iter().filter(|finding| finding.elements.iter().any(|element| element == id)).collect()
    }

    /// The waivers of an element, or those that an organisation answers for.
    fn waivers_of(&self, shown: &Element) -> Vec<(&'a Waiver, Standing)> {
        let is_shown = |id: &Id| match self.graph.find(id.as_str()) {
            Some(Found::Element(ix)) => self.graph.element(ix).id() == shown.id(),
            Some(Found::Organisation(organisation)) => organisation.id() == shown.id(),
            None => false,
        };
        let concerns = |waiver: &Waiver| {
            let ids = [Some(&waiver.element), waiver.to.as_ref(), Some(&waiver.owner)];
            ids.into_iter().flatten().any(|id| is_shown(&id.value))
        };
        let all = self.graph.model().waivers.iter().zip(self.waivers.iter().copied());
        all.filter(|(waiver, _)| concerns(waiver)).collect()
    }

    /// The elements that an organisation owns, operates, supplies or pays for.
    fn roles(&self, organisation: &Element) -> Vec<Role<'a>> {
        let graph = self.graph;
        let is = |id: Option<&Id>| id.is_some_and(|id| *id == organisation.id.value);
        let role = |ix: ElementIx| {
            let element = graph.element(ix);
            let pays = element.cost().and_then(|cost| cost.paid_by.as_ref()).map(|by| &by.value);
            let roles: Vec<&'static str> = [
                (is(element.owner()), "owns"),
                (is(element.organisation(Field::Operator)), "operates"),
                (is(element.organisation(Field::Supplier)), "supplies"),
                (is(pays), "pays for"),
            ]
            .into_iter()
            .filter_map(|(has, role)| has.then_some(role))
            .collect();
            (!roles.is_empty()).then_some(Role { element, ix, roles })
        };
        graph.elements().filter_map(role).collect()
    }

    /// The integrations of which an organisation's elements are an end, without its own.
    fn integrations_of(&self, roles: &[Role<'a>]) -> Vec<ElementIx> {
        let owned = roles.iter().filter(|role| role.roles.contains(&"owns"));
        let mut ends: Vec<ElementIx> = owned
            .flat_map(|role| {
                let graph = self.graph;
                [Direction::Upstream, Direction::Downstream]
                    .into_iter()
                    .flat_map(move |direction| graph.relations(role.ix.node(), direction))
                    .filter_map(|(node, _)| graph.as_element(node))
            })
            .filter(|&ix| self.graph.element(ix).section == Section::Integrations)
            .collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}
