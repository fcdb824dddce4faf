//! Laws of every plan and budget, each against a slow and plain reading of the map.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use systemkarta::analysis::adaptation::{Adaptation, DueBy, Fate, Planned, adaptation};
use systemkarta::analysis::budget::{By, CostKind, When, budget};
use systemkarta::analysis::lifecycle::{ConflictKind, Timelines, conflicts, needs};
use systemkarta::graph::{ElementIx, Graph};
use systemkarta::model::{Adaptable, Date, Days, Milestone, Phase, Section, Sums};

use super::maps::{graph, maps};

const AT: &str = "2008-01-01";

fn at() -> Date {
    AT.parse().unwrap()
}

fn is_ours(graph: &Graph, ix: ElementIx) -> bool {
    let element = graph.element(ix);
    element.section == Section::Systems && element.kind() != Some("external")
}

/// The fate by the words of the contract, asked day by day.
fn fate(graph: &Graph, timelines: &Timelines<'_>, ix: ElementIx) -> Option<Fate> {
    let element = graph.element(ix);
    let model = graph.model();
    let today = at();
    if !model.in_use(element, today) {
        let later = (1..2000).any(|days| model.in_use(element, today.checked_add(jiff_days(days)).unwrap()));
        return (later || model.phase_on(element, today) == Some(Phase::Plan)).then_some(Fate::Introduce);
    }
    let has = |milestone| model.lifecycle_of(element).is_some_and(|l| l.get(milestone).is_some());
    let followed = !timelines.successors(ix).is_empty();
    let leaves = has(Milestone::PhaseOut)
        || has(Milestone::Retired)
        || model.phase_on(element, today) == Some(Phase::PhaseOut);
    if followed {
        return Some(Fate::Replace);
    }
    if leaves {
        return Some(Fate::Retire);
    }
    let from = Days::from(today);
    let in_conflict = conflicts(timelines).iter().any(|conflict| {
        let counts = match conflict.kind {
            ConflictKind::AgreementEnded => true,
            ConflictKind::NotYetActive => false,
            _ => conflict.hard,
        };
        conflict.dependent == ix && counts && !conflict.days.and(&from).is_never()
    });
    let gives_up = !timelines.unsupported(ix).and(&from).is_never();
    // Of the standards that the maps write, only these rise after the day, if both plateaus are there.
    let standard =
        element.standard().map(|standard| systemkarta::model::Value::Standard(Box::new(standard.clone())));
    let rises = standard.is_some_and(|standard| standard.to_string().contains("concept (l0), full (l1)"));
    Some(match (in_conflict || gives_up || rises, element.adaptable()) {
        (false, _) => Fate::Keep,
        (true, Some(Adaptable::No)) => Fate::Replace,
        (true, _) => Fate::Adapt,
    })
}

fn jiff_days(days: i32) -> std::time::Duration {
    std::time::Duration::from_secs(u64::try_from(days).unwrap() * 24 * 3600)
}

/// What a system needs hard, directly or through technologies.
fn needed(graph: &Graph, timelines: &Timelines<'_>, ix: ElementIx) -> BTreeSet<ElementIx> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::from([ix]);
    let mut open = vec![ix];
    while let Some(next) = open.pop() {
        for need in needs(timelines, next) {
            let spared = need.unspared.and(&Days::from(at())).is_never();
            if !need.hard || spared || !seen.insert(need.dependency) {
                continue;
            }
            match graph.element(need.dependency).section {
                Section::Technologies => open.push(need.dependency),
                _ => {
                    found.insert(need.dependency);
                }
            }
        }
    }
    found
}

/// Whether something must be there first: it is adapted, introduced, or replaced because it cannot be adapted.
fn comes(system: &Planned) -> bool {
    matches!(system.fate, Fate::Adapt | Fate::Introduce) || system.fate == Fate::Replace && !system.leaves()
}

fn is_fixed(system: &Planned) -> bool {
    matches!(system.due.map(|due| due.by), Some(DueBy::FirstUse | DueBy::Retired))
}

