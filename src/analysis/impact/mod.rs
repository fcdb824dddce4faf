//! Typed impact: what a change of a certain kind does to every element, when, and how we know (R6, R7).
//!
//! Two questions with one answer. **Disruption** spreads in time along the relations that pass it on. **Work** comes
//! to the neighbours of what is changed, by the rows of one [`table`]. Every claim has a proof, a way from a cause,
//! and a basis: declared, or assumed.

mod change;
mod disruption;
mod effects;
mod freed;
mod protection;
pub mod table;
mod ways;
pub mod words;
mod work;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

pub use change::{Change, Window};
use effects::{Effects, Known};
use work::{ToDo, WorkToDo};

use super::blind_spots::{self, BlindSpots};
use super::people::{self, Person};
use super::reach;
use super::reached::{Basis, Reached};
use crate::graph::{Assumption, Direction, ElementIx, Graph, NodeIx};
use crate::model::{ChangeKind, Date, Disruption, Section, Work};

/// How impact is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ImpactOptions {
    /// The day: elements not in use then are left out. Changed elements are kept whatever their phase.
    pub at: Date,
    /// The civil date and time of minute 0. Without it nobody knows what is open, so service hours are not looked at.
    pub clock: Option<jiff::civil::DateTime>,
}

/// What a change does.
#[derive(Debug)]
pub struct Impact<'g> {
    /// How it was asked for.
    pub options: ImpactOptions,
    /// The changes, those of parts too, in the order of their elements.
    pub changes: Vec<Change>,
    /// The changed elements that are not in use on the day, parts not counted.
    pub causes_not_in_use: Vec<ElementIx>,
    /// What has some disruption or work: business first, then worst first. Never a changed element.
    pub affected: Vec<Affected>,
    /// What would be disturbed, or disturbed more, but for something that keeps it.
    pub protected: Vec<Protected>,
    /// What nothing in use needs any more when the retired elements are gone, integrations that lose an end too.
    pub freed: Vec<ElementIx>,
    /// Whom to tell.
    pub people: Vec<Person>,
    /// What the map cannot see.
    pub blind_spots: BlindSpots,
    graph: &'g Graph,
    by_element: HashMap<ElementIx, usize>,
    effects: Effects<'g>,
    work: WorkToDo,
}

/// An element that a change reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// The element.
    pub element: ElementIx,
    /// What becomes of it.
    pub disruption: Disruption,
    /// When, in minutes after the beginning of the question; nothing without disruption.
    pub time: Option<u32>,
    /// When that is felt, if it is closed at that time: when it is next open.
    pub felt: Option<u32>,
    /// When it begins to work with less, if that is before it stops.
    pub degraded_from: Option<u32>,
    /// If that is assumed: what becomes of it for sure, whatever becomes of the assumptions, and when.
    pub surely: Option<(Disruption, u32)>,
    /// What must be done to it.
    pub work: Work,
    /// How we know: of the disruption if there is one, else of the work.
    pub claim: Claim,
    /// How we know of the work, if there is some.
    pub work_claim: Option<Claim>,
}

/// On what a statement rests; [`Impact::proof`] and [`Impact::work_proof`] show the way itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The length of the way in steps.
    pub distance: usize,
    /// Whether every step of it is declared.
    pub basis: Basis,
    /// What is not, if it weighs: most work comes whether a strength is hard or soft.
    pub assumption: Option<Assumption>,
}

/// How we know: a way by which a change reaches an element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// The elements on the way, cause first and the element itself last. Groups are left out.
    pub path: Vec<ElementIx>,
    /// For ways through redundancy groups: the other members whose loss it takes too.
    pub beside: Vec<ElementIx>,
}

/// A step of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The end that is nearer to the cause.
    pub from: ElementIx,
    /// The end that is reached.
    pub to: ElementIx,
    /// The disruption that it brings; none if it brings work only.
    pub carries: Disruption,
}

/// An element that something keeps from a disruption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protected {
    /// The element.
    pub element: ElementIx,
    /// What it is kept from.
    pub from: Disruption,
    /// By what.
    pub by: Protection,
    /// What nobody has declared of the time that it can do without, if anything.
    pub assumption: Option<Assumption>,
}

/// What keeps an element from a disruption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protection {
    /// Enough members of a redundancy group are up. The margin is `up - min_up`: so many more may be lost.
    Group {
        /// Members that are still up.
        up: usize,
        /// Members in use.
        of: usize,
        /// How many must be up.
        min_up: usize,
    },
    /// It can do without until the outage is over, with so many minutes to spare.
    Tolerance {
        /// Minutes to spare.
        left: u32,
    },
    /// It is closed all that time.
    Closed,
}

