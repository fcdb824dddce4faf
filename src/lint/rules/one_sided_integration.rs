//! An integration that one end knows of and the other does not.

use std::collections::HashSet;

use crate::diagnostic::{Level, Place};
use crate::graph::{Direction, ElementIx, Graph, NodeIx, Relation};
use crate::lint::context::is_external;
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Field, Section, Target};

pub(super) const RULE: Rule = Rule {
    name: "one-sided-integration",
    summary: "an integration is confirmed by one end and not by the other",
    level: Level::WARNING,
    group: Group::Structure,
    absence: false,
    fixed: false,
    explanation: include_str!("one_sided_integration.md"),
    check: Some(check),
};

/// The end of an integration at which a system may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum End {
    Provider,
    Consumer,
}

/// A system says in its own entry that it stands at an end of an integration.
struct Confirmation {
    system: ElementIx,
    end: End,
    integration: ElementIx,
    place: Place,
}

fn check(cx: &Context<'_>, findings: &mut Findings) {
    let confirmations = confirmations(cx);
    if confirmations.is_empty() {
        return;
    }
    let confirmed: HashSet<(ElementIx, End, ElementIx)> =
        confirmations.iter().map(|c| (c.system, c.end, c.integration)).collect();
    let ends = ends(cx);
    for confirmation in &confirmations {
        if !ends.contains(&(confirmation.system, confirmation.end, confirmation.integration)) {
            not_its_own(cx.graph, confirmation, findings);
        }
    }
    for (integration, element) in cx.elements() {
        if element.section == Section::Integrations && !cx.is_retired(element) {
            unconfirmed(cx, integration, &confirmed, findings);
        }
    }
}

fn confirmations(cx: &Context<'_>) -> Vec<Confirmation> {
    let mut confirmations = Vec::new();
    for (system, element) in cx.elements() {
        for end in End::ALL {
            for reference in element.references(end.field()).iter().flat_map(|references| references.all()) {
                let Target::Id(id) = &reference.target else { continue };
                let Some(integration) = cx.graph.find_element(id.as_str()) else { continue };
                if cx.graph.element(integration).section == Section::Integrations {
                    confirmations.push(Confirmation { system, end, integration, place: reference.place });
                }
            }
        }
    }
    confirmations
}

/// Who stands at which end of which integration, as the integrations say.
fn ends(cx: &Context<'_>) -> HashSet<(ElementIx, End, ElementIx)> {
    let integrations = cx.elements().filter(|(_, element)| element.section == Section::Integrations);
    let of_one = |(integration, _): (ElementIx, _)| {
        let of_end = move |end: End| {
            end.systems(cx.graph, integration).into_iter().map(move |system| (system, end, integration))
        };
        End::ALL.into_iter().flat_map(of_end)
    };
    integrations.flat_map(of_one).collect()
}

/// A system confirms an integration that names others as its ends.
fn not_its_own(graph: &Graph, confirmation: &Confirmation, findings: &mut Findings) {
    let Confirmation { system, end, integration, place } = *confirmation;
    let (system, integration_id) = (graph.element(system).id(), graph.element(integration).id());
    let other = end.systems(graph, integration).first().map(|&ix| graph.element(ix).id());
    let other = other.map_or_else(|| "not known".to_owned(), |id| format!("`{id}`"));
    let message = format!(
        "`{system}` confirms that it {} `{integration_id}`, whose {} is {other}",
        end.verb(),
        end.noun(),
    );
    let finding = findings
        .at(place, message)
        .related(graph.element(integration).id.place, format!("`{integration_id}` is declared here"))
        .element(system)
        .element(integration_id)
        .subject(end.field().name())
        .help(format!("correct the `{}` of the integration, or delete it here", end.noun()));
    findings.add(finding);
}

/// Systems at the ends of an integration that do not confirm it, though they confirm others or the other end does.
fn unconfirmed(
    cx: &Context<'_>,
    integration: ElementIx,
    confirmed: &HashSet<(ElementIx, End, ElementIx)>,
    findings: &mut Findings,
) {
    let graph = cx.graph;
    let says = |system: ElementIx, end| confirmed.contains(&(system, end, integration));
    for end in End::ALL {
        let other = end.other();
        let other_says = other.systems(graph, integration).iter().any(|&system| says(system, other));
        for system in end.systems(graph, integration) {
            let element = graph.element(system);
            let list = element.field(end.field());
            let can_say =
                element.section == Section::Systems && !is_external(element) && !cx.is_retired(element);
            if !can_say || says(system, end) || (list.is_none() && !other_says) {
                continue;
            }
            let (id, integration_id) = (element.id(), graph.element(integration).id());
            let place = list.map_or(element.id.place, |list| list.place);
            let finding = findings
                .at(place, format!("`{id}` does not confirm that it {} `{integration_id}`", end.verb()))
                .related(graph.element(integration).id.place, format!("`{integration_id}` is declared here"))
                .element(id)
                .element(integration_id)
                .subject(end.field().name())
                .help(format!(
                    "list it under `{}` of `{id}`, or correct the integration",
                    end.field().name()
                ));
            findings.add(finding);
        }
    }
}

impl End {
    const ALL: [Self; 2] = [Self::Provider, Self::Consumer];

    fn field(self) -> Field {
        match self {
            Self::Provider => Field::Provides,
            Self::Consumer => Field::Consumes,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Consumer => "consumer",
        }
    }

    fn verb(self) -> &'static str {
        self.field().name()
    }

    fn other(self) -> Self {
        match self {
            Self::Provider => Self::Consumer,
            Self::Consumer => Self::Provider,
        }
    }

    /// The elements at this end, those of a group of providers too.
    fn systems(self, graph: &Graph, integration: ElementIx) -> Vec<ElementIx> {
        let (relation, direction) = match self {
            Self::Provider => (Relation::Provides, Direction::Upstream),
            Self::Consumer => (Relation::Consumes, Direction::Downstream),
        };
        let at = |node: NodeIx, relation| {
            let relations = graph.relations(node, direction).into_iter();
            relations.filter(move |(_, edge)| edge.relation == relation).map(|(node, _)| node)
        };
        let mut nodes: Vec<NodeIx> = at(integration.node(), relation).collect();
        let mut next = 0;
        while let Some(&node) = nodes.get(next) {
            next += 1;
            if graph.as_group(node).is_some() {
                nodes.extend(at(node, Relation::AnyOf));
            }
        }
        nodes.into_iter().filter_map(|node| graph.as_element(node)).collect()
    }
}
