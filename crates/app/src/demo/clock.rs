//! The clock of the years that are played.

use std::sync::atomic::{AtomicI64, Ordering};

use regulars_engine::time::Instant;

use crate::clock::Clock;

/// Shows the instant of what is happening in the demo, so that everything is posted when it happened.
#[derive(Debug)]
pub(super) struct PlayedClock(AtomicI64);

impl PlayedClock {
    pub(super) fn at(at: Instant) -> Self {
        Self(AtomicI64::new(at.ms()))
    }

    pub(super) fn set(&self, at: Instant) {
        self.0.store(at.ms(), Ordering::Relaxed);
    }
}

impl Clock for PlayedClock {
    fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::Relaxed))
    }
}
