//! `systemkarta waivers`: the register of approved exemptions.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::lint;
use crate::proposal;
use crate::report::waivers::{self, WaiverReport};

/// The register of approved exemptions: each waiver with the decision behind it, what it covers, and when it ends.
#[derive(Debug, Args)]
pub(super) struct WaiversArgs {
    /// Lists everything in text, Markdown and HTML, however much there is.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

pub(super) fn run(map: &MapArgs, args: &WaiversArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let mut map = open_map(map, io)?;
    let mut found = std::mem::take(&mut map.found);
    found.extend(proposal::faults(map.graph.model()));
    let checked = lint::check(&map.graph, found, &map.levels, map.today);
    let report = WaiverReport {
        map: &map.title,
        waivers: &map.graph.model().waivers,
        standings: &checked.waivers,
        waived: checked.waived.len(),
        sources: &map.sources,
        today: map.today,
        all: args.all,
    };
    args.output.deliver(&map.path, io, |format, out| match format.of_page() {
        Some(page) => waivers::page(&report).write(page, out),
        None => waivers::write_json(&report, out),
    })?;
    Ok(ExitStatus::Done)
}
