//! The judgement of a proposal: what it would do, before it is made.
//!
//! Its impact is that on the map as it is, with what it moves elsewhere moved: of each step, and of all together. Its
//! findings are what `check` would say of the map as if and does not say of it as it is, and the other way about: on the
//! day on which it begins, for what is only wrong before that has nothing to do with it.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::answers::{Concerned, concerned};
use super::apply::{Applied, Dropped, apply};
use super::planned::{Plan, plan};
use crate::analysis::{Affected, Change, Impact, ImpactOptions, impact};
use crate::diagnostic::{Finding, Level, Severity, Sources};
use crate::graph::{Direction, ElementIx, Graph};
use crate::lint::{self, Group, Levels, Rule, Standing, State, fingerprint};
use crate::model::{
    Action, Criticality, Date, Disruption, Id, Located, Proposal, Section, Step, Waiver, Work,
};

/// The map as it is, on which proposals are judged.
#[derive(Debug, Clone, Copy)]
pub struct AsIs<'a> {
    /// The map.
    pub graph: &'a Graph,
    /// Its files.
    pub sources: &'a Sources,
    /// What loading found in them.
    pub loaded: &'a [Finding],
    /// What building found.
    pub built: &'a [Finding],
    /// All that `check` finds.
    pub findings: &'a [Finding],
    /// What it says of each waiver of the map.
    pub waivers: &'a [Standing],
    /// The levels of the rules.
    pub levels: &'a Levels,
    /// The day, for proposals that tell none.
    pub at: Date,
    /// The day that counts as today.
    pub today: Date,
    /// From which work on an owner must agree; who has less to do is told.
    pub agree_from: Work,
}

/// What a proposal would do.
#[derive(Debug)]
pub struct Judgement<'a> {
    /// The proposal.
    pub proposal: &'a Proposal,
    /// What it changes, and when.
    pub plan: Plan,
    /// What each step does alone, in their order; nothing of a step that changes no element of the map.
    pub steps: Vec<(&'a Step, Option<Impact<'a>>)>,
    /// What all steps do together.
    pub together: Impact<'a>,
    /// What `check` would find and does not find now.
    pub brought: Vec<Finding>,
    /// What it finds now and would not find then.
    pub healed: Vec<Finding>,
    /// Waivers in force of what it changes or affects that end before it begins: what they cover counts again then.
    pub ended: Vec<&'a Waiver>,
    /// What is wrong with the proposal itself.
    pub faults: Vec<Finding>,
    /// Values that `set` puts others in the place of.
    pub dropped: Vec<Dropped>,
    /// Who must answer, and what they say: objections first, then who is silent, at last who is only told.
    pub people: Vec<Concerned<'a>>,
    /// Elements that are changed, or weigh as much, and that nobody owns.
    pub without_owner: Vec<ElementIx>,
}

/// Judges a proposal. `moved` is what [`moved`](super::moved) says of it, and lives as long as the answer. `before` are
/// those that are made before it, in their order: it is held against the findings of the map with them, and may name
/// what they add.
///
/// Complexity: that of two checks of the map, and of an impact for each step.
pub fn judge<'a>(
    as_is: &AsIs<'a>,
    proposal: &'a Proposal,
    moved: Option<&'a Graph>,
    before: &[&'a Proposal],
) -> Judgement<'a> {
    let graph = as_is.graph;
    let earlier = (!before.is_empty()).then(|| apply(graph.model(), before.iter().copied()).model);
    let base = earlier.as_ref().unwrap_or(graph.model());
    let Applied { model, findings: mut faults, dropped } = apply(base, [proposal]);
    let (as_if, built) = Graph::build(&Arc::new(model));
    let plan = plan(graph, &as_if, proposal, as_is.at);
    let day = plan.begins.map_or(as_is.today, |begins| begins.date().max(as_is.today));
    let then = as_is.check(&as_if, &built, day);
    let now = match earlier {
        Some(earlier) => {
            let (earlier, built) = Graph::build(&Arc::new(earlier));
            Some(as_is.check(&earlier, &built, day))
        }
        None => (day != as_is.today).then(|| as_is.check(graph, as_is.built, day)),
    };
    let now = now.as_deref().unwrap_or(as_is.findings);

    // Whatever its place and words.
    let key = |finding: &Finding| fingerprint(finding, as_is.sources);

    let impacted = moved.unwrap_or(graph);
    let options = ImpactOptions { at: plan.day, clock: plan.begins };
    let of_step = |changes: &Vec<Change>| (!changes.is_empty()).then(|| impact(impacted, changes, options));
    let steps =
        proposal.steps.iter().zip(&plan.steps).map(|(step, changes)| (step, of_step(changes))).collect();
    let mut together = impact(impacted, &plan.changes(), options);
    // What it has moved everything away from was mapped all the same.
    let unmapped = |element: &ElementIx| {
        [Direction::Upstream, Direction::Downstream].iter().all(|&way| !graph.has_relations(*element, way))
    };
    together.blind_spots.unmapped_causes.retain(unmapped);
    let weight = Weight { impact: &together, agree_from: as_is.agree_from };
    let people = concerned(graph, &as_if, proposal, weight, &mut faults);
    let spots = together.blind_spots.without_owner.iter().copied();
    let without_owner = spots.filter(|&element| weight.is_heavy(element)).collect();
    faults.extend(as_is.findings.iter().filter(|finding| concerns(finding, proposal)).cloned());
    faults.retain(|fault| as_is.levels.of(&fault.rule) != Some(Level::Off));
    let ended = ended(as_is, &together, day);
    Judgement {
        proposal,
        brought: missing_in(&then, key, now, key).into_iter().filter(|finding| !is_past(finding)).collect(),
        healed: missing_in(now, key, &then, key),
        plan,
        steps,
        ended,
        together,
        faults,
        dropped,
        people,
        without_owner,
    }
}

