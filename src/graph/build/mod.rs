//! Model to graph: references resolved, both ends' declarations of a relation joined, groups made nodes.

mod misfits;

use std::collections::HashMap;
use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::diagnostic::{Finding, Place};
use crate::graph::{
    Direction, Edge, ElementIx, Graph, GroupNode, NodeIx, OnWay, Passage, Relation, Snapshot, to_u32,
};
use crate::model::{
    Element, Field, FieldSpec, Id, LifecycleUse, Model, Named, Names, Reference, References, Section, Shape,
    StandardUse, Target, Value,
};

/// How many unknown names are compared with all known ones. The search takes milliseconds in a large map, and
/// after so many the user knows what is wrong.
const SUGGESTIONS: usize = 50;

/// Builds the graph of a model, and says what did not fit together.
pub(super) fn build(model: &Arc<Model>) -> (Graph, Vec<Finding>) {
    let names = model.names();
    let elements = model.elements.len();
    let mut builder = Builder {
        model,
        names: &names,
        graph: DiGraph::with_capacity(elements, elements * 2),
        groups: Vec::new(),
        declared: HashMap::new(),
        findings: Vec::new(),
        sorted_names: None,
        suggested: 0,
    };
    for _ in 0..elements {
        builder.graph.add_node(());
    }
    for (index, element) in model.elements.iter().enumerate() {
        builder.element(ElementIx(to_u32(index)), element);
    }
    let Builder { graph, groups, mut findings, .. } = builder;
    misfits::alias_clashes(model, &names, &mut findings);
    misfits::unknown_plateaus(model, &mut findings);
    let snapshot = Snapshot::of(&graph);
    let passages = Passage::of_all(&graph, model);
    let mut on_way: Vec<OnWay> = model.elements.iter().map(|element| OnWay::of(element.section)).collect();
    on_way.resize(graph.node_count(), OnWay::NoStep);
    (Graph { model: Arc::clone(model), names, graph, groups, on_way, passages, snapshot }, findings)
}

struct Builder<'m> {
    model: &'m Model,
    names: &'m Names,
    graph: DiGraph<(), Edge>,
    groups: Vec<GroupNode>,
    /// The relations that either end may declare, to join the two.
    declared: HashMap<(NodeIx, NodeIx, Relation), petgraph::graph::EdgeIndex>,
    findings: Vec<Finding>,
    sorted_names: Option<Vec<&'m str>>,
    suggested: usize,
}

/// Which end of a relation writes a field, and the relation.
enum Written {
    /// The dependent writes it and names its dependencies.
    ByDependent(Relation),
    /// The dependency writes it and names its dependents.
    ByDependency(Relation),
    /// Not a relation of the graph, but what it names must exist.
    Name,
}

fn written(field: Field) -> Option<Written> {
    Some(match field {
        Field::DependsOn => Written::ByDependent(Relation::DependsOn),
        Field::Supports => Written::ByDependency(Relation::DependsOn),
        Field::PartOf => Written::ByDependent(Relation::PartOf),
        Field::RunsOn => Written::ByDependent(Relation::RunsOn),
        Field::Masters => Written::ByDependency(Relation::MasteredBy),
        Field::MasteredBy => Written::ByDependent(Relation::MasteredBy),
        Field::Uses => Written::ByDependent(Relation::Uses),
        Field::Reads => Written::ByDependent(Relation::Reads),
        Field::Provider => Written::ByDependent(Relation::Provides),
        Field::Consumer => Written::ByDependency(Relation::Consumes),
        Field::Via => Written::ByDependent(Relation::Via),
        Field::Carries => Written::ByDependent(Relation::Carries),
        Field::Agreement => Written::ByDependent(Relation::Agreement),
        Field::Successor | Field::Provides | Field::Consumes => Written::Name,
        _ => return None,
    })
}

impl Relation {
    /// The relation that a field writes, and which way it leads from the element that writes it.
    pub fn written_in(field: Field) -> Option<(Self, Direction)> {
        match written(field)? {
            Written::ByDependent(relation) => Some((relation, Direction::Upstream)),
            Written::ByDependency(relation) => Some((relation, Direction::Downstream)),
            Written::Name => None,
        }
    }
}

/// Whether a field may name a redundancy group: one stands where something rests on it, on the dependent's side.
pub fn takes_groups(field: Field) -> bool {
    !matches!(written(field), Some(Written::ByDependency(_)))
}

