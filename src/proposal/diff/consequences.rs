//! What differences do, as the impact of a change of the map.
//!
//! What is gone is judged on the state before: it is retired, or replaced if it says by what and that is in use after.
//! All else is judged on the state after: what is new as a changed need of all that it rests on. A difference by which
//! something lost a relation is judged on both, for who rested on it before must be told too.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::known::Known;
use super::{
    Aspect, Compared, Consequence, Counts, Diff, ElementDifference, Kind, MOST_JUDGED, Pair, Side, Touched,
    days,
};
use crate::analysis::{Affected, Change, Impact, ImpactOptions, Window, affected_by, impact};
use crate::graph::{ElementIx, Graph};
use crate::model::{ChangeKind, Date, Field, Phase, Section};
use crate::proposal::planned::rested_on;

/// As what a difference of an aspect is judged; nothing if it does nothing to others.
pub(super) fn judged_as(aspect: Aspect) -> Option<ChangeKind> {
    let field = match aspect {
        Aspect::Field(field) => field,
        Aspect::Section => return Some(ChangeKind::Modify),
        Aspect::Phase | Aspect::Standard | Aspect::Support => return None,
    };
    match field {
        Field::Provider
        | Field::Consumer
        | Field::Via
        | Field::Carries
        | Field::Flow
        | Field::Protocol
        | Field::Schedule
        | Field::Strength
        | Field::Tolerates => Some(ChangeKind::Interface),
        Field::Version | Field::Product => Some(ChangeKind::Upgrade),
        Field::DependsOn
        | Field::Supports
        | Field::PartOf
        | Field::RunsOn
        | Field::Masters
        | Field::MasteredBy
        | Field::Uses
        | Field::Reads => Some(ChangeKind::Modify),
        _ => None,
    }
}

/// What is asked of the engine for one difference.
#[derive(Debug)]
struct Asked {
    /// The place of the difference among all.
    index: usize,
    kind: ChangeKind,
    /// Changes of the state before.
    old: Vec<Change>,
    /// Changes of the state after.
    new: Vec<Change>,
}

/// What all differences do together.
pub(super) struct Together<'a> {
    /// What is gone, on the state before. Alone, for what is changed may be what rested on it.
    pub(super) gone: Option<Impact<'a>>,
    /// What lost a relation, on the state before.
    pub(super) lost: Option<Impact<'a>>,
    /// All else, on the state after.
    pub(super) new: Option<Impact<'a>>,
}

/// Judges all differences: each for itself, and all together.
///
/// Complexity: an impact, or two, for each of at most [`MOST_JUDGED`] differences.
pub(super) fn judge<'a>(diff: &mut Diff<'a>, known: &Known<'a>) -> Together<'a> {
    let asker = Asker { diff, known, losers: losers(diff) };
    let mut asked: Vec<Asked> =
        diff.elements.iter().enumerate().filter_map(|(index, it)| asker.asked(index, it)).collect();
    // Stable: what is gone first, and each in its order.
    asked.sort_by_key(|asked| diff.elements.get(asked.index).map(|it| it.kind != Kind::Removed));

    let (old, new, at) = (diff.old.graph, diff.new.graph, diff.at());
    let (used_before, used_after) = (old.in_use(at), new.in_use(at));
    let single = |asked: &Asked| {
        let of = |graph, changes: &[Change], in_use| match changes {
            [] => Vec::new(),
            changes => affected_by(graph, changes, in_use),
        };
        let (old, new) = (of(old, &asked.old, &used_before), of(new, &asked.new, &used_after));
        let asked_of = match asked.kind {
            ChangeKind::Need => asked.new.iter().map(|change| known.of_new(change.element)).collect(),
            _ => Vec::new(),
        };
        let touched = touched(diff, known, &old, &new);
        (asked.index, Consequence { asked_of, ..consequence(diff, asked.kind, &touched) })
    };
    let judged = asked.get(..MOST_JUDGED).unwrap_or(&asked);
    let consequences: Vec<(usize, Consequence)> = judged.par_iter().map(single).collect();

    let is_gone = |asked: &&Asked| matches!(asked.kind, ChangeKind::Retire | ChangeKind::Replace);
    let (gone, others): (Vec<&Asked>, Vec<&Asked>) = asked.iter().partition(is_gone);
    let before = |asked: &[&Asked]| -> Vec<Change> { asked.iter().flat_map(|it| &it.old).copied().collect() };
    let after: Vec<Change> = others.iter().flat_map(|it| &it.new).copied().collect();
    let (gone, (lost, new)) = rayon::join(
        || run(old, &before(&gone), at),
        || rayon::join(|| run(old, &before(&others), at), || run(new, &after, at)),
    );
    let affected = touched(diff, known, &[affected(&gone), affected(&lost)].concat(), affected(&new));
    let unjudged = asked.len() - judged.len();

    diff.affected = affected;
    diff.unjudged = unjudged;
    for (index, consequence) in consequences {
        if let Some(difference) = diff.elements.get_mut(index) {
            difference.consequence = Some(consequence);
        }
    }
    Together { gone, lost, new }
}

