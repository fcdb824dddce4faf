//! What a technology might be that does not say so.

use super::element::Index;
use super::names::{Named, Names};
use super::product::Product;
use super::shelf::Shelf;
use super::version::{Match, in_words};
use crate::diagnostic::quoted;
use crate::model::{Element, Field};

/// The greatest number of words that a name of a product has.
const WORDS: usize = 4;

/// More words than this of a name are not looked at.
const MOST_WORDS: usize = 12;

/// A product that it might be, with the releases of its version.
#[derive(Debug)]
struct Guess<'s> {
    product: &'s Product,
    releases: Vec<usize>,
    version: String,
}

/// What to write for a technology that its name or id says to be a product; nothing if it says none. Whether names that
/// are only near count may be said, since looking for them takes long.
pub(super) fn hint<'s>(
    element: &Element,
    shelf: &'s Shelf,
    names: &Names<'s>,
    index: &mut Index<'s>,
    with_near: bool,
) -> Option<String> {
    let texts = [element.name(), element.id()];
    let mut guesses: Vec<Guess<'s>> = Vec::new();
    for text in texts {
        for guess in guesses_of(text, element.text(Field::Version), shelf, names, index) {
            if guesses.iter().all(|known| known.product.name != guess.product.name) {
                guesses.push(guess);
            }
        }
    }
    if guesses.is_empty() && with_near {
        let near = names.near(&named(element.name())).into_iter();
        guesses.extend(near.map(|product| Guess { product, releases: Vec::new(), version: String::new() }));
    }
    if guesses.iter().any(|guess| !guess.releases.is_empty()) {
        guesses.retain(|guess| !guess.releases.is_empty());
    }
    guesses.sort_by_key(|guess| (guess.releases.len() != 1, guess.product.name.len(), &guess.product.name));
    guesses.truncate(3);
    let has_version = element.text(Field::Version).is_some();
    let said: Vec<String> = guesses.iter().map(|guess| guess.in_words(has_version)).collect();
    (!said.is_empty()).then(|| said.join("; or "))
}

impl Guess<'_> {
    fn in_words(&self, has_version: bool) -> String {
        let product = quoted(&format!("product: {}", self.product.name));
        let releases: Vec<String> = self
            .releases
            .iter()
            .filter_map(|at| self.product.releases.get(*at))
            .take(3)
            .map(|release| quoted(&in_words(release)))
            .collect();
        match releases.as_slice() {
            _ if has_version => product,
            [] => format!("{product} and its `version`"),
            [_] => format!("{product} and {}", quoted(&format!("version: {}", self.version))),
            several => format!("{product} and its `version`, such as {}", several.join(" or ")),
        }
    }
}

fn guesses_of<'s>(
    text: &str,
    version: Option<&str>,
    shelf: &'s Shelf,
    names: &Names<'s>,
    index: &mut Index<'s>,
) -> Vec<Guess<'s>> {
    let lower = text.to_lowercase();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '#');
    let words: Vec<&str> =
        lower.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    if let Some((products, after)) = longest_name(&words, names) {
        found.extend(products.into_iter().map(|at| (at, after, true)));
    }
    if let Some(first) = words.first().filter(|first| first.len() >= 3) {
        found.extend(names.family(first).into_iter().map(|at| (at, 1, false)));
    }
    let mut guesses = Vec::new();
    for (at, after, is_named) in found {
        let rest = words.get(after..).unwrap_or_default().join(" ");
        let version = version.map_or(rest, str::to_owned);
        let releases = match index.of(at).map(|releases| releases.find(&version)) {
            Some(Match::Release(release, _)) => vec![release],
            Some(Match::Several(several)) => several,
            _ => Vec::new(),
        };
        if let Some(product) = shelf.get(at).filter(|_| is_named || !releases.is_empty()) {
            guesses.push(Guess { product, releases, version });
        }
    }
    guesses
}

/// The words of a name that stand before a number.
fn named(name: &str) -> String {
    let begins_with_digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words = name.split_whitespace().take(WORDS).take_while(|word| !begins_with_digit(word));
    words.collect::<Vec<&str>>().join("-")
}

/// The products that the longest run of words names, and how many words stand before what follows it. A short name counts
/// only where a text begins.
fn longest_name(words: &[&str], names: &Names<'_>) -> Option<(Vec<usize>, usize)> {
    let runs = (1..=WORDS).rev().flat_map(|length| words.windows(length).enumerate());
    let mut found = runs.filter_map(|(start, run)| {
        let text = run.join(" ");
        let products = match names.find(&text) {
            Named::One(at) => vec![at],
            Named::Several(several) => several,
            Named::Nothing => return None,
        };
        (start == 0 || text.len() >= 4).then_some((products, start + run.len()))
    });
    found.next()
}
