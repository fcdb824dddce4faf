//! References as they stand while one element follows another: they name both, and lifecycles tell which is in use when.

use crate::model::{Field, Id, Located, Reference, References, Target};

/// Whether what names an element in this field names its successor too from some day on. Of some there is one only:
/// the field says the new one alone.
pub(super) fn keeps_both(field: Field) -> bool {
    !matches!(field, Field::Successor | Field::PartOf)
}

/// The references with another beside each that names a certain element, in the same group and just as strong; nothing
/// if none does. Nothing is named twice in a field or a group.
///
/// Complexity: O(n) and as much again for each that is added.
pub(super) fn with_successor(
    references: &References,
    is_meant: &dyn Fn(&Id) -> bool,
    to: &Located<Id>,
) -> Option<References> {
    let all = references.all();
    let written = references.iter().count();
    let names =
        |reference: &Reference, id: &Id| matches!(&reference.target, Target::Id(known) if known == id);
    // The field itself or the group in which a reference stands.
    let around = |index: usize| {
        let groups = all.iter().filter_map(|reference| match &reference.target {
            Target::Group(group) => Some(group.members.clone()),
            Target::Id(_) => None,
        });
        let group = groups.into_iter().find(|members| members.contains(&index));
        all.get(group.unwrap_or(0..written)).unwrap_or_default()
    };
    let is_doubled = |(index, reference): (usize, &Reference)| {
        matches!(&reference.target, Target::Id(id) if is_meant(id))
            && !around(index).iter().any(|other| names(other, &to.value))
    };
    let doubled: Vec<bool> = all.iter().enumerate().map(is_doubled).collect();
    let mut new = Vec::with_capacity(all.len() + 1);
    // Where each comes to stand, and one more.
    let mut places = Vec::with_capacity(all.len() + 1);
    for (reference, &is_doubled) in all.iter().zip(&doubled) {
        places.push(new.len());
        new.push(reference.clone());
        if is_doubled {
            let target = Target::Id(to.value.clone());
            new.push(Reference { target, place: to.place, ..reference.clone() });
        }
    }
    places.push(new.len());
    let moved = |index: usize| places.get(index).copied().unwrap_or(new.len());
    let written = moved(written);
    let ranges: Vec<_> = new
        .iter()
        .map(|reference| match &reference.target {
            Target::Group(group) => Some(moved(group.members.start)..moved(group.members.end)),
            Target::Id(_) => None,
        })
        .collect();
    for (reference, range) in new.iter_mut().zip(ranges) {
        if let (Target::Group(group), Some(range)) = (&mut reference.target, range) {
            group.members = range;
        }
    }
    doubled.contains(&true).then(|| References::new(new, written))
}
