//! Which release of a product a version belongs to.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::product::{Product, Release};

/// Words that name whatever is newest, or whatever somebody chose.
const FLOATING: [&str; 16] = [
    "latest", "stable", "lts", "current", "edge", "rolling", "nightly", "main", "master", "mainline",
    "newest", "next", "head", "any", "all", "default",
];

/// Signs of a range of versions.
const RANGE: [char; 9] = ['^', '~', '<', '>', '=', '*', '|', ',', '!'];

/// A longer version is none, unless a release is called so.
const LONGEST: usize = 256;

/// What a version is to a product.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// It belongs to this release; others are variants of that, such as service packs.
    Release(usize, Vec<usize>),
    /// It says nothing of what runs.
    Floating,
    /// It may belong to any of these.
    Several(Vec<usize>),
    /// It belongs to none; in the order of versions it stands after the first of these and before the second.
    Unknown(Option<usize>, Option<usize>),
}

/// The releases of a product, to be found by version.
#[derive(Debug)]
pub(super) struct Releases {
    /// By cycle; the first of two that read alike.
    cycles: BTreeMap<String, usize>,
    labels: BTreeMap<String, Vec<usize>>,
    codenames: BTreeMap<String, Vec<usize>>,
    /// The names of the product, which may stand before a version.
    names: Vec<String>,
    /// Those whose cycle is a number, by that.
    ordered: BTreeMap<Vec<Part>, usize>,
    has_variants: bool,
}

/// A part of a version, as it is ordered: words come before numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word(String),
    /// A number by its length without noughts before it, and its digits.
    Number(usize, String),
}

/// A version as it is compared with others: small, with `-` for whatever is no letter, digit or dot.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() || c == '.' => folded.push(c),
            _ if folded.ends_with('-') => {}
            _ => folded.push('-'),
        }
    }
    folded.trim_matches('-').to_owned()
}

impl Releases {
    pub(super) fn of(product: &Product) -> Self {
        let mut cycles = BTreeMap::new();
        let mut labels: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut codenames: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut ordered = BTreeMap::new();
        let name = |names: &mut BTreeMap<String, Vec<usize>>, name: &str, at| {
            let of_name = names.entry(name.to_owned()).or_default();
            if !name.is_empty() && of_name.last() != Some(&at) {
                of_name.push(at);
            }
        };
        let names = [&product.name, &product.label].into_iter().chain(&product.aliases);
        let names: Vec<String> = names.map(|name| folded(name)).filter(|name| !name.is_empty()).collect();
        for (at, release) in product.releases.iter().enumerate() {
            let cycle = folded(&release.cycle);
            if cycle.starts_with(|c: char| c.is_ascii_digit()) {
                ordered.entry(parts(&cycle)).or_insert(at);
            }
            cycles.entry(cycle).or_insert(at);
            for label in release.label.iter().flat_map(|label| [folded(label), folded(&unquoted(label))]) {
                name(&mut labels, without_name(&names, &label), at);
                name(&mut labels, &label, at);
            }
            if let Some(codename) = release.codename.as_deref().map(folded) {
                name(&mut codenames, codename.split('-').next().unwrap_or_default(), at);
                name(&mut codenames, &codename, at);
            }
        }
        // What is called as the product and a version is found by the version too, after those that are called by that.
        for (at, release) in product.releases.iter().enumerate() {
            cycles.entry(without_name(&names, &folded(&release.cycle)).to_owned()).or_insert(at);
        }
        cycles.remove("");
        let has_variants = cycles.keys().any(|cycle| cycle.contains('-'));
        Self { cycles, labels, codenames, names, ordered, has_variants }
    }

    /// The release of a version.
    pub(super) fn find(&self, version: &str) -> Match {
        let version = without_wildcards(version.trim());
        let asked = folded(version);
        let asked = without_v(without_name(&self.names, &asked));
        if version.contains(RANGE) || asked.is_empty() {
            return Match::Floating;
        }
        if let Some(at) = self.cycles.get(asked) {
            return Match::Release(*at, self.variants(asked));
        }
        if asked.len() > LONGEST {
            return Match::Unknown(None, None);
        }
        if let Some(found) = self.by_words(asked) {
            return found;
        }
        if FLOATING.contains(&asked.split('-').next().unwrap_or_default()) {
            return Match::Floating;
        }
        let found = self.by_prefix(asked).or_else(|| self.by_beginning_of_label(asked));
        found.or_else(|| self.without_suffix(asked)).unwrap_or_else(|| self.none(asked))
    }

    /// The releases whose cycle is this one and more after a sign, such as the service packs of `13.0`.
    fn variants(&self, cycle: &str) -> Vec<usize> {
        self.beginning(&format!("{cycle}-"))
    }

    fn beginning(&self, prefix: &str) -> Vec<usize> {
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let cycles = self.cycles.range::<str, _>(from).take_while(|(cycle, _)| cycle.starts_with(prefix));
        let mut found: Vec<usize> = cycles.map(|(_, at)| *at).collect();
        found.sort_unstable();
        found
    }

    /// The release with this label or code name, unless others go by it too.
    fn by_words(&self, asked: &str) -> Option<Match> {
        let labelled = self.labels.get(asked).map(|_| self.labels_beginning(asked));
        let found = labelled.or_else(|| self.codenames.get(asked).cloned())?;
        Some(one_of(found))
    }

