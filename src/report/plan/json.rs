//! The adaptation plan as JSON: `systemkarta.plan/1`.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use super::PlanReport;
use super::wire::{
    Due, Fallback, Limits, Open, Place, Plateau, Reason, Share, Summary, Support, System, Wire,
};
use crate::analysis::adaptation::{self, DueBy, Fate, Planned, Question, Stage, days_between};
use crate::analysis::lifecycle::ConflictKind;
use crate::graph::ElementIx;
use crate::model::{Date, Span, Sums};
use crate::report::money::{wire, wire_one};
use crate::report::words::ids;
use crate::report::write_json;

/// Writes an adaptation plan as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &PlanReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let plan = report.plan;
    let total = plan.cost_of(&plan.moves);
    let stage_sums: Vec<Sums> = plan.stages.iter().map(|stage| plan.cost_of(&stage.moves)).collect();
    let shares: Vec<Vec<adaptation::Share<'_>>> =
        plan.stages.iter().map(|stage| plan.shares(report.graph, &stage.moves, report.by)).collect();
    let stages = plan.stages.iter().zip(&stage_sums).zip(&shares);
    let places = Places::of(report);
    let answer = Wire {
        schema: "systemkarta.plan/1",
        map: report.map,
        at: plan.at.to_string(),
        by: report.by.name(),
        summary: Summary {
            systems: plan.systems.len(),
            keep: plan.count(Fate::Keep),
            adapt: plan.count(Fate::Adapt),
            replace: plan.count(Fate::Replace),
            retire: plan.count(Fate::Retire),
            introduce: plan.count(Fate::Introduce),
            overdue: plan.overdue(),
            cost: wire(&total),
            without_cost: plan.systems.iter().filter(|s| s.has_price() && s.cost.is_none()).count(),
        },
        plateaus: stages.map(|((stage, cost), shares)| plateau(report, stage, cost, shares)).collect(),
        undated_plateaus: plan.programme.undated,
        systems: plan
            .systems
            .iter()
            .filter(|system| report.lists(system))
            .map(|system| of_system(report, &places, system))
            .collect(),
        open: plan
            .open
            .iter()
            .filter(|open| report.only.is_empty() || report.only.contains(&open.system))
            .map(|open| of_decision(report, open))
            .collect(),
        limits: Limits {
            hanging_at_least: !plan.hanging_is_whole,
            waits_for_incomplete: !plan.waits_are_whole,
        },
    };
    write_json(&answer, out)
}

/// What is asked of every system and found once.
struct Places<'a> {
    order: HashMap<ElementIx, usize>,
    open: BTreeMap<ElementIx, Vec<&'a Question>>,
}

impl<'a> Places<'a> {
    fn of(report: &PlanReport<'a>) -> Self {
        let systems = || report.plan.moves.iter().filter_map(|&index| report.system(index));
        let order = systems().enumerate().map(|(place, system)| (system.element, place + 1)).collect();
        let mut open: BTreeMap<ElementIx, Vec<&'a Question>> = BTreeMap::new();
        for decision in &report.plan.open {
            open.entry(decision.system).or_default().push(&decision.question);
        }
        Self { order, open }
    }
}

fn plateau<'a>(
    report: &PlanReport<'a>,
    stage: &'a Stage,
    cost: &'a Sums,
    shares: &'a [adaptation::Share<'a>],
) -> Plateau<'a> {
    let of = |indices: &[usize]| -> Vec<&'a str> {
        let systems = indices.iter().filter_map(|&index| report.system(index));
        systems.map(|system| report.graph.element(system.element).id()).collect()
    };
    let share = |share: &'a adaptation::Share<'a>| Share {
        bearer: share.bearer,
        cost: wire(&share.cost),
        moves: share.moves,
        without_cost: share.without_cost,
    };
    let fallback = &stage.fallback;
    Plateau {
        id: stage.plateau.and_then(|plateau| report.plateau_id(plateau)),
        name: stage.plateau.and_then(|plateau| report.plateau_name(plateau)),
        date: report.day_of(stage).map(|day| day.to_string()),
        moves: of(&stage.moves),
        cost: wire(cost),
        shares: shares.iter().map(share).collect(),
        running_before: wire(&stage.running_before),
        running_after: wire(&stage.running_after),
        fallback: Fallback {
            in_use_again: of(&fallback.back),
            in_conflict_again: of(&fallback.again),
            lower_standard: of(&fallback.lower),
            taken_out: of(&fallback.out),
            processes: fallback.processes,
            critical_processes: fallback.critical,
        },
    }
}

