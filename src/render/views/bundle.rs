//! Links between the same two boxes become one arrow, and only as many arrows as can be read are kept.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::links::Link;
use crate::graph::Relation;

/// An arrow to be: all links between two boxes.
#[derive(Debug, Clone)]
pub(super) struct Bundle {
    /// The box of the dependents.
    pub from: usize,
    /// The box of the dependencies.
    pub to: usize,
    /// Indices of the links, those in the direction of the arrow first.
    pub links: Vec<usize>,
    /// Every dependent can do without, or has a choice.
    pub loose: bool,
    /// Some link goes, or counts, the other way too.
    pub two_way: bool,
}

/// What is not drawn.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Omitted {
    /// Links inside a pile.
    pub inside: usize,
    /// Arrows that follow from other arrows.
    pub implied: usize,
    /// Arrows of fewer links than those drawn.
    pub thin: usize,
}

/// One arrow for each two boxes. A pair that depends on each other shares one arrow, in the direction of most
/// links.
///
/// Complexity: O(n log n).
pub(super) fn bundle(links: &[Link], box_of: &[Option<usize>]) -> (Vec<Bundle>, Omitted) {
    let mut omitted = Omitted::default();
    let place = |link: &Link| {
        let end = |index: usize| box_of.get(index).copied().flatten();
        Some((end(link.from.index())?, end(link.to.index())?))
    };
    let mut placed: Vec<(usize, usize, bool, usize)> = Vec::with_capacity(links.len());
    for (index, link) in links.iter().enumerate() {
        match place(link) {
            Some((from, to)) if from == to => omitted.inside += 1,
            Some((from, to)) => placed.push((from.min(to), from.max(to), from > to, index)),
            None => {}
        }
    }
    placed.sort_unstable();
    let pairs = placed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let bundles = pairs.filter_map(|pair| {
        let &(low, high, ..) = pair.first()?;
        let upwards = pair.iter().filter(|&&(_, _, upwards, _)| upwards).count();
        let turned = upwards * 2 > pair.len();
        let (from, to) = if turned { (high, low) } else { (low, high) };
        let (mut with, against): (Vec<_>, Vec<_>) =
            pair.iter().partition(|&&(_, _, upwards, _)| upwards == turned);
        with.extend(&against);
        let members: Vec<usize> = with.into_iter().map(|&(.., index)| index).collect();
        let of = |test: fn(&Link) -> bool| move |index: &usize| links.get(*index).is_some_and(test);
        Some(Bundle {
            from,
            to,
            loose: members.iter().all(of(Link::is_loose)),
            two_way: !against.is_empty() || members.iter().any(of(|link| link.relation == Relation::PartOf)),
            links: members,
        })
    });
    (bundles.collect(), omitted)
}

/// No more than this are looked at for arrows that follow from others: beyond, only the thickest count.
const FEW: usize = 1_000;

/// At most so many arrows: without those that follow from others, the thinnest first, and if that is not enough
/// without the thinnest. For each arrow there may be boxes that need it; the strongest that a box needs goes last,
/// and before it the strongest arrow of a box that needs none.
pub(super) fn limit(
    bundles: Vec<Bundle>,
    most: usize,
    needed_by: &dyn Fn(&Bundle) -> Vec<usize>,
    omitted: &mut Omitted,
) -> Vec<Bundle> {
    if bundles.len() <= most {
        return bundles;
    }
    let mut strengths: Vec<_> = bundles
        .iter()
        .enumerate()
        .map(|(at, bundle)| {
            let needed_by = needed_by(bundle);
            (Reverse((!needed_by.is_empty(), bundle.links.len(), !bundle.loose)), at, needed_by)
        })
        .collect();
    strengths.sort_unstable();
    let (mut served, mut bound) = (HashSet::new(), HashSet::new());
    let mut order = Vec::new();
    for (_, at, needed_by) in strengths {
        let ends = bundles.get(at).map(|bundle| [bundle.from, bundle.to]).unwrap_or_default();
        let needed = !needed_by.is_empty();
        // Every box is looked at: an arrow may be the first of several.
        let serves = needed_by.into_iter().filter(|&each| served.insert(each)).count() > 0;
        let binds = ends.into_iter().filter(|&end| bound.insert(end)).count() > 0;
        order.push((serves || binds && !needed, needed, at));
    }
    // Strongest first, so that the thinnest are at the end.
    order.sort_by_key(|&(covers, ..)| Reverse(covers));

    let mut kept: Vec<Option<Bundle>> = bundles.into_iter().map(Some).collect();
    let mut count = kept.len();
    if count > most && count <= FEW {
        for &(_, _, at) in order.iter().rev().filter(|(covers, needed, _)| !covers && !needed) {
            if count > most && follows(&kept, at) {
                kept.get_mut(at).and_then(Option::take);
                omitted.implied += 1;
                count -= 1;
            }
        }
    }
    for &(_, _, at) in order.iter().rev() {
        if count > most && kept.get_mut(at).and_then(Option::take).is_some() {
            omitted.thin += 1;
            count -= 1;
        }
    }
    kept.into_iter().flatten().collect()
}

/// Whether one gets from the start of an arrow to its end along other arrows, none looser than it.
fn follows(kept: &[Option<Bundle>], at: usize) -> bool {
    let Some(arrow) = kept.get(at).and_then(Option::as_ref) else { return false };
    if arrow.two_way {
        return false;
    }
    let others = || {
        let others = kept.iter().enumerate().filter(|&(other, _)| other != at);
        others.filter_map(|(_, other)| other.as_ref()).filter(|other| arrow.loose || !other.loose)
    };
    let mut found = vec![arrow.from];
    let mut next = 0;
    while let Some(&from) = found.get(next) {
        next += 1;
        for other in others().filter(|other| other.from == from) {
            if other.to == arrow.to {
                return true;
            }
            if !found.contains(&other.to) {
                found.push(other.to);
            }
        }
    }
    false
}
