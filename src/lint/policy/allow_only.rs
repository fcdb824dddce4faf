//! `allow_only`: a field that says only certain values, if it says something.

use super::judge::Judge;
use crate::analysis::Said;
use crate::diagnostic::quoted;
use crate::model::{Field, FieldKey, Located, Selection, either, few};

/// How many values a finding names.
const NAMED: usize = 6;

pub(super) fn judge(
    judge: &mut Judge<'_, '_>,
    of: &Selection,
    field: &FieldKey,
    values: &[Located<Box<str>>],
) {
    let of = judge.meant(of);
    let mut allowed: Vec<&str> = values.iter().map(|value| named(judge, &value.value)).collect();
    let told = either(values.iter().map(|value| quoted(&value.value)), NAMED);
    allowed.sort_unstable();
    let written = match field {
        FieldKey::Field(field) => *field,
        FieldKey::Property(_) => Field::Properties,
    };
    for (ix, element) in judge.each(&of) {
        let mut others: Vec<&str> = Said::by(judge.graph(), ix, field, judge.today())
            .filter(|word| allowed.binary_search(word).is_err())
            .collect();
        others.dedup();
        if !others.is_empty() {
            let place = element.field(written).map_or(element.id.place, |written| written.place);
            judge.tell(place, &[ix], &field.to_string(), || {
                let others = few(others.iter().map(|word| quoted(word)), NAMED);
                format!("`{field}` of `{}` is {others}; allowed is {told}", element.id())
            });
        }
    }
}

/// The id of the organisation that an alias names, where organisations are allowed.
fn named<'v>(judge: &Judge<'_, 'v>, value: &'v str) -> &'v str {
    match judge.graph().find(value) {
        Some(crate::graph::Found::Organisation(organisation)) => organisation.id(),
        _ => value,
    }
}
