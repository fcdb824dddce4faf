//! Is the map right? The rules, the levels that a user gives them, and what the map does not say.
//!
//! A [`Rule`] is one file in `rules/`: its constant and its check, a pure function from the [`Context`] to
//! [`Findings`], with its explanation in a text beside it. One sorted table, [`RULES`], names them all; help,
//! documentation and tests are read from it. A rule without a check describes what loading or building found.
//!
//! [`check`] runs the rules in parallel and gives every finding its level; [`coverage`] counts what is known
//! and ranks what is not by how much hangs on it.
//!
//! What a waiver of the map covers is parted from what counts, and a [`Baseline`] parts what was known from what is new.
//!
//! Knows nothing of how findings are shown and counted.

mod baseline;
mod blanks;
mod context;
mod coverage;
mod digest;
mod findings;
mod fingerprint;
mod given_up;
mod levels;
mod operation;
mod policy;
mod rule;
mod rules;
mod time;
mod twins;
mod waivers;

use std::cmp::Ordering;
use std::collections::HashSet;

use rayon::prelude::*;

pub use baseline::{Baseline, Compared, Known};
pub use blanks::{Blank, Blanks, RankedBy};
pub use context::Context;
pub use coverage::{Count, Coverage, Question, Share, coverage};
pub use digest::{proposal_digest, sha256, sha256_of_texts};
pub use findings::Findings;
pub use fingerprint::fingerprint;
pub use given_up::is_of_given_up_waiver;
pub use levels::{LevelError, Levels, levels};
pub use policy::{looked_at, severity_of};
pub use rule::{Check, Group, Rule};
pub use rules::RULES;
pub use time::Time;
pub use waivers::{Standing, State, Waived};

use crate::diagnostic::Finding;
use crate::graph::Graph;
use crate::model::Date;

/// A map judged as a whole.
#[derive(Debug)]
pub struct Review {
    /// What is wrong with it.
    pub checked: Checked,
    /// How much of it is filled in.
    pub coverage: Coverage,
}

/// What is wrong with a map.
#[derive(Debug, Default)]
pub struct Checked {
    /// Everything that is wrong and not waived, in the order of files, then places, then rules.
    pub findings: Vec<Finding>,
    /// What is wrong and waived, in the same order.
    pub waived: Vec<Waived>,
    /// What has become of each waiver of the map, in their order.
    pub waivers: Vec<Standing>,
}

/// Checks a map and counts what it says, both at once.
pub fn review(graph: &Graph, found: Vec<Finding>, levels: &Levels, today: Date) -> Review {
    let (checked, coverage) = rayon::join(|| check(graph, found, levels, today), || coverage(graph, today));
    Review { checked, coverage }
}

/// Everything that is wrong with a map: what loading and building found, and what the rules and policies find, each
/// with the level of its rule, and parted by the waivers of the map.
///
/// The order is total, so the answer never depends on the number of threads.
pub fn check(graph: &Graph, found: Vec<Finding>, levels: &Levels, today: Date) -> Checked {
    let time = Time::of(graph, today);
    let cx = Context { graph, today, time: &time };
    let (told, against_policies): (Vec<Vec<Finding>>, _) =
        rayon::join(|| RULES.par_iter().map(|rule| run(rule, &cx, levels)).collect(), || policy::check(&cx));
    let unread = unread(&found);
    let is_unread = |finding: &Finding| {
        let is_absence = || rule(&finding.rule).is_some_and(|rule| rule.absence);
        finding.elements.first().is_some_and(|id| unread.contains(id)) && is_absence()
    };
    let mut findings: Vec<Finding> = found
        .into_iter()
        .filter_map(|finding| levels.apply(finding))
        .chain(told.into_iter().flatten().filter(|finding| !is_unread(finding)))
        .chain(against_policies)
        .collect();
    findings.par_sort_by(in_order);
    // One entry may stand for several integrations, and its fault for one.
    findings.dedup_by(|b, a| a.place == b.place && a.rule == b.rule && a.message == b.message);
    waivers::part(graph, findings, levels, today)
}

/// The elements of which something could not be read. What is missing from them may be what was not read: one fault, one
/// finding.
fn unread(found: &[Finding]) -> HashSet<String> {
    let of_input =
        found.iter().filter(|finding| rule(&finding.rule).is_some_and(|r| r.group == Group::Input));
    of_input.filter_map(|finding| finding.elements.first().cloned()).collect()
}

fn in_order(a: &Finding, b: &Finding) -> Ordering {
    (a.place.cmp(&b.place))
        .then_with(|| a.rule.cmp(&b.rule))
        .then_with(|| a.elements.cmp(&b.elements))
        .then_with(|| a.subject.cmp(&b.subject))
        .then_with(|| a.message.cmp(&b.message))
}

fn run(rule: &'static Rule, cx: &Context<'_>, levels: &Levels) -> Vec<Finding> {
    let (Some(check), Some(severity)) = (rule.check, levels.severity(rule)) else { return Vec::new() };
    let mut findings = Findings::new(rule, severity);
    check(cx, &mut findings);
    findings.into_list()
}

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules::position(name).and_then(|position| RULES.get(position))
}

/// Whether what a rule or policy finds may be waived.
pub fn may_be_waived(name: &str) -> bool {
    rule(name).is_none_or(|rule| rule.group.may_be_waived())
}

/// The names of all rules, sorted.
pub fn rule_names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}
