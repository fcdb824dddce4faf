//! Retirement order: what must leave before what, what must leave together, and the earliest day of each.
//!
//! An element can leave when nothing that stays would stop without it. Each that rests on it hard *holds* it, until the
//! day after its last day of need: it leaves itself, the integration between the two ends, what follows the element is
//! in use and the dependent rests on that too, or a group has enough other members. One that leaves without a date
//! lets go when it is gone, which is its own earliest day; one that stays without an end never lets go.
//!
//! What each waits for is a matter of the greatest of days over ways of holding ([`days`]); what waits for each other
//! in a circle leaves together.

mod claims;
mod days;
mod steps;

use super::Timelines;
use crate::graph::ElementIx;
use crate::model::Date;
use claims::Claims;
use days::FirstDays;

/// The order in which things can be retired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The day from which on it is asked.
    pub at: Date,
    /// What leaves, step by step: nothing stands before something that must leave before it. What cannot leave is last.
    pub steps: Vec<RetirementStep>,
}

/// What leaves together: one element, or several that rest on each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetirementStep {
    /// The elements, in the order of the map.
    pub leavers: Vec<Leaver>,
    /// The day on which they leave if everything leaves as planned, or later where it has to wait; nothing if they
    /// cannot.
    pub leaves: Option<Date>,
}

/// An element that leaves, or of which it was asked whether it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// The element.
    pub element: ElementIx,
    /// Whether the map says that it leaves.
    pub is_leaving: bool,
    /// The first day on which it is planned to be out of use.
    pub planned: Option<Date>,
    /// The first day on which it can be out of use; nothing if it is held without an end.
    pub earliest: Option<Date>,
    /// Whether it can leave as planned.
    pub verdict: Verdict,
    /// What holds it: those without an end first, then those that let go last. What leaves on the day of the question
    /// is told too; no other that lets go by then.
    pub holds: Vec<Hold>,
    /// The first day of use of what follows it, where it has to wait for that: nothing if that is never in use.
    pub follower: Option<Follower>,
    /// What rests on it and works on without it.
    pub can_do_without: Vec<ElementIx>,
}

/// A dependent that holds an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// What rests on the element.
    pub dependent: ElementIx,
    /// The first day on which it does not any more; nothing if it has no end.
    pub until: Option<Date>,
    /// What it is to the order.
    pub kind: HoldKind,
    /// The integration between the two, if there is one.
    pub through: Option<ElementIx>,
}

/// What a dependent that holds an element is to the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldKind {
    /// It stays: it must be moved to something else, or has an end of need by itself.
    Stays,
    /// It leaves, and must leave before.
    LeavesBefore,
    /// It leaves, and must leave on the same day: each holds the other.
    LeavesTogether,
    /// It leaves, but needs the element no more before that.
    LetsGo,
}

/// What follows an element that leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follower {
    /// It is in use from this day on.
    From(Date),
    /// It is never in use.
    Never,
}

/// Whether an element can leave as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It can.
    Feasible,
    /// It is planned so many days before it can.
    TooEarly(i32),
    /// It can, as soon as something else that leaves before it or with it has a date too.
    Awaits,
    /// It cannot: something holds it without an end.
    Held,
    /// No day is planned.
    NoDate,
}

impl Order {
    /// Every leaver of the step that has an element.
    pub fn step_of(&self, element: ElementIx) -> Option<(usize, &RetirementStep)> {
        let has = |step: &RetirementStep| step.leavers.iter().any(|leaver| leaver.element == element);
        self.steps.iter().enumerate().find(|(_, step)| has(step))
    }

    /// What is said of an element.
    pub fn leaver(&self, element: ElementIx) -> Option<&Leaver> {
        self.leavers().find(|leaver| leaver.element == element)
    }

    /// Everything that leaves, in order.
    pub fn leavers(&self) -> impl Iterator<Item = &Leaver> {
        self.steps.iter().flat_map(|step| &step.leavers)
    }
}

/// The order in which everything can be retired that leaves on a day or later; and, if something is `asked` about, that,
/// with what must leave before it. What is asked about is taken to leave.
///
/// Complexity: O((V + E) log V), and the line of succession of each leaver.
pub fn order(timelines: &Timelines<'_>, at: Date, asked: &[ElementIx]) -> Order {
    let claims = Claims::of(timelines, at, asked);
    let first_days = FirstDays::of(timelines, &claims);
    let steps = steps::of(&claims, &first_days, asked);
    Order { at, steps }
}
