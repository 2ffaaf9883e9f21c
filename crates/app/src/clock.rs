//! The one place that asks the machine for the time.

use std::path::PathBuf;

use regulars_engine::time::Instant;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one clock everything else is given"
    )]
    fn now(&self) -> Instant {
        let since_epoch = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Instant::from_ms(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The machine's clock, moved by as many milliseconds as a file says: how tests of faults put back the clock of a running
/// server. A file that cannot be read moves nothing.
#[derive(Debug, Clone)]
pub struct MovedClock(pub PathBuf);

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        let text = std::fs::read_to_string(&self.0).unwrap_or_default();
        SystemClock.now().plus_ms(text.trim().parse().unwrap_or(0))
    }
}

/// Measures how long something took; decides nothing.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts.
    #[expect(
        clippy::disallowed_methods,
        reason = "a length of time is measured, no time is told"
    )]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// How long it has run.
    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}
