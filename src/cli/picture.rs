//! Pictures from the command line: how Graphviz is run for a map.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::map::OpenMap;
use crate::render::{Engine, LayoutOptions};

/// How long Graphviz may take unless somebody says otherwise, in seconds.
pub(super) const TIME_LIMIT: u64 = 60;

/// How Graphviz is run. A `dot` that lies beside the map is never run: a map is data that others may have written.
pub(super) fn layout_options(map: &OpenMap, seconds: u64) -> LayoutOptions {
    LayoutOptions {
        engine: Engine::Auto,
        time_limit: Duration::from_secs(seconds),
        distrusted: Some(map.root.clone()),
        interrupted: interrupted(),
        ..LayoutOptions::default()
    }
}

/// From now on an interrupt only asks to stop: a running `dot` must be stopped with us.
fn interrupted() -> Option<Arc<AtomicBool>> {
    let asked = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&asked);
    // Without a handler an interrupt ends the program as before, and leaves `dot` to its pipes.
    ctrlc::set_handler(move || told.store(true, Ordering::Relaxed)).ok().map(|()| asked)
}
