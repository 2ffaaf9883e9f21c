//! The real binary in folders of its own.

#![expect(clippy::unwrap_used, reason = "tests")]

mod backup;
mod binary;
mod coupon;
mod demo;
mod experiment;
mod game;
mod import;
mod key;
mod program;
mod real_data;
mod reference;
mod report;
mod serve;
mod upload;
mod user;
mod verify;
