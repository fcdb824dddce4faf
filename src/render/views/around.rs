//! What lies around one element: how far, and on which side.

use super::fold::Unit;
use super::marks::Marks;
use super::neighbourhood::NeighbourhoodOptions;
use super::words::{counted, number};
use crate::graph::{Direction, Edge, ElementIx, Graph, WalkOptions};
use crate::model::{Section, Strength};
use crate::render::Lane;

/// An element near the one in the middle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The element.
    pub element: ElementIx,
    /// 0 for the one in the middle.
    steps: usize,
    side: Direction,
}

/// What lies around one element.
pub(super) struct Around {
    /// For every element, whether it is in use or the one in the middle.
    pub admitted: Vec<bool>,
    /// What is near enough, in the order of the model.
    pub places: Vec<Place>,
    centre: ElementIx,
    /// How many lie farther away than was asked for, dependents first.
    farther: [usize; 2],
}

impl Around {
    /// Looks around an element, in both directions.
    pub(super) fn new(graph: &Graph, centre: ElementIx, options: &NeighbourhoodOptions) -> Self {
        let mut admitted = graph.in_use(options.at);
        if let Some(slot) = admitted.get_mut(centre.index()) {
            *slot = true;
        }
        let is_place = |ix: ElementIx| graph.element(ix).section != Section::Integrations;
        let mut nearest: Vec<Option<(usize, Direction)>> = vec![None; graph.element_count()];
        let mut farther = [0; 2];
        let sides =
            [(Direction::Downstream, options.dependents), (Direction::Upstream, options.dependencies)];
        for ((direction, depth), farther) in sides.into_iter().zip(&mut farther) {
            let walk_options = WalkOptions { direction, depth: None, admitted: Some(&admitted) };
            let walk = graph.walk([centre.node()], &walk_options);
            let reached = walk.nodes().iter().filter_map(|&node| graph.as_element(node));
            let reached = reached.filter(|&ix| ix != centre && is_place(ix));
            let reached = reached.filter_map(|ix| Some((ix, walk.distance(graph, ix)?)));
            let beyond = beyond_relations(graph, centre, direction, &admitted).map(|ix| (ix, 1));
            for (ix, steps) in reached.chain(beyond).filter(|&(ix, _)| is_place(ix)) {
                if steps > depth {
                    *farther += 1;
                } else if let Some(slot) = nearest.get_mut(ix.index()) {
                    let turns = slot.is_some_and(|(earlier, _)| {
                        steps < earlier || steps == earlier && is_rather_dependency(graph, centre, ix)
                    });
                    if slot.is_none() || turns {
                        *slot = Some((steps, direction));
                    }
                }
            }
        }
        let places = graph.elements().filter_map(|element| {
            if element == centre {
                return Some(Place { element, steps: 0, side: Direction::Upstream });
            }
            let (steps, side) = nearest.get(element.index()).copied().flatten()?;
            Some(Place { element, steps, side })
        });
        Self { places: places.collect(), centre, admitted, farther }
    }

    /// How many columns there are to the left.
    fn left(&self) -> usize {
        self.farthest(Direction::Downstream)
    }

    fn farthest(&self, side: Direction) -> usize {
        self.places.iter().filter(|place| place.side == side).map(|place| place.steps).max().unwrap_or(0)
    }

    /// What is far is folded first.
    pub(super) fn units(&self) -> Vec<Unit> {
        let left = self.left();
        let unit = |place: &Place| {
            let Place { element, steps, side } = *place;
            let lane = if side == Direction::Downstream { left - steps } else { left + steps };
            Unit { element, lane, ring: steps, rank: steps, aside: false, kept: steps == 0, collapse: None }
        };
        self.places.iter().map(unit).collect()
    }

