//! How far a long work has come, for somebody who waits at a terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A line that counts, and is gone when it is dropped. Nothing unless standard error is a terminal.
pub(super) struct Progress {
    done: AtomicUsize,
    all: usize,
    what: &'static str,
    is_seen: bool,
}

impl Progress {
    /// Nothing done yet of so many.
    pub(super) fn new(all: usize, what: &'static str) -> Self {
        Self { done: AtomicUsize::new(0), all, what, is_seen: io::stderr().is_terminal() }
    }

    /// One more is done. May be called by many threads.
    pub(super) fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_seen {
            // If nobody reads it, work goes on.
            let _ = write!(io::stderr().lock(), "\r{done} of {} {}", self.all, self.what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_seen {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