/// The waivers in force of what is changed or affected that end before a day.
fn ended<'a>(as_is: &AsIs<'a>, impact: &Impact<'_>, day: Date) -> Vec<&'a Waiver> {
    let concerns = |id: &Located<Id>| {
        as_is.graph.find_element(id.value.as_str()).is_some_and(|element| {
            impact.on(element).is_some() || impact.changes.iter().any(|change| change.element == element)
        })
    };
    let waivers = as_is.graph.model().waivers.iter().zip(as_is.waivers);
    let ended = waivers.filter(|(waiver, standing)| {
        standing.state == State::InForce
            && waiver.last() < day
            && (concerns(&waiver.element) || waiver.to.as_ref().is_some_and(concerns))
    });
    ended.map(|(waiver, _)| waiver).collect()
}

/// Whether a finding of the map says that a proposal cannot be made as it stands: that it waits for itself, or is not what
/// was decided.
fn concerns(finding: &Finding, proposal: &Proposal) -> bool {
    let is_of_proposals = matches!(&*finding.rule, "change-cycle" | "decided-change-altered");
    is_of_proposals && finding.subject.split(' ').any(|id| id == proposal.id.value.as_str())
}

/// Whether a finding tells of a time that is over on the day: of that time a proposal says nothing.
fn is_past(finding: &Finding) -> bool {
    let is_lowered =
        |rule: &Rule| rule.group == Group::Lifecycle && Level::On(finding.severity) != rule.level;
    finding.severity == Severity::Note && lint::rule(&finding.rule).is_some_and(is_lowered)
}

/// What a proposal does to elements, and from which work on that is for their owners to agree to.
#[derive(Clone, Copy)]
pub(super) struct Weight<'i, 'a> {
    pub(super) impact: &'i Impact<'a>,
    agree_from: Work,
}

impl Weight<'_, '_> {
    /// Whether an element is changed, disturbed, or has work that its owner must agree to.
    pub(super) fn is_heavy(&self, element: ElementIx) -> bool {
        // What is affected in no way and yet concerned is changed.
        self.impact
            .on(element)
            .is_none_or(|on| on.disruption > Disruption::None || on.work >= self.agree_from)
    }
}

impl AsIs<'_> {
    fn check(&self, graph: &Graph, built: &[Finding], today: Date) -> Vec<Finding> {
        let found = self.loaded.iter().chain(built).cloned().collect();
        lint::check(graph, found, self.levels, today).findings
    }
}

/// The findings that others do not have, each told by its key.
pub(super) fn missing_in(
    findings: &[Finding],
    key: impl Fn(&Finding) -> String + Sync,
    others: &[Finding],
    key_of_other: impl Fn(&Finding) -> String + Send + Sync,
) -> Vec<Finding> {
    let known: HashSet<String> = others.par_iter().map(key_of_other).collect();
    findings.par_iter().filter(|finding| !known.contains(&key(finding))).cloned().collect()
}

impl<'a> Judgement<'a> {
    /// Findings that it brings and that somebody would have to waive: warnings and errors of rules that can be waived.
    pub fn to_waive(&self) -> impl Iterator<Item = &Finding> {
        let may_be_waived = |finding: &Finding| lint::may_be_waived(&finding.rule);
        self.brought.iter().filter(move |f| f.severity >= Severity::Warning && may_be_waived(f))
    }

    /// The worst that it does to a process of at least this criticality; nothing if it does nothing to any.
    pub fn worst_on(&self, graph: &'a Graph, criticality: Criticality) -> Option<&Affected> {
        let is_critical = |affected: &&Affected| {
            let element = graph.element(affected.element);
            element.section == Section::Processes && element.criticality().is_some_and(|&c| c >= criticality)
        };
        let critical = self.together.affected.iter().filter(is_critical);
        // Of several as bad, the first in the order of the answer.
        critical.rev().max_by_key(|affected| (affected.disruption, affected.work))
    }

    /// The changed elements that are out for a time or for good.
    pub fn stopped(&self) -> impl Iterator<Item = ElementIx> {
        self.together.changes.iter().filter(|change| change.window.is_some()).map(|change| change.element)
    }

    /// What becomes of an element, changed or affected.
    pub fn disruption_of(&self, element: ElementIx) -> Disruption {
        if self.stopped().any(|stopped| stopped == element) {
            return Disruption::Stopped;
        }
        self.together.on(element).map_or(Disruption::None, |affected| affected.disruption)
    }

    /// The elements whose fields are set.
    pub fn set(&self, graph: &Graph) -> Vec<ElementIx> {
        set_by(graph, self.proposal)
    }
}

/// The elements whose fields a proposal sets.
pub(super) fn set_by(graph: &Graph, proposal: &Proposal) -> Vec<ElementIx> {
    let set = proposal.steps.iter().filter_map(|step| match &step.action {
        Action::Set { element, .. } => graph.find_element(element.value.as_str()),
        _ => None,
    });
    set.collect()
}
