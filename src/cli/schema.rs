//! `systemkarta schema`: the map format as a JSON Schema, for editors.

use std::path::PathBuf;

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::{MapArgs, settings_of};
use super::output::write_file;
use crate::report::schema;

/// The map format as a JSON Schema.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Writes the schema to a file, whole or not at all, instead of to standard output.
    #[arg(short = 'o', value_name = "FILE")]
    file: Option<PathBuf>,
}

/// No map is needed. If there are settings, their local words are among those that the schema knows.
pub(super) fn run(map: &MapArgs, args: &SchemaArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    let found = settings_of(map)?;
    let local = found.config.scales.all();
    match &args.file {
        Some(file) if file.as_os_str() != "-" => {
            write_file(file, &found.path, |out| schema::write(&local, out))?;
        }
        _ => io.answer(|out| schema::write(&local, out))?,
    }
    Ok(ExitStatus::Done)
}
