//! Conflicts: something in use rests on what is out of use, not yet in use, not supported, or no longer agreed.

use rayon::prelude::*;

use super::{Need, Timelines, needs};
use crate::diagnostic::Place;
use crate::graph::{Direction, ElementIx, Relation};
use crate::model::{Days, Field, Phase, Section, Span};

/// A time in which something in use rests on what it cannot rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Why it cannot.
    pub kind: ConflictKind,
    /// What is in use.
    pub dependent: ElementIx,
    /// What it rests on directly.
    pub dependency: ElementIx,
    /// The days of it, at least one.
    pub days: Days,
    /// Whether the dependent stops without.
    pub hard: bool,
    /// The integration between them, if there is one.
    pub through: Option<ElementIx>,
    /// Where it is declared that the one rests on the other.
    pub place: Place,
}

/// Why something cannot be rested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// It has been retired.
    Retired,
    /// It is not yet in use.
    NotYetActive,
    /// It is in use, and its vendor has given it up.
    Unsupported,
    /// The agreement under which the dependent is operated or maintained has ended.
    AgreementEnded,
}

impl ConflictKind {
    /// The rule that tells of it.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Retired => "depends-on-retired",
            Self::NotYetActive => "depends-on-not-yet-active",
            Self::Unsupported => "depends-on-unsupported",
            Self::AgreementEnded => "agreement-ends-first",
        }
    }
}

/// Every conflict of a map over all time, in the order of the dependents: one for each of them, each direct dependency
/// and each kind.
///
/// - A predecessor and its successor on which the same element rests count as one: there is a conflict while none of
///   them is in use.
/// - What is needed through a group conflicts while the group has too few members in use.
/// - What has no beginning counts as in use today and later: of its past the map says nothing.
///
/// Complexity: O(V + E log E).
pub fn conflicts(timelines: &Timelines<'_>) -> Vec<Conflict> {
    let graph = timelines.graph();
    let dependents: Vec<ElementIx> = graph.elements().collect();
    dependents.par_iter().flat_map_iter(|&dependent| of_dependent(timelines, dependent)).collect()
}

fn of_dependent(timelines: &Timelines<'_>, dependent: ElementIx) -> Vec<Conflict> {
    let graph = timelines.graph();
    let in_use = timelines.in_use(dependent);
    let mut found = Vec::new();
    if in_use.is_never() {
        return found;
    }
    if graph.element(dependent).section != Section::Integrations && rests_on_dated(timelines, dependent) {
        let needs = needs(timelines, dependent);
        for need in needs.iter().filter(|need| timelines.is_dated(need.dependency)) {
            let missing = |need: &Need| missing(timelines, in_use, need, &needs);
            let (not_yet, retired) = split(timelines, need.dependency, &missing(need));
            let not_yet = untold(timelines, need, not_yet, &needs, missing);
            let supported = timelines.unsupported(need.dependency).and(timelines.in_use(need.dependency));
            let unsupported = in_use.and(&need.needed).and(&supported);
            let to_spare = has_to_spare(timelines, need, &unsupported);
            let mut add = |kind, days: Days, hard| {
                if !days.is_never() {
                    let Need { dependency, through, place, .. } = *need;
                    found.push(Conflict { kind, dependent, dependency, days, hard, through, place });
                }
            };
            add(ConflictKind::Retired, retired, need.hard);
            add(ConflictKind::NotYetActive, not_yet, need.hard);
            add(ConflictKind::Unsupported, unsupported, need.hard && !to_spare);
        }
    }
    found.extend(agreement_ended(timelines, dependent));
    found
}

/// Whether an element rests on something with dates, by a quick look at what is near.
fn rests_on_dated(timelines: &Timelines<'_>, dependent: ElementIx) -> bool {
    let graph = timelines.graph();
    let near = |node| graph.snapshot().neighbours(node, Direction::Upstream).iter();
    near(dependent.node()).any(|neighbour| match graph.as_element(neighbour.node) {
        Some(element) if graph.element(element).section == Section::Integrations => {
            near(neighbour.node).any(|end| match graph.as_element(end.node) {
                Some(end) => timelines.is_dated(end) || graph.element(end).section == Section::Integrations,
                None => true,
            })
        }
        Some(element) => timelines.is_dated(element),
        None => true,
    })
}

