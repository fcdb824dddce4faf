//! `systemkarta lifecycle`: what is in use when, what rests on what is not, and what can leave when?

use clap::Args;

use super::budget::{self, BudgetArgs};
use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::analysis::lifecycle::{Timelines, order, outlook};
use crate::report::lifecycle::{self, LifecycleReport};

/// Phases on the day, conflicts in time order, gaps and overlaps between predecessor and successor; with `--order` what can be retired when, and what holds it.
#[derive(Debug, Args)]
pub(super) struct LifecycleArgs {
    /// Elements to look at; an organisation stands for what it operates and supplies. All if none is named.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The order of retirement: what must leave before what, what must leave together, the earliest day of each and what holds it. With IDs: when these can be retired, and what must leave before them.
    #[arg(long)]
    order: bool,
    #[command(flatten)]
    budget: BudgetArgs,
    /// Lists everything in text, Markdown and HTML, however much there is.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

pub(super) fn run(map: &MapArgs, args: &LifecycleArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    if args.budget.budget {
        return budget::run(&map, &args.budget, args.all, &args.output, io);
    }
    let asked = map.asked(&args.ids)?.causes;
    let timelines = Timelines::of(&map.graph, map.today);
    let outlook = outlook(&timelines, map.at, &asked);
    let order = args.order.then(|| order(&timelines, map.at, &asked));
    let report = LifecycleReport {
        map: &map.title,
        timelines: &timelines,
        asked: &asked,
        outlook: &outlook,
        order: order.as_ref(),
        all: args.all,
    };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(page) => lifecycle::page(&report).write(page, out),
        None => lifecycle::write_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}
