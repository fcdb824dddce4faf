//! The tables of a plan: what each plateau delivers, what it costs whom, and every system.

use std::collections::BTreeMap;

use super::PlanReport;
use super::words::{by, counted_days, fate, reasons};
use crate::analysis::adaptation::{Adaptation, Fate, Placed, Planned, Stage, days_between};
use crate::graph::{ElementIx, Found, Graph};
use crate::model::{Criticality, Date, Money};
use crate::report::money::{all_said, in_sheet, said};
use crate::report::page::{Column, Line, Part, Table, Tone};
use crate::report::words::{counted, joined, number};

/// How many ids are named in a cell.
const NAMED: usize = 3;
/// How many bearers of cost are named above a table.
const BEARERS: usize = 4;

/// "ITP Normal (2008-12-31)", "after the programme", "in order of dates".
pub(super) fn stage_title<'a>(report: &PlanReport<'a>, stage: &Stage) -> Line<'a> {
    match stage.plateau.and_then(|plateau| report.plateau_name(plateau)).zip(report.day_of(stage)) {
        Some((name, day)) => Line::new().name(name).words(format!(" ({day})")),
        None if report.plan.stages.iter().any(|stage| stage.plateau.is_some()) => {
            Line::from("after the programme")
        }
        None => Line::from("in order of dates"),
    }
}

/// What a plateau delivers, in order.
pub(super) fn stage<'a>(report: &PlanReport<'a>, stage: &'a Stage) -> Part<'a> {
    let listed: Vec<&'a Planned> = stage
        .moves
        .iter()
        .filter_map(|&index| report.system(index))
        .filter(|system| report.lists(system))
        .collect();
    let columns = [
        Column::numbers("step"),
        Column::element("system"),
        Column::text("move"),
        Column::text("by"),
        Column::text("cost"),
        Column::text("after"),
        Column::text("why"),
    ];
    let inner = *report;
    let circles = circles(report);
    // Steps are counted as they are shown: without those that others alone take.
    let mut steps: Vec<u32> = listed.iter().filter_map(|system| Some(system.placed.as_ref()?.step)).collect();
    steps.sort_unstable();
    steps.dedup();
    let row = move |system: &'a Planned| -> [Line<'a>; 7] {
        let placed = system.placed.as_ref();
        let step = placed.map_or(0, |placed| steps.partition_point(|&step| step < placed.step)) + 1;
        [
            Line::new().number(step),
            Line::new().element(inner.graph.element(system.element)),
            fate(system.fate),
            by(&inner, system),
            cost(system),
            placed.map_or_else(Line::new, |placed| after(&inner, &circles, system, placed)),
            reasons(&inner, system),
        ]
    };
    let table = Table::each(columns, listed, row).headed().at_most(usize::MAX);
    let mut part = match table.is_empty() {
        true => Part::lines(stage_title(report, stage), Vec::new()).uncounted(),
        false => Part::table(stage_title(report, stage), table),
    };
    part = part.lead(delivers(report, stage));
    if stage.moves.is_empty() {
        return part;
    }
    if stage.plateau.is_some() || !report.plan.cost_of(&stage.moves).is_empty() {
        part = part.lead(costs_of(report, stage));
    }
    if stage.plateau.is_some() && !stage.running_after.is_empty() {
        part = part.lead(running(report, stage));
    }
    part
}

/// "Running cost a year of all that is in use: 396 MSEK before, 406 MSEK then; new: egis; gone: gis."
fn running<'a>(report: &PlanReport<'a>, stage: &'a Stage) -> Line<'a> {
    let line = Line::from(format!(
        "Running cost a year of all that is in use: {} before, {} then",
        all_said(&stage.running_before),
        all_said(&stage.running_after)
    ));
    let named = |line: Line<'a>, what: &'static str, elements: &'a [ElementIx]| {
        if elements.is_empty() {
            return line;
        }
        let ids = elements.iter().map(|&ix| Line::new().id(report.graph.element(ix).id()));
        line.words(what).then(Line::few(ids, BEARERS))
    };
    named(named(line, "; new: ", &stage.started), "; gone: ", &stage.ended).words(".")
}