fn affected<'i>(impact: &'i Option<Impact<'_>>) -> &'i [Affected] {
    impact.as_ref().map_or(&[], |impact| &impact.affected)
}

fn run<'g>(graph: &'g Graph, changes: &[Change], at: Date) -> Option<Impact<'g>> {
    (!changes.is_empty()).then(|| impact(graph, changes, ImpactOptions { at, clock: None }))
}

/// The elements in both states that have lost a relation.
fn losers(diff: &Diff<'_>) -> HashSet<Pair> {
    let lost = diff.relations.iter().filter(|relation| relation.kind == Kind::Removed);
    lost.flat_map(|relation| [relation.dependent].into_iter().chain(relation.dependency.members()))
        .filter(|pair| pair.is_in_both())
        .collect()
}

/// Puts differences as questions.
struct Asker<'d, 'a> {
    diff: &'d Diff<'a>,
    known: &'d Known<'a>,
    losers: HashSet<Pair>,
}

impl Asker<'_, '_> {
    fn asked(&self, index: usize, difference: &ElementDifference) -> Option<Asked> {
        let Pair { old, new } = difference.element;
        let (kind, old, new) = match difference.kind {
            Kind::Removed => self.gone(old?)?,
            Kind::Added => self.added(new?)?,
            Kind::Renamed | Kind::Changed => self.changed(difference, new?)?,
        };
        Some(Asked { index, kind, old, new })
    }

    /// What was not in use hurts nobody by going.
    fn gone(&self, ix: ElementIx) -> Option<(ChangeKind, Vec<Change>, Vec<Change>)> {
        let Diff { old, new, compared, .. } = self.diff;
        let model = old.graph.model();
        let element = old.graph.element(ix);
        if *compared == Compared::Declared && !model.in_use(element, new.at) {
            return None;
        }
        let is_there = |successor: &ElementIx| {
            let after = self.known.of_old(*successor).new;
            after.is_some_and(|after| new.graph.model().in_use(new.graph.element(after), new.at))
        };
        let declared = element.references(Field::Successor);
        let mut successors = declared.iter().flat_map(|list| list.ids());
        let successor =
            successors.find_map(|id| old.graph.find_element(id.as_str()).filter(|ix| is_there(ix)));
        let (kind, day) = match (successor, compared) {
            (None, _) => (ChangeKind::Retire, new.at),
            (Some(_), Compared::Declared) => (ChangeKind::Replace, new.at),
            // Only the days tell whether there was a gap.
            (Some(_), Compared::InUse) => {
                (ChangeKind::Replace, days::retired_on(model, element).unwrap_or(new.at))
            }
        };
        let successor = successor.filter(|_| *compared == Compared::InUse);
        let window = Window { from: 0, until: None };
        Some((kind, vec![Change::new(old.graph, ix, kind, window, day, successor)], Vec::new()))
    }

