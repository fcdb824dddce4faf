//! What is kept from a disruption a second time: what would be disturbed more without its own tolerances, groups
//! and hours, and what may be said to keep it.

use super::disruption::{LEVELS, Level, Out};
use super::net::Net;
use super::question::Span;
use super::spans::Spans;
use std::collections::BTreeMap;
use systemkarta::analysis::Protection;
use systemkarta::model::Disruption;

/// What an element is kept from, and all that may be named as the reason.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) from: Disruption,
    pub(crate) reasons: Vec<Protection>,
}

/// `lasting` is what would be out if nothing came back.
pub(crate) fn kept(net: &Net<'_>, outs: &[Out], lasting: &[Out]) -> BTreeMap<usize, Kept> {
    let mut all = BTreeMap::new();
    for element in net.others() {
        let without = if net.rests_on_lost(element, outs, Level::Stopped) {
            Disruption::Stopped
        } else if net.rests_on_lost(element, outs, Level::Disturbed) {
            Disruption::Degraded
        } else {
            Disruption::None
        };
        if without > net.effect(element, &outs[element]).disruption {
            all.insert(element, Kept { from: without, reasons: net.reasons(element, outs, lasting) });
        }
    }
    all
}

impl Net<'_> {
    /// Whether something that a node rests on is lost, however short, and however many others are left.
    fn rests_on_lost(&self, node: usize, outs: &[Out], level: Level) -> bool {
        self.rests_on(node).filter(|edge| self.lets_through(edge)).any(|edge| match edge.takes(level) {
            Some(taken) if self.as_group(edge.to).is_some() => self.rests_on_lost(edge.to, outs, taken),
            Some(taken) => !outs[edge.to].at(taken).is_empty(),
            None => false,
        })
    }

    fn reasons(&self, element: usize, outs: &[Out], lasting: &[Out]) -> Vec<Protection> {
        let mut reasons = Vec::new();
        let out = &outs[element];
        for level in LEVELS {
            let closed = !out.at(level).is_empty() && self.counting(element, out.at(level)).is_empty();
            if closed && self.clock.is_some() {
                reasons.push(Protection::Closed);
            }
            for (from, until) in self.arrivals(element, outs, level) {
                if let Some(left) = from.checked_sub(until) {
                    reasons.push(Protection::Tolerance { left: u32::try_from(left).unwrap() });
                }
            }
            // What it rests on may give way before its own patience ends.
            let ends = self.changes.iter().filter_map(|change| Some(change.window?.1));
            for (until, (from, _)) in
                ends.flat_map(|end| lasting[element].at(level).iter().map(move |s| (end, s)))
            {
                if let Some(left) = from.checked_sub(until) {
                    reasons.push(Protection::Tolerance { left: u32::try_from(left).unwrap() });
                }
            }
            for group in self.groups_of(element) {
                let of = self.members(group);
                let lost = self.most_lost_at_once(group, outs, level);
                if 0 < lost && lost < self.losses_to_stop(group) {
                    let min_up = self.as_group(group).unwrap().min_up;
                    reasons.push(Protection::Group { up: of - lost, of, min_up });
                }
            }
        }
        reasons
    }

    /// When what a node rests on is felt, though the outage may be over by then.
    fn arrivals(&self, node: usize, outs: &[Out], level: Level) -> Vec<Span> {
        let mut arrivals = Vec::new();
        for edge in self.rests_on(node).filter(|edge| self.lets_through(edge)) {
            let Some(taken) = edge.takes(level) else { continue };
            let there: Vec<Span> = match self.as_group(edge.to) {
                Some(_) => self.arrivals(edge.to, outs, taken),
                None => outs[edge.to].at(taken).iter().collect(),
            };
            arrivals.extend(there.into_iter().map(|(from, until)| (from + edge.tolerance, until)));
        }
        arrivals
    }

    fn most_lost_at_once(&self, group: usize, outs: &[Out], level: Level) -> usize {
        // Also those whose loss can be borne.
        let lost = self.rests_on(group).filter(|edge| self.lets_through(edge));
        let lost: Vec<Spans> =
            lost.filter_map(|edge| Some(outs[edge.to].at(edge.takes(level)?).clone())).collect();
        (1..=lost.len()).rev().find(|&count| !Spans::at_least(count, &lost).is_empty()).unwrap_or(0)
    }
}
