//! `systemkarta lifecycle --budget`: what runs, what is replaced and what is adapted, by year, and for whom?

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::OpenMap;
use super::output::OutputArgs;
use super::plan::ByArg;
use crate::analysis::adaptation::adaptation;
use crate::analysis::budget::budget;
use crate::analysis::lifecycle::Timelines;
use crate::model::PartialDate;
use crate::report::budget::{self as report, BudgetReport};

/// What the budget is asked for.
#[derive(Debug, Args)]
pub(super) struct BudgetArgs {
    /// The budget instead: running, replacement and adaptation cost by year, with the assumption behind each figure and what has no cost declared.
    #[arg(long, conflicts_with_all = ["ids", "order"])]
    pub(super) budget: bool,
    /// By what the budget is grouped.
    #[arg(long, value_enum, default_value_t, value_name = "GROUP", requires = "budget")]
    by: ByArg,
    /// The first year of the budget. Default: the year of the day that is answered for.
    #[arg(long, value_name = "YEAR", requires = "budget", value_parser = year)]
    from: Option<i16>,
    /// The last year of the budget, which has at most 30. Default: that of the last date that costs or saves anything.
    #[arg(long, value_name = "YEAR", requires = "budget", value_parser = year)]
    to: Option<i16>,
}

fn year(text: &str) -> Result<i16, String> {
    let years = PartialDate::YEARS;
    let form = || format!("write a year from {} to {}", years.start(), years.end());
    text.parse().ok().filter(|year| years.contains(year)).ok_or_else(form)
}

pub(super) fn run(
    map: &OpenMap,
    args: &BudgetArgs,
    all: bool,
    output: &OutputArgs<PageFormat>,
    io: &mut Io,
) -> Result<ExitStatus, Error> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        return Err(Error::usage(format!("the budget ends in {to}, before it begins in {from}")));
    }
    let timelines = Timelines::of(&map.graph, map.today);
    let plan = adaptation(&timelines, map.at);
    let answer = budget(&timelines, &plan, args.from, args.to);
    let to_write = BudgetReport {
        map: &map.title,
        graph: &map.graph,
        plan: &plan,
        budget: &answer,
        by: args.by.into(),
        all,
    };
    output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(page) => report::page(&to_write).write(page, out),
        None => report::write_json(&to_write, out),
    })?;
    Ok(ExitStatus::Done)
}
