//! The references of a field: an id, `{to, strength, tolerates}`, a redundancy group, or a list of these.

use super::super::tree::ValueRef;
use super::context::Context;
use crate::diagnostic::Finding;
use crate::model::{Duration, Group, Reference, References, Strength, Target};

/// Reads the references of a field; one alone stands for a list of one.
///
/// Works through the values breadth first, members of groups at the end of the list, so that groups may be
/// nested without recursion.
pub(super) fn decode(cx: &mut Context<'_>, value: ValueRef<'_>) -> References {
    let mut values: Vec<ValueRef<'_>> = value.items().collect();
    let written = values.len();
    let mut list: Vec<Option<Reference>> = Vec::with_capacity(written);
    while let Some(&current) = values.get(list.len()) {
        list.push(decode_one(cx, current, &mut values));
    }
    keep_read(written, list)
}

fn decode_one<'t>(
    cx: &mut Context<'_>,
    value: ValueRef<'t>,
    values: &mut Vec<ValueRef<'t>>,
) -> Option<Reference> {
    if !value.is_mapping() {
        let target = Target::Id(cx.id(value)?);
        return Some(Reference { target, strength: None, tolerates: None, place: value.place() });
    }
    let mut fields = ReferenceFields::default();
    for (name, field) in cx.known_entries(value, "a reference has no field", Reference::KEYS) {
        fields.read(cx, name, field);
    }
    let ReferenceFields { to, any_of, min_up, strength, tolerates } = fields;
    let place = to.unwrap_or(value).place();
    let target = match (to, any_of) {
        (Some(to), None) => Target::Id(cx.id(to)?),
        (None, Some(any_of)) => {
            let min_up = checked_min_up(cx, min_up, any_of)?;
            let start = values.len();
            values.extend(any_of.items());
            Target::Group(Group { members: start..values.len(), min_up })
        }
        (None, None) if !value.is_whole() => return None,
        _ => {
            let finding = Finding::new("wrong-type", value.place(), "a reference names one target");
            cx.add(finding.help("write an id, {to: id, …} or {any_of: [ids], min_up: n, …}"));
            return None;
        }
    };
    if let (Target::Id(_), Some(min_up)) = (&target, min_up) {
        let finding = Finding::new("unknown-key", min_up.place(), "only a group has `min_up`");
        cx.add(finding.subject("min_up").help("write {any_of: [ids], min_up: n}"));
    }
    Some(Reference { target, strength, tolerates, place })
}

#[derive(Default)]
struct ReferenceFields<'t> {
    to: Option<ValueRef<'t>>,
    any_of: Option<ValueRef<'t>>,
    min_up: Option<ValueRef<'t>>,
    strength: Option<Strength>,
    tolerates: Option<Duration>,
}

impl<'t> ReferenceFields<'t> {
    fn read(&mut self, cx: &mut Context<'_>, name: &str, value: ValueRef<'t>) {
        match name {
            "to" => self.to = Some(value),
            "any_of" => self.any_of = Some(value),
            "min_up" => self.min_up = Some(value),
            "strength" => self.strength = cx.choice(value, name, Strength::WORDS, Strength::parse),
            _ => self.tolerates = cx.duration(value, name),
        }
    }
}

fn checked_min_up(cx: &mut Context<'_>, min_up: Option<ValueRef<'_>>, any_of: ValueRef<'_>) -> Option<usize> {
    let members = any_of.items().count();
    if members == 0 {
        let finding = Finding::new("bad-value", any_of.place(), "a group has no members");
        cx.add(finding.subject("any_of").help("name the members, or delete the group"));
        return None;
    }
    let Some(written) = min_up else { return Some(1) };
    match cx.number::<usize>(written, "min_up") {
        Some(n) if (1..=members).contains(&n) => Some(n),
        Some(n) if n > members => {
            let message = format!("{n} members must be up, but the group has only {members}");
            let finding = Finding::new("bad-value", written.place(), message);
            cx.add(finding.subject("min_up").help(format!("write a number from 1 to {members}")));
            None
        }
        _ => {
            cx.bad_value(written, "min_up", &format!("write a number from 1 to {members}"));
            None
        }
    }
}

/// Leaves out what could not be read, and groups of nothing else, and moves the ranges of groups accordingly.
fn keep_read(written: usize, mut list: Vec<Option<Reference>>) -> References {
    // How many are kept from each index on. Members stand after their group, so they are settled before it.
    let mut kept_from = vec![0; list.len() + 1];
    let kept = |kept_from: &[usize], index: usize| kept_from.get(index).copied().unwrap_or_default();
    for (index, reference) in list.iter_mut().enumerate().rev() {
        let is_empty =
            |group: &Group| kept(&kept_from, group.members.start) == kept(&kept_from, group.members.end);
        if matches!(reference, Some(Reference { target: Target::Group(group), .. }) if is_empty(group)) {
            *reference = None;
        }
        let kept_here = kept(&kept_from, index + 1) + usize::from(reference.is_some());
        if let Some(slot) = kept_from.get_mut(index) {
            *slot = kept_here;
        }
    }
    let before = |index: usize| kept(&kept_from, 0) - kept(&kept_from, index);
    let moved = list.into_iter().flatten().map(|mut reference| {
        if let Target::Group(group) = &mut reference.target {
            group.members = before(group.members.start)..before(group.members.end);
            group.min_up = group.min_up.min(group.members.len());
        }
        reference
    });
    let moved = moved.collect();
    References::new(moved, before(written))
}
