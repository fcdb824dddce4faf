//! Plans worked out by hand.

use systemkarta::analysis::adaptation::{Adaptation, Due, DueBy, Fate, Planned, Question, adaptation};
use systemkarta::analysis::lifecycle::{ConflictKind, Timelines};
use systemkarta::graph::Graph;
use systemkarta::model::Date;

use super::maps::graph;

const PLATEAUS: &str = "plateaus: [{id: base, date: 2008-12-31}, {id: common, date: 2009-12-31}]\n";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn plan(graph: &Graph) -> Adaptation {
    adaptation(&Timelines::of(graph, day("2008-01-01")), day("2008-01-01"))
}

fn system<'p>(graph: &Graph, plan: &'p Adaptation, id: &str) -> &'p Planned {
    plan.system(graph.find_element(id).unwrap()).unwrap_or_else(|| panic!("{id} is not planned"))
}

/// Fate and the number of the plateau: 0 for base, 1 for common, 2 for later.
fn laid(graph: &Graph, plan: &Adaptation, id: &str) -> (Fate, usize) {
    let system = system(graph, plan, id);
    (system.fate, system.placed.as_ref().unwrap().plateau)
}

fn questions(graph: &Graph, plan: &Adaptation, id: &str) -> Vec<&'static str> {
    let ix = graph.find_element(id).unwrap();
    plan.open.iter().filter(|open| open.system == ix).map(|open| open.question.name()).collect()
}

/// The database loses its support in the middle of 2008. Payroll must be off it by then, and no plateau is in time,
/// so it is late in the first. The directory has until the second plateau, but payroll needs it.
#[test]
fn a_deadline_pulls_what_is_needed_and_says_how_late_it_is() {
    let text = format!(
        "{PLATEAUS}technologies: [{{id: db, lifecycle: {{end_of_support: 2008-06-30}}}}]\n\
         systems:\n  - {{id: payroll, runs_on: {{to: db, strength: hard}}, depends_on: {{to: directory, strength: hard}}}}\n  \
         - {{id: directory, standard: {{base: free, common: full}}}}\n"
    );
    let graph = graph(&text);
    let plan = plan(&graph);
    assert_eq!(laid(&graph, &plan, "payroll"), (Fate::Adapt, 0));
    let payroll = system(&graph, &plan, "payroll");
    let db = graph.find_element("db").unwrap();
    let due = Due { day: day("2008-07-01"), by: DueBy::Conflict(ConflictKind::Unsupported, db) };
    assert_eq!((payroll.due, payroll.late), (Some(due), Some(183)));
    assert_eq!(laid(&graph, &plan, "directory"), (Fate::Adapt, 0));
    let placed = system(&graph, &plan, "directory").placed.clone().unwrap();
    assert_eq!(placed.pulled_by, graph.find_element("payroll"));
    let order: Vec<&str> =
        plan.moves.iter().map(|&index| graph.element(plan.systems[index].element).id()).collect();
    assert_eq!(order, ["directory", "payroll"]);
}

/// The old roster rests on what nobody supports since 2006, but what follows it comes in 2009 and no sooner.
#[test]
fn what_the_map_dates_is_waited_for() {
    let text = format!(
        "{PLATEAUS}technologies: [{{id: nt, lifecycle: {{end_of_support: 2005-12-31}}}}]\n\
         systems:\n  - {{id: old, successor: new, runs_on: {{to: nt, strength: hard}}}}\n  \
         - {{id: new, lifecycle: {{active: 2009-03-01}}}}\n"
    );
    let graph = graph(&text);
    let plan = plan(&graph);
    assert_eq!(laid(&graph, &plan, "new"), (Fate::Introduce, 1));
    assert_eq!(laid(&graph, &plan, "old"), (Fate::Replace, 1));
    let old = system(&graph, &plan, "old");
    assert_eq!(old.placed.as_ref().unwrap().held_by, graph.find_element("new"));
    assert!(old.is_overdue(plan.at));
    assert_eq!(plan.overdue(), 1);
    // From 2006-01-01 to 2009-03-01: three years with a leap day, and two months.
    let gap = plan.open.iter().find_map(|open| match open.question {
        Question::SuccessorLate { gap, .. } => gap,
        _ => None,
    });
    assert_eq!(gap, Some(365 + 365 + 366 + 31 + 28));
}

