//! Which things share a key with an earlier one.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rayon::prelude::*;

/// Each of `count` things that has the same key as an earlier one, as (the first with that key, this one), in order.
///
/// Keys are made when they are needed and not kept: sixteen bytes a thing, however long its key.
///
/// Complexity: O(n log n) time, O(n) space.
pub(super) fn twins(count: usize, key: impl Fn(usize) -> String + Sync) -> Vec<(usize, usize)> {
    let hash = |thing: usize| {
        let mut hasher = DefaultHasher::new();
        key(thing).hash(&mut hasher);
        hasher.finish()
    };
    let mut hashed: Vec<(u64, usize)> =
        (0..count).into_par_iter().map(|thing| (hash(thing), thing)).collect();
    hashed.par_sort_unstable();
    let mut twins = Vec::new();
    for run in hashed.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, first), later @ ..] = run
            && !later.is_empty()
        {
            let wanted = key(*first);
            let same = later.iter().filter(|(_, thing)| key(*thing) == wanted);
            twins.extend(same.map(|(_, thing)| (*first, *thing)));
        }
    }
    twins.sort_unstable_by_key(|&(_, thing)| thing);
    twins
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_later_one_is_told_with_the_first() {
        let words = ["a", "b", "a", "c", "b", "a"];
        let twins = super::twins(words.len(), |i| words[i].to_owned());
        assert_eq!(twins, [(0, 2), (1, 4), (0, 5)]);
    }
}