fn places(plan: &Adaptation) -> BTreeMap<ElementIx, usize> {
    plan.moves.iter().enumerate().map(|(place, &index)| (plan.systems[index].element, place)).collect()
}

fn check_order(graph: &Graph, timelines: &Timelines<'_>, plan: &Adaptation) -> Result<(), TestCaseError> {
    let place = places(plan);
    let plateau = |system: &Planned| system.placed.as_ref().unwrap().plateau;
    let before = |first: &Planned, then: &Planned| {
        let circle = |system: &Planned| system.placed.as_ref().unwrap().circle;
        let together = circle(first).is_some() && circle(first) == circle(then);
        (plateau(first) <= plateau(then)) && (together || place[&first.element] < place[&then.element])
    };
    // What must move together with something that the map dates is bound to that day, too.
    let is_bound = |system: &Planned| {
        let circle = system.placed.as_ref().and_then(|placed| placed.circle);
        let in_circle = |other: &&Planned| {
            circle.is_some() && other.placed.as_ref().and_then(|placed| placed.circle) == circle
        };
        plan.systems.iter().filter(in_circle).any(is_fixed)
    };
    for system in plan.systems.iter().filter(|system| system.fate.is_moved()) {
        for need in needed(graph, timelines, system.element) {
            let Some(other) = plan.system(need).filter(|other| other.fate.is_moved()) else { continue };
            if comes(system) && comes(other) && !is_fixed(system) && !is_bound(system) {
                prop_assert!(
                    before(other, system),
                    "{} waits for {}",
                    name(graph, system),
                    name(graph, other)
                );
            }
            let goes = other.leaves() && matches!(other.fate, Fate::Replace | Fate::Retire);
            if goes && !is_fixed(other) && !is_bound(other) && comes(system) && system.fate != Fate::Introduce
            {
                prop_assert!(
                    before(system, other),
                    "{} goes after {}",
                    name(graph, other),
                    name(graph, system)
                );
            }
        }
        if system.fate == Fate::Replace && !is_fixed(system) && !is_bound(system) {
            for &successor in timelines.successors(system.element) {
                let Some(other) = plan.system(successor).filter(|s| s.fate == Fate::Introduce) else {
                    continue;
                };
                prop_assert!(before(other, system), "{} follows {}", name(graph, other), name(graph, system));
            }
        }
    }
    Ok(())
}

fn name<'g>(graph: &'g Graph, system: &Planned) -> &'g str {
    graph.element(system.element).id()
}

