//! Changes: what is asked about, with the time in which it is out.

use super::table::{Out, spec};
use crate::graph::{Direction, ElementIx, Graph, Relation};
use crate::model::{ChangeKind, Date, Phase};

/// One change of one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The element that is changed.
    pub element: ElementIx,
    /// What happens to it.
    pub kind: ChangeKind,
    /// The time in which it is out; nothing if it goes on working.
    pub window: Option<Window>,
    /// Whether it is changed only because it is a part of an element that is.
    pub implied: bool,
}

/// A time in which something is out, in minutes after the beginning of the question: the first minute, and the first
/// minute after it; without an end if nobody knows one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The first minute.
    pub from: u32,
    /// The first minute after it.
    pub until: Option<u32>,
}

impl Change {
    /// A change of an element. An outage has the window; what is retired is out for good from its first minute, and
    /// what is replaced until its successor is in use. Everything else goes on working.
    ///
    /// `day` is the day of minute 0, `successor` what takes the place of what is replaced. Nothing is known of a gap
    /// without a successor.
    pub fn new(
        graph: &Graph,
        element: ElementIx,
        kind: ChangeKind,
        window: Window,
        day: Date,
        successor: Option<ElementIx>,
    ) -> Self {
        let window = match spec(kind).out {
            Out::Never => None,
            Out::Window => Some(window),
            Out::ForGood => Some(Window { until: None, ..window }),
            Out::Gap => successor.and_then(|successor| gap(graph, successor, window.from, day)),
        };
        Self { element, kind, window, implied: false }
    }
}

/// The time until a successor is in use; nothing if it is on the day.
fn gap(graph: &Graph, successor: ElementIx, from: u32, day: Date) -> Option<Window> {
    let model = graph.model();
    let element = graph.element(successor);
    if model.in_use(element, day) {
        return None;
    }
    let begins = |phase| model.lifecycle_of(element)?.begins(phase);
    let first =
        [Phase::PhaseIn, Phase::Active].into_iter().filter_map(begins).filter(|&first| first > day).min();
    let days = first.and_then(|first| u32::try_from((first - day).get_days()).ok());
    Some(Window { from, until: days.map(|days| from.saturating_add(days.saturating_mul(24 * 60))) })
}

/// The elements of changes, each once, in the order of the graph.
pub(super) fn elements<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Vec<ElementIx> {
    let mut elements: Vec<ElementIx> = changes.into_iter().map(|change| change.element).collect();
    elements.sort_unstable();
    elements.dedup();
    elements
}

/// Changes together with those of the parts in use, at any depth: a change of a whole is a change of its parts.
pub(super) fn with_parts(graph: &Graph, changes: &[Change], in_use: &[bool]) -> Vec<Change> {
    let mut all: Vec<Change> = changes.to_vec();
    all.sort_unstable();
    all.dedup();
    let mut known: std::collections::HashSet<_> = all.iter().map(Change::what).collect();
    let mut next = 0;
    while let Some(&change) = all.get(next) {
        next += 1;
        for (node, edge) in graph.relations(change.element.node(), Direction::Downstream) {
            let Some(part) = graph.as_element(node).filter(|_| edge.relation == Relation::PartOf) else {
                continue;
            };
            let implied = Change { element: part, implied: true, ..change };
            if in_use.get(part.index()).copied().unwrap_or(false) && known.insert(implied.what()) {
                all.push(implied);
            }
        }
    }
    all.sort_unstable();
    all
}

impl Change {
    fn what(&self) -> (ElementIx, ChangeKind, Option<Window>) {
        (self.element, self.kind, self.window)
    }
}
