//! The order in which proposals can be made: what others depend on first, then by window, then by id.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Moment, Proposal};

/// A feasible order. Proposals that depend on each other in a circle, or on such, have none: they come last.
///
/// Complexity: O(n log n) for n proposals and what they depend on.
pub fn order<'p>(proposals: impl IntoIterator<Item = &'p Proposal>) -> Vec<&'p Proposal> {
    let by_id: BTreeMap<&str, &Proposal> =
        proposals.into_iter().map(|proposal| (proposal.id.value.as_str(), proposal)).collect();
    let mut waits: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut lets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (&id, proposal) in &by_id {
        let needed = proposal.depends_on.iter().map(|needed| needed.value.as_str());
        let needed: BTreeSet<&str> = needed.filter(|needed| by_id.contains_key(needed)).collect();
        needed.iter().for_each(|&needed| lets.entry(needed).or_default().push(id));
        waits.insert(id, needed);
    }
    let key = |id| by_id.get(id).map(|proposal| (begins(proposal), id));
    let is_free = |(&id, needed): (&&'p str, &BTreeSet<&str>)| needed.is_empty().then_some(id);
    let mut free: BTreeSet<(Moment, &str)> = waits.iter().filter_map(is_free).filter_map(key).collect();
    let mut ordered = Vec::with_capacity(by_id.len());
    while let Some((_, id)) = free.pop_first() {
        ordered.extend(by_id.get(id).copied());
        for &waiting in lets.get(id).into_iter().flatten() {
            let is_free = waits.get_mut(waiting).is_some_and(|needed| needed.remove(id) && needed.is_empty());
            free.extend(key(waiting).filter(|_| is_free));
        }
    }
    let circular = waits.iter().filter(|(_, needed)| !needed.is_empty());
    let circular: BTreeSet<(Moment, &str)> = circular.filter_map(|(&id, _)| key(id)).collect();
    ordered.extend(circular.iter().filter_map(|(_, id)| by_id.get(id).copied()));
    ordered
}

/// Those of some proposals that must be made before another, at any depth, in a feasible order.
pub fn before<'p>(proposal: &Proposal, all: &[&'p Proposal]) -> Vec<&'p Proposal> {
    let by_id: BTreeMap<&str, &'p Proposal> =
        all.iter().map(|proposal| (proposal.id.value.as_str(), *proposal)).collect();
    let mut found: BTreeMap<&str, &'p Proposal> = BTreeMap::new();
    let mut open: Vec<&str> = proposal.depends_on.iter().map(|id| id.value.as_str()).collect();
    while let Some(id) = open.pop() {
        let Some((&id, &needed)) = by_id.get_key_value(id) else { continue };
        if id != proposal.id.value.as_str() && found.insert(id, needed).is_none() {
            open.extend(needed.depends_on.iter().map(|id| id.value.as_str()));
        }
    }
    order(found.into_values())
}

/// Whether the windows of two proposals contradict the order in which they must be made.
pub(super) fn contradicts(earlier: &Proposal, later: &Proposal) -> bool {
    let ends = earlier.window.as_ref().and_then(|window| window.value.until);
    let begins = later.window.as_ref().map(|window| window.value.from);
    ends.zip(begins).is_some_and(|(ends, begins)| begins < ends)
}

/// When a proposal begins; at the end of time if nobody says so.
fn begins(proposal: &Proposal) -> Moment {
    proposal.window.as_ref().map_or(Moment::MAX, |window| window.value.from)
}
