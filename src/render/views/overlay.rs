//! The map with an answer laid over it: the same boxes in the same places, coloured by what the answer says of
//! each.
//!
//! An answer is an [`Overlay`]: a scale, where each element stands on it, and which dependencies its ways use. What
//! is folded, drawn, faded and told follows from that, for every question alike.

use super::describe::{self, describe};
use super::draft::{Draft, Room};
use super::fold::Unit;
use super::links::{self, Link, Links};
use super::map::{account, lanes};
use super::selection::{Lane, Selection};
use super::words;
use crate::analysis::BlindSpots;
use crate::graph::{ElementIx, Graph};
use crate::model::Date;
use crate::render::{Arrow, ArrowLook, Legend, LegendEntry, Look, Scene, Swatch};

/// What an answer says of the elements of a map and of the ways between them.
pub(super) trait Overlay {
    /// What can be said of an element, gravest first. The last is said of what the answer does not reach.
    fn scale(&self) -> &'static [Grade];

    /// Where an element stands on the scale. Only elements of one grade are folded together.
    fn grade(&self, element: ElementIx) -> usize;

    /// What the chip says of elements of one grade.
    fn chip(&self, members: &[ElementIx]) -> Option<String>;

    /// Everything that the answer says of an element, in a line.
    fn says(&self, element: ElementIx) -> Option<String>;

    /// How a dependency is drawn that a way of the answer uses, and which of its ends needs it to be understood.
    fn way(&self, link: &Link) -> Option<(ArrowLook, ElementIx)>;

    /// How a dependency is drawn that no way uses.
    fn rest(&self, _link: &Link) -> ArrowLook {
        ArrowLook::Faded
    }

    /// The look of an arrow that stands for dependencies of several looks.
    fn strongest(&self, looks: &[ArrowLook]) -> Option<ArrowLook> {
        looks.iter().min().copied()
    }

    /// Whether dashes of an arrow of a look say that the dependent can do without.
    fn dashes(&self, _look: ArrowLook) -> bool {
        true
    }

    /// What stands beneath the name in place of the owner.
    fn line(&self, _members: &[ElementIx]) -> Option<String> {
        None
    }

    /// Whether the last grade is folded first, whatever its owners: the answer does not reach it.
    fn sets_aside(&self) -> bool {
        true
    }

    /// What the looks of ways mean, each entry with its looks, the first of them as the sample.
    fn ways(&self) -> &'static [(&'static [ArrowLook], &'static str)];
}

/// What can be said of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grade {
    /// How its box looks.
    pub look: Look,
    /// What it means, in the legend and for those who cannot see it.
    pub text: &'static str,
    /// Whether the chip says more than the text.
    pub chip_says_more: bool,
    /// Who of this grade is shown by name.
    pub named: Named,
}

/// Who is shown by name as long as there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// All.
    All,
    /// Processes.
    Processes,
    /// Nobody: what stands here may be folded.
    Nobody,
}

/// What is written around the picture.
pub(super) struct Heading {
    /// The question.
    pub title: String,
    /// The answer in numbers.
    pub subtitle: String,
    /// What the legend is about.
    pub legend: &'static str,
    /// What else one must know to read the colours.
    pub notes: Vec<String>,
}

/// The elements selected, in so many boxes at most, coloured by an answer.
///
/// What fits has the boxes, the lanes and the arrows of [`map`](super::map()), and so the same geometry. Else what the
/// answer does not reach is folded first, and who is to be shown by name last.
pub(super) fn paint(
    graph: &Graph,
    selection: &Selection,
    overlay: &dyn Overlay,
    max_boxes: usize,
    heading: Heading,
) -> Scene {
    let links = links::links(graph, &selection.shown, &selection.admitted, None);
    paint_over(graph, selection, overlay, max_boxes, heading, links)
}

