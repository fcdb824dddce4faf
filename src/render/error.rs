//! Why there is no picture.

use std::{fmt, io, path::PathBuf, time::Duration};

use super::PrintError;

/// Why there is no picture.
#[derive(Debug)]
pub enum RenderError {
    /// No `dot` in any trusted folder of the search path.
    Missing,
    /// `dot` is there, and does not start.
    NotStarted {
        /// The file that was tried.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `dot` did not answer in time, and was stopped with everything it had started.
    TimedOut {
        /// The time it had.
        limit: Duration,
    },
    /// The user ended the run; `dot` was stopped with everything it had started.
    Interrupted,
    /// `dot` said far more than any layout is.
    TooMuchOutput {
        /// How much is read, in bytes.
        limit: usize,
    },
    /// `dot` gave up.
    Failed {
        /// How it ended, in words.
        status: String,
        /// The first lines it said, fit for a terminal.
        stderr: Vec<String>,
    },
    /// `dot` answered, but not with the layout that was asked for.
    Garbled {
        /// What is wrong with the answer.
        what: String,
    },
    /// It could not be turned into PNG or PDF.
    Print(PrintError),
}

impl From<PrintError> for RenderError {
    fn from(error: PrintError) -> Self {
        Self::Print(error)
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str(
                "Graphviz `dot` was not found on PATH; install it (Debian: apt-get install graphviz), or use --layout builtin or --format dot",
            ),
            Self::NotStarted { program, source } => {
                write!(f, "`{}` could not be started: {source}", crate::escape::terminal(&program.to_string_lossy()))
            }
            Self::TimedOut { limit } => write!(
                f,
                "Graphviz `dot` did not finish within {} s; draw a smaller part of the map, or use --format dot",
                limit.as_secs_f64()
            ),
            Self::Interrupted => f.write_str("interrupted"),
            Self::TooMuchOutput { limit } => {
                write!(f, "Graphviz `dot` wrote more than {} MiB; draw a smaller part of the map", limit / (1024 * 1024))
            }
            Self::Failed { status, stderr } => {
                write!(f, "Graphviz `dot` failed ({status})")?;
                stderr.iter().try_for_each(|line| write!(f, "\n  {line}"))
            }
            Self::Garbled { what } => {
                write!(f, "the answer of Graphviz `dot` cannot be used: {what}; `dot -V` tells which program answers")
            }
            Self::Print(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RenderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotStarted { source, .. } => Some(source),
            _ => None,
        }
    }
}
