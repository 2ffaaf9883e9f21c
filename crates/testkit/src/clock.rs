//! A clock that stands still until it is set.

use std::sync::atomic::{AtomicI64, Ordering};

use regulars_app::Clock;
use regulars_engine::time::Instant;

/// A clock for tests.
#[derive(Debug)]
pub struct SettableClock(AtomicI64);

impl SettableClock {
    /// A clock that shows `at`.
    pub fn at(at: Instant) -> Self {
        Self(AtomicI64::new(at.ms()))
    }

    /// Shows another instant from now on; it may go back, as real clocks do.
    pub fn set(&self, at: Instant) {
        self.0.store(at.ms(), Ordering::SeqCst);
    }

    /// Moves on.
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::SeqCst))
    }
}
