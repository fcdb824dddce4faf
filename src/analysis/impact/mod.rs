//! Typed impact: what a change of a certain kind does to every element, when, and how we know (R6, R7).
//!
//! Two questions with one answer. **Disruption** spreads along the relations that pass it on, in time: see
//! [`disruption`]. **Work** comes to the neighbours of what is changed, by the rows of one table: see [`table`].
//! Every claim has a proof, a way from a cause, and a basis: declared, or assumed.

pub mod table;

use super::blind_spots::BlindSpots;
use super::people::Person;
use super::reached::Basis;
use crate::graph::{ElementIx, Graph};
use crate::model::{ChangeKind, Date, Disruption, Section, Work};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The first minute.
    pub from: u32,
    /// The first minute after it.
    pub until: Option<u32>,
}

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
pub struct Impact {
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
    /// When it begins to work with less, if that is before it stops.
    pub degraded_from: Option<u32>,
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
}

/// How we know: a way by which a change reaches an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The elements on the way, cause first and the element itself last. Groups are left out.
    pub path: Vec<ElementIx>,
    /// For ways through redundancy groups: the other members whose loss it takes too.
    pub beside: Vec<ElementIx>,
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
}

/// What keeps an element from a disruption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Impact {
    /// The shortest way that carries the disruption of an element, if it has one.
    pub fn proof(&self, _graph: &Graph, _element: ElementIx) -> Option<Proof> {
        unimplemented!("until the engine is merged")
    }

    /// The shortest way that brings the work of an element, if it has some.
    pub fn work_proof(&self, _element: ElementIx) -> Option<Proof> {
        unimplemented!("until the engine is merged")
    }

    /// The affected elements of a section.
    pub fn of_section<'i>(
        &'i self,
        graph: &'i Graph,
        section: Section,
    ) -> impl Iterator<Item = &'i Affected> + Clone {
        self.affected.iter().filter(move |affected| graph.element(affected.element).section == section)
    }
}

/// Finds what changes do.
pub fn impact(_graph: &Graph, _changes: &[Change], _options: ImpactOptions) -> Impact {
    unimplemented!("until the engine is merged")
}
