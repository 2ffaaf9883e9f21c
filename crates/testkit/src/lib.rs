//! What tests share: a settable clock and a real server on a free port, over a data folder of its own.

#![expect(
    clippy::expect_used,
    reason = "a failure here fails the test that asked"
)]

mod clock;
mod server;

pub use clock::SettableClock;
pub use server::{Answer, TestServer};
