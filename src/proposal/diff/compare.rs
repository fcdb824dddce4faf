//! The comparison as a whole.

use rayon::prelude::*;

use super::days::Days;
use super::known::Known;
use super::pairs::Pairs;
use super::{
    Aspect, Compared, Declaration, Dependency, Diff, ElementDifference, FieldDifference, Kind,
    OrganisationDifference, Pair, Side, Sort, consequences, declarations, fields, findings, tell,
};
use crate::model::{Element, Field};

/// Compares two states of a map.
///
/// Elements and organisations are the same by their id; what is left over is the same if one side knows it by the id of the
/// other as an alias, and is renamed then. Where something is written, in which order a list names things, and which end of
/// a relation writes it, is no difference. Between days the two sides must be the same graph.
///
/// Complexity: O((V + E) log E) for the comparison, and an impact or two for each of at most [`MOST_JUDGED`](super::MOST_JUDGED)
/// differences.
pub fn diff<'a>(old: Side<'a>, new: Side<'a>, compared: Compared) -> Diff<'a> {
    let known = match compared {
        Compared::Declared => Known::Maps(Pairs::of(&old, &new)),
        Compared::InUse => Known::Days(Days::of(new.graph, old.at, new.at)),
    };
    let (relations, (mut elements, (come, gone))) = rayon::join(
        || known.relations(),
        || rayon::join(|| elements(&known), || findings::findings(&old, &new, &known)),
    );
    let (organisations, declarations) = match &known {
        Known::Maps(pairs) => (organisations(pairs), declarations::declarations(pairs)),
        Known::Days(_) => (Vec::new(), Vec::new()),
    };
    share_lifecycles(&mut elements, &declarations);
    let mut diff = Diff {
        old,
        new,
        compared,
        elements,
        organisations,
        relations,
        declarations,
        affected: Vec::new(),
        unjudged: 0,
        people: Vec::new(),
        come,
        gone,
    };
    count_relations(&mut diff);
    sort(&mut diff);
    let together = consequences::judge(&mut diff, &known);
    diff.people = tell::people(&diff, &known, &together);
    diff
}

fn elements(known: &Known<'_>) -> Vec<ElementDifference> {
    match known {
        Known::Days(days) => days.elements(),
        Known::Maps(pairs) => {
            let all: Vec<Pair> = pairs.all().collect();
            all.par_iter().filter_map(|pair| element(pairs, *pair)).collect()
        }
    }
}

fn element(pairs: &Pairs<'_>, element: Pair) -> Option<ElementDifference> {
    let (kind, fields) = match (element.old, element.new) {
        (None, _) => (Kind::Added, Vec::new()),
        (_, None) => (Kind::Removed, Vec::new()),
        (Some(old), Some(new)) => {
            let fields = fields::fields(pairs, pairs.old.element(old), pairs.new.element(new));
            match (pairs.is_renamed(old, new), fields.is_empty()) {
                (true, _) => (Kind::Renamed, fields),
                (false, false) => (Kind::Changed, fields),
                (false, true) => return None,
            }
        }
    };
    Some(ElementDifference { element, kind, fields, relations: 0, consequence: None })
}

fn organisations(pairs: &Pairs<'_>) -> Vec<OrganisationDifference> {
    let of_old = |old: &Element| {
        let new = pairs.organisation_now(old);
        let fields = new.map(|new| fields::fields(pairs, old, new)).unwrap_or_default();
        let kind = match new {
            None => Kind::Removed,
            Some(new) if new.id() != old.id() => Kind::Renamed,
            Some(_) => Kind::Changed,
        };
        let differs = kind != Kind::Changed || !fields.is_empty();
        let (old, new) = (Some(old.id.value.clone()), new.map(|new| new.id.value.clone()));
        differs.then_some(OrganisationDifference { old, new, kind, fields })
    };
    let (before, after) = (&pairs.old.model().organisations, &pairs.new.model().organisations);
    let known: std::collections::HashSet<&str> =
        before.iter().filter_map(|old| pairs.organisation_now(old)).map(Element::id).collect();
    let added = after.iter().filter(|new| !known.contains(new.id())).map(|new| OrganisationDifference {
        old: None,
        new: Some(new.id.value.clone()),
        kind: Kind::Added,
        fields: Vec::new(),
    });
    let mut all: Vec<OrganisationDifference> = before.iter().filter_map(of_old).chain(added).collect();
    all.sort_by(|a, b| a.new.as_ref().or(a.old.as_ref()).cmp(&b.new.as_ref().or(b.old.as_ref())));
    all
}

/// Lets what refers to a named lifecycle that differs differ too.
fn share_lifecycles(elements: &mut Vec<ElementDifference>, declarations: &[Declaration]) {
    let lifecycles = declarations.iter().filter(|declaration| declaration.sort == Sort::Lifecycle);
    let mut known: std::collections::HashMap<Pair, usize> =
        elements.iter().enumerate().map(|(index, difference)| (difference.element, index)).collect();
    for lifecycle in lifecycles {
        for &element in &lifecycle.of {
            let index = *known.entry(element).or_insert(elements.len());
            if index == elements.len() {
                let (kind, fields) = (Kind::Changed, Vec::new());
                elements.push(ElementDifference { element, kind, fields, relations: 0, consequence: None });
            }
            let id = lifecycle.id.clone();
            let text = id.as_ref().map(ToString::to_string);
            let field = FieldDifference {
                aspect: Aspect::Field(Field::Lifecycle),
                old: text.clone(),
                new: text,
                parts: lifecycle.parts.clone(),
                shared: id,
            };
            if let Some(difference) = elements.get_mut(index) {
                difference.fields.push(field);
                difference.fields.sort_by_key(|field| field.aspect);
            }
        }
    }
}

/// How many relations came or went with each element that did.
fn count_relations(diff: &mut Diff<'_>) {
    let mut counts: std::collections::HashMap<Pair, usize> = std::collections::HashMap::new();
    for relation in diff.relations.iter().filter(|relation| relation.with_element) {
        for end in [relation.dependent].into_iter().chain(relation.dependency.members()) {
            *counts.entry(end).or_default() += 1;
        }
    }
    for difference in &mut diff.elements {
        if matches!(difference.kind, Kind::Added | Kind::Removed) {
            difference.relations = counts.get(&difference.element).copied().unwrap_or(0);
        }
    }
}

fn sort(diff: &mut Diff<'_>) {
    let mut elements = std::mem::take(&mut diff.elements);
    elements.sort_by_cached_key(|difference| {
        let element = diff.element(difference.element);
        element.map(|element| (element.section.layer(), element.section, element.id().to_owned()))
    });
    diff.elements = elements;
    let mut relations = std::mem::take(&mut diff.relations);
    let id = |pair: Pair| diff.element(pair).map(|element| element.id().to_owned());
    relations.sort_by_cached_key(|relation| {
        let dependency = match &relation.dependency {
            Dependency::Element(element) => id(*element),
            Dependency::Group { text, .. } => Some(text.clone()),
        };
        (id(relation.dependent), relation.relation, dependency, relation.kind)
    });
    diff.relations = relations;
}
