//! When everything that leaves can leave: the first day on which nothing holds it any more.
//!
//! What leaves lets go of what it rests on when it is gone, so its day counts for that, up to the day on which it needs
//! it no more. The day of each is therefore the greatest over all ways of holding that lead to it, where a way counts
//! as much as its least day: the widest path, found by Dijkstra's algorithm with the greatest first.

use std::collections::BinaryHeap;

use super::Follower;
use super::claims::{Claim, Claims};
use crate::analysis::lifecycle::Timelines;
use crate::model::{Date, Days, Phase, Span};

/// For each that leaves, the days that decide. [`Date::MAX`] stands for never.
pub(super) struct FirstDays {
    at: Date,
    /// The first day on which it would not be waited for any more, if nothing held it.
    pub(super) own: Vec<Date>,
    /// The day on which it is out of use: as planned, or as soon as it can.
    pub(super) leaves: Vec<Date>,
    /// What follows it, if it has to wait for that.
    pub(super) followers: Vec<Option<Follower>>,
}

impl FirstDays {
    /// Complexity: O((V + E) log V) for V leavers and E claims on them.
    pub(super) fn of(timelines: &Timelines<'_>, claims: &Claims) -> Self {
        let followers: Vec<Option<Follower>> =
            claims.leavers.iter().map(|leaver| follower(timelines, claims.at, leaver.element)).collect();
        let own = claims.leavers.iter().zip(&followers).map(|(leaver, follower)| {
            let used = timelines.in_use(leaver.element).extent();
            let begins = used.map_or(Date::MIN, |used| used.first);
            let followed = match follower {
                None => Date::MIN,
                Some(Follower::From(day)) => *day,
                Some(Follower::Never) => Date::MAX,
            };
            begins.max(claims.at).max(followed)
        });
        let own: Vec<Date> = own.collect();
        let leaves = greatest(claims, &own);
        Self { at: claims.at, own, leaves, followers }
    }

    /// The first day on which a dependent lets go of what it rests on; nothing if it never needs it.
    pub(super) fn released(&self, claim: &Claim) -> Option<Date> {
        let leaves = claim.leaver.and_then(|leaver| self.leaves.get(leaver)).copied();
        released(&claim.days, leaves.unwrap_or(Date::MAX))
    }

    /// Whether it is the leaving of the dependent that lets go: it would need what it rests on if it stayed.
    pub(super) fn goes_before(&self, claim: &Claim) -> bool {
        let Some(&leaves) = claim.leaver.and_then(|leaver| self.leaves.get(leaver)) else { return false };
        let needs_until_then = || leaves.yesterday().is_ok_and(|last| claim.days.contains(last));
        claim.days.contains(leaves) && (leaves <= self.at || needs_until_then())
    }

    /// The first day on which a dependent does not hold what it rests on any more, if it holds it at all.
    pub(super) fn holds_until(&self, claim: &Claim) -> Option<Date> {
        let until = self.released(claim).filter(|&until| until > self.at);
        until.or_else(|| self.goes_before(claim).then_some(self.at))
    }
}

/// The day after the last day of need of what leaves on a day.
fn released(days: &Days, leaves: Date) -> Option<Date> {
    let last = days.and(&Days::before(leaves)).extent()?.last;
    Some(last.tomorrow().unwrap_or(Date::MAX))
}

/// The day of each: its own or the planned one, or a later one that those that hold it pass on.
fn greatest(claims: &Claims, own: &[Date]) -> Vec<Date> {
    let mut by_dependent: Vec<Vec<&Claim>> = vec![Vec::new(); claims.leavers.len()];
    let planned = claims.leavers.iter().map(|leaver| leaver.planned.unwrap_or(Date::MIN));
    let mut leaves: Vec<Date> = own.iter().zip(planned).map(|(own, planned)| planned.max(*own)).collect();
    for claim in &claims.claims {
        match claim.leaver {
            Some(leaver) => by_dependent.get_mut(leaver).into_iter().for_each(|claims| claims.push(claim)),
            None => raise(&mut leaves, claim.on, released(&claim.days, Date::MAX)),
        }
    }
    let mut open: BinaryHeap<(Date, usize)> =
        leaves.iter().enumerate().map(|(number, &day)| (day, number)).collect();
    while let Some((day, number)) = open.pop() {
        if leaves.get(number) != Some(&day) {
            continue;
        }
        // What leaves on this day passes it on once: nothing later can come to it any more.
        for claim in by_dependent.get_mut(number).map(std::mem::take).unwrap_or_default() {
            if let Some(released) = released(&claim.days, day)
                && leaves.get(claim.on).is_some_and(|&known| known < released)
            {
                raise(&mut leaves, claim.on, Some(released));
                open.push((released, claim.on));
            }
        }
    }
    leaves
}

fn raise(leaves: &mut [Date], number: usize, to: Option<Date>) {
    if let (Some(leaves), Some(to)) = (leaves.get_mut(number), to) {
        *leaves = to.max(*leaves);
    }
}

/// What follows an element that is in use on a day, if it has to wait for that.
fn follower(timelines: &Timelines<'_>, at: Date, element: crate::graph::ElementIx) -> Option<Follower> {
    let model = timelines.graph().model();
    let successors = timelines.successors(element);
    if successors.is_empty() {
        return None;
    }
    let followed = Days::at_least(1, successors.iter().map(|&successor| timelines.in_use(successor)));
    let first = followed.extent().and_then(Span::begins);
    match first {
        Some(first) => (first > at).then_some(Follower::From(first)),
        None if followed.is_never() => {
            let is_to_come = |&successor: &crate::graph::ElementIx| {
                model.phase_on(timelines.graph().element(successor), at) != Some(Phase::Retired)
            };
            successors.iter().any(is_to_come).then_some(Follower::Never)
        }
        None => None,
    }
}
