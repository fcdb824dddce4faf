//! Exit codes: the same for every command and every format.

use std::process::ExitCode;

/// How a run ended.
///
/// A bug of ours ends with 101, which does not pass here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: done, and nothing at or above the threshold.
    Done,
    /// 1: `check` found something at or above the threshold.
    Found,
    /// 2: it could not be done: usage, no map, an unknown id, a failed write, Graphviz.
    CouldNot,
    /// 130: interrupted.
    Interrupted,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Done => Self::SUCCESS,
            ExitStatus::Found => Self::from(1),
            ExitStatus::CouldNot => Self::from(2),
            ExitStatus::Interrupted => Self::from(130),
        }
    }
}
