//! The impact: the map again, coloured by how far each box is from the cause.

use super::READABLE_BOXES;
use super::describe::{self, describe};
use super::draft::{Draft, Room};
use super::fold::{Group, Unit};
use super::links::Link;
use super::map::{account, lanes};
use super::selection::{Lane, Selection};
use super::words::{self, counted, number};
use crate::analysis::Reach;
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::Section;
use crate::render::{ArrowLook, Legend, LegendEntry, Look, Scene, Swatch};

/// The impact, in as many boxes as can be read.
pub fn impact(graph: &Graph, reach: &Reach) -> Scene {
    impact_within(graph, reach, READABLE_BOXES)
}

/// The impact, in so many boxes at most.
///
/// A map that fits has the boxes, the lanes and the arrows of [`map`](super::map()), and so the same geometry. In
/// one that does not, what is out of reach is folded first, and causes and processes last.
///
/// Complexity: O((V + E) log E) time, O(V + E) space.
pub fn impact_within(graph: &Graph, reach: &Reach, max_boxes: usize) -> Scene {
    let selection = Selection::new(graph, reach.options.at, &reach.causes, max_boxes);
    let rings = Rings::new(graph, reach);
    let unit = |&element: &ElementIx| {
        let lane = Lane::of(graph.element(element));
        let ring = rings.of(element);
        let aside = matches!(ring, Ring::Outside) && lane != Lane::Business;
        Unit {
            element,
            lane: lane.index(),
            ring: ring as usize,
            rank: ring.rank(lane),
            aside,
            kept: ring.is_kept(lane),
        }
    };
    let units: Vec<Unit> = selection.shown.iter().map(unit).collect();
    let needed_by = |link: &Link| Some(rings.on_shortest_way(graph, link)?.1);
    let draft = Draft::new(graph, &units, &selection.admitted, None, Room::page(max_boxes), &needed_by);

    let mut scene = Scene { lanes: lanes(), ..Scene::default() };
    scene.boxes.extend(draft.groups.iter().map(|group| {
        let (look, chip) = rings.look(group);
        draft.scene_box(group, look, chip)
    }));
    scene.arrows.extend(draft.bundles.iter().map(|bundle| {
        let steps = draft.links(bundle).filter_map(|link| rings.on_shortest_way(graph, link)).min();
        let look = match steps.map(|(steps, _)| steps) {
            Some(1) => ArrowLook::Path1,
            Some(2) => ArrowLook::Path2,
            Some(_) => ArrowLook::Path3,
            None => ArrowLook::Faded,
        };
        draft.arrow(bundle, look)
    }));
    scene.title = title(graph, reach);
    scene.subtitle = subtitle(graph, reach, &selection);
    let mut notes = notes(graph, reach);
    notes.push(account(graph, &selection, &draft));
    notes.extend(draft.notes());
    scene.legend = Legend { title: "Reach".to_owned(), entries: legend(&scene), notes };
    scene.description = describe(&scene, by_ring(&scene));
    scene
}

/// How an element stands to the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ring {
    Cause,
    Step1,
    Step2,
    Step3,
    Work,
    Outside,
}

impl Ring {
    /// Causes are shown by name, and so are the processes within reach.
    fn is_kept(self, lane: Lane) -> bool {
        self == Self::Cause || lane == Lane::Business && !matches!(self, Self::Work | Self::Outside)
    }

    /// What is folded first: what is out of reach, from technology up; then what is far; processes last.
    fn rank(self, lane: Lane) -> usize {
        let lanes = Lane::ALL.len();
        match (self, lane) {
            (Self::Cause, _) => 0,
            (Self::Work | Self::Outside, _) => (self as usize + 2) * lanes + lane.index(),
            (_, Lane::Business) => self as usize,
            _ => (self as usize + 1) * lanes + lane.index(),
        }
    }
}

/// The distance of every element.
struct Rings {
    /// Steps from the cause; 0 for a cause.
    steps: Vec<Option<usize>>,
    work: Vec<bool>,
    direction: Direction,
}