    fn added(&self, ix: ElementIx) -> Option<(ChangeKind, Vec<Change>, Vec<Change>)> {
        let new = &self.diff.new;
        let was_there = |element: &ElementIx| self.known.of_new(*element).is_in_both();
        let needed = rested_on(new.graph, &[ix], &was_there);
        let changes: Vec<Change> =
            needed.into_iter().map(|needed| worked_on(new, needed, ChangeKind::Need)).collect();
        let asks = !changes.is_empty() && !is_retired(new, ix);
        asks.then(|| (ChangeKind::Need, Vec::new(), changes))
    }

    fn changed(
        &self,
        difference: &ElementDifference,
        ix: ElementIx,
    ) -> Option<(ChangeKind, Vec<Change>, Vec<Change>)> {
        let Diff { old, new, .. } = self.diff;
        let kinds = difference.fields.iter().filter_map(|field| judged_as(field.aspect));
        let heaviest = |kind: &ChangeKind| match kind {
            ChangeKind::Interface => 2,
            ChangeKind::Upgrade => 1,
            _ => 0,
        };
        let kind = kinds.max_by_key(heaviest)?;
        if is_retired(new, ix) {
            return None;
        }
        let before = difference.element.old.filter(|_| self.losers.contains(&difference.element));
        let before = before.map(|before| worked_on(old, before, kind));
        Some((kind, before.into_iter().collect(), vec![worked_on(new, ix, kind)]))
    }
}

fn worked_on(side: &Side<'_>, ix: ElementIx, kind: ChangeKind) -> Change {
    Change::new(side.graph, ix, kind, Window { from: 0, until: None }, side.at, None)
}

fn is_retired(side: &Side<'_>, ix: ElementIx) -> bool {
    side.graph.model().phase_on(side.graph.element(ix), side.at) == Some(Phase::Retired)
}

/// What is affected on one of the two states, each element once with the worse of both; what is gone itself is left out. Business first,
/// worst first.
fn touched(diff: &Diff<'_>, known: &Known<'_>, old: &[Affected], new: &[Affected]) -> Vec<Touched> {
    let before = old.iter().map(|each| touch(known.of_old(each.element), each));
    let after = new.iter().map(|each| touch(known.of_new(each.element), each));
    let mut all: BTreeMap<Pair, Touched> = BTreeMap::new();
    for each in before.chain(after).filter(|each| each.element.new.is_some()) {
        let known = all.entry(each.element).or_insert(each);
        let worse = (each.disruption, each.work) > (known.disruption, known.work);
        known.assumed = if worse { each.assumed } else { known.assumed };
        known.disruption = known.disruption.max(each.disruption);
        known.work = known.work.max(each.work);
    }
    let mut all: Vec<Touched> = all.into_values().collect();
    all.sort_by_cached_key(|each| {
        let element = diff.element(each.element);
        let section = element.map(|element| element.section);
        let worst = std::cmp::Reverse((each.disruption, each.work));
        (section.map(Section::layer), section, worst, element.map(|element| element.id().to_owned()))
    });
    all
}

fn touch(element: Pair, affected: &Affected) -> Touched {
    let assumed_work = affected.work_claim.is_some_and(|claim| claim.is_assumed());
    let assumed = if affected.time.is_some() { !affected.is_sure() } else { assumed_work };
    Touched { element, disruption: affected.disruption, work: affected.work, assumed }
}

fn consequence(diff: &Diff<'_>, judged_as: ChangeKind, touched: &[Touched]) -> Consequence {
    let section = |each: &Touched| diff.section(each.element);
    let counted = touched.iter().filter(|each| section(each) != Some(Section::Integrations));
    let counts = Counts::of(counted);
    // Of several as bad, the first in order.
    let processes = touched.iter().filter(|each| section(each) == Some(Section::Processes));
    let worst_process = processes.rev().max_by_key(|each| (each.disruption, each.work)).copied();
    Consequence { judged_as, asked_of: Vec::new(), counts, worst_process }
}