fn of_system<'a>(report: &PlanReport<'a>, places: &Places<'a>, system: &'a Planned) -> System<'a> {
    let graph = report.graph;
    let element = graph.element(system.element);
    let support = system.support.map(|end| {
        let last = end.first_without.yesterday().unwrap_or(end.first_without);
        Support {
            last_day: last.to_string(),
            days_left: days_between(report.plan.at, last),
            of: graph.element(end.of).id(),
        }
    });
    let place = system.placed.as_ref().map(|placed| Place {
        order: places.order.get(&system.element).copied().unwrap_or_default(),
        plateau: report.plateau_id(placed.plateau),
        step: placed.step,
        pulled_by: placed.pulled_by.map(|ix| graph.element(ix).id()),
        held_by: placed.held_by.map(|ix| graph.element(ix).id()),
        waits_for: ids(graph, &placed.waits_for),
        circle: placed.circle,
    });
    let due = system.due.map(|due| {
        let (by, of) = due_by(due.by);
        Due { day: due.day.to_string(), by, element: of.map(|ix| graph.element(ix).id()) }
    });
    let open = places.open.get(&system.element);
    System {
        id: element.id(),
        name: element.name(),
        fate: system.fate.name(),
        reasons: system.reasons.iter().map(|reason| of_reason(report, reason)).collect(),
        owner: element.owner().map(|owner| owner.as_str()),
        criticality: element.criticality().map(|criticality| criticality.name()),
        scope: element.scope().map(|scope| scope.name()),
        class: element.class().map(|class| class.name()),
        standard_now: system.standing.now.map(|standard| standard.name()),
        standard_wanted: system.standing.wanted.map(|standard| standard.name()),
        adaptable: element.adaptable().map(|adaptable| adaptable.name()),
        support,
        hanging: system.hanging,
        critical_processes: system.critical,
        due,
        place,
        days_late: system.late,
        cost: system.cost.as_ref().map(wire_one),
        open: open.into_iter().flatten().map(|question| question.name()).collect(),
    }
}

fn due_by(by: DueBy) -> (&'static str, Option<ElementIx>) {
    match by {
        DueBy::FirstUse => ("first-use", None),
        DueBy::Retired => ("retired", None),
        DueBy::PhaseOut => ("phase-out", None),
        DueBy::Conflict(kind, dependency) => (conflict(kind), Some(dependency)),
        DueBy::Standard(_) => ("standard", None),
    }
}

fn conflict(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Retired => "rests-on-retired",
        ConflictKind::NotYetActive => "rests-on-not-yet-active",
        ConflictKind::Unsupported => "rests-on-unsupported",
        ConflictKind::AgreementEnded => "agreement-ends",
    }
}

fn of_reason<'a>(report: &PlanReport<'a>, reason: &'a adaptation::Reason) -> Reason<'a> {
    use adaptation::Reason as Known;
    let graph = report.graph;
    let plain =
        |kind| Reason { kind, elements: Vec::new(), from: None, until: None, plateau: None, standard: None };
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    let span = |days: Span| (text(days.begins()), text(days.ends()));
    match reason {
        Known::Leaving { phase_out, retired } => {
            Reason { from: text(*phase_out), until: text(*retired), ..plain("leaving") }
        }
        Known::Followed(successors) => Reason { elements: ids(graph, successors), ..plain("followed") },
        Known::Conflict(trouble) => {
            let (from, until) = span(trouble.days);
            let elements = vec![graph.element(trouble.dependency).id()];
            Reason { elements, from, until, ..plain(conflict(trouble.kind)) }
        }
        Known::OwnSupport(trouble) => {
            let (from, until) = span(trouble.days);
            Reason { from, until, ..plain("unsupported") }
        }
        Known::Standard(rise) => Reason {
            plateau: report.plateau_id(rise.plateau),
            standard: Some(rise.to.name()),
            from: text(report.plan.programme.day(rise.plateau)),
            ..plain("standard")
        },
        Known::NotAdaptable => plain("not-adaptable"),
        Known::FirstUse(day) => Reason { from: text(*day), ..plain("first-use") },
    }
}

fn of_decision<'a>(report: &PlanReport<'a>, open: &adaptation::OpenDecision) -> Open<'a> {
    let (element, days) = match open.question {
        Question::SuccessorLate { successor, gap, .. } => (Some(successor), gap),
        Question::RestsOnLeaving { dependency } => (Some(dependency), None),
        Question::StillNeeded { dependent, .. } => (Some(dependent), None),
        Question::StaysInConflict { trouble, days } => (Some(trouble.dependency), Some(days)),
        Question::NotYetThere { dependency, .. } => (Some(dependency), None),
        _ => (None, None),
    };
    Open {
        system: report.graph.element(open.system).id(),
        question: open.question.name(),
        element: element.map(|ix| report.graph.element(ix).id()),
        days,
    }
}
