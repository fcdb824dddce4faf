//! What a question is answered with, in ids, so that two implementations and a text written by hand compare.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use systemkarta::analysis::Protection;
use systemkarta::model::{Disruption, Work};

/// An answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Answer {
    pub(crate) affected: BTreeMap<String, Affected>,
    /// What is kept from a disruption: from the greatest one.
    pub(crate) kept: BTreeMap<String, Disruption>,
    pub(crate) freed: BTreeSet<String>,
    /// What is changed, parts too.
    pub(crate) changed: BTreeSet<String>,
}

/// What an element is in for. Times are minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Affected {
    pub(crate) disruption: Disruption,
    pub(crate) time: Option<u64>,
    /// When it is next open, if it is closed at that time.
    pub(crate) felt: Option<u64>,
    pub(crate) degraded_from: Option<u64>,
    pub(crate) work: Work,
    pub(crate) claim: Claim,
    pub(crate) work_claim: Option<Claim>,
}

/// Steps, and whether something on the way is assumed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Claim {
    pub(crate) distance: usize,
    pub(crate) assumed: bool,
}

impl Answer {
    pub(crate) fn disruption(&self, id: &str) -> Disruption {
        self.affected.get(id).map_or(Disruption::None, |affected| affected.disruption)
    }

    /// When an element is first degraded or stopped.
    pub(crate) fn disturbed_at(&self, id: &str) -> Option<u64> {
        self.affected.get(id).and_then(|affected| affected.degraded_from.or(affected.time))
    }

    pub(crate) fn stops_at(&self, id: &str) -> Option<u64> {
        self.affected.get(id).filter(|a| a.disruption == Disruption::Stopped).and_then(|a| a.time)
    }

    pub(crate) fn work(&self, id: &str) -> Work {
        self.affected.get(id).map_or(Work::None, |affected| affected.work)
    }
}

/// `id: stopped 4h, felt 6h, degraded 0h, replace; 1 assumed`: the parts that there are, and the claim.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, affected) in &self.affected {
            let mut parts = Vec::new();
            if let Some(time) = affected.time {
                parts.push(format!("{} {}", affected.disruption, Time(time)));
            }
            parts.extend(affected.felt.map(|time| format!("felt {}", Time(time))));
            parts.extend(affected.degraded_from.map(|time| format!("degraded {}", Time(time))));
            if affected.work != Work::None {
                parts.push(affected.work.to_string());
            }
            let Claim { distance, assumed } = affected.claim;
            let basis = if assumed { "assumed" } else { "declared" };
            writeln!(f, "{id}: {}; {distance} {basis}", parts.join(", "))?;
        }
        for id in &self.freed {
            writeln!(f, "freed: {id}")?;
        }
        Ok(())
    }
}

/// Minutes as hours, if they are whole.
pub(crate) struct Time(pub(crate) u64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(60) { write!(f, "{}h", self.0 / 60) } else { write!(f, "{}m", self.0) }
    }
}

/// `kept: id from stopped, 4h left`.
pub(crate) fn kept_text(id: &str, from: Disruption, by: &Protection) -> String {
    let by = match by {
        Protection::Group { up, of, min_up } => format!("{up} of {of} up, {min_up} needed"),
        Protection::Tolerance { left } => format!("{} left", Time(u64::from(*left))),
        Protection::Closed => "closed".to_owned(),
    };
    format!("kept: {id} from {from}, {by}")
}
