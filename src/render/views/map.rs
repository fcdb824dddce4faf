//! The map: everything in use on a day, in lanes, with an arrow from each dependent to what it depends on.

use super::READABLE_BOXES;
use super::describe::{self, describe};
use super::draft::{Draft, Room};
use super::fold::Unit;
use super::marks::Marks;
use super::part::Part;
use super::selection::{Lane, Selection};
use super::words::{self, counted, number};
use crate::graph::{ElementIx, Graph};
use crate::model::Date;
use crate::render::{self, ArrowLook, Legend, Look, Scene};

/// How the map is asked for.
#[derive(Debug, Clone, Copy)]
pub struct MapOptions {
    /// The day: what is not in use then is left out.
    pub at: Date,
    /// A map of more boxes is folded.
    pub max_boxes: usize,
}

impl MapOptions {
    /// The map on a day, in as many boxes as can be read.
    pub fn new(at: Date) -> Self {
        Self { at, max_boxes: READABLE_BOXES }
    }
}

/// The map on a day.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn map(graph: &Graph, options: &MapOptions) -> Scene {
    map_of(graph, options, &Part::default())
}

/// A part of the map on a day.
///
/// Complexity: that of the map.
pub fn map_of(graph: &Graph, options: &MapOptions, part: &Part) -> Scene {
    let (selection, draft) = base(graph, options, part);
    let marks = Marks::new(graph, &selection.shown, options.at);
    let mut scene = Scene { lanes: lanes(), ..Scene::default() };
    scene.boxes.extend(draft.groups.iter().map(|group| {
        let (look, chip) = marks.of(&group.members);
        let is_focus = group.alone().is_some_and(|ix| selection.is_focus(ix));
        let mut each = draft.scene_box(group, if is_focus { Look::Focus } else { look }, chip);
        selection.mark(&group.members, &mut each);
        each
    }));
    scene.arrows.extend(draft.bundles.iter().map(|bundle| draft.arrow(bundle, ArrowLook::Plain)));

    let title = graph.model().header.title.as_ref().map(|title| title.value.to_string());
    let subject = ["System map"].into_iter().chain(marks.subject()).collect::<Vec<_>>().join(", ");
    scene.title = title.into_iter().chain([subject]).collect::<Vec<_>>().join(" – ");
    let places = selection.places(graph);
    let mut facts: Vec<String> = part.phrase(graph).into_iter().collect();
    facts.push(format!("{} in use on {}", counted(places, "element", "elements"), options.at));
    facts.push(counted(draft.dependencies(), "dependency", "dependencies"));
    facts.extend(marks.condition());
    facts.push("an arrow points at what is depended on".to_owned());
    scene.subtitle = facts.join(" · ");

    let (title, mut entries) = marks.legend(&scene.boxes);
    entries.extend(draft.arrow_entries());
    let mut notes = vec![account(graph, &selection, &draft, "arrows")];
    notes.extend(selection.notes(graph, options.at, draft.dependencies()));
    notes.extend(draft.notes());
    scene.legend = Legend { title: title.to_owned(), entries, notes };
    scene.description = describe(&scene, by_lane(&scene));
    scene
}

/// What the map on a day shows, and where it is folded: the same whatever colours are laid over it.
pub(super) fn base<'g>(graph: &'g Graph, options: &MapOptions, part: &Part) -> (Selection, Draft<'g>) {
    let selection = Selection::of(graph, options.at, &[], options.max_boxes, part);
    let draft = draft_of(graph, &selection, options.max_boxes);
    (selection, draft)
}

/// What is shown of a map, in so many boxes at most.
pub(super) fn draft_of<'g>(graph: &'g Graph, selection: &Selection, max_boxes: usize) -> Draft<'g> {
    let unit = |&element: &ElementIx| {
        let (lane, major) = (Lane::of(graph.element(element)), Lane::is_major(graph.element(element)));
        let kept = major || lane == Lane::Business;
        // Processes last, and before them what much hangs on.
        let rank = if lane == Lane::Business { usize::from(!major) } else { 2 + lane.index() };
        let (is_focus, collapse) = (selection.is_focus(element), selection.collapse_of(element));
        let ring = usize::from(is_focus);
        Unit { element, lane: lane.index(), ring, rank, aside: false, kept: kept || is_focus, collapse }
    };
    let units: Vec<Unit> = selection.shown.iter().map(unit).collect();
    Draft::new(graph, &units, &selection.admitted, None, Room::page(max_boxes), &|_| None)
}

/// The lanes of a map.
pub(super) fn lanes() -> Vec<render::Lane> {
    let lane = |lane: Lane| render::Lane { id: lane.name().to_owned(), label: lane.label().to_owned() };
    Lane::ALL.map(lane).into()
}

/// What became of every element of the map, in a sentence. Its numbers add up.
pub(super) fn account(graph: &Graph, selection: &Selection, draft: &Draft, drawn_as: &str) -> String {
    let (piles, members) = draft.piles();
    let mut parts = Vec::new();
    let mut add = |count: usize, text: String| {
        if count > 0 {
            parts.push(format!("{} {text}", number(count)));
        }
    };
    let singles = draft.groups.len() - piles;
    add(singles, format!("in {} own", if singles == 1 { "a box of its" } else { "boxes of their" }));
    add(members, format!("folded into {}", counted(piles, "pile", "piles")));
    let integrations = if selection.integrations == 1 { "integration" } else { "integrations" };
    add(selection.integrations, format!("{integrations} as {drawn_as}"));
    let agreements = if selection.agreements == 1 { "agreement" } else { "agreements" };
    add(selection.agreements, format!("{agreements} left out"));
    let join = if selection.elsewhere == 1 { "integration that joins" } else { "integrations that join" };
    add(selection.elsewhere, format!("{join} nothing shown"));
    for (count, why) in &selection.left_out {
        add(*count, why.clone());
    }
    add(selection.not_in_use, "not in use".to_owned());
    let all = counted(graph.element_count(), "element", "elements");
    format!("Of {all} in the map: {}.", words::joined(&parts))
}

/// The names of the boxes by lane.
pub(super) fn by_lane(scene: &Scene) -> Vec<(String, Vec<String>)> {
    let names = |lane: usize| {
        let boxes = scene.boxes.iter().filter(|each| each.lane == lane);
        boxes.map(|each| describe::name(each, true)).collect()
    };
    scene.lanes.iter().enumerate().map(|(index, lane)| (lane.label.clone(), names(index))).collect()
}
