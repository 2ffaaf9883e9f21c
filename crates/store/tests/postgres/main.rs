//! The conformance suite on PostgreSQL.
//!
//! `cargo xtask test` runs it; `cargo test` alone leaves it out. It starts a private server, or uses the one that
//! `REGULARS_POSTGRES=postgres://user@host:port` names, where it may make databases.

#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../it/backup.rs"]
mod backup;
mod bare;
#[path = "../it/claims.rs"]
mod claims;
#[path = "../it/clearing.rs"]
mod clearing;
#[path = "../it/coupons.rs"]
mod coupons;
mod crossing;
mod divided;
mod drift;
mod encrypted;
mod engine;
#[path = "../it/experiments.rs"]
mod experiments;
#[path = "../it/figures.rs"]
mod figures;
#[path = "../it/games.rs"]
mod games;
#[path = "../it/gift_cards.rs"]
mod gift_cards;
#[path = "../it/group_commit.rs"]
mod group_commit;
mod groups;
#[path = "../it/guards.rs"]
mod guards;
#[path = "../it/history.rs"]
mod history;
mod interleaved;
#[path = "../it/jobs.rs"]
mod jobs;
#[path = "../it/journal.rs"]
mod journal;
mod leases;
#[path = "../it/lists.rs"]
mod lists;
mod lost;
#[path = "../it/members.rs"]
mod members;
#[path = "../it/memberships.rs"]
mod memberships;
#[path = "../it/merges.rs"]
mod merges;
mod moving;
#[path = "../it/past.rs"]
mod past;
#[path = "../it/purchases.rs"]
mod purchases;
#[path = "../it/races.rs"]
mod races;
mod readings;
#[path = "../it/replay.rs"]
mod replay;
#[path = "../it/rollouts.rs"]
mod rollouts;
#[path = "../it/search.rs"]
mod search;
#[path = "../it/segments.rs"]
mod segments;
#[path = "../it/situation.rs"]
mod situation;
#[path = "../it/staff.rs"]
mod staff;
#[path = "../it/stocks.rs"]
mod stocks;
#[path = "../it/support.rs"]
mod support;
#[path = "../it/transfers.rs"]
mod transfers;
#[path = "../it/trends.rs"]
mod trends;
mod upgrade;
#[path = "../it/verify.rs"]
mod verify;
