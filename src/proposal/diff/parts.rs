//! What a value consists of, so that a difference can be told by its parts.
//!
//! The order of the parts says nothing. Ids are told as they are after, so that what was only renamed differs in nothing.

use super::PartDifference;
use super::pairs::{Pairs, When};
use crate::model::{
    Duration, Lifecycle, LifecycleUse, References, StandardUse, Strength, SupportEnd, Target, Value,
    percentage,
};

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// What tells it from the others: a key, or the member of a list itself.
    pub(super) key: String,
    /// What it says; nothing for a member of a list of which no more is said.
    pub(super) said: Option<String>,
    /// Whether it is a member of a list, and not a value by its key.
    pub(super) is_member: bool,
}

/// The parts of a value, sorted; nothing if it has none.
pub(super) fn parts(value: &Value, pairs: &Pairs<'_>, when: When) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = match value {
        Value::Texts(texts) => texts.iter().map(|text| member(&text.value, None)).collect(),
        Value::Properties(pairs) => pairs.iter().map(|(key, text)| keyed(key, text)).collect(),
        Value::References(references) => {
            let targets = targets(references, &|id| pairs.id_now(id, when).to_owned());
            targets.into_iter().map(|(target, bond)| member(&target, bond)).collect()
        }
        Value::Standard(standard) => match &**standard {
            StandardUse::Always(_) => return None,
            StandardUse::ByPlateau(by) => {
                by.iter().map(|(plateau, said)| keyed(plateau.value.as_str(), said)).collect()
            }
        },
        Value::Sla(sla) => {
            let availability = sla.availability.as_ref().map(|a| percentage(a.value));
            let restored = sla.restore_within.as_ref().map(|r| r.value.to_string());
            optional([("availability", availability), ("restore_within", restored)])
        }
        Value::Cost(cost) => optional([
            ("yearly", cost.yearly.map(|sum| sum.value.to_string())),
            ("replacement", cost.replacement.map(|sum| sum.value.to_string())),
            ("adaptation", cost.adaptation.map(|sum| sum.value.to_string())),
            ("paid_by", cost.paid_by.as_ref().map(|by| pairs.id_now(by.value.as_str(), when).to_owned())),
        ]),
        Value::Protection(protection) => optional([
            ("confidentiality", protection.confidentiality.map(|n| n.to_string())),
            ("integrity", protection.integrity.map(|n| n.to_string())),
            ("availability", protection.availability.map(|n| n.to_string())),
        ]),
        Value::Lifecycle(lifecycle) => match &**lifecycle {
            LifecycleUse::Inline(lifecycle) => milestones(lifecycle),
            LifecycleUse::Named(_) | LifecycleUse::Phase(_) => return None,
        },
        _ => return None,
    };
    parts.sort_unstable();
    parts.dedup();
    Some(parts)
}

/// The milestones of a lifecycle.
pub(super) fn milestones(lifecycle: &Lifecycle) -> Vec<Part> {
    let said = |end: SupportEnd| match end {
        SupportEnd::On(date) => date.to_string(),
        SupportEnd::NoneKnown => "none known".to_owned(),
        SupportEnd::Over => "over".to_owned(),
    };
    lifecycle.milestones.iter().map(|(milestone, end)| keyed(milestone.name(), said(end.value))).collect()
}

/// What differs between two sorted lists of parts, in the order of their keys, each with its key.
pub(super) fn differences(old: &[Part], new: &[Part]) -> Vec<(String, PartDifference)> {
    let mut differences = Vec::new();
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return differences,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(old), Some(new)) => old.key.cmp(&new.key),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        let said = |part: Option<&Part>| part.map(|part| part.said.clone());
        if said(before) != said(after)
            && let Some(part) = before.or(after)
        {
            differences.push((part.key.clone(), difference(before, after)));
        }
    }
}

fn difference(before: Option<&Part>, after: Option<&Part>) -> PartDifference {
    match (before, after) {
        // A member that stays, and is needed otherwise.
        (Some(old), Some(new)) => {
            PartDifference { name: Some(old.key.clone()), old: old.said.clone(), new: new.said.clone() }
        }
        (old, new) => {
            let name = old.or(new).filter(|part| !part.is_member).map(|part| part.key.clone());
            PartDifference { name, old: old.map(Part::text), new: new.map(Part::text) }
        }
    }
}

impl Part {
    fn text(&self) -> String {
        match (&self.said, self.is_member) {
            (Some(said), true) => format!("{} ({said})", self.key),
            (Some(said), false) => said.clone(),
            (None, _) => self.key.clone(),
        }
    }
}

pub(super) fn member(text: &str, said: Option<String>) -> Part {
    Part { key: text.to_owned(), said, is_member: true }
}

pub(super) fn keyed(key: &str, said: impl ToString) -> Part {
    Part { key: key.to_owned(), said: Some(said.to_string()), is_member: false }
}

fn optional<const N: usize>(parts: [(&str, Option<String>); N]) -> Vec<Part> {
    parts.into_iter().filter_map(|(key, said)| Some(keyed(key, said?))).collect()
}

/// What references lead to, each with how strongly if that is said. A group is one target, whatever the order of its
/// members.
pub(super) fn targets(references: &References, id: &dyn Fn(&str) -> String) -> Vec<(String, Option<String>)> {
    let all = references.all();
    let mut texts: Vec<String> = vec![String::new(); all.len()];
    // Members stand after their groups, so from the end every group finds its members told.
    for (index, reference) in all.iter().enumerate().rev() {
        let text = match &reference.target {
            Target::Id(target) => id(target.as_str()),
            Target::Group(group) => {
                let members = group.members.clone();
                let bonds =
                    references.members(group).iter().map(|member| bond(member.strength, member.tolerates));
                let told = texts.get(members).unwrap_or_default().iter().zip(bonds);
                group_text(group.min_up, told.map(|(text, bond)| with_bond(text, bond)).collect())
            }
        };
        if let Some(slot) = texts.get_mut(index) {
            *slot = text;
        }
    }
    let written = texts.into_iter().zip(references.iter());
    written.map(|(text, reference)| (text, bond(reference.strength, reference.tolerates))).collect()
}

/// A group as a line of text: `1 of (node-a, node-b)`.
pub(super) fn group_text(min_up: usize, mut members: Vec<String>) -> String {
    members.sort_unstable();
    format!("{min_up} of ({})", members.join(", "))
}

/// A target with how strongly it is needed.
pub(super) fn with_bond(target: &str, bond: Option<String>) -> String {
    bond.map_or_else(|| target.to_owned(), |bond| format!("{target} ({bond})"))
}

/// How strongly something is needed, if that is said: `soft, tolerates 4h`.
pub(super) fn bond(strength: Option<Strength>, tolerates: Option<Duration>) -> Option<String> {
    match (strength, tolerates) {
        (None, None) => None,
        (Some(strength), None) => Some(strength.to_string()),
        (None, Some(tolerates)) => Some(format!("tolerates {tolerates}")),
        (Some(strength), Some(tolerates)) => Some(format!("{strength}, tolerates {tolerates}")),
    }
}