/// "Delivers 3 adapted and 2 introduced; 4 critical processes hang on these."
fn delivers<'a>(report: &PlanReport<'a>, stage: &Stage) -> Line<'a> {
    let count = |fate: Fate| {
        let of = stage.moves.iter().filter_map(|&index| report.system(index));
        of.filter(|system| system.fate == fate).count()
    };
    let counts: Vec<String> = Fate::ALL
        .into_iter()
        .filter(|&fate| count(fate) > 0)
        .map(|fate| format!("{} {}", number(count(fate)), fate.done()))
        .collect();
    if counts.is_empty() {
        return Line::from("Delivers nothing.");
    }
    let hanging = match stage.plateau {
        Some(_) => format!(
            "; {} on these, {} of them critical",
            counted(stage.fallback.processes, "process hangs", "processes hang"),
            number(stage.fallback.critical)
        ),
        None => String::new(),
    };
    Line::from(format!("{}{hanging}.", joined(&counts)))
}

/// "Costs 20.5 MSEK: slk 6.5 MSEK, aldre 3 MSEK and 2 more; 3 have no cost declared."
fn costs_of<'a>(report: &PlanReport<'a>, stage: &Stage) -> Line<'a> {
    let plan = report.plan;
    let mut shares = plan.shares(report.graph, &stage.moves, report.by);
    let without: usize = shares.iter().map(|share| share.without_cost).sum();
    shares.retain(|share| !share.cost.is_empty());
    let total = plan.cost_of(&stage.moves);
    let mut line = match total.is_empty() {
        true if without == 0 => return Line::from("Costs nothing: nothing is adapted or replaced."),
        true => {
            return Line::from(format!(
                "No cost is declared, though {} one.",
                counted(without, "move must have", "moves must have")
            ));
        }
        false => Line::from(format!("Costs {}", all_said(&total))),
    };
    if !shares.is_empty() {
        let largest = |share: &crate::analysis::adaptation::Share<'_>| {
            std::cmp::Reverse(share.cost.totals().iter().map(|total| total.hundredths()).max())
        };
        shares.sort_by_key(largest);
        let named = shares
            .iter()
            .map(|share| bearer_id(share.bearer, report).words(format!(" {}", all_said(&share.cost))));
        let named: Vec<Line<'a>> = named.collect();
        line = line.words(format!(" by {}: ", report.by.name())).then(Line::few(named.into_iter(), BEARERS));
    }
    if without > 0 {
        line = line.words(format!("; {} no cost declared", counted(without, "has", "have")));
    }
    line.words(".")
}

fn bearer_id<'a>(bearer: Option<&'a str>, report: &PlanReport<'_>) -> Line<'a> {
    bearer.map_or_else(|| Line::from(format!("no {}", report.by.name())), |id| Line::new().id(id))
}

fn cost<'a>(system: &Planned) -> Line<'a> {
    match system.cost {
        Some(sum) => Line::from(said(sum)),
        None if system.has_price() => Line::new().chip("not declared", Tone::Doubt),
        None => Line::new(),
    }
}

/// What must be moved together, by the numbers of the circles.
fn circles(report: &PlanReport<'_>) -> BTreeMap<u32, Vec<ElementIx>> {
    let mut circles: BTreeMap<u32, Vec<ElementIx>> = BTreeMap::new();
    for system in &report.plan.systems {
        if let Some(circle) = system.placed.as_ref().and_then(|placed| placed.circle) {
            circles.entry(circle).or_default().push(system.element);
        }
    }
    circles
}

