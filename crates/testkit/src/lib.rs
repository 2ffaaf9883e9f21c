//! What tests share: a settable clock.

mod clock;

pub use clock::SettableClock;