impl<'m> Builder<'m> {
    fn element(&mut self, ix: ElementIx, element: &'m Element) {
        for (field, located) in element.fields() {
            match &located.value {
                Value::References(references) => self.field(ix, element, *field, references),
                Value::Lifecycle(lifecycle) => {
                    let named = match &**lifecycle {
                        LifecycleUse::Named(id) => Some((id, located.place)),
                        LifecycleUse::Inline(own) => {
                            own.supported_as.as_ref().map(|as_| (&as_.value, as_.place))
                        }
                        LifecycleUse::Phase(_) => None,
                    };
                    if let Some((id, place)) = named.filter(|(id, _)| self.model.lifecycle(id).is_none()) {
                        let known: Vec<&str> = self.model.lifecycles.keys().map(Id::as_str).collect();
                        self.unknown(element, *field, id, place, "lifecycle", &known);
                    }
                }
                Value::Standard(standard) => self.standard(element, standard),
                _ => {}
            }
        }
    }

    fn standard(&mut self, element: &Element, standard: &StandardUse) {
        let StandardUse::ByPlateau(by_plateau) = standard else { return };
        for (plateau, _) in by_plateau {
            if !self.model.plateaus.iter().any(|p| p.id.value == plateau.value) {
                let known: Vec<&str> = self.model.plateaus.iter().map(|p| p.id.value.as_str()).collect();
                self.unknown(element, Field::Standard, &plateau.value, plateau.place, "plateau", &known);
            }
        }
    }

    fn field(&mut self, ix: ElementIx, element: &'m Element, field: Field, references: &'m References) {
        let Some(written) = written(field) else { return };
        let Some(&FieldSpec { shape: Shape::References(sections), .. }) = Field::parse(field.name()) else {
            return;
        };
        let source = Source { ix, element, field, sections };
        match written {
            Written::Name => references.all().iter().for_each(|reference| {
                self.resolve(&source, reference);
            }),
            Written::ByDependency(relation) => {
                for reference in references.iter() {
                    if let Target::Group(_) = reference.target {
                        self.misplaced_group(&source, reference);
                    } else if let Some(dependent) = self.resolve(&source, reference) {
                        if relation == Relation::Consumes && self.provides(element, dependent) {
                            self.self_dependency(&source, reference);
                        }
                        self.relate(&source, dependent.node(), ix.node(), relation, reference);
                    }
                }
            }
            Written::ByDependent(relation) => self.dependencies(&source, relation, references),
        }
    }

    /// Adds the relations of a field that its dependent writes. Groups become nodes; members stand after them
    /// in the flat list of references, so one pass in order finds every group before its members.
    fn dependencies(&mut self, source: &Source<'m>, relation: Relation, references: &'m References) {
        let mut parent: Vec<(NodeIx, Relation)> = vec![(source.ix.node(), relation); references.all().len()];
        for (index, reference) in references.all().iter().enumerate() {
            let Some(&(from, relation)) = parent.get(index) else { continue };
            match &reference.target {
                Target::Id(_) => {
                    match self.resolve(source, reference) {
                        // In a group too: what rests on itself or another rests on nothing.
                        Some(target) if target == source.ix => self.self_dependency(source, reference),
                        Some(target) => self.relate(source, from, target.node(), relation, reference),
                        None => {}
                    }
                }
                Target::Group(group) => {
                    let node = self.group(source.ix, group.min_up, group.members.len(), reference.place);
                    if let Some(members) = parent.get_mut(group.members.clone()) {
                        members.fill((node, Relation::AnyOf));
                    }
                    self.relate(source, from, node, relation, reference);
                }
            }
        }
    }

    /// Whether an integration names a system as its provider.
    fn provides(&self, integration: &Element, system: ElementIx) -> bool {
        let is_system = |id: &Id| match self.names.get(self.model, id.as_str()) {
            Some(Named::Element(index, _)) => index == system.index(),
            _ => false,
        };
        integration.references(Field::Provider).is_some_and(|providers| providers.ids().any(is_system))
    }

    fn group(&mut self, dependent: ElementIx, min_up: usize, members: usize, place: Place) -> NodeIx {
        let node = self.graph.add_node(());
        self.groups.push(GroupNode { dependent, min_up, members, place });
        NodeIx(to_u32(node.index()))
    }

