//! A picture before it is coloured: which boxes and arrows there are, and what was folded and left out.

use std::collections::BTreeSet;

use super::bundle::{self, Bundle, Omitted};
use super::fold::{self, Group, Unit};
use super::links::{self, Link, Links};
use super::words::{self, counted, number};
use crate::graph::{ElementIx, Graph};
use crate::model::{Field, Section};
use crate::render::{Arrow, ArrowLook, LegendEntry, Look, SceneBox, Swatch};

/// Boxes and arrows without looks.
#[derive(Debug)]
pub(super) struct Draft<'g> {
    graph: &'g Graph,
    /// The boxes.
    pub groups: Vec<Group>,
    /// The arrows between them, by their indices.
    pub bundles: Vec<Bundle>,
    links: Links,
    omitted: Omitted,
    /// Whether arrows say how many dependencies they stand for.
    counts: bool,
}

/// How many boxes and arrows there may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub boxes: usize,
    pub arrows: usize,
}

impl Room {
    /// A page in lanes of so many boxes, with as many arrows as can be told apart among them.
    pub(super) fn page(boxes: usize) -> Self {
        Self { boxes, arrows: boxes.saturating_mul(8) / 5 }
    }

    /// Columns of so many boxes, where most arrows are short.
    pub(super) fn columns(boxes: usize) -> Self {
        Self { boxes, arrows: boxes.saturating_mul(2) }
    }

    /// Nobody looks for names where nearly every box is a pile: then fewer, and larger, are read better.
    fn for_units(self, units: usize) -> Self {
        if units / 5 < self.boxes {
            return self;
        }
        let fewer = |n: usize| n - n / 5 * 2;
        Self { boxes: fewer(self.boxes), arrows: fewer(self.arrows) }
    }
}

/// So many members of a pile, or links of an arrow, are told.
const TOLD: usize = 12;

impl<'g> Draft<'g> {
    /// The draft for these units, over what is admitted, in this room. The focus shows what passes
    /// no disruption on too. Arrows with a link that an element needs to be understood are left out last.
    pub(super) fn new(
        graph: &'g Graph,
        units: &[Unit],
        admitted: &[bool],
        focus: Option<ElementIx>,
        room: Room,
        needed_by: &dyn Fn(&Link) -> Option<ElementIx>,
    ) -> Self {
        let mut shown: Vec<ElementIx> = units.iter().map(|unit| unit.element).collect();
        shown.sort_unstable();
        Self::over(graph, units, links::links(graph, &shown, admitted, focus), room, needed_by)
    }

    /// The draft for these units and the dependencies between them.
    pub(super) fn over(
        graph: &'g Graph,
        units: &[Unit],
        links: Links,
        room: Room,
        needed_by: &dyn Fn(&Link) -> Option<ElementIx>,
    ) -> Self {
        let room = room.for_units(units.len());
        let groups = fold::fold(graph, units, room.boxes);
        let mut box_of = vec![None; graph.element_count()];
        for (index, group) in groups.iter().enumerate() {
            for member in &group.members {
                if let Some(slot) = box_of.get_mut(member.index()) {
                    *slot = Some(index);
                }
            }
        }
        let (bundles, mut omitted) = bundle::bundle(&links.list, &box_of);
        let box_of = |ix: ElementIx| box_of.get(ix.index()).copied().flatten();
        let needed_by = |bundle: &Bundle| {
            let links = bundle.links.iter().filter_map(|&at| links.list.get(at));
            let boxes: BTreeSet<usize> = links.filter_map(needed_by).filter_map(box_of).collect();
            boxes.into_iter().collect()
        };
        let bundles = bundle::limit(bundles, room.arrows, &needed_by, &mut omitted);
        let counts = units.iter().any(|unit| unit.collapse.is_some());
        Self { graph, groups, bundles, links, omitted, counts }
    }

