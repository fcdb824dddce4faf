//! `check --baseline FILE` and `check --write-baseline FILE`: only what is new since a day counts.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::output::write_file;
use crate::diagnostic::{Finding, Sources};
use crate::escape;
use crate::lint::Baseline;
use crate::model::counted;
use crate::report::baseline;

/// More than this is no baseline.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The arguments that say what was known before.
#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// Counts only what is new since this file was written with --write-baseline, and tells what is gone since.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Writes down what is found now and not waived, whole or not at all, instead of an answer.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["baseline", "format", "file", "outputs", "fail_on", "show_waived"]
    )]
    write_baseline: Option<PathBuf>,
}

impl BaselineArgs {
    /// The baseline that was asked for, if one was.
    pub(super) fn read(&self) -> Result<Option<Baseline>, Error> {
        self.baseline.as_deref().map(read).transpose()
    }

    /// Writes the baseline of these findings, if that was asked for.
    pub(super) fn write(
        &self,
        findings: &[Finding],
        sources: &Sources,
        map: &Path,
        io: &mut Io,
    ) -> Result<Option<ExitStatus>, Error> {
        let Some(file) = &self.write_baseline else { return Ok(None) };
        write_file(file, map, |out| baseline::write(&Baseline::of(findings, sources), out))?;
        let (known, file) =
            (counted(findings.len(), "finding is", "findings are"), file.display().to_string());
        let file = escape::terminal(&file);
        io.answer(|out| {
            writeln!(out, "{known} known from now on: `check --baseline {file}` counts only new ones")
        })?;
        Ok(Some(ExitStatus::Done))
    }
}

fn read(file: &Path) -> Result<Baseline, Error> {
    let unreadable = |why: &dyn std::fmt::Display| {
        let help = "`systemkarta check --write-baseline FILE` writes one";
        Error::Usage(format!("cannot read the baseline `{}`: {why}", file.display()), Some(help.into()))
    };
    // A pipe or a device is not waited for, and a link does not lead to what somebody else put behind it.
    let kind = std::fs::symlink_metadata(file).map_err(|error| unreadable(&error))?;
    if !kind.is_file() {
        return Err(unreadable(&"it is not a regular file"));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    opened.map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LONGEST {
        return Err(unreadable(&format!("it is larger than {LONGEST} bytes")));
    }
    baseline::read(&bytes).map_err(|why| unreadable(&why))
}
