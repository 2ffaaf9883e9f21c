//! What tests share: a settable clock and a real server on a free port, over a data folder of its own,
//! and that server as a back end of scenarios; a server of PostgreSQL of their own.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here fails the test that asked"
)]

mod clock;
pub mod postgres;
mod scenario;
mod server;

pub use clock::SettableClock;
pub use postgres::PostgresServer;
pub use scenario::HttpBackend;
pub use server::{Answer, SETUP_CODE, TestServer};