/// What is left from the day after a plateau is that plateau's; what is left a day later is not.
#[test]
fn a_last_day_of_use_belongs_to_its_plateau() {
    for (retired, plateau) in [("2009-01-01", 0), ("2009-01-02", 1), ("2010-01-01", 1), ("2010-01-02", 2)] {
        let graph = graph(&format!("{PLATEAUS}systems: [{{id: old, lifecycle: {{retired: {retired}}}}}]\n"));
        let plan = plan(&graph);
        assert_eq!(laid(&graph, &plan, "old"), (Fate::Retire, plateau), "{retired}");
        assert_eq!(questions(&graph, &plan, "old"), ["no-successor", "no-owner"]);
    }
}

/// Two that need each other move together, at the sooner of their deadlines; what needs them comes after.
#[test]
fn circles_move_together() {
    let text = format!(
        "{PLATEAUS}systems:\n  \
         - {{id: a, depends_on: {{to: b, strength: hard}}, standard: {{base: free, common: full}}}}\n  \
         - {{id: b, depends_on: {{to: a, strength: hard}}, standard: {{base: full, common: full}}, agreement: ends}}\n  \
         - {{id: c, depends_on: {{to: a, strength: hard}}, standard: {{base: free, common: full}}}}\n\
         agreements: [{{id: ends, lifecycle: {{active: 2001, retired: 2009-01-01}}}}]\n"
    );
    let graph = graph(&text);
    let plan = plan(&graph);
    assert_eq!(laid(&graph, &plan, "a"), (Fate::Adapt, 0));
    assert_eq!(laid(&graph, &plan, "b"), (Fate::Adapt, 0));
    assert_eq!(laid(&graph, &plan, "c"), (Fate::Adapt, 1));
    let circle = |id| system(&graph, &plan, id).placed.as_ref().unwrap().circle;
    assert!(circle("a").is_some() && circle("a") == circle("b"));
    assert_eq!(circle("c"), None);
}

/// The agreement ends with the year, its last day is the plateau's; a system that cannot be adapted is replaced.
#[test]
fn what_cannot_be_adapted_is_replaced() {
    let text = format!(
        "{PLATEAUS}agreements: [{{id: hosting, lifecycle: {{active: 2001, retired: 2010-01-01}}}}]\n\
         systems: [{{id: old, agreement: hosting, adaptable: no, cost: {{adaptation: 1 MSEK}}}}, {{id: fine, agreement: hosting, adaptable: yes, cost: {{adaptation: 2 MSEK}}}}]\n"
    );
    let graph = graph(&text);
    let plan = plan(&graph);
    assert_eq!(laid(&graph, &plan, "old"), (Fate::Replace, 1));
    assert_eq!(laid(&graph, &plan, "fine"), (Fate::Adapt, 1));
    // The cost of adapting is not that of replacing.
    assert!(questions(&graph, &plan, "old").contains(&"no-cost"));
    let said: Vec<String> = plan.cost_of(&plan.moves).totals().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["2 MSEK"]);
}

/// Without plateaus the plan is one list by date; what is past is not planned into.
#[test]
fn plateaus_that_are_past_or_missing_take_nothing() {
    let systems = "systems: [{id: later, lifecycle: {active: 2001, phase_out: 2009}}, {id: sooner, lifecycle: {active: 2008-06-01}}]\n";
    for plateaus in ["", "plateaus: [{id: past, date: 2007-12-31}]\n"] {
        let graph = graph(&format!("{plateaus}{systems}"));
        let plan = plan(&graph);
        assert_eq!(plan.stages.len(), 1, "{plateaus}");
        assert_eq!(plan.stages[0].plateau, None);
        let order: Vec<&str> =
            plan.moves.iter().map(|&index| graph.element(plan.systems[index].element).id()).collect();
        assert_eq!(order, ["sooner", "later"]);
    }
}
