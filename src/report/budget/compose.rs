//! The budget as a page: the sum first, then each year, each bearer, each figure with its assumption, and what is
//! missing.

use super::{BudgetReport, when};
use crate::analysis::budget::{Assumption, Budget, CostKind, Figure, Sum, When};
use crate::graph::ElementIx;
use crate::model::{Money, Sums};
use crate::report::money::{all_said, in_sheet, said};
use crate::report::page::{Column, Line, Page, Part, Table};
use crate::report::plan::named_bearer;
use crate::report::words::{counted, number};

/// How many rows of bearers are listed unless all are asked for.
const BEARERS: usize = 60;
/// How many elements without a cost are named.
const NAMED: usize = 5;

/// Composes a budget.
pub fn page<'a>(report: &BudgetReport<'a>) -> Page<'a> {
    Page::new(headline(report))
        .of_map(report.map)
        .all(report.all)
        .lead("Whole years; currencies apart. Each figure is a cost that the map declares, and its assumption is named with it.")
        .notes(notes(report.budget))
        .part(by_year(report))
        .part(by_bearer(report))
        .part(undeclared(report))
        .part(assumptions(report))
        .part(figures(report))
}

/// "From 2007 to 2013: 1,900 MSEK, of it 1,800 MSEK running, 75 MSEK replacement and 25 MSEK adaptation."
fn headline<'a>(report: &BudgetReport<'a>) -> Line<'a> {
    let budget = report.budget;
    let mut all = Sum::default();
    let mut undated = Sums::default();
    for figure in &budget.figures {
        for &(when, part) in &figure.parts {
            match when {
                When::Year(_) => all.add(figure.kind, part),
                When::Later | When::NoDate => undated.add(part),
            }
        }
    }
    let years = match budget.first == budget.last {
        true => format!("In {}", budget.first),
        false => format!("From {} to {}", budget.first, budget.last),
    };
    let of = |kind: CostKind| format!("{} {}", all_said(all.of(kind)), kind.name());
    let [running, replacement, adaptation] = CostKind::ALL.map(of);
    let mut text =
        format!("{years}: {}, of it {running}, {replacement} and {adaptation}", all_said(&all.total()));
    if !undated.is_empty() {
        text.push_str(&format!("; {} later or without a date", all_said(&undated)));
    }
    let missing = budget.undeclared.running.len();
    if missing > 0 {
        text.push_str(&format!(
            "; {} in use without a running cost",
            counted(missing, "element", "elements")
        ));
    }
    Line::from(text + ".")
}

fn notes<'a>(budget: &Budget) -> Vec<Line<'a>> {
    let cut = budget.is_cut.then(|| {
        Line::from(format!(
            "There are dates after {}; a budget has at most {} years",
            budget.last,
            Budget::MOST_YEARS
        ))
    });
    cut.into_iter().collect()
}

/// A row for each time and currency.
fn rows(sums: impl IntoIterator<Item = (When, Sum)>) -> Vec<(When, [Option<Money>; 4])> {
    let mut rows = Vec::new();
    for (when, sum) in sums {
        let total = sum.total();
        for currency in total.totals() {
            let of = |kind| sum.of(kind).in_currency(currency.currency());
            let [running, replacement, adaptation] = CostKind::ALL.map(of);
            rows.push((when, [running, replacement, adaptation, Some(*currency)]));
        }
    }
    rows
}

const MONEY: [Column; 4] = [
    Column::numbers("running"),
    Column::numbers("replacement"),
    Column::numbers("adaptation"),
    Column::numbers("all"),
];

fn cells<'a>(sums: [Option<Money>; 4]) -> [Line<'a>; 4] {
    sums.map(|sum| Line::from(sum.map_or_else(|| "–".to_owned(), said)))
}

fn by_year<'a>(report: &BudgetReport<'a>) -> Part<'a> {
    let [running, replacement, adaptation, all] = MONEY;
    let columns = [Column::text("year"), running, replacement, adaptation, all];
    let table = Table::each(columns, rows(report.budget.sums()), |(at, sums)| {
        let [running, replacement, adaptation, all] = cells(sums);
        [Line::from(when(at)), running, replacement, adaptation, all]
    });
    Part::table("by year", table.headed().at_most(usize::MAX)).uncounted()
}

