//! The conformance suite: what any store of Regulars must do, asked through the public interface only. The few tests
//! that look into SQLite itself are in `sqlite.rs`.

#![expect(clippy::unwrap_used, reason = "tests")]

mod backup;
mod bare;
mod claims;
mod clearing;
mod coupons;
mod engine;
mod experiments;
mod faults;
mod figures;
mod games;
mod gift_cards;
mod group_commit;
mod guards;
mod history;
mod jobs;
mod journal;
mod lists;
mod members;
mod memberships;
mod merges;
mod past;
mod purchases;
mod races;
mod replay;
mod rollouts;
mod search;
mod segments;
mod situation;
mod sqlite;
mod staff;
mod stocks;
mod support;
mod transfers;
mod trends;
mod upgrade;
mod verify;
