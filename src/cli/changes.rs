//! `systemkarta changes`: the open proposals, where they get in each other's way, and the agenda of a board.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::formats::PageFormat;
use super::io::Io;
use super::judged::judged;
use super::map::{MapArgs, open_map};
use super::output::OutputArgs;
use crate::report::page::Format;
use crate::report::proposals;

/// The open change proposals, in an order in which they can be made, and where they get in each other's way.
#[derive(Debug, Args)]
pub(super) struct ChangesArgs {
    /// The agenda of a change board: the list, and a front page for each proposal.
    #[arg(long)]
    agenda: bool,
    /// Lists everything, however much there is; JSON and CSV always do.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs<PageFormat>,
}

pub(super) fn run(map: &MapArgs, args: &ChangesArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let map = open_map(map, io)?;
    judged(&map, &[], args.all, |open| {
        args.output.deliver(&map.path, io, |format, out| match format.of_page() {
            Some(format) if args.agenda => {
                proposals::agenda(open, format == Format::Text && !args.all).write(format, out)
            }
            Some(format) => proposals::list(open).write(format, out),
            None => proposals::write_json(open, out),
        })
    })?;
    Ok(ExitStatus::Done)
}
