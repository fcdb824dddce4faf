//! The outlook: conflicts in time order as seen from a day, with what hangs on those that are in them.

use super::{Conflict, Phases, Succession, Timelines, conflicts, phases, successions};
use crate::graph::{ElementIx, Hanging};
use crate::model::{Criticality, Date, Section, Span};

/// What a map says of time, as seen from a day.
#[derive(Debug)]
pub struct Outlook {
    /// The day.
    pub at: Date,
    /// The conflicts: those of the day, then those that come, then those that are past, each in time order.
    pub conflicts: Vec<Outstanding>,
    /// The phases.
    pub phases: Phases,
    /// The successions.
    pub successions: Vec<Succession>,
    /// What hangs on each element, if that was asked for anywhere: all elements, and critical processes.
    hanging: Option<Hanging<2>>,
}

/// A conflict as seen from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    /// The conflict.
    pub conflict: Conflict,
    /// When it is, as seen from the day.
    pub when: When,
    /// The span of it that holds the day, else the next, else the last.
    pub span: Span,
}

/// When something is, as seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// On the day.
    Now,
    /// After it.
    ToCome,
    /// Before it, and not again.
    Past,
}

impl When {
    /// Every one, in order.
    pub const ALL: [Self; 3] = [Self::Now, Self::ToCome, Self::Past];
}

/// How many sets of 512 elements may be joined to count what hangs on everything: a second or two.
const COUNTING: usize = 100_000_000;

/// What a map says of time, as seen from a day; or what concerns some elements, if they are `asked` about.
///
/// Complexity: that of [`conflicts`], O(V log V), and, if there are conflicts or something is out of support, what
/// [`crate::graph::Ways::hanging`] takes.
pub fn outlook(timelines: &Timelines<'_>, at: Date, asked: &[ElementIx]) -> Outlook {
    let graph = timelines.graph();
    let mut sorted: Vec<ElementIx> = asked.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let concerns = |element: ElementIx| sorted.is_empty() || sorted.binary_search(&element).is_ok();
    let outstanding = conflicts(timelines).into_iter();
    let outstanding =
        outstanding.filter(|conflict| concerns(conflict.dependent) || concerns(conflict.dependency));
    let mut conflicts: Vec<Outstanding> =
        outstanding.filter_map(|conflict| Outstanding::seen_from(at, conflict)).collect();
    conflicts.sort_by_key(|seen| {
        let Conflict { dependent, dependency, kind, .. } = seen.conflict;
        (seen.when, seen.span.first, dependent, dependency, kind)
    });
    let elements = if sorted.is_empty() { graph.elements().collect() } else { sorted.clone() };
    let phases = phases(timelines, at, &elements);
    let of_them = |succession: &Succession| {
        concerns(succession.element) || succession.successors.iter().any(|&successor| concerns(successor))
    };
    let successions = successions(timelines).into_iter().filter(of_them).collect();
    let is_asked = !conflicts.is_empty() || !phases.unsupported.is_empty();
    let hanging = is_asked.then(|| hanging(timelines, at));
    Outlook { at, conflicts, phases, successions, hanging }
}

/// What hangs on everything in use on a day or later.
fn hanging(timelines: &Timelines<'_>, at: Date) -> Hanging<2> {
    let graph = timelines.graph();
    let is_used = |element| timelines.in_use(element).extent().is_some_and(|used| used.last >= at);
    let admitted: Vec<bool> = graph.elements().map(is_used).collect();
    let class = |ix: ElementIx| {
        let element = graph.element(ix);
        [true, element.section == Section::Processes && element.criticality() == Some(&Criticality::Critical)]
    };
    graph.ways(&admitted).hanging(class, COUNTING)
}

impl Outlook {
    /// The conflicts of one time, in time order.
    pub fn conflicts_when(&self, when: When) -> impl Iterator<Item = &Outstanding> {
        self.conflicts.iter().filter(move |seen| seen.when == when)
    }

    /// How many elements hang on one, and how many critical processes.
    pub fn hanging_on(&self, element: ElementIx) -> [usize; 2] {
        self.hanging.as_ref().map_or([0; 2], |hanging| hanging.on(element.node()))
    }

    /// Whether more may hang on elements than is said.
    pub fn hanging_at_least(&self) -> bool {
        self.hanging.as_ref().is_some_and(|hanging| !hanging.complete)
    }
}

impl Outstanding {
    fn seen_from(at: Date, conflict: Conflict) -> Option<Self> {
        let spans = conflict.days.spans();
        let next = spans.iter().find(|span| span.last >= at);
        let span = *next.or(spans.last())?;
        let when = match next {
            None => When::Past,
            Some(span) if span.first <= at => When::Now,
            Some(_) => When::ToCome,
        };
        Some(Self { conflict, when, span })
    }
}