/// What it waits for in its plateau and before, and what it must be moved together with.
fn after<'a>(
    report: &PlanReport<'a>,
    circles: &BTreeMap<u32, Vec<ElementIx>>,
    system: &Planned,
    placed: &Placed,
) -> Line<'a> {
    let circle = placed.circle.and_then(|circle| circles.get(&circle));
    let id = |ix: &ElementIx| Line::new().id(report.graph.element(*ix).id());
    let is_in_circle = |ix: &&ElementIx| circle.is_some_and(|circle| circle.binary_search(ix).is_ok());
    let waits: Vec<Line<'a>> = placed.waits_for.iter().filter(|ix| !is_in_circle(ix)).map(id).collect();
    let others = circle.into_iter().flatten().filter(|&&ix| ix != system.element);
    // A circle may be as large as the map, and has a row for each of its members.
    let mut together: Vec<Line<'a>> = others.take(NAMED).map(id).collect();
    let more = circle.map_or(0, |circle| circle.len().saturating_sub(1 + NAMED));
    if more > 0 {
        together.push(Line::from(format!("{} more", number(more))));
    }
    let line = Line::few(waits.into_iter(), NAMED);
    if together.is_empty() {
        return line;
    }
    let gap = if line.spans().is_empty() { "" } else { ", " };
    line.words(gap).words("together with ").then(Line::joined(together.into_iter()))
}

/// A plateau, who bears what in one currency, how many moves that is and how many have no cost.
type CostRow<'a> = (&'a Stage, Option<&'a str>, Option<Money>, usize, usize);

/// What the moves cost whom, by plateau.
pub(super) fn costs<'a>(report: &PlanReport<'a>) -> Part<'a> {
    let plan: &'a Adaptation = report.plan;
    let graph: &'a Graph = report.graph;
    let mut rows: Vec<CostRow<'a>> = Vec::new();
    for stage in &plan.stages {
        for share in plan.shares(graph, &stage.moves, report.by) {
            let first = share.cost.totals().first().copied();
            rows.push((stage, share.bearer, first, share.moves, share.without_cost));
            let others = share.cost.totals().iter().skip(1);
            rows.extend(others.map(|&other| (stage, share.bearer, Some(other), 0, 0)));
        }
    }
    let columns = [
        Column::text("plateau"),
        Column::element(report.by.name()),
        Column::numbers("cost").only_for_people(),
        Column::numbers("amount").only_in_sheet(),
        Column::text("currency").only_in_sheet(),
        Column::numbers("moves"),
        Column::numbers("without a cost"),
    ];
    let inner = *report;
    let table = Table::each(columns, rows, move |(stage, bearer, sum, moves, without)| {
        [
            stage_title(&inner, stage),
            named_bearer(graph, bearer),
            Line::from(sum.map_or_else(|| "–".to_owned(), said)),
            Line::from(sum.map(in_sheet).unwrap_or_default()),
            Line::from(sum.map(|sum| sum.currency().to_owned()).unwrap_or_default()),
            Line::new().number(moves),
            Line::new().number(without),
        ]
    });
    Part::table(format!("costs by {}", report.by.name()), table.headed().at_most(usize::MAX))
        .uncounted()
        .in_sheet()
}

/// An organisation by its name, or a class.
pub(in crate::report) fn named_bearer<'a>(graph: &'a Graph, bearer: Option<&'a str>) -> Line<'a> {
    let Some(id) = bearer else { return Line::from("not said") };
    match graph.find(id) {
        Some(Found::Organisation(organisation)) => Line::new().element(organisation),
        _ => Line::new().id(id),
    }
}

