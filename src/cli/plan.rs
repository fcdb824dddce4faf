//! `systemkarta plan`: what becomes of every system, when, in what order and at what cost?

use clap::{Args, ValueEnum};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::analysis::adaptation::adaptation;
use crate::analysis::budget::By;
use crate::analysis::lifecycle::Timelines;
use crate::graph::ElementIx;
use crate::report::plan::{self, PlanReport};

/// The adaptation plan: every system kept, adapted, replaced, retired or introduced, with the reason, by when, in what
/// order, in which plateau and at what cost; what falling back would mean; and what is still to be decided.
#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    /// Lists these systems only; all are planned.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// By what costs are grouped.
    #[arg(long, value_enum, default_value_t, value_name = "GROUP")]
    by: ByArg,
    /// Lists everything in text, Markdown and HTML, however much there is.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

/// By what costs are grouped, as an argument.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ByArg {
    /// Who pays: `paid_by`, else the owner.
    #[default]
    Payer,
    /// Who owns the system.
    Owner,
    /// Who supplies it: the supplier, else the operator, else the supplier of its agreement.
    Supplier,
    /// Its class.
    Class,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Payer => Self::Payer,
            ByArg::Owner => Self::Owner,
            ByArg::Supplier => Self::Supplier,
            ByArg::Class => Self::Class,
        }
    }
}

pub(super) fn run(map: &MapArgs, args: &PlanArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    let timelines = Timelines::of(&map.graph, map.today);
    let answer = adaptation(&timelines, map.at);
    let only = args.ids.iter().map(|id| {
        let ix = map.element(id)?;
        match answer.system(ix) {
            Some(_) => Ok(ix),
            None => Err(Error::usage(format!(
                "`{id}` has no place in the plan: only systems of our own that are in use on {} or later have",
                map.at
            ))),
        }
    });
    let only: Vec<ElementIx> = only.collect::<Result<_, Error>>()?;
    let report = PlanReport {
        map: &map.title,
        graph: &map.graph,
        plan: &answer,
        by: args.by.into(),
        only: &only,
        all: args.all,
    };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(page) => plan::page(&report).write(page, out),
        None => plan::write_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}