fn added(all: impl IntoIterator<Item = Sums>) -> Sums {
    all.into_iter().fold(Sums::default(), |mut total, sums| {
        total.add_all(&sums);
        total
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_system_has_one_fate_and_every_move_one_place(text in maps()) {
        let graph = graph(&text);
        let timelines = Timelines::of(&graph, at());
        let plan = adaptation(&timelines, at());
        let planned: Vec<(ElementIx, Fate)> =
            plan.systems.iter().map(|system| (system.element, system.fate)).collect();
        let wanted: Vec<(ElementIx, Fate)> = graph
            .elements()
            .filter(|&ix| is_ours(&graph, ix))
            .filter_map(|ix| Some((ix, fate(&graph, &timelines, ix)?)))
            .collect();
        prop_assert_eq!(planned, wanted, "{}", text);
        for system in &plan.systems {
            prop_assert_eq!(system.fate == Fate::Keep, system.reasons.is_empty());
            prop_assert_eq!(system.fate == Fate::Keep, system.placed.is_none());
        }
        let laid: Vec<usize> = plan.stages.iter().flat_map(|stage| stage.moves.clone()).collect();
        prop_assert_eq!(&laid, &plan.moves, "stages hold the moves in order");
        let moved = plan.systems.iter().filter(|system| system.fate.is_moved()).count();
        prop_assert_eq!(laid.iter().collect::<BTreeSet<_>>().len(), moved);
        for stage in &plan.stages {
            prop_assert!(stage.plateau.is_none_or(|plateau| plan.programme.day(plateau) >= Some(at())));
        }
    }

    #[test]
    fn nothing_is_moved_before_what_it_needs(text in maps()) {
        let graph = graph(&text);
        let timelines = Timelines::of(&graph, at());
        check_order(&graph, &timelines, &adaptation(&timelines, at()))
            .map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
    }

    #[test]
    fn what_the_map_dates_stays_there_and_what_is_late_is_said(text in maps()) {
        let graph = graph(&text);
        let timelines = Timelines::of(&graph, at());
        let plan = adaptation(&timelines, at());
        for system in plan.systems.iter().filter(|system| system.fate.is_moved()) {
            let placed = system.placed.as_ref().unwrap();
            let day = plan.programme.day(placed.plateau);
            match system.due {
                Some(due) if due.by == DueBy::FirstUse => {
                    let first = plan.programme.plateaus.iter().position(|p| p.day >= due.day);
                    prop_assert_eq!(placed.plateau, first.unwrap_or(plan.programme.plateaus.len()));
                }
                Some(due) if !due.by.is_declared() => {
                    let moved_on = day.unwrap_or(at()).max(at());
                    prop_assert_eq!(system.late.is_some(), due.day < moved_on);
                }
                _ => prop_assert_eq!(system.late, None),
            }
            prop_assert!(placed.pulled_by.is_none() || placed.held_by.is_none());
        }
    }

    #[test]
    fn all_groupings_add_up_to_the_same(text in maps()) {
        let graph = graph(&text);
        let timelines = Timelines::of(&graph, at());
        let plan = adaptation(&timelines, at());
        let whole = plan.cost_of(&plan.moves);
        let budget = budget(&timelines, &plan, None, None);
        let sums: BTreeMap<When, Sums> = budget.sums().iter().map(|(when, sum)| (*when, sum.total())).collect();
        for by in By::ALL {
            let shares = plan.stages.iter().flat_map(|stage| plan.shares(&graph, &stage.moves, by));
            prop_assert_eq!(&added(shares.map(|share| share.cost)), &whole);
            let mut grouped: BTreeMap<When, Sums> = BTreeMap::new();
            for (when, sum) in budget.groups(&graph, by).into_iter().flat_map(|group| group.sums) {
                grouped.entry(when).or_default().add_all(&sum.total());
            }
            prop_assert_eq!(&grouped, &sums);
        }
        let once = budget.sums().into_values().map(|sum| {
            added([sum.of(CostKind::Replacement).clone(), sum.of(CostKind::Adaptation).clone()])
        });
        prop_assert_eq!(added(once), whole, "what the plan costs is in the budget once");
    }

    #[test]
    fn running_costs_are_those_of_every_day(text in maps()) {
        let graph = graph(&text);
        let timelines = Timelines::of(&graph, at());
        let budget = budget(&timelines, &adaptation(&timelines, at()), Some(2007), Some(2010));
        let figures: BTreeMap<(ElementIx, i16), i64> = budget
            .figures
            .iter()
            .filter(|figure| figure.kind == CostKind::Running)
            .flat_map(|figure| figure.parts.iter().map(move |(when, part)| match when {
                When::Year(year) => ((figure.element, *year), part.hundredths()),
                _ => panic!("a running cost has a year"),
            }))
            .collect();
        for ix in graph.elements() {
            let element = graph.element(ix);
            let Some(yearly) = element.cost().and_then(|cost| cost.yearly.as_ref()) else { continue };
            for year in 2007..=2010_i16 {
                let mut day = Date::new(year, 1, 1).unwrap();
                let (mut used, mut all) = (0_i64, 0_i64);
                while day.year() == year {
                    all += 1;
                    used += i64::from(graph.model().in_use(element, day));
                    day = day.tomorrow().unwrap();
                }
                let exact = yearly.value.hundredths() as f64 * used as f64 / all as f64;
                let said = figures.get(&(ix, year)).copied().unwrap_or_default();
                prop_assert!((said as f64 - exact).abs() <= 0.51, "{} {}: {} and {}", element.id(), year, said, exact);
            }
        }
    }
}
