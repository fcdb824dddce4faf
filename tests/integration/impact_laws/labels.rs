//! How an element's disruption is known: the fewest steps among the ways that carry it at its time, and whether
//! one of those is declared throughout.

use super::disruption::{LEVELS, Level, Out};
use super::net::{Edge, Net};
use super::question::Span;
use std::collections::BTreeMap;

/// A set of a node, and the first minute of one of its spans.
type Point = (usize, Level, u64);

/// Steps, and whether something on the way is assumed.
pub(crate) type Label = (usize, bool);

/// The labels of all points.
pub(crate) struct Labels(BTreeMap<Point, Label>);

/// Something that carries a point: a change, a relation, or the relations to the members of a group.
struct Carrier<'n> {
    edge: &'n Edge,
    /// The span of the dependency.
    span: Span,
    level: Level,
}

impl Labels {
    pub(crate) fn of(net: &Net<'_>, outs: &[Out]) -> Self {
        let mut points: Vec<Point> = Vec::new();
        for (node, out) in outs.iter().enumerate() {
            for level in LEVELS {
                points.extend(out.at(level).iter().map(|(from, _)| (node, level, from)));
            }
        }
        // First the steps of all, then who is declared among those with the fewest.
        let mut steps: BTreeMap<Point, usize> = BTreeMap::new();
        until_nothing_changes(&mut steps, &points, &|point, steps| {
            if net.begins_with_change(point) {
                return Some(0);
            }
            let own = usize::from(net.counts(point.0));
            let mut ways = carriers(net, outs, point)
                .filter_map(|c| Some((c.arrival(), own + steps.get(&c.origin())?)))
                .collect::<Vec<_>>();
            ways.sort_unstable();
            ways.get(net.deciding(point.0)).map(|(_, steps)| *steps)
        });
        let mut labels: BTreeMap<Point, Label> = steps.iter().map(|(p, s)| (*p, (*s, true))).collect();
        until_nothing_changes(&mut labels, &points, &|point, labels| {
            let steps = *steps.get(&point)?;
            if net.begins_with_change(point) {
                return Some((0, false));
            }
            let own = usize::from(net.counts(point.0));
            let mut ways = carriers(net, outs, point)
                .filter_map(|c| {
                    let (before, assumed) = *labels.get(&c.origin())?;
                    Some((c.arrival(), own + before, assumed || !c.edge.is_declared()))
                })
                .collect::<Vec<_>>();
            ways.sort_unstable();
            let deciding = net.deciding(point.0);
            Some((steps, ways.iter().take(deciding + 1).any(|(.., assumed)| *assumed)))
        });
        Self(labels)
    }

    /// The distance of an element from the causes, and whether a step is assumed.
    pub(crate) fn get(&self, net: &Net<'_>, node: usize, level: Level, from: u64) -> Option<Label> {
        let (steps, assumed) = *self.0.get(&(node, level, from))?;
        Some((steps + usize::from(!net.counts(node)), assumed))
    }
}

/// What is known of a point, from what is known of all.
type Better<'b, V> = &'b dyn Fn(Point, &BTreeMap<Point, V>) -> Option<V>;

fn until_nothing_changes<V: PartialEq + Copy>(
    known: &mut BTreeMap<Point, V>,
    points: &[Point],
    better: Better<'_, V>,
) {
    loop {
        let mut changed = false;
        for &point in points {
            let found = better(point, known);
            if let Some(found) = found.filter(|found| known.get(&point) != Some(found)) {
                known.insert(point, found);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// The relations by which a point is carried: those of an element that arrive at its minute, those of a group that
/// have arrived by then.
fn carriers<'n>(
    net: &'n Net<'_>,
    outs: &'n [Out],
    (node, level, minute): Point,
) -> impl Iterator<Item = Carrier<'n>> {
    let is_group = net.as_group(node).is_some();
    let edges = net.rests_on(node).filter(|edge| net.lets_through(edge));
    edges.filter_map(move |edge| {
        let level = edge.takes(level)?;
        let covers = |(from, until): &Span| {
            let arrives = from.saturating_add(edge.tolerance);
            arrives < *until
                && if is_group { arrives <= minute && minute < *until } else { arrives == minute }
        };
        let span = outs[edge.to].at(level).iter().find(covers)?;
        Some(Carrier { edge, span, level })
    })
}

impl Carrier<'_> {
    fn arrival(&self) -> u64 {
        self.span.0.saturating_add(self.edge.tolerance)
    }

    fn origin(&self) -> Point {
        (self.edge.to, self.level, self.span.0)
    }
}

impl Net<'_> {
    fn begins_with_change(&self, (node, _, minute): Point) -> bool {
        self.changes.iter().any(|c| c.element == node && c.window.is_some_and(|window| window.0 == minute))
    }

    /// Which of the carriers of a point, in their order, decides.
    fn deciding(&self, node: usize) -> usize {
        self.as_group(node).map_or(0, |_| self.losses_to_stop(node) - 1)
    }
}
