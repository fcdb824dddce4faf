//! Files that mean harm, or were damaged: each is refused or read with the finding and place that it deserves,
//! in bounded time and with a bounded number of findings, and what stands beside it is read.
//!
//! Every input is made here; nothing large is kept. Times are far above what is needed, for slow machines.

mod files;
mod laws;
mod texts;

use std::time::{Duration, Instant};
use systemkarta::load::Loaded;

/// The time that any hostile input may take, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(5);

/// More findings than this are no help to anybody.
const MOST_FINDINGS: usize = 10_100;

/// Loads within the time and number of findings that everything must keep to.
#[track_caller]
fn bounded(name: &str, load: impl FnOnce() -> Loaded) -> Loaded {
    let start = Instant::now();
    let loaded = load();
    let took = start.elapsed();
    assert!(took < PATIENCE, "{name} took {took:?}");
    assert!(loaded.findings.len() <= MOST_FINDINGS, "{name} has {} findings", loaded.findings.len());
    for finding in loaded.findings.iter().take(100) {
        let at = loaded.sources.locate(finding.place);
        assert!(at.line >= 1 && at.column >= 1 && at.width >= 1, "{name}");
        assert!(!at.path.is_empty(), "{name}: {}", finding.message);
        assert!(finding.message.chars().count() < 400, "{name}: {}", finding.message);
        assert!(!finding.message.starts_with(char::is_uppercase), "{name}: {}", finding.message);
        assert!(!finding.message.ends_with('.'), "{name}: {}", finding.message);
    }
    loaded
}
