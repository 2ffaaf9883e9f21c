//! The API over a real store: the router, the handlers and everything below them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here fails the test that asked"
)]

mod bad_input;
mod caller;
mod catalogue;
mod claim;
mod dashboard;
mod degenerate;
mod experiment;
mod experiment_kept;
mod exports;
mod follow;
mod game;
mod gift_card;
mod import;
mod language;
mod metrics;
mod mutants;
mod opinions_real;
mod pages;
mod program;
mod repeat;
mod report;
mod report_economics;
mod report_identification;
mod report_program;
mod report_sums;
mod review;
mod rollout;
mod screens;
mod segment;
mod segment_rfm;
mod server;
mod spend;
mod staff;
mod stamp;
mod story;
mod suggestion;
mod transfer;
