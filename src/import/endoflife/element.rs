//! What an element of the map is told of its support.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Draft, Incoming};
use super::hint::hint;
use super::lifecycle::{self, Texts, in_map, is_ours};
use super::names::{Named, Names};
use super::product::Product;
use super::remarks::{About, Remarks};
use super::shelf::Shelf;
use super::version::{Match, Releases, in_words};
use super::{dates, ends};
use crate::diagnostic::{FileId, Finding, Place, Source, quoted};
use crate::entry::{Entry, Written, entries};
use crate::load::Limits;
use crate::model::{
    Date, Element, Field, Lifecycle, LifecycleUse, Listing, Milestone, Model, Section, SupportEnd,
};

/// The releases of the products that are asked for, to be found by version.
#[derive(Debug)]
pub(super) struct Index<'s> {
    shelf: &'s Shelf,
    releases: BTreeMap<usize, Releases>,
}

impl Index<'_> {
    pub(super) fn of(&mut self, product: usize) -> Option<&Releases> {
        let of_product = self.shelf.get(product)?;
        Some(self.releases.entry(product).or_insert_with(|| Releases::of(of_product)))
    }
}

/// A release that the map uses.
#[derive(Debug)]
pub(super) struct Used<'s> {
    pub(super) milestones: Vec<(Milestone, SupportEnd)>,
    pub(super) lifecycle: Lifecycle,
    /// The elements that rest on its support.
    pub(super) elements: Vec<&'s str>,
    /// Whether its lifecycle is written.
    is_written: bool,
}

/// The map beside the products.
#[derive(Debug)]
pub(super) struct Matching<'s> {
    shelf: &'s Shelf,
    model: &'s Model,
    today: Date,
    names: Names<'s>,
    index: Index<'s>,
    ids: Vec<Vec<String>>,
    used: BTreeMap<(usize, usize), Used<'s>>,
    said: Vec<Incoming>,
    /// The elements of which it is said anew which lifecycle they have.
    moved: BTreeSet<&'s str>,
    remarks: Remarks,
    findings: Vec<Finding>,
    texts: Texts,
}

impl<'s> Matching<'s> {
    pub(super) fn new(shelf: &'s Shelf, model: &'s Model, today: Date, limits: &Limits) -> Self {
        Self {
            shelf,
            model,
            today,
            names: Names::new(shelf),
            index: Index { shelf, releases: BTreeMap::new() },
            ids: lifecycle::ids(shelf),
            used: BTreeMap::new(),
            said: Vec::new(),
            moved: BTreeSet::new(),
            remarks: Remarks::default(),
            findings: Vec::new(),
            texts: Texts::new(limits.scalar_length),
        }
    }

    /// Finds the release of an element, if it says a product.
    pub(super) fn see(&mut self, element: &'s Element) {
        let Some(product) = element.text(Field::Product) else {
            if element.section == Section::Technologies && self.model.support_of(element).is_none() {
                self.hint(element);
            }
            return;
        };
        let id = element.id();
        match self.names.find(product) {
            Named::One(at) => self.see_version(element, at),
            Named::Several(several) => self.remarks.add(About::Product, || {
                let names = several.iter().filter_map(|at| self.shelf.get(*at));
                format!(
                    "`{id}`: {} may be {}",
                    quoted(product),
                    one_of(names.map(|known| quoted(&known.name)))
                )
            }),
            Named::Nothing => self.remarks.add(About::Product, || {
                let near = one_of(self.names.near(product).into_iter().map(|known| quoted(&known.name)));
                let might = if near.is_empty() { String::new() } else { format!("; it might be {near}") };
                format!("`{id}`: the product {} is not in what was read{might}", quoted(product))
            }),
        }
    }

    fn hint(&mut self, element: &Element) {
        // Nothing is told of what says nothing of a product, so this is looked for before a line is begun.
        if let Some(hint) =
            hint(element, self.shelf, &self.names, &mut self.index, self.remarks.has_room(About::Hint))
        {
            let id = element.id();
            self.remarks
                .add(About::Hint, || format!("`{id}` says no product; if it is one of these, write {hint}"));
        }
    }

    fn see_version(&mut self, element: &'s Element, at: usize) {
        let (id, Some(product)) = (element.id(), self.shelf.get(at)) else { return };
        let name = quoted(&product.name);
        let Some(version) = element.text(Field::Version) else {
            return self.remarks.add(About::Floating, || {
                format!("`{id}` says no version of {name}: the dates depend on what runs; write `version`")
            });
        };
        let Some(found) = self.index.of(at).map(|releases| releases.find(version)) else { return };
        let version = quoted(version);
        match found {
            Match::Release(release, variants) => {
                if !variants.is_empty() {
                    self.remarks.add(About::Variants, || {
                        let variants = some_of(product, &variants);
                        format!("`{id}`: {version} of {name} is taken as it is written; there is {variants} too")
                    });
                }
                self.see_release(element, at, release);
            }
            Match::Floating => self.remarks.add(About::Floating, || {
                format!("`{id}`: {version} is no version of {name}: the dates depend on what runs; write the version")
            }),
            Match::Several(several) => self.remarks.add(About::Version, || {
                format!("`{id}`: {version} of {name} may be {}; write one of them", some_of(product, &several))
            }),
            Match::Unknown(before, after) => self.remarks.add(About::Version, || {
                format!("`{id}`: no release {version} of {name} is known{}", beside(product, before, after))
            }),
        }
    }