/// Finds what changes do.
///
/// Complexity: O(E log E) at most; less where little is reached.
pub fn impact<'g>(graph: &'g Graph, changes: &[Change], options: ImpactOptions) -> Impact<'g> {
    let in_use = graph.in_use(options.at);
    let asked: Vec<ElementIx> = change::elements(changes);
    // What is retired on the day on which the map retires it was in use until then.
    let leaves_that_day = |cause: ElementIx| {
        let until_then =
            options.at.yesterday().is_ok_and(|day| graph.model().in_use(graph.element(cause), day));
        until_then && changes.iter().all(|c| c.element != cause || c.kind == ChangeKind::Retire)
    };
    let is_out = |cause: &ElementIx| !is_true(&in_use, *cause) && !leaves_that_day(*cause);
    let causes_not_in_use = asked.iter().copied().filter(is_out).collect();
    let Reckoned { changes, causes, in_use, effects, work, disturbed, affected } =
        reckon(graph, changes, in_use, options.clock);
    let holds = |group: NodeIx| effects.holds(group);
    let retired = change::elements(changes.iter().filter(|change| change.kind == ChangeKind::Retire));
    let is_cause = |element: ElementIx| causes.binary_search(&element).is_ok();
    let mut freed = freed::freed(graph, &retired, &in_use, &holds);
    freed.retain(|&element| !is_cause(element));
    let protected = effects.protected(&disturbed, &in_use, &is_cause);
    let mut affected = affected;
    sort_worst_first(graph, &mut affected);
    let by_element = affected.iter().enumerate().map(|(index, each)| (each.element, index)).collect();
    let reached: Vec<Reached> = affected.iter().map(Affected::reached).collect();
    let left_out = || reach::left_out(graph, &causes, Direction::Downstream, &in_use);
    let (people, blind_spots) = rayon::join(
        || people::to_tell(graph, &causes, &reached, &[]),
        || blind_spots::of_reach(graph, &causes, &reached, left_out()),
    );
    Impact {
        options,
        changes,
        causes_not_in_use,
        affected,
        protected,
        freed,
        people,
        blind_spots,
        graph,
        by_element,
        effects,
        work,
    }
}

/// What changes affect, in no order of note, and nothing else of an answer: for many questions of one map on one day.
/// `in_use` is what is in use then.
///
/// Complexity: as [`impact`], without what that looks up of every element of the map.
pub fn affected_by(graph: &Graph, changes: &[Change], in_use: &[bool]) -> Vec<Affected> {
    reckon(graph, changes, in_use.to_vec(), None).affected
}

/// What changes do, before it is put in order.
struct Reckoned<'g> {
    /// With those of parts.
    changes: Vec<Change>,
    causes: Vec<ElementIx>,
    /// With what is changed, whatever its phase.
    in_use: Arc<[bool]>,
    effects: Effects<'g>,
    work: WorkToDo,
    disturbed: Vec<ElementIx>,
    affected: Vec<Affected>,
}

fn reckon<'g>(
    graph: &'g Graph,
    changes: &[Change],
    mut in_use: Vec<bool>,
    clock: Option<jiff::civil::DateTime>,
) -> Reckoned<'g> {
    for cause in change::elements(changes) {
        if let Some(slot) = in_use.get_mut(cause.index()) {
            *slot = true;
        }
    }
    let changes = change::with_parts(graph, changes, &in_use);
    let causes = change::elements(&changes);
    let in_use: Arc<[bool]> = in_use.into();
    let effects = Effects::of(graph, &changes, &in_use, clock.map(minute_of_week));
    let work = WorkToDo::of(graph, &changes, &in_use, &|group| effects.holds(group));
    let disturbed = effects.disturbed();
    let is_cause = |element: ElementIx| causes.binary_search(&element).is_ok();
    let affected = affected(graph, &effects, &disturbed, &work, &is_cause);
    Reckoned { changes, causes, in_use, effects, work, disturbed, affected }
}

fn is_true(flags: &[bool], element: ElementIx) -> bool {
    flags.get(element.index()).copied().unwrap_or(false)
}

fn minute_of_week(clock: jiff::civil::DateTime) -> u32 {
    let number = |n: i8| u32::try_from(n).unwrap_or(0);
    let day = number(clock.weekday().to_monday_zero_offset());
    (day * 24 + number(clock.hour())) * 60 + number(clock.minute())
}

