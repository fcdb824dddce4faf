//! What nobody needs any more, a second time.

use super::disruption::Out;
use super::net::Net;
use std::collections::BTreeSet;
use systemkarta::model::ChangeKind;

pub(crate) fn freed(net: &Net<'_>, outs: &[Out]) -> BTreeSet<usize> {
    let retired: BTreeSet<usize> =
        net.changes.iter().filter(|c| c.kind == ChangeKind::Retire).map(|c| c.element).collect();
    if retired.is_empty() {
        return BTreeSet::new();
    }
    let without_end = |&integration: &usize| {
        let consumed = net.carries(integration).any(|e| e.kind == "consumer" && retired.contains(&e.from));
        let provided = net.rests_on(integration).filter(|edge| edge.kind == "provider").any(|edge| {
            let stopped = net.as_group(edge.to).is_some() && !outs[edge.to].stopped.is_empty();
            (stopped && loses_one(net, edge.to, &retired)) || retired.contains(&edge.to)
        });
        net.section(integration) == "integrations" && (consumed || provided)
    };
    let lost: BTreeSet<usize> = net.others().filter(without_end).collect();

    let mut upstream: BTreeSet<usize> = retired.clone();
    while let Some(next) =
        net.edges.iter().find(|edge| upstream.contains(&edge.from) && !upstream.contains(&edge.to))
    {
        upstream.insert(next.to);
    }
    // What is changed in another way may be free too, and is only not told.
    let mut unneeded: BTreeSet<usize> =
        net.elements().filter(|element| upstream.contains(element) && !retired.contains(element)).collect();
    let needed = |element: usize, unneeded: &BTreeSet<usize>| {
        net.carries(element).any(|edge| {
            let dependent = net.as_group(edge.from).map_or(edge.from, |group| group.owner);
            net.present[dependent] && !unneeded.contains(&dependent) && !retired.contains(&dependent)
        })
    };
    while let Some(&element) = unneeded.iter().find(|&&element| needed(element, &unneeded)) {
        unneeded.remove(&element);
    }
    lost.union(&unneeded).copied().filter(|&element| !net.is_cause(element)).collect()
}

/// Whether a retired element is in a group, or in a group in it that stops.
fn loses_one(net: &Net<'_>, group: usize, retired: &BTreeSet<usize>) -> bool {
    let mut open = vec![group];
    while let Some(node) = open.pop() {
        if retired.contains(&node) {
            return true;
        }
        if net.as_group(node).is_some() {
            open.extend(net.rests_on(node).map(|edge| edge.to));
        }
    }
    false
}
