//! `systemkarta rank`: what hangs on everything?

use clap::{Args, ValueEnum};

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::list::sections;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::analysis;
use crate::analysis::rank::By;
use crate::report::rank::{self, RankReport};

/// Every element by what hangs on it, single points of failure, and where everything hangs on one supplier, agreement, technology or owner.
#[derive(Debug, Args)]
pub(super) struct RankArgs {
    /// By what elements are ranked.
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    by: ByArg,
    /// Lists so many elements, 0 for all. Default: 20, and all in JSON and CSV.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Lists everything in text, Markdown and HTML, however much there is.
    #[arg(long, conflicts_with = "top")]
    all: bool,
    /// Only elements of this section, such as `systems` or `integrations`. May be repeated; all but integrations if none is named.
    #[arg(long = "section", value_name = "SECTION")]
    sections: Vec<String>,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

/// By what elements are ranked, as an argument.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ByArg {
    /// How many elements hang on it.
    #[default]
    All,
    /// How many critical elements hang on it.
    Critical,
    /// How many processes hang on it.
    Processes,
    /// How many e-services hang on it.
    EServices,
    /// How many processes stop when it alone is out.
    Stops,
    /// How soon the first process stops when it alone is out.
    Time,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::All => Self::All,
            ByArg::Critical => Self::Critical,
            ByArg::Processes => Self::Processes,
            ByArg::EServices => Self::EServices,
            ByArg::Stops => Self::Stops,
            ByArg::Time => Self::Time,
        }
    }
}

/// How many elements are listed for readers.
const LISTED: usize = 20;

pub(super) fn run(map: &MapArgs, args: &RankArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    let sections = sections(&args.sections)?;
    let answer = analysis::rank(&map.graph, map.at);
    let all = args.all || args.top == Some(0);
    let report = |for_readers: bool| RankReport {
        map: &map.title,
        graph: &map.graph,
        rank: &answer,
        by: args.by.into(),
        sections: &sections,
        top: args.top.or(for_readers.then_some(LISTED)).filter(|_| !all),
        all,
    };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(page) => rank::page(&report(format != PageFormat::Csv)).write(page, out),
        None => rank::write_json(&report(false), out),
    })?;
    Ok(ExitStatus::Done)
}
