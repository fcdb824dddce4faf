//! Steps: what leaves together, in an order in which nothing stands before something that must leave before it.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::claims::{Claim, Claims};
use super::days::FirstDays;
use super::{Hold, HoldKind, Leaver, RetirementStep, Verdict};
use crate::graph::{ElementIx, circles};
use crate::model::Date;

struct Ordering<'c> {
    claims: &'c Claims,
    days: &'c FirstDays,
    /// The claims on each leaver.
    on: Vec<Vec<&'c Claim>>,
    /// The number of the circle of each leaver.
    circle_of: Vec<usize>,
}

/// The steps, or those that lead to what is asked about.
pub(super) fn of(claims: &Claims, days: &FirstDays, asked: &[ElementIx]) -> Vec<RetirementStep> {
    let count = claims.leavers.len();
    let mut on: Vec<Vec<&Claim>> = vec![Vec::new(); count];
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
    for claim in &claims.claims {
        on.get_mut(claim.on).into_iter().for_each(|claims| claims.push(claim));
        if let Some(after) = claim.leaver.and_then(|leaver| after.get_mut(leaver))
            && days.goes_before(claim)
        {
            after.push(claim.on);
        }
    }
    let mut circles = circles(&after);
    let mut circle_of = vec![0; count];
    for (number, circle) in circles.iter().enumerate() {
        for &leaver in circle {
            circle_of.get_mut(leaver).into_iter().for_each(|of| *of = number);
        }
    }
    let ordering = Ordering { claims, days, on, circle_of };
    // Circles come in order; those of the same day stay so.
    circles.sort_by_key(|circle| circle.first().and_then(|&first| days.leaves.get(first)).copied());
    if !asked.is_empty() {
        let wanted = ordering.needed_by(asked);
        circles.retain(|circle| circle.iter().any(|leaver| wanted.contains(leaver)));
    }
    circles.iter().map(|circle| ordering.step(circle)).collect()
}

impl Ordering<'_> {
    /// What is asked about, and whatever must leave before.
    fn needed_by(&self, asked: &[ElementIx]) -> HashSet<usize> {
        let asked: HashSet<&ElementIx> = asked.iter().collect();
        let leavers = self.claims.leavers.iter().enumerate();
        let mut open: Vec<usize> =
            leavers.filter(|(_, leaver)| asked.contains(&leaver.element)).map(|(number, _)| number).collect();
        let mut wanted: HashSet<usize> = open.iter().copied().collect();
        while let Some(number) = open.pop() {
            let before = self.on(number).iter().filter(|claim| self.days.goes_before(claim));
            open.extend(before.filter_map(|claim| claim.leaver).filter(|&leaver| wanted.insert(leaver)));
        }
        wanted
    }

    fn on(&self, leaver: usize) -> &[&Claim] {
        self.on.get(leaver).map_or(&[], Vec::as_slice)
    }

    /// Whether a claim is of something that leaves on the same day: it lets go whenever that is.
    fn is_within(&self, claim: &Claim) -> bool {
        let of = |leaver: usize| self.circle_of.get(leaver);
        claim.leaver.is_some_and(|leaver| of(leaver) == of(claim.on))
    }

    fn step(&self, circle: &[usize]) -> RetirementStep {
        let own = circle.iter().filter_map(|&leaver| self.days.own.get(leaver)).copied();
        let claims = circle.iter().flat_map(|&leaver| self.on(leaver));
        let others = claims.filter(|claim| !self.is_within(claim));
        let earliest = own.chain(others.filter_map(|claim| self.days.released(claim))).max();
        let leaves = circle.first().and_then(|&first| self.days.leaves.get(first)).copied();
        let undated = |&&leaver: &&usize| self.leaver(leaver).is_some_and(|leaver| leaver.planned.is_none());
        let step = Step {
            earliest: earliest.and_then(day),
            leaves: leaves.and_then(day),
            undated: circle.iter().filter(undated).count(),
        };
        let leavers = circle.iter().filter_map(|&number| self.leaver_of(number, &step));
        RetirementStep { leavers: leavers.collect(), leaves: step.leaves }
    }

    fn leaver(&self, number: usize) -> Option<&super::claims::Leaving> {
        self.claims.leavers.get(number)
    }

    fn leaver_of(&self, number: usize, step: &Step) -> Option<Leaver> {
        let leaving = self.leaver(number)?;
        let mut holds: Vec<Hold> = self.on(number).iter().filter_map(|claim| self.hold(claim)).collect();
        holds.sort_by_key(|hold| (Reverse(hold.until.unwrap_or(Date::MAX)), hold.kind, hold.dependent));
        Some(Leaver {
            element: leaving.element,
            is_leaving: leaving.is_leaving,
            planned: leaving.planned,
            earliest: step.earliest,
            verdict: self.verdict(number, leaving.planned, step),
            holds,
            follower: self.days.followers.get(number).copied().flatten(),
            can_do_without: leaving.can_do_without.clone(),
        })
    }

    fn hold(&self, claim: &Claim) -> Option<Hold> {
        let until = self.days.holds_until(claim)?;
        let kind = match claim.leaver {
            None => HoldKind::Stays,
            Some(_) if !self.days.goes_before(claim) => HoldKind::LetsGo,
            Some(_) if self.is_within(claim) => HoldKind::LeavesTogether,
            Some(_) => HoldKind::LeavesBefore,
        };
        Some(Hold { dependent: claim.dependent, until: day(until), kind, through: claim.through })
    }

    fn verdict(&self, number: usize, planned: Option<Date>, step: &Step) -> Verdict {
        let (Some(_), Some(leaves)) = (step.earliest, step.leaves) else { return Verdict::Held };
        let Some(planned) = planned else { return Verdict::NoDate };
        if planned < leaves {
            let days = planned.until(leaves).map_or(i32::MAX, |span| span.get_days());
            return Verdict::TooEarly(days);
        }
        let is_undated = |claim: &&&Claim| {
            let leaver = claim.leaver.and_then(|leaver| self.leaver(leaver));
            leaver.is_some_and(|leaver| leaver.planned.is_none()) && self.days.goes_before(claim)
        };
        let awaits = step.undated > 0 || self.on(number).iter().any(|claim| is_undated(&claim));
        if awaits { Verdict::Awaits } else { Verdict::Feasible }
    }
}

/// What the elements of a step have in common.
struct Step {
    earliest: Option<Date>,
    leaves: Option<Date>,
    undated: usize,
}

/// A day, unless it never comes.
fn day(day: Date) -> Option<Date> {
    (day < Date::MAX).then_some(day)
}
