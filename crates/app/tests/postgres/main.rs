//! Two processes on one database.
//!
//! `cargo xtask test` runs this; `cargo test` alone leaves it out. It starts a private server, or uses the one that
//! `REGULARS_POSTGRES=postgres://user@host:port` names, where it may make databases.

#![expect(clippy::unwrap_used, reason = "tests")]

mod follow;
mod merges;
