//! The budget: what runs, what is replaced and what is adapted, by year, with the assumption behind each figure (R3).
//!
//! Money is counted where the map declares it, and what has no cost declared is named. Nothing is estimated.

mod bearer;
mod running;

use std::collections::BTreeMap;

pub use bearer::{Bearer, By};

use crate::analysis::adaptation::{Adaptation, Fate, Planned};
use crate::analysis::lifecycle::Timelines;
use crate::graph::{ElementIx, Graph};
use crate::model::{Date, Money, Phase, Section, Sums};

/// A budget over some years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// The first year.
    pub first: i16,
    /// The last year.
    pub last: i16,
    /// Whether there are dates after the last year that a budget of so many years leaves out.
    pub is_cut: bool,
    /// Every figure: running costs, then replacement and adaptation; each in the order of the map.
    pub figures: Vec<Figure>,
    /// What has no cost declared.
    pub undeclared: Undeclared,
}

/// A declared cost, and when it is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What costs.
    pub element: ElementIx,
    /// What for.
    pub kind: CostKind,
    /// What is declared: for a year, or for once.
    pub declared: Money,
    /// Why it is paid when it is.
    pub assumption: Assumption,
    /// What is paid when.
    pub parts: Vec<(When, Money)>,
}

/// What a cost is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostKind {
    /// It is in use.
    Running,
    /// Something else takes its place.
    Replacement,
    /// It is adapted.
    Adaptation,
}

/// When a cost is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// In this year.
    Year(i16),
    /// After the last year.
    Later,
    /// Nobody says when.
    NoDate,
}

/// Why a cost is paid when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// The yearly cost, by the days of the year on which it is in use.
    DaysInUse,
    /// The yearly cost, for it has no dates and is always in use.
    AlwaysInUse,
    /// In the year of the plateau, by its number, into which the plan lays the move.
    Plateau(usize),
    /// In the year of this deadline, for it comes before the plateau into which the plan lays the move, if there is one.
    Deadline(Date),
    /// In the first year, for its deadline is over.
    Overdue,
    /// Nobody says when.
    NoDate,
}

/// What costs money and does not say how much.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undeclared {
    /// Systems, technologies and agreements in use in these years.
    pub running: Vec<ElementIx>,
    /// Systems that are replaced.
    pub replacement: Vec<ElementIx>,
    /// Systems that are adapted.
    pub adaptation: Vec<ElementIx>,
}

/// What is paid at one time: for running, replacement and adaptation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// For each of [`CostKind::ALL`].
    pub by_kind: [Sums; 3],
}

/// What one bearer pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'g> {
    /// The organisation or class; nothing if the map does not say.
    pub bearer: Option<&'g str>,
    /// How many elements are counted here by what the map says of another thing.
    pub assumed: usize,
    /// What is paid when.
    pub sums: BTreeMap<When, Sum>,
}

impl CostKind {
    /// Every kind, in order.
    pub const ALL: [Self; 3] = [Self::Running, Self::Replacement, Self::Adaptation];

    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Replacement => "replacement",
            Self::Adaptation => "adaptation",
        }
    }
}

impl Sum {
    /// What is paid for one kind.
    pub fn of(&self, kind: CostKind) -> &Sums {
        let [running, replacement, adaptation] = &self.by_kind;
        match kind {
            CostKind::Running => running,
            CostKind::Replacement => replacement,
            CostKind::Adaptation => adaptation,
        }
    }

    /// All together.
    pub fn total(&self) -> Sums {
        self.by_kind.iter().fold(Sums::default(), |mut total, sums| {
            total.add_all(sums);
            total
        })
    }

    /// Adds a sum for a kind.
    pub fn add(&mut self, kind: CostKind, sum: Money) {
        let [running, replacement, adaptation] = &mut self.by_kind;
        match kind {
            CostKind::Running => running.add(sum),
            CostKind::Replacement => replacement.add(sum),
            CostKind::Adaptation => adaptation.add(sum),
        }
    }
}

impl Budget {
    /// How many years a budget has at most.
    pub const MOST_YEARS: i16 = 30;

    /// What is paid when, over all.
    pub fn sums(&self) -> BTreeMap<When, Sum> {
        let mut sums: BTreeMap<When, Sum> = BTreeMap::new();
        for figure in &self.figures {
            for &(when, part) in &figure.parts {
                sums.entry(when).or_default().add(figure.kind, part);
            }
        }
        sums
    }

