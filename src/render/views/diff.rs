//! The difference: the map of two states in one, coloured by what came, went and changed.
//!
//! The states are two maps, or one map on two days. What differs is said by whoever asks; the arrows are compared here.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::links::{self, Link, Links};
use super::overlay::{Grade, Heading, Named, Overlay, paint_over};
use super::selection::Selection;
use super::words::{counted, joined, number};
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Section};
use crate::render::{ArrowLook, Look, Scene};

/// How an element differs, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// It is gone.
    Removed,
    /// It is new.
    Added,
    /// It has another id, and perhaps says other things.
    Renamed,
    /// It says something else.
    Changed,
}

/// An element that differs.
#[derive(Debug, Clone)]
pub struct Differing {
    /// In the state before; nothing if it is new.
    pub old: Option<ElementIx>,
    /// In the state after; nothing if it is gone.
    pub new: Option<ElementIx>,
    /// How it differs.
    pub how: Difference,
    /// What it says otherwise, in a few words: "owner, standard". May be empty.
    pub line: String,
    /// The same in full. May be empty.
    pub says: String,
}

/// What is compared, and in how much room it is drawn.
#[derive(Debug, Clone)]
pub struct DiffOptions {
    /// What the state before is called.
    pub old: String,
    /// What the state after is called.
    pub new: String,
    /// The two days of one map of which what is in use is compared; nothing for two maps, of which all is.
    pub days: Option<[Date; 2]>,
    /// A map of more boxes is folded.
    pub max_boxes: usize,
}

/// The map of two states. Between days both graphs are the same.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn diff(old: &Graph, new: &Graph, differing: &[Differing], options: &DiffOptions) -> Scene {
    let united = options.days.is_none().then(|| united(old, new, differing));
    let graph = united.as_ref().unwrap_or(new);
    let sides = match options.days {
        Some(days) => days.map(|day| Side::of_day(graph, day)),
        None => [
            Side::of_map(old, graph, &renamed(old, new, differing)),
            Side::of_map(new, graph, &HashMap::new()),
        ],
    };
    let mut how: HashMap<ElementIx, &Differing> = HashMap::new();
    for each in differing {
        if let Some(ix) = place(each, old, new, graph) {
            how.insert(ix, each);
        }
    }
    let selection = selection(graph, &sides, &how);
    let shown = |ix: &ElementIx| selection.shown.binary_search(ix).is_ok();
    let [before, after] = sides.each_ref().map(|side| side.links(&selection.shown));
    let pairs = |links: &Links| links.list.iter().map(|link| (link.from, link.to)).collect::<HashSet<_>>();
    let (old_pairs, new_pairs) = (pairs(&before), pairs(&after));
    let mut links = after;
    links.list.extend(before.list.into_iter().filter(|link| !new_pairs.contains(&(link.from, link.to))));
    links.list.retain(|link| shown(&link.from) && shown(&link.to));
    links.list.sort_by_key(|link| (link.from, link.to));
    let picture = Picture { graph, how, old_pairs, new_pairs };
    let heading = Heading {
        title: title(&picture, options),
        subtitle: picture.subtitle(),
        legend: "Difference",
        notes: picture.notes(),
    };
    paint_over(graph, &selection, &picture, options.max_boxes, heading, links)
}

/// One map with everything of both: what is gone stands after what is there.
fn united(old: &Graph, new: &Graph, differing: &[Differing]) -> Graph {
    let mut model = new.model().clone();
    let gone = differing.iter().filter(|each| each.how == Difference::Removed).filter_map(|each| each.old);
    model.elements.extend(gone.map(|ix| old.element(ix).clone()));
    Graph::build(&Arc::new(model)).0
}

/// The id after, by the id before, of what was renamed.
fn renamed<'g>(old: &'g Graph, new: &'g Graph, differing: &[Differing]) -> HashMap<&'g str, &'g str> {
    let pairs = differing.iter().filter_map(|each| Some((each.old?, each.new?)));
    pairs.map(|(before, after)| (old.element(before).id(), new.element(after).id())).collect()
}

/// Where something that differs is in the map of both.
fn place(each: &Differing, old: &Graph, new: &Graph, united: &Graph) -> Option<ElementIx> {
    let id = match (each.new, each.old) {
        (Some(ix), _) => new.element(ix).id(),
        (None, Some(ix)) => old.element(ix).id(),
        (None, None) => return None,
    };
    united.find_element(id)
}