    fn see_release(&mut self, element: &'s Element, product: usize, release: usize) {
        let Some(target) = self.ids.get(product).and_then(|ids| ids.get(release)).cloned() else { return };
        if self.use_of(product, release).is_none() {
            return;
        }
        let id = element.id();
        let other_lifecycle = |named: &str| {
            format!(
                "`{id}` has the lifecycle `{named}`, which is not of endoflife.date and stays; there it is `{target}`"
            )
        };
        let is_used = match element.lifecycle() {
            None => self.say(element, release_place(self.shelf, product, release), target.clone().into()),
            Some(LifecycleUse::Named(named)) if named.as_str() == target => true,
            Some(LifecycleUse::Named(named)) if self.is_ours(named.as_str()) => {
                self.say(element, release_place(self.shelf, product, release), target.clone().into())
            }
            Some(LifecycleUse::Named(named)) => {
                self.remarks.add(About::Kept, || other_lifecycle(named.as_str()));
                return;
            }
            Some(LifecycleUse::Phase(phase)) => {
                let phase = *phase;
                self.remarks.add(About::Kept, || {
                    format!(
                        "`{id}` says `lifecycle: {phase}`, beside which no dates can stand; write \
                         `lifecycle: {{{phase}: DATE, support: {target}}}` with the first day of that phase"
                    )
                });
                self.written(product, release);
                return;
            }
            Some(LifecycleUse::Inline(own)) => match &own.supported_as {
                Some(named) if named.value.as_str() == target => true,
                Some(named) if !self.is_ours(named.value.as_str()) => {
                    self.remarks.add(About::Kept, || other_lifecycle(named.value.as_str()));
                    return;
                }
                None if own.support().is_some() => return self.compare(element, own, product, release),
                _ => {
                    let support = vec![(Lifecycle::SUPPORT.to_owned(), Written::from(target.clone()))];
                    self.say(element, release_place(self.shelf, product, release), Written::Mapping(support))
                }
            },
        };
        if is_used {
            self.written(product, release);
            if let Some(used) = self.used.get_mut(&(product, release)) {
                used.elements.push(element.id());
            }
        }
    }

    /// Says which lifecycle an element has.
    fn say(&mut self, element: &'s Element, place: Place, lifecycle: Written) -> bool {
        let entry = Entry::new(Listing::Section(element.section), element.id());
        let entry = entry.with(Field::Lifecycle.name(), lifecycle);
        self.said.push(Incoming::said(entry, Vec::new(), place));
        self.moved.insert(element.id())
    }

    fn is_ours(&self, id: &str) -> bool {
        self.model.lifecycles.get(id).is_some_and(is_ours)
    }

    fn written(&mut self, product: usize, release: usize) {
        if let Some(used) = self.used.get_mut(&(product, release)) {
            used.is_written = true;
        }
    }

