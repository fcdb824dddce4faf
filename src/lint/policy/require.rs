//! `require`: fields, or a relation, that all that is selected must have.

use super::direct::Halves;
use super::judge::{Judge, has};
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{Element, Field, FieldKey, Located, Relations, Selection, Shape, Value};

/// Every element must say each of these fields, where its section has it.
pub(super) fn fields(judge: &mut Judge<'_, '_>, of: &Selection, fields: &[Located<FieldKey>]) {
    let of = judge.meant(of);
    for (ix, element) in judge.each(&of) {
        let asked = fields.iter().map(|field| &field.value).filter(|field| field.stands_in(element.section));
        for field in asked {
            if !says(judge.graph(), ix, element, field) {
                judge.tell(element.id.place, &[ix], &field.to_string(), || {
                    format!("`{}` has no `{field}`", element.id())
                });
            }
        }
    }
}

/// Whether an element says something in a field, or the other end of the relation says it.
fn says(graph: &Graph, ix: ElementIx, element: &Element, field: &FieldKey) -> bool {
    let field = match field {
        FieldKey::Field(field) => *field,
        FieldKey::Property(key) => {
            let Some(Value::Properties(pairs)) = element.get(Field::Properties) else { return false };
            return pairs.iter().any(|(name, value)| name == key && !value.trim().is_empty());
        }
    };
    match element.get(field) {
        Some(Value::Text(text)) => !text.trim().is_empty(),
        Some(Value::Texts(texts)) => texts.iter().any(|text| !text.value.trim().is_empty()),
        Some(Value::Properties(pairs)) => !pairs.is_empty(),
        Some(Value::References(references)) if !references.all().is_empty() => true,
        Some(Value::References(_)) | None => is_said_by_other_end(graph, ix, field),
        Some(_) => true,
    }
}

/// A relation that either end may declare is there, whoever declares it.
fn is_said_by_other_end(graph: &Graph, ix: ElementIx, field: Field) -> bool {
    let Some((relation, direction)) = Relation::written_in(field) else { return false };
    let Some(Shape::References(sections)) = Field::parse(field.name()).map(|spec| spec.shape) else {
        return false;
    };
    let is_meant = |end: ElementIx| sections.contains(&graph.element(end).section);
    let mut relations = graph.relations(ix.node(), direction).into_iter();
    relations.any(|(node, edge)| edge.relation == relation && graph.as_element(node).is_some_and(is_meant))
}

/// Every element must have a relation to one of `to`.
pub(super) fn relation_to(judge: &mut Judge<'_, '_>, of: &Selection, to: &Selection, relations: &Relations) {
    relation(judge, Direction::Upstream, of, to, relations);
}

/// Every element must have a relation from one of `from`.
pub(super) fn relation_from(
    judge: &mut Judge<'_, '_>,
    of: &Selection,
    from: &Selection,
    relations: &Relations,
) {
    relation(judge, Direction::Downstream, of, from, relations);
}

fn relation(
    judge: &mut Judge<'_, '_>,
    direction: Direction,
    of: &Selection,
    other: &Selection,
    relations: &Relations,
) {
    let (meant, others) = (judge.meant(of), judge.meant(other));
    let mut related = vec![false; meant.len()];
    let (from, to) = match direction {
        Direction::Upstream => (&meant, &others),
        Direction::Downstream => (&others, &meant),
    };
    judge.direct().between([from, to, judge.live()], relations, Halves::Too, |step| {
        let ix = if direction == Direction::Upstream { step.from } else { step.to };
        if let Some(slot) = related.get_mut(ix.index()) {
            *slot = true;
        }
    });
    let by = relations.in_words();
    let subject = if direction == Direction::Upstream { "to" } else { "from" };
    for (ix, element) in judge.each(&meant) {
        if !has(&related, ix) {
            judge.tell(element.id.place, &[ix], subject, || match direction {
                Direction::Upstream => {
                    format!("`{}` rests directly on nothing of ({other}){by}", element.id())
                }
                Direction::Downstream => {
                    format!("nothing of ({other}) rests directly on `{}`{by}", element.id())
                }
            });
        }
    }
}
