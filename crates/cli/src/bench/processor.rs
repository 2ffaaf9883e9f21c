//! Processor time, which other work on the machine stretches less than the clock's.

use std::time::Duration;

/// Linux counts in hundredths of a second, whatever its own ticks are.
const TICK_MS: u64 = 10;

/// Processor time that something takes in this process, all threads together; `None` where the system does not tell it as
/// Linux does.
pub fn used<T>(work: impl FnOnce() -> T) -> (T, Option<Duration>) {
    let before = so_far();
    let done = work();
    let used = so_far()
        .zip(before)
        .map(|(now, before)| now.saturating_sub(before));
    (done, used)
}

fn so_far() -> Option<Duration> {
    ticks(&std::fs::read_to_string("/proc/self/stat").ok()?)
        .map(|ticks| Duration::from_millis(ticks * TICK_MS))
}

/// User and system time of a line of `/proc/PID/stat`: 14th and 15th of its fields, counted behind the name, the 2nd, which
/// may hold anything.
fn ticks(line: &str) -> Option<u64> {
    let (_, fields) = line.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    Some(times.next()?.ok()? + times.next()?.ok()?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn user_and_system_time_are_added() {
        let line = "4242 (a name) (b)) S 1 4242 4242 0 -1 4194560 9 0 0 0 120 34 0 0 20 0 9 0";
        assert_eq!(super::ticks(line), Some(154));
        assert_eq!(super::ticks("nonsense"), None);
    }
}