impl Rings {
    fn new(graph: &Graph, reach: &Reach) -> Self {
        let mut steps = vec![None; graph.element_count()];
        let mut work = vec![false; graph.element_count()];
        let reached = reach.reached.iter().map(|reached| (reached.element, reached.distance));
        for (element, distance) in reached.chain(reach.causes.iter().map(|&cause| (cause, 0))) {
            if let Some(slot) = steps.get_mut(element.index()) {
                *slot = Some(distance);
            }
        }
        for bound in &reach.bound {
            if let Some(slot) = work.get_mut(bound.element.index()) {
                *slot = true;
            }
        }
        Self { steps, work, direction: reach.options.direction }
    }

    fn steps(&self, element: ElementIx) -> Option<usize> {
        self.steps.get(element.index()).copied().flatten()
    }

    fn of(&self, element: ElementIx) -> Ring {
        match self.steps(element) {
            Some(0) => Ring::Cause,
            Some(1) => Ring::Step1,
            Some(2) => Ring::Step2,
            Some(_) => Ring::Step3,
            None if self.work.get(element.index()).copied().unwrap_or(false) => Ring::Work,
            None => Ring::Outside,
        }
    }

    /// How far the farther end of a link is, and which it is, if the link is on a shortest way or is what brings
    /// the work. No way leads through information.
    fn on_shortest_way(&self, graph: &Graph, link: &Link) -> Option<(usize, ElementIx)> {
        let along = match self.direction {
            Direction::Downstream => (link.to, link.from),
            Direction::Upstream => (link.from, link.to),
        };
        // A whole rests on its parts as they rest on it.
        let back = (link.relation == Relation::PartOf).then_some((along.1, along.0));
        [Some(along), back]
            .into_iter()
            .flatten()
            .find_map(|(near, far)| Some((self.is_step(graph, near, far)?, far)))
    }

    fn is_step(&self, graph: &Graph, near: ElementIx, far: ElementIx) -> Option<usize> {
        let steps = self.steps(near)?;
        let Some(farther) = self.steps(far) else {
            return (steps == 0 && self.of(far) == Ring::Work).then_some(1);
        };
        let passes = steps == 0 || graph.element(near).section != Section::Information;
        (passes && farther == steps + 1).then_some(farther)
    }

    fn look(&self, group: &Group) -> (Look, Option<String>) {
        let Some(&first) = group.members.first() else { return (Look::Faded, None) };
        let steps = || group.members.iter().filter_map(|&member| self.steps(member));
        let chip = match (steps().min(), steps().max()) {
            (Some(0), _) => Some("CAUSE".to_owned()),
            (Some(1), Some(1)) => Some("1 STEP".to_owned()),
            (Some(low), Some(high)) if low == high => Some(format!("{low} STEPS")),
            (Some(low), Some(high)) => Some(format!("{low}–{high} STEPS")),
            _ => None,
        };
        match self.of(first) {
            Ring::Cause => (Look::Cause, chip),
            Ring::Step1 => (Look::Step1, chip),
            Ring::Step2 => (Look::Step2, chip),
            Ring::Step3 => (Look::Step3, chip),
            Ring::Work => (Look::Work, Some("WORK".to_owned())),
            Ring::Outside => (Look::Faded, None),
        }
    }
}

fn title(graph: &Graph, reach: &Reach) -> String {
    let names = words::names(graph, &reach.causes, 3);
    match (reach.options.direction, reach.causes.len()) {
        (Direction::Downstream, _) => format!("What hangs on {names}?"),
        (Direction::Upstream, 1) => format!("What does {names} rest on?"),
        (Direction::Upstream, _) => format!("What do {names} rest on?"),
    }
}