/// Joins what is disrupted with what has work.
fn affected(
    graph: &Graph,
    effects: &Effects<'_>,
    disturbed: &[ElementIx],
    work: &WorkToDo,
    is_cause: &dyn Fn(ElementIx) -> bool,
) -> Vec<Affected> {
    let disturbed = disturbed.iter().copied().filter(|&element| !is_cause(element));
    let disrupted = disturbed.filter_map(|element| Some((element, effects.on(element)?)));
    let mut affected: BTreeMap<ElementIx, Affected> =
        disrupted.map(|(element, known)| (element, Affected::disrupted(graph, element, &known))).collect();
    for (element, to_do) in work.iter() {
        let ToDo { work, way, assumption } = *to_do;
        let claim = Claim { distance: way.distance(graph), basis: way.basis, assumption };
        let entry = affected.entry(element).or_insert_with(|| Affected::untouched(element, claim));
        entry.work = work;
        entry.work_claim = Some(claim);
    }
    affected.into_values().collect()
}

fn sort_worst_first(graph: &Graph, affected: &mut [Affected]) {
    affected.par_sort_unstable_by(|a, b| {
        let key = |each: &Affected| {
            let section = graph.element(each.element).section;
            let worst = std::cmp::Reverse((each.disruption, each.work));
            let soonest = each.time.unwrap_or(u32::MAX);
            (
                section.layer(),
                section,
                std::cmp::Reverse(each.disruption),
                soonest,
                worst,
                each.claim.distance,
            )
        };
        key(a).cmp(&key(b)).then_with(|| graph.element(a.element).id().cmp(graph.element(b.element).id()))
    });
}

impl Claim {
    fn of(distance: usize, assumption: Option<Assumption>) -> Self {
        let basis = if assumption.is_some() { Basis::Assumed } else { Basis::Declared };
        Self { distance, basis, assumption }
    }
}

impl Claim {
    /// Whether it hangs on something that nobody has declared.
    pub fn is_assumed(&self) -> bool {
        self.assumption.is_some()
    }
}

impl Affected {
    /// Whether its disruption comes for sure, if perhaps later than is told.
    pub fn is_sure(&self) -> bool {
        !self.claim.is_assumed() || self.surely.is_some_and(|(disruption, _)| disruption == self.disruption)
    }

    fn untouched(element: ElementIx, claim: Claim) -> Self {
        Self {
            element,
            disruption: Disruption::None,
            time: None,
            felt: None,
            degraded_from: None,
            surely: None,
            work: Work::None,
            claim,
            work_claim: None,
        }
    }

    fn disrupted(graph: &Graph, element: ElementIx, known: &Known) -> Self {
        let effect = &known.effect;
        let ends_uncounted = usize::from(!graph.counts(element.node()));
        let claim = Claim::of(effect.label.steps as usize + ends_uncounted, effect.label.assumed);
        Self {
            disruption: effect.disruption,
            time: Some(effect.time),
            felt: effect.felt,
            degraded_from: effect.degraded_from,
            surely: known.surely.map(|sure| (sure.disruption, sure.time)),
            ..Self::untouched(element, claim)
        }
    }

    /// The element with its distance, and whether anything that weighs is assumed of it.
    fn reached(&self) -> Reached {
        let assumption = self.claim.assumption.max(self.work_claim.and_then(|claim| claim.assumption));
        let basis = if assumption.is_some() { Basis::Assumed } else { Basis::Declared };
        Reached { element: self.element, distance: self.claim.distance, basis }
    }
}

impl Impact<'_> {
    /// The elements that are changed, in the order of the graph, parts too.
    pub fn causes(&self) -> Vec<ElementIx> {
        change::elements(&self.changes)
    }

    /// What becomes of an element, if anything does.
    pub fn on(&self, element: ElementIx) -> Option<&Affected> {
        self.affected.get(*self.by_element.get(&element)?)
    }

    /// The shortest way that carries the disruption of an element, if it has one.
    pub fn proof(&self, element: ElementIx) -> Option<Proof> {
        self.effects.proof(element)
    }

    /// The shortest way that brings the work of an element, if it has some.
    pub fn work_proof(&self, element: ElementIx) -> Option<Proof> {
        Some(Proof { path: self.work.path(self.graph, element)?, beside: Vec::new() })
    }

    /// The steps of all proofs, each once, in order, groups left out: [`Impact::proof`] and [`Impact::work_proof`] at
    /// once for every affected element.
    ///
    /// Complexity: O(s log s) for s steps, however many proofs share them.
    pub fn steps(&self) -> Vec<Step> {
        let disrupted = self.affected.iter().filter(|affected| affected.disruption > Disruption::None);
        let mut steps = self.effects.steps(disrupted.map(|affected| affected.element));
        let work = self.work.steps(self.graph).into_iter();
        steps.extend(work.map(|(from, to)| Step { from, to, carries: Disruption::None }));
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    /// The affected elements of a section.
    pub fn of_section(&self, section: Section) -> impl Iterator<Item = &Affected> + Clone {
        let graph = self.graph;
        self.affected.iter().filter(move |affected| graph.element(affected.element).section == section)
    }
}