/// One of the two states, in the terms of the map of both.
struct Side<'g> {
    graph: &'g Graph,
    /// Of this state, for each of its elements, whether it counts.
    admitted: Vec<bool>,
    /// Where its elements are in the map of both.
    places: Vec<Option<ElementIx>>,
}

impl<'g> Side<'g> {
    fn of_day(graph: &'g Graph, day: Date) -> Self {
        Self { graph, admitted: graph.in_use(day), places: graph.elements().map(Some).collect() }
    }

    fn of_map(graph: &'g Graph, united: &Graph, renamed: &HashMap<&str, &str>) -> Self {
        let place = |ix: ElementIx| {
            let id = graph.element(ix).id();
            united.find_element(renamed.get(id).copied().unwrap_or(id))
        };
        Self {
            graph,
            admitted: vec![true; graph.element_count()],
            places: graph.elements().map(place).collect(),
        }
    }

    fn is_admitted(&self, ix: ElementIx) -> bool {
        self.admitted.get(ix.index()).copied().unwrap_or(false)
    }

    fn place(&self, ix: ElementIx) -> Option<ElementIx> {
        self.places.get(ix.index()).copied().flatten()
    }

    /// What counts of it, where it is in the map of both.
    fn elements(&self) -> impl Iterator<Item = ElementIx> + '_ {
        self.graph.elements().filter(|&ix| self.is_admitted(ix)).filter_map(|ix| self.place(ix))
    }

    /// Its dependencies between the elements shown.
    fn links(&self, shown: &[ElementIx]) -> Links {
        let own = self.graph.elements().filter(|&ix| {
            self.is_admitted(ix) && self.place(ix).is_some_and(|place| shown.binary_search(&place).is_ok())
        });
        let own: Vec<ElementIx> = own.collect();
        let mut links = links::links(self.graph, &own, &self.admitted, None);
        let placed = |link: &Link| {
            let through = link.through.and_then(|ix| self.place(ix));
            Some(Link { from: self.place(link.from)?, to: self.place(link.to)?, through, ..*link })
        };
        links.list = links.list.iter().filter_map(placed).collect();
        links
    }
}

/// Everything of both states; agreements only if they differ.
fn selection(graph: &Graph, sides: &[Side; 2], how: &HashMap<ElementIx, &Differing>) -> Selection {
    let there: BTreeSet<ElementIx> = sides.iter().flat_map(Side::elements).collect();
    let is = |ix: &ElementIx, section: Section| graph.element(*ix).section == section;
    let is_left_out = |ix: &ElementIx| is(ix, Section::Agreements) && !how.contains_key(ix);
    let is_shown = |ix: &ElementIx| !is(ix, Section::Integrations) && !is_left_out(ix);
    let mut admitted = vec![false; graph.element_count()];
    for ix in &there {
        if let Some(slot) = admitted.get_mut(ix.index()) {
            *slot = true;
        }
    }
    Selection {
        shown: there.iter().copied().filter(is_shown).collect(),
        admitted,
        integrations: there.iter().filter(|ix| is(ix, Section::Integrations)).count(),
        agreements: there.iter().filter(|ix| is_left_out(ix)).count(),
        not_in_use: graph.element_count() - there.len(),
        ..Selection::default()
    }
}

const SCALE: [Grade; 5] = [
    grade(Look::Removed, "Gone", Named::All),
    grade(Look::Added, "New", Named::All),
    grade(Look::Renamed, "Renamed", Named::All),
    grade(Look::Changed, "Changed", Named::All),
    grade(Look::Faded, "The same", Named::Nobody),
];

const fn grade(look: Look, text: &'static str, named: Named) -> Grade {
    Grade { look, text, chip_says_more: false, named }
}

struct Picture<'g> {
    graph: &'g Graph,
    how: HashMap<ElementIx, &'g Differing>,
    old_pairs: HashSet<(ElementIx, ElementIx)>,
    new_pairs: HashSet<(ElementIx, ElementIx)>,
}