/// Every system with all by which it was judged.
pub(super) fn systems<'a>(report: &PlanReport<'a>) -> Part<'a> {
    let plan: &'a Adaptation = report.plan;
    let moved = plan.moves.iter().filter_map(|&index| report.system(index));
    let kept = plan.systems.iter().filter(|system| system.fate == Fate::Keep);
    let listed: Vec<&'a Planned> = moved.chain(kept).filter(|system| report.lists(system)).collect();
    let inner = *report;
    let columns = [
        Column::element("system"),
        Column::text("fate"),
        Column::text("criticality"),
        Column::text("scope"),
        Column::text("class"),
        Column::text("standard now"),
        Column::text("wanted"),
        Column::text("adaptable"),
        Column::text("support left").only_for_people(),
        Column::text("owner"),
        Column::numbers("hangs on it"),
        Column::numbers("critical processes"),
        Column::text("supported until").only_in_sheet(),
        Column::numbers("days of support left").only_in_sheet(),
        Column::text("plateau").only_in_sheet(),
        Column::text("by").only_in_sheet(),
        Column::numbers("days late").only_in_sheet(),
        Column::numbers("amount").only_in_sheet(),
        Column::text("currency").only_in_sheet(),
        Column::text("why").only_in_sheet(),
        Column::text("open decisions").only_in_sheet(),
    ];
    let mut open: BTreeMap<ElementIx, Vec<&'static str>> = BTreeMap::new();
    for decision in &plan.open {
        open.entry(decision.system).or_default().push(decision.question.name());
    }
    let row = move |system: &'a Planned| {
        let open = open.get(&system.element).map_or(&[][..], Vec::as_slice);
        system_row(&inner, system, open)
    };
    let table = Table::each(columns, listed, row);
    Part::table("every system", table.headed())
        .lead("In the order of the plan, then what is kept. Support left: until the first end of support of itself or of what it rests on, over any number of steps.")
        .in_sheet()
}

fn system_row<'a>(report: &PlanReport<'a>, system: &'a Planned, open: &[&'static str]) -> [Line<'a>; 21] {
    let element = report.graph.element(system.element);
    let at = report.plan.at;
    let word = |word: Option<&'static str>| Line::from(word.unwrap_or("–"));
    let criticality = match element.criticality() {
        Some(Criticality::Critical) => Line::new().chip("critical", Tone::Danger),
        other => word(other.map(|criticality| criticality.name())),
    };
    let last = system.support.map(|end| end.first_without.yesterday().unwrap_or(end.first_without));
    let placed = system.placed.as_ref();
    let plateau =
        placed.map_or("", |placed| report.plateau_id(placed.plateau).unwrap_or("after the programme"));
    let text = |text: Option<String>| Line::from(text.unwrap_or_default());
    [
        Line::new().element(element),
        fate(system.fate),
        criticality,
        word(element.scope().map(|scope| scope.name())),
        word(element.class().map(|class| class.name())),
        word(system.standing.now.map(|standard| standard.name())),
        word(system.standing.wanted.map(|standard| standard.name())),
        word(element.adaptable().map(|adaptable| adaptable.name())),
        support_left(report, system, last),
        element.owner().map_or_else(|| Line::from("–"), |owner| Line::new().id(owner.as_str())),
        Line::new().number(system.hanging),
        Line::new().number(system.critical),
        text(last.map(|day| day.to_string())),
        text(last.map(|day| days_between(at, day).to_string())),
        Line::new().name(plateau),
        text(system.due.map(|due| due.day.to_string())),
        text(system.late.map(|days| days.to_string())),
        text(system.cost.map(in_sheet)),
        text(system.cost.map(|sum| sum.currency().to_owned())),
        reasons(report, system),
        Line::from(open.join(", ")),
    ]
}

/// "1,065 days (oracle-9i)", "over since 2005-01-01 (windows-nt-4)".
fn support_left<'a>(report: &PlanReport<'a>, system: &Planned, last: Option<Date>) -> Line<'a> {
    let Some((end, last)) = system.support.zip(last) else { return Line::from("–") };
    let left = match days_between(report.plan.at, last) {
        days if days < 0 => format!("over since {}", end.first_without),
        days => counted_days(days),
    };
    Line::from(left).words(" (").id(report.graph.element(end.of).id()).words(")")
}