    /// The columns.
    pub(super) fn lanes(&self, graph: &Graph) -> Vec<Lane> {
        let nearest = self.words(graph).0;
        let far = |steps: usize| format!("{} steps away", number(steps));
        let left = (1..=self.left()).rev().map(|steps| if steps == 1 { nearest.into() } else { far(steps) });
        let right = (1..=self.farthest(Direction::Upstream))
            .map(|steps| if steps == 1 { "It rests on".into() } else { far(steps) });
        left.chain([String::new()]).chain(right).map(|label| Lane { label, ..Lane::default() }).collect()
    }

    /// What the nearest to the left do: in the label, of one and of many.
    fn words(&self, graph: &Graph) -> (&'static str, &'static str, &'static str) {
        match graph.element(self.centre).section {
            Section::Agreements => ("Under it", "is under it", "are under it"),
            Section::Information => {
                ("Use it or rest on it", "uses it or rests on it", "use it or rest on it")
            }
            _ => ("Depend on it", "depends on it directly", "depend on it directly"),
        }
    }

    /// "4 elements depend on it directly, it rests on 1 · two steps shown each way · in use on 2007-09-01".
    pub(super) fn subtitle(&self, graph: &Graph, options: &NeighbourhoodOptions, marks: &Marks) -> String {
        let direct = |side: Direction| {
            self.places.iter().filter(|place| place.side == side && place.steps == 1).count()
        };
        let (dependents, dependencies) = (direct(Direction::Downstream), direct(Direction::Upstream));
        let (_, one, many) = self.words(graph);
        let depend = match dependents {
            0 => format!("nothing {one}"),
            1 => format!("1 element {one}"),
            _ => format!("{} elements {many}", number(dependents)),
        };
        let rests = if dependencies == 0 { "nothing".to_owned() } else { number(dependencies) };
        let steps = match (options.dependents, options.dependencies) {
            (left, right) if left == right => format!("{} shown each way", counted(left, "step", "steps")),
            (left, right) => {
                format!("{} shown to the left and {right} to the right", counted(left, "step", "steps"))
            }
        };
        let mut facts = vec![
            format!("{depend}, it rests directly on {rests}"),
            steps,
            format!("in use on {}", options.at),
        ];
        facts.extend(marks.condition());
        let text = facts.join(" · ");
        let mut letters = text.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// What else one must know of the neighbourhood.
    pub(super) fn notes(&self, graph: &Graph, options: &NeighbourhoodOptions) -> Vec<String> {
        let [left, right] = self.farther;
        let mut notes = Vec::new();
        if left + right > 0 {
            notes.push(format!(
                "Farther away: {} to the left, {} to the right.",
                number(left),
                number(right)
            ));
        }
        let centre =
            self.places.iter().find(|place| place.steps == 0).map(|place| graph.element(place.element));
        if let Some(centre) = centre.filter(|centre| !graph.model().in_use(centre, options.at)) {
            notes.push(format!("{} itself is not in use on {}.", centre.name(), options.at));
        }
        notes
    }
}

/// What is bound to the one in the middle by relations that pass no disruption on.
fn beyond_relations<'g>(
    graph: &'g Graph,
    centre: ElementIx,
    direction: Direction,
    admitted: &'g [bool],
) -> impl Iterator<Item = ElementIx> + 'g {
    let passes = |edge: &Edge| edge.relation.spec().passes_disruption;
    let relations = graph.relations(centre.node(), direction).into_iter();
    let beyond = relations.filter(move |(_, edge)| !passes(edge));
    let elements = beyond.filter_map(|(node, _)| graph.as_element(node));
    elements.filter(|ix| admitted.get(ix.index()).copied().unwrap_or(false))
}

/// Of two that depend on each other, whether the one in the middle needs the other more: hard against soft.
fn is_rather_dependency(graph: &Graph, centre: ElementIx, other: ElementIx) -> bool {
    let needs = |from: ElementIx, to: ElementIx| {
        let relations = graph.relations(from.node(), Direction::Upstream);
        let strengths = relations.iter().filter(|(node, _)| *node == to.node());
        strengths.map(|(_, edge)| edge.effective_strength()).max()
    };
    needs(centre, other) == Some(Strength::Hard) && needs(other, centre) != Some(Strength::Hard)
}
