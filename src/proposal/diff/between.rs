//! What becomes of findings between two maps: those that come, those that go, and how many stand.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Side;
use super::findings::key;
use super::pairs::Pairs;
use crate::diagnostic::Finding;

/// What becomes of findings between two maps.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Between {
    /// Those that the map after has, and the one before has not, or not as often. In their order.
    pub come: Vec<Finding>,
    /// Those that the map before has, and the one after has not, or not as often. Their places are in its sources.
    pub gone: Vec<Finding>,
    /// How many both have.
    pub standing: usize,
}

/// Compares the findings of two maps, each as often as it is there. What was renamed keeps its findings; and they keep
/// theirs whatever their places, words and levels.
pub fn findings_between(old: &Side<'_>, new: &Side<'_>) -> Between {
    let pairs = Pairs::of(old, new);
    let pairs = pairs.has_renamed().then_some(&pairs);
    let before: Vec<String> = old.findings.par_iter().map(|finding| key(finding, old, pairs)).collect();
    let after: Vec<String> = new.findings.par_iter().map(|finding| key(finding, new, None)).collect();
    let come = beyond(&after, &before);
    let mut gone = beyond(&before, &after);
    // Not every link of a folder that git keeps was passed over there.
    gone.retain(|&i| old.findings.get(i).is_some_and(|finding| finding.rule != "skipped-file"));
    let standing = after.len() - come.len();
    let pick = |findings: &[Finding], chosen: Vec<usize>| {
        chosen.into_iter().filter_map(|i| findings.get(i).cloned()).collect()
    };
    Between { come: pick(new.findings, come), gone: pick(old.findings, gone), standing }
}

/// The indices of what a list has oftener than another: of several that are alike, the last.
fn beyond(these: &[String], others: &[String]) -> Vec<usize> {
    let mut known: HashMap<&str, usize> = HashMap::with_capacity(others.len());
    for other in others {
        *known.entry(other).or_default() += 1;
    }
    let is_beyond = |(i, this): (usize, &String)| match known.get_mut(this.as_str()) {
        Some(left @ 1..) => {
            *left -= 1;
            None
        }
        _ => Some(i),
    };
    these.iter().enumerate().filter_map(is_beyond).collect()
}

#[cfg(test)]
mod tests {
    use super::beyond;

    #[test]
    fn each_is_known_as_often_as_it_is_there() {
        let list = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let beyond = |these: &str, others: &str| beyond(&list(these), &list(others));
        for (these, others, left) in [
            ("abc", "cab", &[][..]),
            ("aab", "ab", &[1]),
            ("aaba", "a", &[1, 2, 3]),
            ("a", "aa", &[]),
            ("", "a", &[]),
        ] {
            assert_eq!(beyond(these, others), left, "{these} {others}");
        }
    }
}