/// "22 of 83 other elements: 13 directly, 9 through others · 6 processes and … · read upwards from the dark box".
fn subtitle(graph: &Graph, reach: &Reach, selection: &Selection) -> String {
    let is_place = |ix: ElementIx| graph.element(ix).section != Section::Integrations;
    let reached = || reach.reached.iter().filter(|reached| is_place(reached.element));
    let (total, direct) = (reached().count(), reached().filter(|reached| reached.distance == 1).count());
    let causes = reach.causes.iter().filter(|&&cause| is_place(cause)).count();
    let others = selection.places(graph).saturating_sub(causes);
    let mut facts = Vec::new();
    let work = reach.bound.iter().filter(|bound| is_place(bound.element)).count();
    if total == 0 && work > 0 {
        let (work, have) = (counted(work, "element", "elements"), if work == 1 { "has" } else { "have" });
        facts.push(format!("Nothing that it could disrupt, but {work} {have} work when it changes"));
    } else if total == 0 {
        let unmapped = !reach.blind_spots.unmapped_causes.is_empty();
        let known = if unmapped { "as far as the map knows: nobody has mapped it" } else { "in this map" };
        facts.push(format!("Nothing, {known}"));
    } else {
        let share = format!("{} of {} other elements", number(total), number(others));
        facts.push(match (direct, total - direct) {
            (_, 0) => format!("{share}, all directly"),
            (direct, further) => {
                format!("{share}: {} directly, {} through others", number(direct), number(further))
            }
        });
        let sections = Section::ELEMENTS.into_iter().filter(|section| *section != Section::Integrations);
        facts.push(words::counted_by_section(sections.map(|section| (section, reach.count(graph, section)))));
    }
    facts.push(format!("on {}", reach.options.at));
    if total + work > 0 {
        let way = if reach.options.direction == Direction::Downstream { "upwards" } else { "downwards" };
        facts.push(format!("read {way} from the dark box"));
    }
    facts.join(" · ")
}

/// What else one must know to read the colours.
fn notes(graph: &Graph, reach: &Reach) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(depth) = reach.options.depth {
        notes.push(format!("Only {} were asked for.", counted(depth, "step", "steps")));
    }
    if !reach.causes_not_in_use.is_empty() {
        let names = words::names(graph, &reach.causes_not_in_use, 5);
        notes.push(format!("Not in use on {}, and shown all the same: {names}.", reach.options.at));
    }
    if reach.blind_spots.incomplete {
        notes.push("A part of the map could not be read.".to_owned());
    }
    notes
}

fn legend(scene: &Scene) -> Vec<LegendEntry> {
    let is_there = |look: Look| scene.boxes.iter().any(|each| each.look == look);
    let chips =
        |look: Look| words::common(scene.boxes.iter().filter(|b| b.look == look).map(|b| b.chip.clone()));
    let boxes = ENTRIES.into_iter().filter(|&(look, _)| is_there(look)).map(|(look, text)| LegendEntry {
        swatch: Swatch::Box(look),
        chip: chips(look).flatten(),
        text: text.to_owned(),
    });
    let mut entries: Vec<LegendEntry> = boxes.collect();
    let mut add = |look: ArrowLook, text: &str| {
        entries.push(LegendEntry { swatch: Swatch::Arrow(look), chip: None, text: text.to_owned() });
    };
    let on_way = |look: ArrowLook| matches!(look, ArrowLook::Path1 | ArrowLook::Path2 | ArrowLook::Path3);
    if scene.arrows.iter().any(|arrow| on_way(arrow.look)) {
        add(ArrowLook::Path1, "Shortest way to the cause");
    }
    if scene.arrows.iter().any(|arrow| arrow.dashed) {
        add(ArrowLook::Soft, "Can do without, or has a choice");
    }
    entries
}

const ENTRIES: [(Look, &str); 6] = [
    (Look::Cause, "The cause"),
    (Look::Step1, "Directly"),
    (Look::Step2, "2 steps away"),
    (Look::Step3, "3 steps or more"),
    (Look::Work, "Uses it or is under it: work, but no disruption"),
    (Look::Faded, "Out of reach"),
];

/// The names of the boxes by distance.
fn by_ring(scene: &Scene) -> Vec<(String, Vec<String>)> {
    let names = |look: Look| {
        let boxes = scene.boxes.iter().filter(|each| each.look == look);
        boxes.map(|each| describe::name(each, look == Look::Step3)).collect()
    };
    ENTRIES.map(|(look, text)| (text.to_owned(), names(look))).into()
}
