//! What tests share: a settable clock and a real server on a free port, over a data folder of its own,
//! and that server as a back end of scenarios.

#![expect(
    clippy::expect_used,
    reason = "a failure here fails the test that asked"
)]

mod clock;
mod scenario;
mod server;

pub use clock::SettableClock;
pub use scenario::HttpBackend;
pub use server::{Answer, SETUP_CODE, TestServer};
