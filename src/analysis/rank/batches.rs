//! Work that is shared among a few workers, until a bound is reached.

use rayon::prelude::*;

/// More workers than this would take more memory than they save time.
const MOST_WORKERS: usize = 8;
/// After at most so many items the work done is summed up.
const BATCH: usize = 64;

/// One for each worker of what `make` makes.
pub(super) fn workers<S>(make: impl Fn() -> S) -> Vec<S> {
    (0..rayon::current_num_threads().clamp(1, MOST_WORKERS)).map(|_| make()).collect()
}

/// What `each` makes of every item, in order, and fewer when their work comes to the bound. It does not depend on the
/// number of workers. A batch is as small as the dearest item so far asks for, so that the bound is hardly exceeded.
pub(super) fn in_batches<S: Send, T: Send>(
    workers: &mut [S],
    items: usize,
    bound: usize,
    each: impl Fn(&mut S, usize) -> (T, usize) + Sync,
) -> Vec<T> {
    let mut done = Vec::new();
    let mut left = bound;
    let mut dearest = bound;
    let count = workers.len().max(1);
    while done.len() < items && left > 0 {
        let size = (left / dearest.max(1)).clamp(1, BATCH);
        let batch = done.len()..items.min(done.len() + size);
        if done.is_empty() {
            dearest = 0;
        }
        let of_worker = |(first, worker): (usize, &mut S)| {
            let own = batch.clone().skip(first).step_by(count);
            own.map(|item| each(worker, item)).collect::<Vec<_>>().into_iter()
        };
        let mut made: Vec<_> = workers.par_iter_mut().enumerate().map(of_worker).collect();
        for turn in 0..batch.len() {
            let Some((item, work)) = made.get_mut(turn % count).and_then(Iterator::next) else { return done };
            left = left.saturating_sub(work);
            dearest = dearest.max(work);
            done.push(item);
        }
    }
    done
}
