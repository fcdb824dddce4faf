//! What a box depends on directly, among boxes: relations of the graph, with integrations and redundancy groups
//! folded into the arrow.
//!
//! A consumer depends on the provider of its integration, and on each platform that the integration goes
//! through. The platform does not depend on the provider, so no arrow says so: an arrow of a picture is true.

use super::words;
use crate::graph::{Direction, ElementIx, Graph, NodeIx, Relation};
use crate::model::{Field, Section, Strength};

/// One dependency between two boxes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// The dependent.
    pub from: ElementIx,
    /// The dependency.
    pub to: ElementIx,
    /// The last relation on the way; that of the group, for its members.
    pub relation: Relation,
    /// The integration on the way, the last if there are several.
    pub through: Option<ElementIx>,
    /// How many must be up of how many, if it is one of a group.
    pub choice: Option<(usize, usize)>,
    /// The dependent can do without.
    pub soft: bool,
}

/// The dependencies between boxes.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// In the order of the map.
    pub list: Vec<Link>,
    /// How many uses of information there are between boxes that are not among them.
    pub uses: usize,
    /// How many boxes have an agreement that is not among them.
    pub under_agreement: usize,
    /// The search was given up; there may be more.
    pub cut: bool,
}

/// A map in which thousands of integrations hang on each other in every combination has more links than anyone
/// can wait for: the search ends after so many steps, and so many more for each relation of the map.
const STEPS: (usize, usize) = (1_000_000, 16);
/// No chain of integrations and groups is followed further.
pub(super) const LONGEST_WAY: usize = 16;

#[derive(Clone, Copy)]
struct Step {
    node: NodeIx,
    relation: Relation,
    through: Option<ElementIx>,
    choice: Option<(usize, usize)>,
    soft: bool,
    length: usize,
}

/// Finds the dependencies between the elements shown, over those admitted. Uses of information and agreements
/// pass no disruption on: an agreement is linked if it is shown, information only to the `focus`.
///
/// Complexity: O(V + E) steps, more if integrations are shared, and never more than a fixed number
/// for each relation.
pub(super) fn links(
    graph: &Graph,
    shown: &[ElementIx],
    admitted: &[bool],
    focus: Option<ElementIx>,
) -> Links {
    let mut is_shown = vec![false; graph.element_count()];
    for ix in shown {
        if let Some(slot) = is_shown.get_mut(ix.index()) {
            *slot = true;
        }
    }
    let is = |flags: &[bool], ix: ElementIx| flags.get(ix.index()).copied().unwrap_or(false);

    let mut links = Links::default();
    let mut steps = graph.edge_count().saturating_mul(STEPS.1).saturating_add(STEPS.0);
    let mut open: Vec<Step> = Vec::new();
    for &from in shown {
        open.clear();
        open.push(Step::start(from.node()));
        let mut next = 0;
        while let Some(step) = open.get(next).copied() {
            next += 1;
            for (node, edge) in graph.relations(step.node, Direction::Upstream) {
                let Some(left) = steps.checked_sub(1) else {
                    links.cut = true;
                    return links;
                };
                steps = left;
                // The way back of `part_of`: its arrow has two heads.
                if edge.relation == Relation::Contains {
                    continue;
                }
                let step = step.along(edge.relation, edge.effective_strength());
                let Some(to) = graph.as_element(node) else {
                    let choice = graph.as_group(node).map(|group| (group.min_up, group.members));
                    links.follow(&mut open, Step { node, choice, ..step });
                    continue;
                };
                if to == from || !is(admitted, to) {
                    continue;
                }
                let is_focus = focus.is_some_and(|focus| focus == from || focus == to);
                match edge.relation {
                    Relation::Agreement if !is(&is_shown, to) => links.under_agreement += 1,
                    Relation::Uses | Relation::Reads if !is_focus && is(&is_shown, to) => links.uses += 1,
                    Relation::Carries if focus != Some(to) => {}
                    _ if is(&is_shown, to) => links.list.push(step.link(from, to)),
                    _ if graph.element(to).section == Section::Integrations => {
                        links.follow(&mut open, Step { node, through: Some(to), ..step });
                    }
                    _ => {}
                }
            }
        }
    }
    links
}

impl Links {
    fn follow(&mut self, open: &mut Vec<Step>, step: Step) {
        if step.length <= LONGEST_WAY {
            open.push(step);
        } else {
            self.cut = true;
        }
    }
}

impl Step {
    fn start(node: NodeIx) -> Self {
        Self { node, relation: Relation::DependsOn, through: None, choice: None, soft: false, length: 0 }
    }

    fn along(self, relation: Relation, strength: Strength) -> Self {
        let relation = if relation == Relation::AnyOf { self.relation } else { relation };
        Self { relation, soft: self.soft || strength == Strength::Soft, length: self.length + 1, ..self }
    }

    fn link(self, from: ElementIx, to: ElementIx) -> Link {
        let Self { relation, through, choice, soft, .. } = self;
        Link { from, to, relation, through, choice, soft }
    }
}

impl Link {
    /// The dependent can do without it, or has a choice.
    pub(super) fn is_loose(&self) -> bool {
        self.soft || self.choice.is_some()
    }

    /// What the dependency is, without its ends.
    pub(super) fn phrase(&self, graph: &Graph) -> String {
        let mut parts = vec![match self.through {
            Some(integration) if self.relation == Relation::Provides => offer(graph, integration),
            Some(integration) => format!("“{}” goes through it", graph.element(integration).name()),
            None => verb(self.relation).to_owned(),
        }];
        parts.extend(self.choice.map(|(up, members)| format!("any {up} of {members}")));
        parts.extend(self.soft.then(|| "can do without".to_owned()));
        parts.join(", ")
    }
}

/// “Lönefil till Bankgirot”, carries Anställning, monthly, through Integrationstjänsten.
fn offer(graph: &Graph, integration: ElementIx) -> String {
    let element = graph.element(integration);
    let ends = |wanted: Relation| {
        let relations = graph.relations(integration.node(), Direction::Upstream).into_iter();
        let of_kind = relations.filter(|(_, edge)| edge.relation == wanted);
        of_kind.filter_map(|(node, _)| graph.as_element(node)).collect::<Vec<_>>()
    };
    let mut text = format!("“{}”", element.name());
    for (what, relation) in [("carries", Relation::Carries), ("through", Relation::Via)] {
        let ends = ends(relation);
        if !ends.is_empty() {
            text.push_str(&format!(", {what} {}", words::names(graph, &ends, 5)));
        }
    }
    for word in [element.schedule().map(|schedule| schedule.name()), element.text(Field::Protocol)] {
        text.extend(word.map(|word| format!(", {word}")));
    }
    text
}

fn verb(relation: Relation) -> &'static str {
    match relation {
        Relation::DependsOn | Relation::AnyOf | Relation::Via => "depends on it",
        Relation::Consumes => "receives through it",
        Relation::Provides => "is provided by it",
        Relation::RunsOn => "runs on it",
        Relation::PartOf => "is part of it, and each needs the other",
        Relation::Contains => "contains it",
        Relation::MasteredBy => "has its source in it",
        Relation::Uses => "works with it",
        Relation::Reads => "reads it",
        Relation::Carries => "carries it",
        Relation::Agreement => "is under it",
    }
}
