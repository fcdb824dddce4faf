//! Why it could not be done: one error, exit code 2. What is wrong *in* a map is a finding instead.

use std::fmt;
use std::path::PathBuf;

use crate::escape;
use crate::load::{ConfigFaults, LoadError};
use crate::render::RenderError;
use crate::report::findings;

/// Why it could not be done.
#[derive(Debug)]
pub(super) enum Error {
    /// The arguments do not fit together, or a value makes no sense. With what to do.
    Usage(String, Option<String>),
    /// The map could not be loaded.
    Load(LoadError),
    /// `systemkarta.toml` is faulty.
    Config(Box<ConfigFaults>),
    /// The policies of a place, by its name, cannot be read whole.
    Policies(String, Box<ConfigFaults>),
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
    /// Standard output could not be written.
    Stdout(std::io::Error),
    /// No picture could be made.
    Render(RenderError),
    /// The map has errors, and `--strict` was given.
    Strict(usize),
}

impl Error {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into(), None)
    }

    /// Whether the reader of standard output went away.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Stdout(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Whether the user ended the run.
    pub(super) fn is_interrupted(&self) -> bool {
        matches!(self, Self::Render(RenderError::Interrupted))
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Usage(_, help) => help.clone(),
            Self::Load(LoadError::NotFound(_)) => {
                Some("name a folder or file with -m, or begin one with `systemkarta init`".into())
            }
            Self::Load(LoadError::NoFiles(_)) => Some("begin one with `systemkarta init`".into()),
            Self::Strict(_) => {
                Some("`systemkarta check` shows them; without --strict the sound part answers".into())
            }
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message, _) => f.write_str(message),
            Self::Load(error) => error.fmt(f),
            Self::Config(faults) => f.write_str(&rendered(faults)),
            Self::Policies(place, faults) => {
                let place = escape::terminal(place);
                write!(
                    f,
                    "{}\n\nerror: `{place}` cannot be read whole, so nothing was judged by it",
                    rendered(faults)
                )
            }
            Self::File(path, error) => {
                write!(f, "cannot write `{}`: {error}", escape::terminal(&path.display().to_string()))
            }
            Self::Stdout(error) => write!(f, "cannot write to standard output: {error}"),
            Self::Render(error) => error.fmt(f),
            Self::Strict(n) => write!(f, "the map has {n} {}", if *n == 1 { "error" } else { "errors" }),
        }
    }
}

fn rendered(faults: &ConfigFaults) -> String {
    let rendered = faults.findings.iter().map(|finding| findings::render(finding, &faults.sources));
    rendered.collect::<Vec<_>>().join("\n\n")
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}