    /// The release whose label begins with these words, if it is one and what follows is no number, such as that of a
    /// service pack.
    fn by_beginning_of_label(&self, asked: &str) -> Option<Match> {
        let found = self.labels_beginning(asked);
        let has_number = |label: &str| label.contains(|c: char| c.is_ascii_digit());
        match found.as_slice() {
            [] => None,
            [one] => {
                let mut labels = self.labels.iter().filter(|(_, of)| of.as_slice() == [*one]);
                let is_number = labels.any(|(label, _)| label.strip_prefix(asked).is_some_and(has_number));
                Some(if is_number { Match::Several(found) } else { one_of(found) })
            }
            _ => Some(Match::Several(found)),
        }
    }

    /// The releases whose label is this, or begins with these words.
    fn labels_beginning(&self, words: &str) -> Vec<usize> {
        let from = (Bound::Included(words), Bound::Unbounded);
        let is_whole = |label: &str| {
            label.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let labels = self.labels.range::<str, _>(from).take_while(|(label, _)| label.starts_with(words));
        let mut found: Vec<usize> =
            labels.filter(|(label, _)| is_whole(label)).flat_map(|(_, at)| at).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The release with the longest cycle with which the version begins, up to a dot.
    fn by_prefix(&self, asked: &str) -> Option<Match> {
        let dots = asked.rmatch_indices('.').filter_map(|(at, _)| asked.get(..at));
        let (cycle, at) = dots.filter_map(|prefix| Some((prefix, *self.cycles.get(prefix)?))).next()?;
        let mut found = self.variants(cycle);
        if found.is_empty() {
            return Some(Match::Release(at, found));
        }
        found.insert(0, at);
        Some(Match::Several(found))
    }

    /// The release of what stands before a word at the end, as in the tags of images and in patches: `13-alpine`, `8u391`.
    /// Not if the product has variants of its own: then such a word means something.
    fn without_suffix(&self, asked: &str) -> Option<Match> {
        let is_cut = |(at, c): &(usize, char)| {
            let after_digit = asked.get(..*at).is_some_and(|cut| cut.ends_with(|c: char| c.is_ascii_digit()));
            *c == '-' || (after_digit && c.is_alphabetic())
        };
        let cuts = asked.char_indices().rev().filter(is_cut).filter_map(|(at, _)| asked.get(..at));
        let find = |cut: &str| match self.cycles.get(cut) {
            Some(at) => Some(Match::Release(*at, Vec::new())),
            None => self.by_prefix(cut),
        };
        cuts.filter(|_| !self.has_variants).find_map(find)
    }

    fn none(&self, asked: &str) -> Match {
        let mut longer = self.variants(asked);
        longer.extend(self.beginning(&format!("{asked}.")));
        if !longer.is_empty() {
            longer.sort_unstable();
            return Match::Several(longer);
        }
        if !asked.starts_with(|c: char| c.is_ascii_digit()) {
            return Match::Unknown(None, None);
        }
        let asked = parts(asked);
        let before = self.ordered.range::<Vec<Part>, _>(..&asked).next_back().map(|(_, at)| *at);
        let after = self.ordered.range::<Vec<Part>, _>(&asked..).next().map(|(_, at)| *at);
        Match::Unknown(before, after)
    }
}

/// A version may stand after the name of its product.
fn without_name<'t>(names: &[String], text: &'t str) -> &'t str {
    let after = |name: &String| text.strip_prefix(name.as_str())?.strip_prefix('-');
    names.iter().filter_map(after).min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// `v1.29` is 1.29.
fn without_v(text: &str) -> &str {
    let number = text.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    number.unwrap_or(text)
}

/// A label without the code name that stands in it: `2014 'Hekaton' SP3`.
fn unquoted(label: &str) -> String {
    label.split('\'').step_by(2).collect::<Vec<&str>>().join(" ")
}

fn one_of(found: Vec<usize>) -> Match {
    match found.as_slice() {
        [one] => Match::Release(*one, Vec::new()),
        _ => Match::Several(found),
    }
}

/// `13.x` and `13.*` are 13.
fn without_wildcards(version: &str) -> &str {
    let mut rest = version;
    while let Some(less) = [".x", ".X", ".*"].iter().find_map(|wild| rest.strip_suffix(wild)) {
        rest = less;
    }
    rest
}

/// The runs of digits and those of letters.
fn parts(version: &str) -> Vec<Part> {
    let runs = version.split(['.', '-']).flat_map(|text| {
        let is_digit = |c: &char| c.is_ascii_digit();
        let chars: Vec<char> = text.chars().collect();
        chars.chunk_by(|a, b| is_digit(a) == is_digit(b)).map(String::from_iter).collect::<Vec<String>>()
    });
    let part = |run: String| match run.starts_with(|c: char| c.is_ascii_digit()) {
        true => {
            let digits = run.trim_start_matches('0');
            Part::Number(digits.len(), digits.to_owned())
        }
        false => Part::Word(run),
    };
    runs.map(part).collect()
}

/// How people read a release: its cycle, and its label if that says more.
pub(super) fn in_words(release: &Release) -> String {
    match &release.label {
        Some(label) if folded(label) == folded(&release.cycle) => release.cycle.clone(),
        Some(label) if label.starts_with(&release.cycle) => label.clone(),
        Some(label) => format!("{} ({label})", release.cycle),
        None => release.cycle.clone(),
    }
}
