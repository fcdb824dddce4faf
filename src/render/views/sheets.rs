//! The map in sheets, for a page on which one looks around: all of it with its arrows while they can be followed, else a
//! wall of boxes, and a folded map with a wall behind each pile where even that is too much.
//!
//! Every place in use stands in exactly one box: an integration is a way, not a place.

use super::READABLE_BOXES;
use super::bundle::Bundle;
use super::draft::{Draft, Room};
use super::fold::Unit;
use super::links::Links;
use super::map::{draft_of, lanes};
use super::marks::Marks;
use super::part::Part;
use super::selection::{FEW_AGREEMENTS, Lane, Selection};
use super::words;
use crate::graph::{ElementIx, Graph, Relation};
use crate::model::{Date, Section};
use crate::render::{ArrowLook, Scene, SceneBox};

/// A map of more places is a wall: nobody follows arrows among so many boxes.
pub const WITH_ARROWS: usize = 120;

/// A map of more places is folded, and has a wall for each pile.
pub const ON_A_WALL: usize = 1000;

/// One drawing of a page, and what its boxes stand for.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// `map`, or the id of the pile that it opens.
    pub id: String,
    /// What a pile is called; empty for the map.
    pub name: String,
    /// What is drawn.
    pub scene: Scene,
    /// What each box stands for.
    pub members: Vec<Vec<ElementIx>>,
    /// Its boxes fill their lanes in rows, without arrows.
    pub is_wall: bool,
}

/// The places in use on a day, in the sheets that so many need; the map first.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn sheets(graph: &Graph, at: Date) -> Vec<Sheet> {
    let in_use = graph.in_use(at);
    let is_agreement = |ix: &ElementIx| {
        in_use.get(ix.index()).copied().unwrap_or(false) && graph.element(*ix).section == Section::Agreements
    };
    let agreements: Vec<ElementIx> = graph.elements().filter(is_agreement).collect();
    let selection = Selection::of(graph, at, &agreements, usize::MAX, &Part::default());
    let drawing = Drawing { graph, marks: Marks::new(graph, &selection.shown, at) };
    let mut sheets = match selection.shown.len() {
        places if places <= WITH_ARROWS => {
            vec![drawing.map(&selection, usize::MAX, agreements.len() <= FEW_AGREEMENTS)]
        }
        places if places <= ON_A_WALL => vec![drawing.wall("map", "", &selection.shown)],
        _ => {
            let map = drawing.map(&selection, READABLE_BOXES, false);
            let piles = map.scene.boxes.iter().zip(&map.members).filter(|(_, members)| members.len() > 1);
            let walls: Vec<Sheet> =
                piles.map(|(each, members)| drawing.wall(&each.id, &each.name, members)).collect();
            [map].into_iter().chain(walls).collect()
        }
    };
    for (number, sheet) in sheets.iter_mut().enumerate() {
        sheet.scene.prefix = format!("s{number}-");
    }
    sheets
}

struct Drawing<'g> {
    graph: &'g Graph,
    marks: Marks<'g>,
}

impl Drawing<'_> {
    /// The map in so many boxes at most, with its arrows, those to agreements only if asked for.
    fn map(&self, selection: &Selection, most: usize, to_agreements: bool) -> Sheet {
        let draft = draft_of(self.graph, selection, most);
        let members = draft.groups.iter().map(|group| group.members.clone()).collect();
        let is_drawn = |bundle: &&Bundle| {
            to_agreements || draft.links(bundle).any(|link| link.relation != Relation::Agreement)
        };
        let drawn = draft.bundles.iter().filter(is_drawn);
        let scene = Scene {
            lanes: lanes(),
            boxes: self.boxes(&draft),
            arrows: drawn.map(|bundle| draft.arrow(bundle, ArrowLook::Plain)).collect(),
            ..Scene::default()
        };
        Sheet { id: "map".to_owned(), name: String::new(), scene, members, is_wall: false }
    }

    /// Each of these elements in a box of its own, by owner and name.
    fn wall(&self, id: &str, name: &str, elements: &[ElementIx]) -> Sheet {
        let unit = |&element: &ElementIx| {
            let lane = Lane::of(self.graph.element(element)).index();
            Unit { element, lane, ring: 0, rank: 0, aside: false, kept: true, collapse: None }
        };
        let units: Vec<Unit> = elements.iter().map(unit).collect();
        let room = Room::page(usize::MAX);
        let draft = Draft::over(self.graph, &units, Links::default(), room, &|_| None);
        let mut boxes: Vec<(ElementIx, SceneBox)> = draft
            .groups
            .iter()
            .zip(self.boxes(&draft))
            .filter_map(|(group, each)| Some((group.alone()?, each)))
            .collect();
        boxes.sort_by_cached_key(|&(ix, _)| self.rank(ix));
        let (members, boxes) = boxes.into_iter().map(|(ix, each)| (vec![ix], each)).unzip();
        let scene = Scene { lanes: lanes(), boxes, ..Scene::default() };
        Sheet { id: id.to_owned(), name: name.to_owned(), scene, members, is_wall: true }
    }

    fn boxes(&self, draft: &Draft<'_>) -> Vec<SceneBox> {
        let boxes = draft.groups.iter().map(|group| {
            let (look, chip) = self.marks.of(&group.members);
            draft.scene_box(group, look, chip)
        });
        boxes.collect()
    }

    /// By owner, those without one last; then by name.
    fn rank(&self, ix: ElementIx) -> (bool, String, String, ElementIx) {
        let element = self.graph.element(ix);
        let owner = element.owner().map(|id| words::organisation(self.graph, id).to_lowercase());
        (owner.is_none(), owner.unwrap_or_default(), element.name().to_lowercase(), ix)
    }
}
