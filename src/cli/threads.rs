//! How many threads work, whatever the environment asks for and the machine allows.

/// More threads than this help nobody, and the start of each takes memory.
const MOST: usize = 64;

/// Prepares the threads that share the work. `RAYON_NUM_THREADS` is heeded up to a limit; where no thread can be
/// started, the work is done without. Answers never depend on their number.
pub(super) fn prepare() {
    let asked =
        std::env::var("RAYON_NUM_THREADS").ok().and_then(|n| n.parse::<usize>().ok()).filter(|n| *n > 0);
    let threads = asked.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let several = rayon::ThreadPoolBuilder::new().num_threads(threads.min(MOST));
    if several.build_global().is_err() {
        // If even this fails there is a pool already, which is as well.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}
