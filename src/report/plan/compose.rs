//! The adaptation plan as a page: the answer first, then each plateau, what it costs, what is open, and every system.

use super::tables::{self, stage_title};
use super::{PlanReport, decisions, falling};
use crate::analysis::adaptation::{Fate, Planned, Stage};
use crate::model::{Field, Sums};
use crate::report::money::all_said;
use crate::report::page::{Line, Page};
use crate::report::words::{counted, joined, number};

/// Composes an adaptation plan.
pub fn page<'a>(report: &PlanReport<'a>) -> Page<'a> {
    let mut page = Page::new(headline(report)).of_map(report.map).all(report.all).lead(conditions(report));
    if !report.only.is_empty() {
        let shown = report.only.iter().map(|&ix| Line::new().id(report.graph.element(ix).id()));
        page = page.lead(Line::from("Only ").then(Line::joined(shown)).words(" listed; all were planned."));
    }
    page = page.notes(notes(report));
    let mut before: Option<&Stage> = None;
    for stage in &report.plan.stages {
        page = page.part(tables::stage(report, stage));
        if stage.plateau.is_some() {
            page = page.part(falling::part(report, stage, before));
        }
        before = Some(stage);
    }
    page.part(tables::costs(report)).parts(decisions::parts(report)).part(tables::systems(report))
}

/// "Of 48 systems 20 are kept, 11 adapted and 9 replaced; 41.5 MSEK by ITP e-strategi (2009-12-31), 12 without a cost;
/// 6 are late already."
fn headline<'a>(report: &PlanReport<'a>) -> Line<'a> {
    let plan = report.plan;
    if plan.systems.is_empty() {
        return Line::from(format!(
            "The map holds no system to plan that is in use on {} or later.",
            plan.at
        ));
    }
    if plan.moves.is_empty() {
        let count = counted(plan.systems.len(), "system is", "systems are");
        return Line::from(format!("{count} kept; nothing has to be adapted, replaced or retired."));
    }
    let fates = Fate::ALL.into_iter().filter(|&fate| plan.count(fate) > 0).enumerate().map(|(i, fate)| {
        let n = plan.count(fate);
        let verb = match (i, n) {
            (0, 1) => " is",
            (0, _) => " are",
            _ => "",
        };
        format!("{}{verb} {}", number(n), fate.done())
    });
    let fates = joined(&fates.collect::<Vec<_>>());
    let of = counted(plan.systems.len(), "system", "systems");
    let line = Line::from(format!("Of {of} {fates}; ")).then(cost(report));
    match plan.overdue() {
        0 => line.words("."),
        1 => line.words("; 1 is late already."),
        n => line.words(format!("; {} are late already.", number(n))),
    }
}

/// What it costs by the last plateau, and after it.
fn cost<'a>(report: &PlanReport<'a>) -> Line<'a> {
    let plan = report.plan;
    let of = |in_programme: bool| {
        let stages = plan.stages.iter().filter(|stage| stage.plateau.is_some() == in_programme);
        stages.fold(Sums::default(), |mut sums, stage| {
            sums.add_all(&plan.cost_of(&stage.moves));
            sums
        })
    };
    let last = plan.stages.iter().rev().find_map(|stage| stage.plateau.zip(report.day_of(stage)));
    let mut line = match last {
        Some((plateau, day)) => {
            let line = Line::from(format!("{} by ", all_said(&of(true))));
            let line = line.name(report.plateau_name(plateau).unwrap_or_default()).words(format!(" ({day})"));
            let after = of(false);
            if after.is_empty() { line } else { line.words(format!(" and {} after it", all_said(&after))) }
        }
        None => {
            let why = if plan.programme.plateaus.is_empty() {
                "no plateau has a date"
            } else {
                "all plateaus are past"
            };
            let costs = of(false);
            let costs = if costs.is_empty() { String::new() } else { format!("{}; ", all_said(&costs)) };
            Line::from(format!("{costs}{why}, so it is one list by date"))
        }
    };
    let without = plan.systems.iter().filter(|system| system.has_price() && system.cost.is_none()).count();
    if without > 0 {
        line = line.words(format!(", {} without a cost", number(without)));
    }
    line
}

fn conditions<'a>(report: &PlanReport<'a>) -> Line<'a> {
    let words = match report.plan.programme.to_come(report.plan.at).is_empty() {
        true => "In order of dates; nothing before what it needs.",
        false => {
            "What must have happened by a day is laid into the last plateau in time; what the map dates, into the first plateau that shows it; nothing before what it needs."
        }
    };
    Line::from(format!("On {}. {words}", report.plan.at))
}

fn notes<'a>(report: &PlanReport<'a>) -> Vec<Line<'a>> {
    let plan = report.plan;
    let mut notes = Vec::new();
    if plan.programme.undated > 0 {
        let undated = counted(plan.programme.undated, "plateau has", "plateaus have");
        notes.push(Line::from(format!("{undated} no date, and so no place in the plan")));
    }
    if !plan.hanging_is_whole {
        notes.push("So much hangs together that not all was counted: at least as much hangs on each system as is said".into());
    }
    if !plan.waits_are_whole {
        notes.push("The order holds, but of some systems it is not said what they wait for: it would have taken too long".into());
    }
    notes.extend(undated(report));
    let past = plan.programme.to_come(plan.at).start;
    if past > 0 {
        let names =
            (0..past).map(|plateau| Line::new().name(report.plateau_name(plateau).unwrap_or_default()));
        let names = Line::few(names, 5);
        notes.push(names.words(if past == 1 { " is past" } else { " are past" }));
    }
    notes
}

/// That nothing has to be done may only mean that nothing is known.
fn undated<'a>(report: &PlanReport<'a>) -> Option<Line<'a>> {
    let says_nothing = |system: &&Planned| {
        let element = report.graph.element(system.element);
        [Field::Lifecycle, Field::Standard, Field::RunsOn].iter().all(|field| element.get(*field).is_none())
    };
    let systems = &report.plan.systems;
    let count = systems.iter().filter(says_nothing).count();
    (report.plan.moves.is_empty() && count > 0).then(|| {
        let of = counted(systems.len(), "system", "systems");
        let verb = if count == 1 { "says" } else { "say" };
        Line::from(format!(
            "{} of {of} {verb} nothing of a lifecycle, a platform or the standard, so nobody sees what has to be done",
            number(count)
        ))
    })
}

/// "ITP Normal (2008-12-31)", "after the programme".
pub(super) fn stage_name<'a>(report: &PlanReport<'a>, stage: &Stage) -> Line<'a> {
    stage_title(report, stage)
}