    /// The links of an arrow.
    pub(super) fn links<'d>(&'d self, bundle: &'d Bundle) -> impl Iterator<Item = &'d Link> + 'd {
        bundle.links.iter().filter_map(|&at| self.links.list.get(at))
    }

    /// All dependencies, drawn or not.
    pub(super) fn all_links(&self) -> &[Link] {
        &self.links.list
    }

    /// How many dependencies there are in all, drawn or not.
    pub(super) fn dependencies(&self) -> usize {
        self.links.list.len()
    }

    /// A group as a box.
    pub(super) fn scene_box(&self, group: &Group, look: Look, chip: Option<String>) -> SceneBox {
        let lane = group.lane;
        let stands_for = group.members.len();
        match group.alone() {
            Some(ix) => {
                let element = self.graph.element(ix);
                let (id, name) = (element.id().to_owned(), element.name().to_owned());
                SceneBox { id, name, line: self.line(ix), chip, look, lane, title: self.full(ix), stands_for }
            }
            None => {
                let line = words::counted_elements(self.graph, &group.members);
                let title =
                    format!("{}, {line}: {}", group.label, words::names(self.graph, &group.members, TOLD));
                let first = group.members.first().map_or("", |&ix| self.graph.element(ix).id());
                let id = format!("fold:{first}");
                SceneBox { id, name: group.label.clone(), line, chip, look, lane, title, stands_for }
            }
        }
    }

    /// A bundle as an arrow.
    pub(super) fn arrow(&self, bundle: &Bundle, look: ArrowLook) -> Arrow {
        let name = |index: usize| self.groups.get(index).map(|group| self.name(group)).unwrap_or_default();
        let (from, to) = (bundle.from, bundle.to);
        let between = format!("{} {} {}", name(from), if bundle.two_way { "↔" } else { "→" }, name(to));
        let phrases: Vec<String> =
            self.links(bundle).take(TOLD).map(|link| self.phrase(link, bundle)).collect();
        let title = match phrases.as_slice() {
            [one] => format!("{between}: {one}"),
            _ => {
                let more = bundle.links.len().saturating_sub(phrases.len());
                let more = if more > 0 { format!("; {} more", number(more)) } else { String::new() };
                let count = counted(bundle.links.len(), "dependency", "dependencies");
                format!("{between}, {count}: {}{more}", phrases.join("; "))
            }
        };
        let count = if self.counts { bundle.links.len() } else { 0 };
        Arrow { from, to, look, dashed: bundle.loose, two_way: bundle.two_way, count, title }
    }

    /// What a link is, with its ends where the arrow does not tell them.
    fn phrase(&self, link: &Link, bundle: &Bundle) -> String {
        let phrase = link.phrase(self.graph);
        let alone = |index: usize| self.groups.get(index).and_then(Group::alone);
        match (alone(bundle.from), alone(bundle.to)) {
            (Some(from), Some(_)) if from == link.from => phrase,
            _ => {
                let name = |ix: ElementIx| self.graph.element(ix).name();
                format!("{} → {}: {phrase}", name(link.from), name(link.to))
            }
        }
    }

    /// The name of a group: "Lisa", "Äldreförvaltningen (11 systems)".
    pub(super) fn name(&self, group: &Group) -> String {
        match group.alone() {
            Some(ix) => self.graph.element(ix).name().to_owned(),
            None => format!("{} ({})", group.label, words::counted_elements(self.graph, &group.members)),
        }
    }

    /// The line beneath the name: whose it is, or what.
    fn line(&self, ix: ElementIx) -> String {
        let element = self.graph.element(ix);
        if element.section == Section::Technologies {
            let version = element.text(Field::Version);
            return [element.kind_in_words().replace('-', " ").as_str(), version.unwrap_or_default()]
                .join(" ")
                .trim()
                .to_owned();
        }
        match (element.owner(), element.organisation(Field::Operator)) {
            (Some(owner), _) => words::organisation(self.graph, owner),
            (None, Some(operator)) => format!("run by {}", words::organisation(self.graph, operator)),
            (None, None) => element.kind_in_words(),
        }
    }

    /// Everything about an element that the picture knows, in a line.
    fn full(&self, ix: ElementIx) -> String {
        let element = self.graph.element(ix);
        let mut parts = vec![format!("{} ({})", element.name(), element.id()), element.kind_in_words()];
        for (role, field) in [("owner", Field::Owner), ("operator", Field::Operator)] {
            let organisation = element.organisation(field).map(|id| words::organisation(self.graph, id));
            parts.extend(organisation.map(|name| format!("{role} {name}")));
        }
        parts.extend(element.criticality().map(|criticality| format!("criticality {}", criticality.name())));
        parts.extend(element.text(Field::Description).map(str::to_owned));
        parts.join(" · ")
    }

    /// The entries of the legend for the arrows that are there.
    pub(super) fn arrow_entries(&self) -> Vec<LegendEntry> {
        let entry = |look: ArrowLook, text: &str| LegendEntry {
            swatch: Swatch::Arrow(look),
            chip: None,
            text: text.to_owned(),
        };
        let mut entries = Vec::new();
        if self.bundles.iter().any(|bundle| !bundle.loose) {
            entries.push(entry(ArrowLook::Plain, "Depends on"));
        }
        if self.bundles.iter().any(|bundle| bundle.loose) {
            entries.push(entry(ArrowLook::Soft, "Can do without, or has a choice"));
        }
        entries
    }

    /// Piles, and the elements in them.
    pub(super) fn piles(&self) -> (usize, usize) {
        let piles = self.groups.iter().filter(|group| group.alone().is_none());
        piles.fold((0, 0), |(piles, members), pile| (piles + 1, members + pile.members.len()))
    }

    /// What is not drawn, and what arrows with two heads mean, in sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = self.not_drawn();
        if self.counts && self.bundles.iter().any(|bundle| bundle.links.len() > 1) {
            notes.push("A number on an arrow counts the dependencies that it stands for.".to_owned());
        }
        if self.bundles.iter().any(|bundle| bundle.two_way) {
            notes.push("Two heads: each depends on the other, or is a part of it.".to_owned());
        }
        notes
    }

    /// What is not drawn, in sentences.
    pub(super) fn not_drawn(&self) -> Vec<String> {
        let Omitted { inside, implied, thin } = self.omitted;
        let arrows = |n: usize| counted(n, "arrow", "arrows");
        let mut parts = Vec::new();
        if inside > 0 {
            parts.push(format!("{} inside a box", counted(inside, "dependency", "dependencies")));
        }
        if implied > 0 {
            parts.push(format!("{} that follow from others", arrows(implied)));
        }
        if thin > 0 {
            parts.push(format!("the thinnest {}", arrows(thin)));
        }
        if self.links.uses > 0 {
            parts.push(format!("{} of information", counted(self.links.uses, "use", "uses")));
        }
        let under = self.links.under_agreement;
        if under > 0 {
            parts.push(format!("what agreement {} under", counted(under, "element is", "elements are")));
        }
        let mut notes = Vec::new();
        if !parts.is_empty() {
            notes.push(format!("Not drawn: {}.", words::joined(&parts)));
        }
        if self.links.cut {
            notes.push(
                "The map has more dependencies than could be followed; some are missing here.".to_owned(),
            );
        }
        notes
    }
}
