//! Which elements does a selection mean?
//!
//! Knows nothing of what is asked of them: policies and pictures select alike.

mod said;

use std::sync::OnceLock;

pub use said::Said;

use crate::graph::{Direction, ElementIx, Found, Graph, NodeIx, Relation};
use crate::model::{By, Criterion, Date, FieldKey, Phase, Section, Selection, SelectionDay};

/// Answers selections over one map.
#[derive(Debug)]
pub struct Selector<'g> {
    graph: &'g Graph,
    today: Date,
    /// Which elements have to do with information that tells of persons; found when first asked for.
    personal: OnceLock<Vec<bool>>,
}

impl<'g> Selector<'g> {
    /// A selector over a map, on a day.
    pub fn new(graph: &'g Graph, today: Date) -> Self {
        Self { graph, today, personal: OnceLock::new() }
    }

    /// The map.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// The day of a selection; nothing if it names a plateau that the map does not have, or that has no date.
    pub fn day(&self, selection: &Selection) -> Option<Date> {
        match selection.at.as_ref().map(|at| &at.value) {
            None => Some(self.today),
            Some(SelectionDay::Date(date)) => Some(date.first()),
            Some(SelectionDay::Plateau(id)) => {
                let plateau = self.graph.model().plateaus.iter().find(|plateau| plateau.id.value == *id)?;
                plateau.date.as_ref().map(|date| date.value.first())
            }
        }
    }

    /// For every element, whether it is meant. A selection without a day means nothing.
    ///
    /// Complexity: O(V log w) for each criterion of w values, and once O(V + E) for personal data.
    pub fn select(&self, selection: &Selection) -> Vec<bool> {
        let Some(day) = self.day(selection) else { return vec![false; self.graph.element_count()] };
        let mut selected = self.meet(&selection.criteria, day);
        for list in &selection.not {
            let left_out = self.meet(list, day);
            selected.iter_mut().zip(left_out).for_each(|(is_meant, left_out)| *is_meant &= !left_out);
        }
        selected
    }

    /// For every element, whether it meets one criterion on a day.
    pub fn meets(&self, criterion: &Criterion, day: Date) -> Vec<bool> {
        self.meet(std::slice::from_ref(criterion), day)
    }

    fn meet(&self, criteria: &[Criterion], day: Date) -> Vec<bool> {
        let mut met = vec![true; self.graph.element_count()];
        for criterion in criteria {
            self.keep(&mut met, criterion, day);
        }
        met
    }

    /// Keeps those that meet one criterion.
    fn keep(&self, met: &mut [bool], criterion: &Criterion, day: Date) {
        if criterion.by == By::Id {
            let mut named = vec![false; met.len()];
            for ix in criterion.values.iter().filter_map(|value| self.graph.find_element(&value.value)) {
                if let Some(slot) = named.get_mut(ix.index()) {
                    *slot = true;
                }
            }
            met.iter_mut().zip(named).for_each(|(met, named)| *met &= named);
            return;
        }
        let mut wanted: Vec<&str> =
            criterion.values.iter().map(|value| self.as_named(&criterion.by, &value.value)).collect();
        wanted.sort_unstable();
        let is_wanted = |word: &str| wanted.binary_search(&word).is_ok();
        let field = criterion.by.field();
        for ix in self.graph.elements() {
            if let Some(slot) = met.get_mut(ix.index()).filter(|slot| **slot) {
                *slot = self.says(ix, &criterion.by, field.as_ref(), day, &is_wanted);
            }
        }
    }

    fn says(
        &self,
        ix: ElementIx,
        by: &By,
        field: Option<&FieldKey>,
        day: Date,
        is_wanted: &impl Fn(&str) -> bool,
    ) -> bool {
        let element = self.graph.element(ix);
        match by {
            By::Section => is_wanted(element.section.name()),
            By::Layer => is_wanted(element.section.layer().name()),
            By::Phase => {
                // Without a lifecycle it is in use at every date.
                let phase = self.graph.model().phase_on(element, day).unwrap_or(Phase::Active);
                is_wanted(phase.milestone().name())
            }
            By::PersonalData => is_wanted(if self.is_personal(ix) { "true" } else { "false" }),
            _ => field.is_some_and(|field| Said::by(self.graph, ix, field, day).any(is_wanted)),
        }
    }

    /// The id by which elements name what a value names: that of an alias.
    fn as_named<'w>(&self, by: &By, value: &'w str) -> &'w str
    where
        'g: 'w,
    {
        match by.names().then(|| self.graph.find(value)).flatten() {
            Some(Found::Element(ix)) => self.graph.element(ix).id(),
            Some(Found::Organisation(organisation)) => organisation.id(),
            None => value,
        }
    }

    fn is_personal(&self, ix: ElementIx) -> bool {
        let personal = self.personal.get_or_init(|| personal(self.graph));
        personal.get(ix.index()).copied().unwrap_or(false)
    }
}

/// Which elements have to do with information that tells of persons: it itself, what carries it, and what masters,
/// uses or reads it.
fn personal(graph: &Graph) -> Vec<bool> {
    let mut personal = vec![false; graph.element_count()];
    let tells = |ix: &ElementIx| {
        let element = graph.element(*ix);
        element.section == Section::Information && element.personal_data() == Some(&true)
    };
    for information in graph.elements().filter(tells) {
        let node = information.node();
        let below = graph.relations(node, Direction::Upstream).into_iter();
        let masters = below.filter(|(_, edge)| edge.relation == Relation::MasteredBy);
        let masters = masters.flat_map(|(node, _)| graph.members_of(node));
        let above = graph.relations(node, Direction::Downstream).into_iter();
        let works = above.filter_map(|(node, edge)| works_with(graph, node, edge.relation));
        for ix in masters.chain(works).chain([information]) {
            if let Some(slot) = personal.get_mut(ix.index()) {
                *slot = true;
            }
        }
    }
    personal
}

/// The element that carries, uses or reads information, by itself or as one of a group.
fn works_with(graph: &Graph, node: NodeIx, relation: Relation) -> Option<ElementIx> {
    let relation = match graph.as_element(node) {
        Some(_) => relation,
        None => graph.relation_to_group(node)?.relation,
    };
    let works = matches!(relation, Relation::Carries | Relation::Uses | Relation::Reads);
    let element = graph.as_element(node).or_else(|| graph.as_group(node).map(|group| group.dependent));
    element.filter(|_| works)
}