fn by_bearer<'a>(report: &BudgetReport<'a>) -> Part<'a> {
    let graph = report.graph;
    let groups = report.budget.groups(graph, report.by);
    let assumed: usize = groups.iter().map(|group| group.assumed).sum();
    let rows: Vec<_> = groups
        .into_iter()
        .flat_map(|group| rows(group.sums).into_iter().map(move |(at, sums)| (group.bearer, at, sums)))
        .collect();
    let [running, replacement, adaptation, all] = MONEY;
    let columns =
        [Column::element(report.by.name()), Column::text("year"), running, replacement, adaptation, all];
    let table = Table::each(columns, rows, move |(bearer, at, sums)| {
        let [running, replacement, adaptation, all] = cells(sums);
        [named_bearer(graph, bearer), Line::from(when(at)), running, replacement, adaptation, all]
    });
    let part = Part::table(format!("by {} and year", report.by.name()), table.headed().at_most(BEARERS));
    let part = part.uncounted();
    if assumed == 0 {
        return part;
    }
    let figures = counted(assumed, "figure", "figures");
    part.lead(match report.by {
        crate::analysis::budget::By::Payer => {
            format!("Of {figures} nobody is named who pays; the owner is assumed to.")
        }
        _ => format!(
            "Of {figures} no supplier is named; it is the operator, or the supplier of the agreement."
        ),
    })
}

fn undeclared<'a>(report: &BudgetReport<'a>) -> Part<'a> {
    let missing = &report.budget.undeclared;
    let line = |what: &'static str, elements: &'a [ElementIx]| {
        let ids = elements.iter().map(|&ix| Line::new().id(report.graph.element(ix).id()));
        let at_most = if report.all { usize::MAX } else { NAMED };
        (!elements.is_empty()).then(|| {
            Line::from(format!("{what} ({}): ", number(elements.len()))).then(Line::few(ids, at_most))
        })
    };
    let lines = [
        line("no cost of replacing what is replaced", &missing.replacement),
        line("no cost of adapting what is adapted", &missing.adaptation),
        line("no running cost of what is in use", &missing.running),
    ];
    let count = missing.running.len() + missing.replacement.len() + missing.adaptation.len();
    Part::lines("no cost declared", lines.into_iter().flatten().collect()).counted(count)
}

fn assumptions<'a>(report: &BudgetReport<'a>) -> Part<'a> {
    let has = |kind: CostKind| report.budget.figures.iter().any(|figure| figure.kind == kind);
    let mut lines: Vec<Line<'a>> = Vec::new();
    if has(CostKind::Running) {
        lines.extend([
            "A running cost is the yearly cost by the days of the year on which something is in use, whether its vendor supports it or not.".into(),
            "What is to be replaced or retired, and has no day on which it is out of use, costs on.".into(),
            "An agreement costs by itself. What is under it and has a cost of its own is counted too: nothing is deducted.".into(),
        ]);
    }
    if has(CostKind::Replacement) || has(CostKind::Adaptation) {
        lines.push("Replacement and adaptation are paid in the year of the plateau into which the plan lays the move, or of its deadline if that comes before.".into());
    }
    Part::lines("assumptions", lines).uncounted()
}

/// Every figure: what is paid once, then what runs.
fn figures<'a>(report: &BudgetReport<'a>) -> Part<'a> {
    let budget = report.budget;
    let once = budget.figures.iter().filter(|figure| figure.kind != CostKind::Running);
    let running = budget.figures.iter().filter(|figure| figure.kind == CostKind::Running);
    let rows: Vec<(&'a Figure, When, Money)> = once
        .chain(running)
        .flat_map(|figure| figure.parts.iter().map(move |&(when, part)| (figure, when, part)))
        .collect();
    let columns = [
        Column::element("element"),
        Column::text("cost"),
        Column::text("year"),
        Column::numbers("sum").only_for_people(),
        Column::numbers("amount").only_in_sheet(),
        Column::text("currency").only_in_sheet(),
        Column::text(report.by.name()),
        Column::text("assumption"),
    ];
    let inner = *report;
    let table = Table::each(columns, rows, move |(figure, at, part)| {
        let bearer = inner.by.bearer(inner.graph, figure.element);
        let who = bearer.id.map_or_else(|| Line::from("not said"), |id| Line::new().id(id));
        [
            Line::new().element(inner.graph.element(figure.element)),
            Line::from(figure.kind.name()),
            Line::from(when(at)),
            Line::from(said(part)),
            Line::from(in_sheet(part)),
            Line::from(part.currency().to_owned()),
            if bearer.assumed { who.aside(" (assumed)") } else { who },
            assumption(&inner, figure),
        ]
    });
    Part::table("every figure", table.headed()).in_sheet()
}

fn assumption<'a>(report: &BudgetReport<'a>, figure: &Figure) -> Line<'a> {
    match figure.assumption {
        Assumption::DaysInUse => Line::from(format!("{} a year, by days in use", said(figure.declared))),
        Assumption::AlwaysInUse => {
            Line::from(format!("{} a year; it has no dates, so always", said(figure.declared)))
        }
        Assumption::Plateau(plateau) => {
            let name = report.plan.programme.named(report.graph.model(), plateau);
            Line::from("in the year of ").name(name.map(|(_, name)| name).unwrap_or_default())
        }
        Assumption::Deadline(day) => Line::from(format!("in the year of its deadline, {day}")),
        Assumption::Overdue => Line::from("overdue: in the first year"),
        Assumption::NoDate => Line::from("nobody says when"),
    }
}
