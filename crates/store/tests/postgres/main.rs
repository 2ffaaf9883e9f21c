//! The conformance suite on PostgreSQL.
//!
//! It needs a server and the right to make databases there: `REGULARS_POSTGRES=postgres://user@host:port`. `cargo xtask test`
//! starts one of its own; `cargo test` alone leaves this suite out.

#![expect(clippy::unwrap_used, reason = "tests")]

mod engine;
#[path = "../it/figures.rs"]
mod figures;
#[path = "../it/group_commit.rs"]
mod group_commit;
#[path = "../it/guards.rs"]
mod guards;
#[path = "../it/jobs.rs"]
mod jobs;
#[path = "../it/lists.rs"]
mod lists;
mod lost;
#[path = "../it/members.rs"]
mod members;
#[path = "../it/purchases.rs"]
mod purchases;
#[path = "../it/replay.rs"]
mod replay;
#[path = "../it/search.rs"]
mod search;
#[path = "../it/situation.rs"]
mod situation;
#[path = "../it/staff.rs"]
mod staff;
#[path = "../it/support.rs"]
mod support;
#[path = "../it/verify.rs"]
mod verify;
