//! Several processes of the real binary on one database of PostgreSQL.

#![expect(clippy::unwrap_used, reason = "tests")]

mod lost;
mod proxy;
mod restart;
mod shared;
mod shop;
mod watched;
