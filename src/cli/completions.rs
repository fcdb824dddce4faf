//! `systemkarta completions`: what a shell must know to complete commands and options.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::Cli;
use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;

/// What a shell must know to complete commands and options.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    // The generator cannot fail on memory, but would panic where standard output is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "systemkarta", &mut script);
    io.answer(|out| out.write_all(&script))?;
    Ok(ExitStatus::Done)
}
