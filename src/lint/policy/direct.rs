//! The direct relations of a map, one step each as people count: groups in between count nothing, and an integration
//! joins its consumer with its provider.

use crate::diagnostic::Place;
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{RelationWord, Relations, Section};

/// Every direct relation of a map.
#[derive(Debug, Default)]
pub(super) struct Direct {
    /// Those in which no integration is passed.
    plain: Vec<Step>,
    /// Every integration, with what it joins.
    joints: Vec<Joint>,
}

/// A step from a dependent to a dependency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) from: ElementIx,
    pub(super) to: ElementIx,
    pub(super) word: RelationWord,
    /// The integration that is passed on the way.
    pub(super) through: Option<ElementIx>,
    /// Where it is written.
    pub(super) place: Place,
}

/// Whether a step from a consumer to an integration, or from that on, is passed on beside the whole step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halves {
    /// It is.
    Too,
    /// Only where no whole step is: it is the same thing once more.
    Instead,
}

/// One end of an integration, or what it passes through, and where that is written.
type End = (ElementIx, Place);

/// What an integration joins.
#[derive(Debug)]
pub(super) struct Joint {
    pub(super) integration: ElementIx,
    pub(super) consumers: Vec<End>,
    pub(super) providers: Vec<End>,
    pub(super) via: Vec<End>,
}

impl Direct {
    /// Finds them all.
    ///
    /// Complexity: O(V + E).
    pub(super) fn of(graph: &Graph) -> Self {
        let mut direct = Self::default();
        for from in graph.elements() {
            let is_integration = graph.element(from).section == Section::Integrations;
            let mut joint =
                Joint { integration: from, consumers: Vec::new(), providers: Vec::new(), via: Vec::new() };
            for (node, edge) in graph.relations(from.node(), Direction::Upstream) {
                let ends = graph.members_of(node).into_iter().map(|to| (to, edge.place));
                match (edge.relation, word(edge.relation)) {
                    (Relation::Provides, _) => joint.providers.extend(ends),
                    (Relation::Via, _) => joint.via.extend(ends),
                    (_, Some(word)) => direct.plain.extend(ends.map(|(to, place)| Step {
                        from,
                        to,
                        word,
                        through: None,
                        place,
                    })),
                    _ => {}
                }
            }
            if is_integration {
                let above = graph.relations(from.node(), Direction::Downstream).into_iter();
                let consumers = above.filter(|(_, edge)| edge.relation == Relation::Consumes);
                let consumer =
                    |(node, edge): (_, &crate::graph::Edge)| Some((graph.as_element(node)?, edge.place));
                joint.consumers = consumers.filter_map(consumer).collect();
                direct.joints.push(joint);
            }
        }
        direct
    }

    /// Every integration, with what it joins.
    pub(super) fn joints(&self) -> &[Joint] {
        &self.joints
    }

    /// Passes on every step of certain kinds that an integration or any other relation makes between elements that
    /// are meant.
    pub(super) fn between(
        &self,
        [from, to, live]: [&[bool]; 3],
        relations: &Relations,
        halves: Halves,
        mut pass: impl FnMut(Step),
    ) {
        let meant = |meant: &[bool], ix: ElementIx| super::judge::has(meant, ix);
        let fits = |step: &Step| {
            step.from != step.to
                && meant(from, step.from)
                && meant(to, step.to)
                && step.through.is_none_or(|integration| meant(live, integration))
        };
        self.plain
            .iter()
            .filter(|step| relations.include(step.word) && fits(step))
            .for_each(|step| pass(*step));
        for joint in &self.joints {
            for (word, ends) in
                [(RelationWord::Integration, &joint.providers), (RelationWord::Via, &joint.via)]
            {
                if !relations.include(word) {
                    continue;
                }
                let mut told = false;
                for step in joint.whole(word, ends).filter(&fits) {
                    told = true;
                    pass(step);
                }
                if !told || halves == Halves::Too {
                    joint.halves(word, ends).filter(&fits).for_each(&mut pass);
                }
            }
        }
    }
}

impl Joint {
    /// From its consumers over it.
    fn whole<'j>(&'j self, word: RelationWord, ends: &'j [End]) -> impl Iterator<Item = Step> + use<'j> {
        let through = Some(self.integration);
        self.consumers.iter().flat_map(move |&(from, place)| {
            ends.iter().map(move |&(to, _)| Step { from, to, word, through, place })
        })
    }

    /// From a consumer to it, and from it on.
    fn halves<'j>(&'j self, word: RelationWord, ends: &'j [End]) -> impl Iterator<Item = Step> + use<'j> {
        let integration = self.integration;
        let from_it =
            ends.iter().map(move |&(to, place)| Step { from: integration, to, word, through: None, place });
        let to_it = self.consumers.iter().filter(move |_| word == RelationWord::Integration);
        to_it
            .map(move |&(from, place)| Step { from, to: integration, word, through: None, place })
            .chain(from_it)
    }
}

/// The word for a relation that passes no integration.
fn word(relation: Relation) -> Option<RelationWord> {
    Some(match relation {
        Relation::DependsOn => RelationWord::DependsOn,
        Relation::RunsOn => RelationWord::RunsOn,
        Relation::PartOf => RelationWord::PartOf,
        Relation::MasteredBy => RelationWord::Masters,
        Relation::Uses => RelationWord::Uses,
        Relation::Reads => RelationWord::Reads,
        Relation::Carries => RelationWord::Carries,
        Relation::Agreement => RelationWord::Agreement,
        // Those of integrations are steps of their own, and a group or a whole is none.
        Relation::Consumes | Relation::Provides | Relation::Via | Relation::AnyOf | Relation::Contains => {
            return None;
        }
    })
}
