//! What falling back from a plateau to the one before would mean.

use std::collections::BTreeMap;

use super::PlanReport;
use super::compose::stage_name;
use super::words::trouble;
use crate::analysis::adaptation::{Planned, Reason, Stage, Trouble};
use crate::graph::ElementIx;
use crate::model::{Date, Phase};
use crate::report::page::{Line, Part};
use crate::report::words::counted;

/// How many systems are named in a line.
const NAMED: usize = 5;

/// What would have to be undone, and what would not hold any more.
pub(super) fn part<'a>(report: &PlanReport<'a>, stage: &'a Stage, before: Option<&'a Stage>) -> Part<'a> {
    let to = match before {
        Some(before) => Line::from(" to ").then(stage_name(report, before)),
        None => Line::from(format!(" to what is in use on {}", report.plan.at)),
    };
    let title = Line::from("Falling back from ").then(stage_name(report, stage)).then(to);
    Part::lines(title, lines(report, stage)).uncounted().beneath()
}

fn lines<'a>(report: &PlanReport<'a>, stage: &'a Stage) -> Vec<Line<'a>> {
    let fallback = &stage.fallback;
    let mut lines = Vec::new();
    let listed = |systems: Vec<Line<'a>>| {
        let at_most = if report.all { usize::MAX } else { NAMED };
        Line::few(systems.into_iter(), at_most)
    };
    let of = |indices: &'a [usize]| indices.iter().filter_map(|&index| report.system(index));
    let day = report.day_of(stage).unwrap_or(report.plan.at);
    if !fallback.back.is_empty() {
        let back = of(&fallback.back).map(|system| back(report, system, day));
        lines.push(Line::from("would have to be in use again: ").then(listed(back.collect())));
    }
    if !fallback.again.is_empty() {
        let again = again(report, of(&fallback.again));
        let shown = if report.all { again.len() } else { NAMED };
        let more = again.len().saturating_sub(shown);
        let mut line = Line::from("would stand again as before: ")
            .then(Line::between(again.into_iter().take(shown), "; "));
        if more > 0 {
            line = line.words(format!("; and {more} more"));
        }
        lines.push(line);
    }
    let ids = |indices: &'a [usize]| -> Vec<Line<'a>> {
        of(indices).map(|system| Line::new().id(report.graph.element(system.element).id())).collect()
    };
    if !fallback.lower.is_empty() {
        lines.push(
            Line::from("would follow a lower standard, and lose nothing else that the map knows: ")
                .then(listed(ids(&fallback.lower))),
        );
    }
    if !fallback.out.is_empty() {
        lines.push(Line::from("would be taken out: ").then(listed(ids(&fallback.out))));
    }
    if !stage.moves.is_empty() {
        let processes = counted(fallback.processes, "process hangs", "processes hang");
        lines.push(Line::from(format!("{processes} on all this, {} of them critical", fallback.critical)));
    }
    lines
}

/// What was adapted, together with all else that stood on the same: "lisa and agresso: the agreement KITT (kitt) ends".
fn again<'a>(report: &PlanReport<'a>, systems: impl Iterator<Item = &'a Planned>) -> Vec<Line<'a>> {
    let mut grounds: BTreeMap<(Date, ElementIx), (Trouble, Vec<&'a Planned>)> = BTreeMap::new();
    for system in systems {
        if let Some(first) = system.troubles().min_by_key(|trouble| trouble.days.first) {
            let ground = grounds.entry((first.days.first, first.dependency));
            ground.or_insert_with(|| (first, Vec::new())).1.push(system);
        }
    }
    let line = |(ground, systems): (Trouble, Vec<&'a Planned>)| {
        let ids = systems.iter().map(|system| Line::new().id(report.graph.element(system.element).id()));
        let own = systems.first().map_or(ground.dependency, |system| system.element);
        Line::few(ids, NAMED).words(": ").then(trouble(report, own, &ground))
    };
    grounds.into_values().map(line).collect()
}

/// A system that was left: whether it is still there.
fn back<'a>(report: &PlanReport<'a>, system: &Planned, day: Date) -> Line<'a> {
    let element = report.graph.element(system.element);
    let line = Line::new().id(element.id());
    let retired = system.reasons.iter().find_map(|reason| match reason {
        Reason::Leaving { retired, .. } => *retired,
        _ => None,
    });
    match retired {
        Some(retired) if retired <= day => line.words(format!(" (out of use since {retired}: no way back)")),
        Some(retired) => line.words(format!(" (until {retired})")),
        None if report.graph.model().phase_on(element, day).is_none_or(Phase::in_use) => {
            line.words(" (still there, as far as the map says)")
        }
        None => line,
    }
}
