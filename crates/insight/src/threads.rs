//! The same work on many things, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;

/// How many threads are worth having.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does something with each, on all cores; answers stand in the order of the things.
pub(crate) fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(usize, &I) -> T + Sync) -> Vec<T> {
    let cores = cores();
    if items.len() < 2 || cores < 2 {
        let items = items.iter().enumerate();
        return items.map(|(n, item)| work(n, item)).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(items.len()));
    let work = || {
        while let Some((n, item)) = take(items, &next) {
            let answer = work(n, item);
            done.lock().push((n, answer));
        }
    };
    std::thread::scope(|threads| {
        (1..cores.min(items.len())).for_each(|_| {
            threads.spawn(work);
        });
        work();
    });
    let mut done = done.into_inner();
    done.sort_unstable_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// The next one nobody has taken.
fn take<'i, I>(items: &'i [I], next: &AtomicUsize) -> Option<(usize, &'i I)> {
    let n = next.fetch_add(1, Ordering::Relaxed);
    items.get(n).map(|item| (n, item))
}