    /// The days of a release, which are read when it is used first.
    fn use_of(&mut self, product: usize, release: usize) -> Option<&Used<'s>> {
        let of_product = self.shelf.get(product)?.releases.get(release)?;
        let (today, findings) = (self.today, &mut self.findings);
        let used = self.used.entry((product, release)).or_insert_with(|| {
            let milestones = dates::milestones(of_product, today, findings);
            let lifecycle = lifecycle::lifecycle(&milestones, of_product.place);
            Used { milestones, lifecycle, elements: Vec::new(), is_written: false }
        });
        Some(used)
    }

    /// Tells where the dates of an element differ from those that were read; its own stay.
    fn compare(&mut self, element: &'s Element, own: &Lifecycle, product: usize, release: usize) {
        let Some(used) = self.used.get(&(product, release)) else { return };
        let read = &used.lifecycle;
        let ends = own.milestones.iter().filter(|(milestone, _)| *milestone > Milestone::EndOfSale);
        let differing: Vec<String> = ends
            .filter_map(|(milestone, end)| {
                let other = read.get(*milestone).filter(|other| *other != end.value)?;
                let (name, own) = (milestone.name(), in_map(end.value));
                Some(format!("the map says {name} {own}, endoflife.date says {}", in_map(other)))
            })
            .collect();
        let unsupported = |lifecycle: &Lifecycle| lifecycle.support().map(|s| s.unsupported(self.today));
        let id = element.id();
        if !differing.is_empty() {
            let told = differing.join("; ");
            self.remarks.add(About::Differing, || format!("`{id}` keeps its own dates: {told}"));
        } else if unsupported(own) != unsupported(read) {
            let told = ends::in_words(read, self.today);
            self.remarks
                .add(About::Differing, || format!("`{id}` keeps its own dates; by endoflife.date {told}"));
        }
    }

    /// Tells which of several descriptions of a product was taken.
    fn tell_of_several(&mut self, draft: &Draft) {
        let used: BTreeSet<usize> = self.used.keys().map(|(product, _)| *product).collect();
        for product in used.into_iter().filter_map(|at| self.shelf.get(at)) {
            let Some(times) = self.shelf.times(product) else { continue };
            let file = draft.sources.get(product.place.file).map(Source::path).unwrap_or_default();
            self.remarks.add(About::Twice, || {
                format!(
                    "{} is described {times} times; taken is what {} says",
                    quoted(&product.name),
                    quoted(file)
                )
            });
        }
    }

    /// Puts it all into the draft.
    pub(super) fn finish(mut self, draft: &mut Draft) {
        self.tell_of_several(draft);
        let mut written: BTreeSet<&str> = BTreeSet::new();
        for ((product, release), used) in self.used.iter().filter(|(_, used)| used.is_written) {
            let Some(of_product) = self.shelf.get(*product) else { continue };
            let Some(of_release) = of_product.releases.get(*release) else { continue };
            let Some(id) = self.ids.get(*product).and_then(|ids| ids.get(*release)) else { continue };
            written.insert(id);
            let entry = lifecycle::entry(id, of_product, of_release, &used.milestones, &mut self.texts);
            ends::tell(entry.name(), used, self.today, &mut self.remarks);
            draft.entries.push(Incoming::own(entry, of_release.place));
        }
        let kept = still_named(self.model, &self.moved, &written);
        for entry in entries(self.model) {
            if entry.listing == Listing::Lifecycles && kept.contains(entry.id.as_str()) {
                let id = &entry.id;
                self.remarks.add(About::Missing, || {
                    format!("`{id}` is kept as it is: an element names it, and it is not in what was read")
                });
                draft.entries.push(Incoming::own(entry, Place::file(FileId::new(0))));
            }
        }
        if self.texts.left_out > 0 {
            let count = self.texts.left_out;
            self.remarks.add(About::Other, || {
                format!("{count} characters that no map may hold were left out of names")
            });
        }
        if !self.shelf.is_empty() && self.model.elements.iter().all(|e| e.text(Field::Product).is_none()) {
            self.remarks.add(About::Other, || {
                "no technology or system of the map says `product`, so nothing is taken".to_owned()
            });
        }
        draft.entries.append(&mut self.said);
        draft.findings.append(&mut self.findings);
        draft.remarks.append(&mut self.remarks.into_lines());
    }
}

/// The lifecycles of former imports that something still names and that were not read again.
fn still_named<'s>(model: &'s Model, moved: &BTreeSet<&str>, written: &BTreeSet<&str>) -> BTreeSet<&'s str> {
    let of_elements =
        model.declarations().filter(|element| !moved.contains(element.id())).filter_map(|element| {
            match element.lifecycle()? {
                LifecycleUse::Named(id) => Some(id.as_str()),
                LifecycleUse::Inline(own) => own.supported_as.as_ref().map(|id| id.value.as_str()),
                LifecycleUse::Phase(_) => None,
            }
        });
    let others =
        model.lifecycles.values().filter_map(|l| l.supported_as.as_ref().map(|id| id.value.as_str()));
    let is_of_import = |id: &&str| model.lifecycles.get(*id).is_some_and(is_ours) && !written.contains(id);
    of_elements.chain(others).filter(is_of_import).collect()
}

fn release_place(shelf: &Shelf, product: usize, release: usize) -> Place {
    let release = shelf.get(product).and_then(|product| product.releases.get(release));
    release.map_or_else(|| Place::file(FileId::new(0)), |release| release.place)
}

fn one_of(words: impl Iterator<Item = String>) -> String {
    words.take(3).collect::<Vec<String>>().join(" or ")
}

/// The first three of some releases, and how many more there are.
fn some_of(product: &Product, releases: &[usize]) -> String {
    let words = releases.iter().filter_map(|at| product.releases.get(*at)).map(in_words);
    let told = one_of(words.map(|word| quoted(&word)));
    match releases.len().saturating_sub(3) {
        0 => told,
        more => format!("{told} or {more} more"),
    }
}

/// The releases before and after a version that is none.
fn beside(product: &Product, before: Option<usize>, after: Option<usize>) -> String {
    let word =
        |at: usize| product.releases.get(at).map(|release| quoted(&in_words(release))).unwrap_or_default();
    match (before, after) {
        (Some(before), Some(after)) => format!("; the nearest are {} and {}", word(before), word(after)),
        (Some(newest), None) => format!("; the newest is {}", word(newest)),
        (None, Some(oldest)) => format!("; the oldest is {}", word(oldest)),
        (None, None) if product.releases.is_empty() => ": none is told".to_owned(),
        (None, None) => {
            let first: Vec<usize> = (0..product.releases.len()).collect();
            format!("; there is {}", some_of(product, &first))
        }
    }
}