/// "From 2007-09-01 to 2010-06-30 12 elements are taken into use, 8 go out of use and 5 change".
fn title(picture: &Picture, options: &DiffOptions) -> String {
    let count = |how: Difference| picture.count(how, false);
    let of_days = options.days.is_some();
    let mut parts = Vec::new();
    let mut add = |how: Difference, one: &str, many: &str| {
        let n = count(how);
        if n > 0 {
            let noun = match (parts.is_empty(), n) {
                (true, 1) => " element",
                (true, _) => " elements",
                (false, _) => "",
            };
            parts.push(format!("{}{noun} {}", number(n), if n == 1 { one } else { many }));
        }
    };
    match of_days {
        true => {
            add(Difference::Added, "is taken into use", "are taken into use");
            add(Difference::Removed, "goes out of use", "go out of use");
        }
        false => {
            add(Difference::Added, "is new", "are new");
            add(Difference::Removed, "is gone", "are gone");
        }
    }
    add(Difference::Renamed, "is renamed", "are renamed");
    add(Difference::Changed, "changes", "change");
    let what = if parts.is_empty() { "no element differs".to_owned() } else { joined(&parts) };
    format!("From {} to {} {what}", options.old, options.new)
}

impl Picture<'_> {
    /// How many elements differ so: integrations, or all others.
    fn count(&self, how: Difference, integrations: bool) -> usize {
        let is_meant =
            |ix: ElementIx| (self.graph.element(ix).section == Section::Integrations) == integrations;
        self.how.iter().filter(|(ix, each)| each.how == how && is_meant(**ix)).count()
    }

    fn subtitle(&self) -> String {
        let come = self.new_pairs.difference(&self.old_pairs).count();
        let go = self.old_pairs.difference(&self.new_pairs).count();
        [
            format!("{} new and {} gone", counted(come, "dependency", "dependencies"), number(go)),
            "an arrow points at what is depended on".to_owned(),
        ]
        .join(" · ")
    }

    fn notes(&self) -> Vec<String> {
        let words = [
            (Difference::Added, "new"),
            (Difference::Removed, "gone"),
            (Difference::Renamed, "renamed"),
            (Difference::Changed, "changed"),
        ];
        let parts: Vec<String> = words
            .into_iter()
            .map(|(how, word)| (self.count(how, true), word))
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| format!("{} {word}", number(n)))
            .collect();
        match parts.as_slice() {
            [] => Vec::new(),
            _ => vec![format!("Integrations are arrows and have no box: {}.", joined(&parts))],
        }
    }
}

impl Overlay for Picture<'_> {
    fn scale(&self) -> &'static [Grade] {
        &SCALE
    }

    fn grade(&self, element: ElementIx) -> usize {
        self.how.get(&element).map_or(SCALE.len() - 1, |each| each.how as usize)
    }

    fn sets_aside(&self) -> bool {
        false
    }

    fn chip(&self, members: &[ElementIx]) -> Option<String> {
        let word = match self.how.get(members.first()?)?.how {
            Difference::Removed => "GONE",
            Difference::Added => "NEW",
            Difference::Renamed => "RENAMED",
            Difference::Changed => "CHANGED",
        };
        Some(word.to_owned())
    }

    fn line(&self, members: &[ElementIx]) -> Option<String> {
        let [element] = *members else { return None };
        let line = &self.how.get(&element)?.line;
        (!line.is_empty()).then(|| line.clone())
    }

    fn says(&self, element: ElementIx) -> Option<String> {
        let says = &self.how.get(&element)?.says;
        (!says.is_empty()).then(|| says.clone())
    }

    fn way(&self, link: &Link) -> Option<(ArrowLook, ElementIx)> {
        let pair = (link.from, link.to);
        match (self.old_pairs.contains(&pair), self.new_pairs.contains(&pair)) {
            (true, false) => Some((ArrowLook::Removed, link.from)),
            (false, true) => Some((ArrowLook::Added, link.from)),
            _ => None,
        }
    }

    /// What is gone is dashed, and what is new is not.
    fn dashes(&self, look: ArrowLook) -> bool {
        look == ArrowLook::Faded
    }

    fn strongest(&self, looks: &[ArrowLook]) -> Option<ArrowLook> {
        let order = [ArrowLook::Removed, ArrowLook::Added, ArrowLook::Faded];
        order.into_iter().find(|look| looks.contains(look))
    }

    fn ways(&self) -> &'static [(&'static [ArrowLook], &'static str)] {
        &[
            (&[ArrowLook::Removed], "Dependency that is gone"),
            (&[ArrowLook::Added], "New dependency"),
            (&[ArrowLook::Faded], "The same dependency"),
        ]
    }
}
