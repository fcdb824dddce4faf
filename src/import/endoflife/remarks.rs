//! What is told beside the entries: a line each, so many of each kind.

use std::collections::BTreeMap;

/// What a remark is about, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// Support that is over.
    Ended,
    /// Support that is about to end.
    Ending,
    /// A product that is not known.
    Product,
    /// A version of which no release is known.
    Version,
    /// A version that says nothing of what runs.
    Floating,
    /// A release that has variants.
    Variants,
    /// A lifecycle that the map has, and that stays.
    Kept,
    /// Dates of the map that differ.
    Differing,
    /// A technology that does not say which product it is.
    Hint,
    /// A lifecycle that is not in what was read.
    Missing,
    /// A product that several files describe.
    Twice,
    /// Anything else.
    Other,
}

impl About {
    /// What the others are, beyond those that are told.
    fn others(self) -> &'static str {
        match self {
            Self::Ended => "releases are out of support",
            Self::Ending => "releases are about to be out of support",
            Self::Product => "products are not known",
            Self::Version => "versions belong to no one release that is known",
            Self::Floating => "versions say nothing of what runs",
            Self::Variants => "releases have variants",
            Self::Kept => "elements keep their lifecycle",
            Self::Differing => "elements have other dates",
            Self::Hint => "technologies say no product",
            Self::Missing => "lifecycles are kept",
            Self::Twice => "products are described several times",
            Self::Other => "things are to be told",
        }
    }
}

/// What is told, so many lines of each kind.
#[derive(Debug, Default)]
pub(super) struct Remarks(BTreeMap<About, (Vec<String>, usize)>);

/// How many lines of a kind are told; the others are counted.
const MOST: usize = 50;

impl Remarks {
    /// A line, if there is room for one more; what it says is asked for only then.
    pub(super) fn add(&mut self, about: About, say: impl FnOnce() -> String) {
        let (lines, others) = self.0.entry(about).or_default();
        match lines.len() < MOST {
            true => lines.push(say()),
            false => *others += 1,
        }
    }

    /// Whether one more line of a kind is told.
    pub(super) fn has_room(&self, about: About) -> bool {
        self.0.get(&about).is_none_or(|(lines, _)| lines.len() < MOST)
    }

    /// All lines, sorted within their kind.
    pub(super) fn into_lines(self) -> Vec<String> {
        let told = self.0.into_iter().flat_map(|(about, (mut lines, others))| {
            lines.sort_unstable();
            lines.extend((others > 0).then(|| format!("and {others} more {}", about.others())));
            lines
        });
        told.collect()
    }
}
