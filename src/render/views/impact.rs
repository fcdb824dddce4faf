//! The impact: the map again, coloured by how far each box is from the cause.

use super::READABLE_BOXES;
use super::links::Link;
use super::overlay::{Grade, Heading, Named, Overlay, as_far_as_known, caveats, paint};
use super::selection::Selection;
use super::words::{self, counted, number};
use crate::analysis::Reach;
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::Section;
use crate::render::{ArrowLook, Look, Scene};

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
    let heading = Heading {
        title: title(graph, reach),
        subtitle: subtitle(graph, reach, &selection),
        legend: "Reach",
        notes: notes(graph, reach),
    };
    paint(graph, &selection, &Rings::new(graph, reach), max_boxes, heading)
}

/// How an element stands to the cause, as an index of [`SCALE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ring {
    Cause,
    Step1,
    Step2,
    Step3,
    Work,
    Outside,
}

const SCALE: [Grade; 6] = [
    grade(Look::Cause, "The cause", Named::All),
    grade(Look::Step1, "Directly", Named::Processes),
    grade(Look::Step2, "2 steps away", Named::Processes),
    Grade { chip_says_more: true, ..grade(Look::Step3, "3 steps or more", Named::Processes) },
    grade(Look::Work, "Uses it or is under it: work, but no disruption", Named::Nobody),
    grade(Look::Faded, "Out of reach", Named::Nobody),
];

const fn grade(look: Look, text: &'static str, named: Named) -> Grade {
    Grade { look, text, chip_says_more: false, named }
}

/// The distance of every element.
struct Rings<'g> {
    graph: &'g Graph,
    /// Steps from the cause; 0 for a cause.
    steps: Vec<Option<usize>>,
    work: Vec<bool>,
    direction: Direction,
}

impl<'g> Rings<'g> {
    fn new(graph: &'g Graph, reach: &Reach) -> Self {
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
        Self { graph, steps, work, direction: reach.options.direction }
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

    /// How far the farther end of a step is, if it leads away from the cause or is what brings the work. No way leads
    /// through information.
    fn farther(&self, near: ElementIx, far: ElementIx) -> Option<usize> {
        let steps = self.steps(near)?;
        let Some(farther) = self.steps(far) else {
            return (steps == 0 && self.of(far) == Ring::Work).then_some(1);
        };
        let passes = steps == 0 || self.graph.element(near).section != Section::Information;
        (passes && farther == steps + 1).then_some(farther)
    }
}

impl Overlay for Rings<'_> {
    fn scale(&self) -> &'static [Grade] {
        &SCALE
    }

    fn grade(&self, element: ElementIx) -> usize {
        self.of(element) as usize
    }

    fn chip(&self, members: &[ElementIx]) -> Option<String> {
        let steps = || members.iter().filter_map(|&member| self.steps(member));
        match (steps().min(), steps().max()) {
            (Some(0), _) => Some("CAUSE".to_owned()),
            (Some(1), Some(1)) => Some("1 STEP".to_owned()),
            (Some(low), Some(high)) if low == high => Some(format!("{low} STEPS")),
            (Some(low), Some(high)) => Some(format!("{low}–{high} STEPS")),
            _ => members.iter().any(|&member| self.of(member) == Ring::Work).then(|| "WORK".to_owned()),
        }
    }

    fn says(&self, _: ElementIx) -> Option<String> {
        None
    }

    /// A shortest way, by the distance of its farther end.
    fn way(&self, link: &Link) -> Option<(ArrowLook, ElementIx)> {
        let (near, far) = match self.direction {
            Direction::Downstream => (link.to, link.from),
            Direction::Upstream => (link.from, link.to),
        };
        // A whole rests on its parts as they rest on it.
        let back = (link.relation == Relation::PartOf).then_some((far, near));
        let mut ways = [Some((near, far)), back].into_iter().flatten();
        let (steps, far) = ways.find_map(|(near, far)| Some((self.farther(near, far)?, far)))?;
        let look = match steps {
            0 | 1 => ArrowLook::Path1,
            2 => ArrowLook::Path2,
            _ => ArrowLook::Path3,
        };
        Some((look, far))
    }

    fn ways(&self) -> &'static [(&'static [ArrowLook], &'static str)] {
        const ALL: &[ArrowLook] = &[ArrowLook::Path1, ArrowLook::Path2, ArrowLook::Path3];
        &[(ALL, "Shortest way to the cause")]
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
        facts.push(format!("Nothing, {}", as_far_as_known(&reach.blind_spots)));
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
    notes.extend(caveats(graph, &reach.causes_not_in_use, reach.options.at, &reach.blind_spots));
    notes
}
