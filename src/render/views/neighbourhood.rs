//! The neighbourhood of one element: what hangs on it to the left, what it rests on to the right.

use super::around::Around;
use super::describe::{self, describe};
use super::draft::{Draft, Room};
use super::links::Link;
use super::marks::Marks;
use super::words::counted;
use crate::graph::{ElementIx, Graph};
use crate::model::Date;
use crate::render::{Arrangement, ArrowLook, Legend, Look, Scene};

/// How a neighbourhood is asked for.
#[derive(Debug, Clone, Copy)]
pub struct NeighbourhoodOptions {
    /// The day: what is not in use then is left out.
    pub at: Date,
    /// How many steps against the arrows, at most twelve.
    pub dependents: usize,
    /// How many steps along the arrows, at most twelve.
    pub dependencies: usize,
    /// A neighbourhood of more boxes is folded.
    pub max_boxes: usize,
}

impl NeighbourhoodOptions {
    /// Two steps each way on a day, in as many boxes as can be read.
    pub fn new(at: Date) -> Self {
        Self { at, dependents: 2, dependencies: 2, max_boxes: 36 }
    }

    fn within_reason(self) -> Self {
        let (dependents, dependencies) = (self.dependents.min(FARTHEST), self.dependencies.min(FARTHEST));
        Self { dependents, dependencies, ..self }
    }
}

/// A page of more columns cannot be read.
const FARTHEST: usize = 12;

/// The neighbourhood of an element.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn neighbourhood(graph: &Graph, element: ElementIx, options: &NeighbourhoodOptions) -> Scene {
    let options = &options.within_reason();
    let around = Around::new(graph, element, options);
    let neighbour = |link: &Link| match (link.from, link.to) {
        (from, to) if from == element => Some(to),
        (from, to) => (to == element).then_some(from),
    };
    let (units, room) = (around.units(), Room::columns(options.max_boxes));
    let draft = Draft::new(graph, &units, &around.admitted, Some(element), room, &neighbour);
    let shown: Vec<ElementIx> = around.places.iter().map(|place| place.element).collect();
    let marks = Marks::new(graph, &shown, options.at);

    let mut scene =
        Scene { arrangement: Arrangement::LeftToRight, lanes: around.lanes(graph), ..Scene::default() };
    scene.boxes.extend(draft.groups.iter().map(|group| {
        let (look, chip) = marks.of(&group.members);
        let look = if group.members == [element] { Look::Focus } else { look };
        draft.scene_box(group, look, chip)
    }));
    scene.arrows.extend(draft.bundles.iter().map(|bundle| {
        let touches = draft.links(bundle).any(|link| neighbour(link).is_some());
        draft.arrow(bundle, if touches { ArrowLook::Strong } else { ArrowLook::Plain })
    }));

    scene.title = format!("{} and its neighbours", graph.element(element).name());
    scene.subtitle = around.subtitle(graph, options, &marks);
    let (title, mut entries) = marks.legend(&scene.boxes);
    entries.extend(draft.arrow_entries());
    let mut notes = around.notes(graph, options);
    let (piles, members) = draft.piles();
    if piles > 0 {
        let piles = counted(piles, "box stands", "boxes stand");
        notes.push(format!("{piles} for {}.", counted(members, "element", "elements")));
    }
    notes.extend(draft.notes());
    scene.legend = Legend { title: title.to_owned(), entries, notes };
    scene.description = describe(&scene, by_column(&scene));
    scene
}

fn by_column(scene: &Scene) -> Vec<(String, Vec<String>)> {
    let names = |lane: usize| {
        let boxes = scene.boxes.iter().filter(|each| each.lane == lane && each.look != Look::Focus);
        boxes.map(|each| describe::name(each, true)).collect()
    };
    scene.lanes.iter().enumerate().map(|(index, lane)| (lane.label.clone(), names(index))).collect()
}