/// The days on which a dependent that is in use misses what it needs, and nothing is in its place.
fn missing(timelines: &Timelines<'_>, in_use: &Days, need: &Need, needs: &[Need]) -> Days {
    let missing = in_use.and(&need.unspared).minus(timelines.in_use(need.dependency));
    if missing.is_never() || needs.len() < 2 {
        return missing;
    }
    let line = timelines.line_of(need.dependency).into_iter();
    let in_line = line.filter_map(|other| {
        needs.binary_search_by_key(&other, |need| need.dependency).ok().and_then(|at| needs.get(at))
    });
    in_line
        .filter(|other| !other.shares_group(need))
        .fold(missing, |missing, other| missing.minus(&timelines.in_use(other.dependency).and(&other.needed)))
}

/// Whether a group has others that would do, on some of the days on which one of its members is not supported. What is in
/// use and not supported is told all the same.
fn has_to_spare(timelines: &Timelines<'_>, need: &Need, days: &Days) -> bool {
    let graph = timelines.graph();
    let has_more = |group| graph.as_group(group).is_some_and(|group| group.members > group.min_up);
    need.groups.iter().any(|&group| has_more(group)) && !days.minus(&need.unspared).is_never()
}

/// Days before the use of something, without those of the gap after what it follows: they are told of that.
fn untold(
    timelines: &Timelines<'_>,
    need: &Need,
    not_yet: Days,
    needs: &[Need],
    missing: impl Fn(&Need) -> Days,
) -> Days {
    if not_yet.is_never() || needs.len() < 2 || timelines.predecessors(need.dependency).is_empty() {
        return not_yet;
    }
    let followed = timelines.followed_by(need.dependency);
    let before = needs.iter().filter(|need| followed.binary_search(&need.dependency).is_ok());
    before.fold(not_yet, |not_yet, before| {
        let (_, gone) = split(timelines, before.dependency, &missing(before));
        not_yet.minus(&gone)
    })
}

/// Parts days on which something is out of use: those before its use, and those after it. Of the past of a dependent
/// without a beginning nobody has said anything.
fn split(timelines: &Timelines<'_>, dependency: ElementIx, missing: &Days) -> (Days, Days) {
    if missing.is_never() {
        return (Days::NEVER, Days::NEVER);
    }
    let before = match timelines.in_use(dependency).extent() {
        Some(used) => Days::before(used.first),
        None => never_in_use(timelines, dependency),
    };
    let said = |span: &&Span| span.begins().is_some() || span.last >= timelines.today();
    let not_yet = missing.and(&before).spans().iter().filter(said).copied().collect();
    (not_yet, missing.minus(&before))
}

/// The days on which something that is never in use is still to come.
fn never_in_use(timelines: &Timelines<'_>, element: ElementIx) -> Days {
    let model = timelines.graph().model();
    let element = timelines.graph().element(element);
    match model.lifecycle_of(element).and_then(|lifecycle| lifecycle.begins(Phase::Retired)) {
        Some(retired) => Days::before(retired),
        None if model.phase_on(element, timelines.today()) == Some(Phase::Retired) => Days::NEVER,
        None => Days::always(),
    }
}

/// The days on which an element is in use and none of its agreements is in force any more.
fn agreement_ended(timelines: &Timelines<'_>, dependent: ElementIx) -> Option<Conflict> {
    let graph = timelines.graph();
    graph.element(dependent).references(Field::Agreement)?;
    let relations = graph.relations(dependent.node(), Direction::Upstream).into_iter();
    let agreements: Vec<(ElementIx, Place)> = relations
        .filter(|(_, edge)| edge.relation == Relation::Agreement)
        .flat_map(|(node, edge)| graph.members_of(node).into_iter().map(|member| (member, edge.place)))
        .collect();
    let last = |agreement: ElementIx| timelines.in_use(agreement).extent().map(|used| used.last);
    let &(dependency, place) = agreements.iter().max_by_key(|(agreement, _)| last(*agreement))?;
    let after = match last(dependency) {
        Some(last) => Days::after(last),
        None => never_in_use(timelines, dependency).not(),
    };
    let days = timelines.in_use(dependent).and(&after);
    (!days.is_never()).then_some(Conflict {
        kind: ConflictKind::AgreementEnded,
        dependent,
        dependency,
        days,
        hard: false,
        through: None,
        place,
    })
}