    /// Adds a relation, or joins it with the one that the other end declared.
    fn relate(
        &mut self,
        source: &Source<'m>,
        from: NodeIx,
        to: NodeIx,
        relation: Relation,
        reference: &Reference,
    ) {
        if from == to {
            return self.self_dependency(source, reference);
        }
        let mut edge = Edge {
            relation,
            strength: reference.strength,
            tolerates: reference.tolerates,
            place: reference.place,
            confirmed: None,
        };
        if relation == Relation::Consumes {
            // What an integration says of itself holds for its consumer, unless said for that one consumer.
            edge.strength = edge.strength.or(source.element.strength().copied());
            edge.tolerates = edge.tolerates.or(source.element.tolerates().copied());
        }
        let key = (from, to, relation);
        // An integration has one consumer and one provider, so only other relations can be declared twice.
        let can_be_declared_twice = !matches!(relation, Relation::Consumes | Relation::Provides);
        if can_be_declared_twice && let Some(&earlier) = self.declared.get(&key) {
            return self.join(source, earlier, edge);
        }
        let index = self.graph.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), edge);
        if can_be_declared_twice {
            self.declared.insert(key, index);
        }
        let whole_is_element = to.index() < self.model.elements.len();
        if relation == Relation::PartOf && whole_is_element {
            let back = Edge {
                relation: Relation::Contains,
                strength: None,
                tolerates: None,
                place: reference.place,
                confirmed: None,
            };
            self.graph.add_edge(NodeIndex::new(to.index()), NodeIndex::new(from.index()), back);
        }
    }

    fn join(&mut self, source: &Source<'m>, earlier: petgraph::graph::EdgeIndex, later: Edge) {
        let ends =
            self.graph.edge_endpoints(earlier).map(|(from, to)| [from, to].map(|node| self.name(node)));
        let Some((edge, ends)) = self.graph.edge_weight_mut(earlier).zip(ends) else { return };
        let differs = |a: Option<String>, b: Option<String>| a.zip(b).filter(|(a, b)| a != b);
        let strengths = differs(edge.strength.map(|s| s.to_string()), later.strength.map(|s| s.to_string()));
        let tolerances =
            differs(edge.tolerates.map(|t| t.to_string()), later.tolerates.map(|t| t.to_string()));
        let what = if strengths.is_some() { "strength" } else { "tolerance" };
        if let Some((first, second)) = strengths.or(tolerances) {
            let [dependent, dependency] = ends;
            let message = format!(
                "that `{dependent}` rests on `{dependency}` is said twice: with {what} `{first}` there, \
                 `{second}` here"
            );
            let finding = Finding::new("contradicting-relations", later.place, message)
                .related(edge.place, format!("`{first}` here"))
                .element(source.element.id())
                .subject(format!("{}->{}", source.element.id(), edge.relation.name()));
            self.findings.push(finding.help("make them say the same; until then the first is used"));
        }
        edge.strength = edge.strength.or(later.strength);
        edge.tolerates = edge.tolerates.or(later.tolerates);
        edge.confirmed = edge.confirmed.or(Some(later.place));
    }

    /// The id of an element; a group is told by the element that rests on it.
    fn name(&self, node: NodeIndex) -> &'m str {
        let group = || self.groups.get(node.index().checked_sub(self.model.elements.len())?);
        let element = match self.model.elements.get(node.index()) {
            Some(element) => Some(element),
            None => group().and_then(|group| self.model.elements.get(group.dependent.index())),
        };
        element.map_or("", Element::id)
    }

    /// The element that a reference names, or a finding.
    fn resolve(&mut self, source: &Source<'m>, reference: &'m Reference) -> Option<ElementIx> {
        let Target::Id(id) = &reference.target else { return None };
        let found = self.names.get(self.model, id.as_str());
        match found {
            Some(Named::Element(index, target)) if source.sections.contains(&target.section) => {
                Some(ElementIx(to_u32(index)))
            }
            Some(Named::Element(_, target) | Named::Organisation(target)) => {
                self.wrong_kind(source, reference, target);
                None
            }
            None => {
                let known = if self.suggested < SUGGESTIONS {
                    self.sorted_names.get_or_insert_with(|| self.names.sorted()).clone()
                } else {
                    Vec::new()
                };
                self.unknown(source.element, source.field, id, reference.place, "element", &known);
                None
            }
        }
    }
}

struct Source<'m> {
    ix: ElementIx,
    element: &'m Element,
    field: Field,
    sections: &'static [Section],
}
