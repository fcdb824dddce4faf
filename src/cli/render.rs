//! `systemkarta render`: the map as pictures.

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::MapArgs;

/// Draws the map.
#[derive(Debug, Args)]
pub(super) struct RenderArgs {}

pub(super) fn run(_map: &MapArgs, _args: &RenderArgs, _io: &mut Io) -> Result<ExitStatus, Error> {
    Ok(ExitStatus::Done)
}
