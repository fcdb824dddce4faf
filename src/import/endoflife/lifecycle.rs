//! The lifecycle of a release, as an entry of a map.

use std::collections::{HashMap, HashSet};

use super::product::{Product, Release};
use super::shelf::Shelf;
use super::version::folded;
use crate::diagnostic::Place;
use crate::entry::Entry;
use crate::escape::forbidden_in_text;
use crate::model::{Id, Lifecycle, Listing, Located, Milestone, SupportEnd};

/// How the source of a lifecycle begins that was read here.
pub(super) const SOURCE: &str = "endoflife.date: ";

/// The longest id that is made, so that a number still fits behind it.
const LONGEST_ID: usize = 110;

/// The longest text that is written: no name of a product is longer.
const LONGEST_TEXT: usize = 1_000;

/// The id of every release, product by product. They are the same whatever the map uses.
pub(super) fn ids(shelf: &Shelf) -> Vec<Vec<String>> {
    let mut taken: HashSet<String> = HashSet::new();
    // The number of the next release that would have the same id.
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut free = |product: &Product, release: &Release| {
        let id = id(&product.name, &release.cycle);
        if taken.insert(id.clone()) {
            return id;
        }
        let number = next.entry(id.clone()).or_insert(2);
        loop {
            let numbered = format!("{id}-{number}");
            *number += 1;
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    };
    let of_product =
        |product: &Product| product.releases.iter().map(|release| free(product, release)).collect();
    shelf.products().iter().map(of_product).collect()
}

/// `postgresql-13`.
fn id(product: &str, cycle: &str) -> String {
    let text = format!("{product}-{cycle}").to_lowercase();
    let may_stand = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let id: String = text.chars().map(|c| if may_stand(&c) { c } else { '-' }).collect();
    let id: String =
        id.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).chars().take(LONGEST_ID).collect();
    if Id::parse(&id).is_ok() { id } else { "release".to_owned() }
}

/// Texts from outside on their way into a map.
#[derive(Debug)]
pub(super) struct Texts {
    longest: usize,
    /// How many characters were left out that a map may not hold.
    pub(super) left_out: usize,
}

impl Texts {
    pub(super) fn new(scalar_length: usize) -> Self {
        Self { longest: scalar_length.min(LONGEST_TEXT), left_out: 0 }
    }

    /// A text on one line, without what a map may not hold, and not too long.
    fn of(&mut self, text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut kept = String::new();
        for c in words.join(" ").chars() {
            if forbidden_in_text(c.encode_utf8(&mut [0; 4])).is_some() {
                self.left_out += 1;
            } else if kept.len() + c.len_utf8() <= self.longest {
                kept.push(c);
            }
        }
        kept
    }
}

/// `PostgreSQL 13`.
fn name(product: &Product, release: &Release) -> String {
    let has_both = folded(&release.cycle).starts_with(&format!("{}-", folded(&product.label)));
    if has_both { release.cycle.clone() } else { format!("{} {}", product.label, release.cycle) }
}

/// The entry of a release.
pub(super) fn entry(
    id: &str,
    product: &Product,
    release: &Release,
    milestones: &[(Milestone, SupportEnd)],
    texts: &mut Texts,
) -> Entry {
    let says_more = |label: &&String| folded(label) != folded(&release.cycle);
    let description = release.label.as_ref().filter(says_more).map(|label| texts.of(label));
    let mut entry = Entry::new(Listing::Lifecycles, id)
        .with("name", texts.of(&name(product, release)))
        .with("description", description.unwrap_or_default());
    for (milestone, end) in milestones {
        entry = entry.with(milestone.name(), in_map(*end));
    }
    let source = texts.of(&format!("{SOURCE}{} {}", product.name, release.cycle));
    entry = entry.with("source", source);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    match product.name.chars().all(is_plain) && product.name.len() < LONGEST_ID {
        true => entry.with("links", vec![format!("https://endoflife.date/{}", product.name)]),
        false => entry,
    }
}

/// An end as it is written in a map.
pub(super) fn in_map(end: SupportEnd) -> String {
    match end {
        SupportEnd::On(date) => date.to_string(),
        SupportEnd::NoneKnown => "false".to_owned(),
        SupportEnd::Over => "true".to_owned(),
    }
}

/// The lifecycle of a release, to ask it of its support.
pub(super) fn lifecycle(milestones: &[(Milestone, SupportEnd)], place: Place) -> Lifecycle {
    let milestones = milestones.iter().map(|(milestone, end)| (*milestone, Located::new(*end, place)));
    Lifecycle { id: None, place, milestones: milestones.collect(), supported_as: None, texts: None }
}

/// Whether a lifecycle of the map was read here.
pub(super) fn is_ours(lifecycle: &Lifecycle) -> bool {
    let source = lifecycle.texts.as_ref().and_then(|texts| texts.source.as_deref());
    source.is_some_and(|source| source.starts_with(SOURCE))
}
