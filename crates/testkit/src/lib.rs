//! What tests share: a settable clock and a real server on a free port, over a data folder of its own.

mod clock;
mod server;

pub use clock::SettableClock;
pub use server::{Answer, TestServer};
