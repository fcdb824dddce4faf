//! The budget as JSON: `systemkarta.budget/1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{BudgetReport, when};
use crate::analysis::budget::{Assumption, CostKind, Figure, Group, Sum, When};
use crate::model::Sums;
use crate::report::money::{WireMoney, wire, wire_one};
use crate::report::words::ids;
use crate::report::write_json;

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    at: String,
    by: &'static str,
    from: i16,
    to: i16,
    cut: bool,
    years: Vec<Year<'a>>,
    groups: Vec<WireGroup<'a>>,
    figures: Vec<WireFigure<'a>>,
    undeclared: Undeclared<'a>,
}

#[derive(Serialize)]
struct Year<'a> {
    year: String,
    running: Vec<WireMoney<'a>>,
    replacement: Vec<WireMoney<'a>>,
    adaptation: Vec<WireMoney<'a>>,
    all: Vec<WireMoney<'a>>,
}

#[derive(Serialize)]
struct WireGroup<'a> {
    bearer: Option<&'a str>,
    assumed: usize,
    years: Vec<Year<'a>>,
}

#[derive(Serialize)]
struct WireFigure<'a> {
    element: &'a str,
    name: &'a str,
    cost: &'static str,
    bearer: Option<&'a str>,
    bearer_assumed: bool,
    declared: WireMoney<'a>,
    assumption: &'static str,
    plateau: Option<&'a str>,
    parts: Vec<Paid<'a>>,
}

#[derive(Serialize)]
struct Paid<'a> {
    year: String,
    sum: WireMoney<'a>,
}

#[derive(Serialize)]
struct Undeclared<'a> {
    running: Vec<&'a str>,
    replacement: Vec<&'a str>,
    adaptation: Vec<&'a str>,
}

/// The sums of some time with their total, kept while they are written.
type Totalled = Vec<(When, Sum, Sums)>;

fn totalled(sums: BTreeMap<When, Sum>) -> Totalled {
    sums.into_iter()
        .map(|(when, sum)| {
            let total = sum.total();
            (when, sum, total)
        })
        .collect()
}

/// Writes a budget as JSON.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &BudgetReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let BudgetReport { graph, plan, budget, by, .. } = *report;
    let all = totalled(budget.sums());
    let groups: Vec<(Option<&str>, usize, Totalled)> = budget
        .groups(graph, by)
        .into_iter()
        .map(|Group { bearer, assumed, sums }| (bearer, assumed, totalled(sums)))
        .collect();
    let answer = Wire {
        schema: "systemkarta.budget/1",
        map: report.map,
        at: plan.at.to_string(),
        by: by.name(),
        from: budget.first,
        to: budget.last,
        cut: budget.is_cut,
        years: years(&all),
        groups: groups
            .iter()
            .map(|(bearer, assumed, sums)| WireGroup {
                bearer: *bearer,
                assumed: *assumed,
                years: years(sums),
            })
            .collect(),
        figures: budget.figures.iter().map(|figure| of_figure(report, figure)).collect(),
        undeclared: Undeclared {
            running: ids(graph, &budget.undeclared.running),
            replacement: ids(graph, &budget.undeclared.replacement),
            adaptation: ids(graph, &budget.undeclared.adaptation),
        },
    };
    write_json(&answer, out)
}

fn years(sums: &Totalled) -> Vec<Year<'_>> {
    sums.iter()
        .map(|(at, sum, total)| {
            let [running, replacement, adaptation] = CostKind::ALL.map(|kind| wire(sum.of(kind)));
            Year { year: when(*at), running, replacement, adaptation, all: wire(total) }
        })
        .collect()
}

fn of_figure<'a>(report: &BudgetReport<'a>, figure: &'a Figure) -> WireFigure<'a> {
    let element = report.graph.element(figure.element);
    let bearer = report.by.bearer(report.graph, figure.element);
    let (assumption, plateau) = match figure.assumption {
        Assumption::DaysInUse => ("days-in-use", None),
        Assumption::AlwaysInUse => ("always-in-use", None),
        Assumption::Plateau(plateau) => ("plateau", Some(plateau)),
        Assumption::Deadline(_) => ("deadline", None),
        Assumption::Overdue => ("overdue", None),
        Assumption::NoDate => ("no-date", None),
    };
    let named = |plateau| report.plan.programme.named(report.graph.model(), plateau);
    WireFigure {
        element: element.id(),
        name: element.name(),
        cost: figure.kind.name(),
        bearer: bearer.id,
        bearer_assumed: bearer.assumed,
        declared: wire_one(&figure.declared),
        assumption,
        plateau: plateau.and_then(named).map(|(id, _)| id),
        parts: figure.parts.iter().map(|(at, sum)| Paid { year: when(*at), sum: wire_one(sum) }).collect(),
    }
}