    /// What each bearer pays when, by their ids; what nobody bears last.
    pub fn groups<'g>(&self, graph: &'g Graph, by: By) -> Vec<Group<'g>> {
        let mut groups: BTreeMap<(bool, Option<&'g str>), Group<'g>> = BTreeMap::new();
        for figure in &self.figures {
            let Bearer { id, assumed } = by.bearer(graph, figure.element);
            let group = groups.entry((id.is_none(), id)).or_insert_with(|| Group {
                bearer: id,
                assumed: 0,
                sums: BTreeMap::new(),
            });
            group.assumed += usize::from(assumed);
            for &(when, part) in &figure.parts {
                group.sums.entry(when).or_default().add(figure.kind, part);
            }
        }
        groups.into_values().collect()
    }
}

/// Makes the budget of a map from its adaptation plan: from the year of the plan, or a given one, to the last dated
/// event that costs or saves anything, or a given year; at most [`Budget::MOST_YEARS`].
///
/// Complexity: O(V) for each year.
pub fn budget(timelines: &Timelines<'_>, plan: &Adaptation, from: Option<i16>, to: Option<i16>) -> Budget {
    let graph = timelines.graph();
    let first = from.unwrap_or(plan.at.year());
    let wanted = to.unwrap_or_else(|| last_event(timelines, plan)).max(first);
    let last = wanted.min(first.saturating_add(Budget::MOST_YEARS - 1));
    let mut figures: Vec<Figure> =
        graph.elements().filter_map(|ix| running::figure(timelines, ix, first, last)).collect();
    let mut undeclared =
        Undeclared { running: running::undeclared(timelines, first, last), ..Undeclared::default() };
    for system in plan.systems.iter().filter(|system| system.has_price()) {
        match (system.cost, system.fate) {
            (Some(cost), _) => figures.push(once(plan, system, cost, first, last)),
            (None, Fate::Replace) => undeclared.replacement.push(system.element),
            (None, _) => undeclared.adaptation.push(system.element),
        }
    }
    figures.sort_by_key(|figure| (figure.kind, figure.element));
    Budget { first, last, is_cut: last < wanted, figures, undeclared }
}

/// A cost that is paid once, in the year of its plateau, or of its deadline if that comes before.
fn once(plan: &Adaptation, system: &Planned, cost: Money, first: i16, last: i16) -> Figure {
    let plateau = system.placed.as_ref().and_then(|placed| {
        let day = plan.programme.day(placed.plateau)?;
        Some((day, Assumption::Plateau(placed.plateau)))
    });
    let deadline = || {
        let day = system.placed.as_ref().and_then(|placed| placed.day)?;
        Some((day, Assumption::Deadline(day)))
    };
    let is_sooner = |(day, _): &(Date, Assumption)| {
        day.year() >= first && plateau.is_none_or(|(plateau, _)| *day < plateau)
    };
    let (when, assumption) = match deadline().filter(is_sooner).or(plateau).or_else(deadline) {
        None => (When::NoDate, Assumption::NoDate),
        Some((day, _)) if day.year() < first => (When::Year(first), Assumption::Overdue),
        Some((day, assumption)) if day.year() > last => (When::Later, assumption),
        Some((day, assumption)) => (When::Year(day.year()), assumption),
    };
    let kind = if system.fate == Fate::Adapt { CostKind::Adaptation } else { CostKind::Replacement };
    Figure { element: system.element, kind, declared: cost, assumption, parts: vec![(when, cost)] }
}

/// The year of the last event that costs or saves anything: a plateau, a move that has a price, or the last day of use
/// of something that costs.
fn last_event(timelines: &Timelines<'_>, plan: &Adaptation) -> i16 {
    let graph = timelines.graph();
    let plateaus = plan.programme.plateaus.iter().map(|plateau| plateau.day);
    let moves = plan
        .systems
        .iter()
        .filter(|system| system.cost.is_some())
        .filter_map(|system| system.placed.as_ref().and_then(|placed| placed.day));
    let retired = graph.elements().map(|ix| graph.element(ix)).filter_map(|element| {
        element.cost()?.yearly?;
        graph.model().lifecycle_of(element)?.begins(Phase::Retired)
    });
    let events = plateaus.chain(moves).chain(retired).map(Date::year);
    events.max().unwrap_or(plan.at.year())
}

/// Whether an element costs something while it is in use.
fn runs(graph: &Graph, ix: ElementIx) -> bool {
    let element = graph.element(ix);
    match element.section {
        Section::Systems => element.kind() != Some("external"),
        Section::Technologies | Section::Agreements => true,
        _ => false,
    }
}