/// The same, over these dependencies.
pub(super) fn paint_over(
    graph: &Graph,
    selection: &Selection,
    overlay: &dyn Overlay,
    max_boxes: usize,
    heading: Heading,
    links: Links,
) -> Scene {
    let scale = overlay.scale();
    let units: Vec<Unit> =
        selection.shown.iter().map(|&element| unit(graph, overlay, selection, element)).collect();
    let needed_by = |link: &Link| Some(overlay.way(link)?.1);
    let draft = Draft::over(graph, &units, links, Room::page(max_boxes), &needed_by);

    let mut scene = Scene { lanes: lanes(), ..Scene::default() };
    scene.boxes.extend(draft.groups.iter().map(|group| {
        let look = scale.get(group.ring).map_or(Look::Faded, |grade| grade.look);
        let mut each = draft.scene_box(group, look, overlay.chip(&group.members));
        if let Some(element) = group.alone() {
            each.line = overlay.line(&group.members).unwrap_or(each.line);
            if let Some(says) = overlay.says(element) {
                each.title = format!("{} · {says}", each.title);
            }
        }
        selection.mark(&group.members, &mut each);
        each
    }));
    scene.arrows.extend(draft.bundles.iter().map(|bundle| {
        let look = |link: &Link| overlay.way(link).map_or_else(|| overlay.rest(link), |(look, _)| look);
        let looks: Vec<ArrowLook> = draft.links(bundle).map(look).collect();
        let look = overlay.strongest(&looks).unwrap_or(ArrowLook::Faded);
        let arrow = draft.arrow(bundle, look);
        Arrow { dashed: arrow.dashed && overlay.dashes(look), ..arrow }
    }));
    let Heading { title, subtitle, legend, mut notes } = heading;
    notes.push(account(graph, selection, &draft, "arrows"));
    notes.extend(draft.notes());
    scene.title = title;
    scene.subtitle = subtitle;
    scene.legend = Legend { title: legend.to_owned(), entries: entries(&scene, overlay), notes };
    scene.description = describe(&scene, scale.iter().map(|grade| names(&scene, grade)));
    scene
}

fn unit(graph: &Graph, overlay: &dyn Overlay, selection: &Selection, element: ElementIx) -> Unit {
    let lane = Lane::of(graph.element(element));
    let (grade, scale) = (overlay.grade(element), overlay.scale());
    let kept = match scale.get(grade).map(|grade| grade.named) {
        Some(Named::All) => true,
        Some(Named::Processes) => lane == Lane::Business,
        Some(Named::Nobody) | None => false,
    } || selection.is_focus(element);
    // The mildest are folded first, from technology up; of those with a name the processes last.
    let rank = if kept { grade } else { (grade + 1) * Lane::ALL.len() + lane.index() };
    let aside = overlay.sets_aside() && grade + 1 >= scale.len() && lane != Lane::Business;
    let collapse = selection.collapse_of(element);
    Unit { element, lane: lane.index(), ring: grade, rank, aside, kept, collapse }
}

/// The entries of the legend, for the looks that are there.
fn entries(scene: &Scene, overlay: &dyn Overlay) -> Vec<LegendEntry> {
    let mut entries = Vec::new();
    for grade in overlay.scale() {
        let mut chips = scene.boxes.iter().filter(|each| each.look == grade.look).map(|each| &each.chip);
        if chips.clone().next().is_some() {
            let chip = words::common(&mut chips).cloned().flatten();
            entries.push(LegendEntry { swatch: Swatch::Box(grade.look), chip, text: grade.text.to_owned() });
        }
    }
    let mut add = |look: ArrowLook, text: &str| {
        entries.push(LegendEntry { swatch: Swatch::Arrow(look), chip: None, text: text.to_owned() });
    };
    for &(looks, text) in overlay.ways() {
        let is_there = scene.arrows.iter().any(|arrow| looks.contains(&arrow.look));
        if let Some(&sample) = looks.first().filter(|_| is_there) {
            add(sample, text);
        }
    }
    if scene.arrows.iter().any(|arrow| arrow.dashed) {
        add(ArrowLook::Soft, "Can do without, or has a choice");
    }
    entries
}

/// What is said of some boxes, and their names.
fn names(scene: &Scene, grade: &Grade) -> (String, Vec<String>) {
    let boxes = scene.boxes.iter().filter(|each| each.look == grade.look);
    (grade.text.to_owned(), boxes.map(|each| describe::name(each, grade.chip_says_more)).collect())
}

/// What every answer must say of its causes and of the map.
pub(super) fn caveats(graph: &Graph, not_in_use: &[ElementIx], at: Date, spots: &BlindSpots) -> Vec<String> {
    let mut notes = Vec::new();
    if !not_in_use.is_empty() {
        let names = words::names(graph, not_in_use, 5);
        notes.push(format!("Not in use on {at}, and shown all the same: {names}."));
    }
    if spots.incomplete {
        notes.push("A part of the map could not be read.".to_owned());
    }
    notes
}

/// What to add to "nothing", so that silence is not taken for safety.
pub(super) fn as_far_as_known(spots: &BlindSpots) -> &'static str {
    if spots.unmapped_causes.is_empty() {
        "in this map"
    } else {
        "as far as the map knows: nobody has mapped it"
    }
}
