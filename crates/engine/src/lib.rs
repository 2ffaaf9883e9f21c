//! The pure rules of Regulars: pricing, points, returns, tiers and conditions.
//!
//! No I/O, no async, no clock, no randomness, no floating point. [`decide`] is total and deterministic: the till,
//! returns, explanations, scenario tests and the replay of years of history all call it.

// Money and points are integers: a float anywhere in the rules would make two machines disagree.
#![deny(clippy::float_arithmetic)]

pub mod activity;
pub mod basket;
pub mod cell;
pub mod challenge;
pub mod coalition;
pub mod condition;
pub mod counter;
pub mod coupon;
mod decide;
pub mod decision;
pub mod document;
pub mod event;
pub mod gift_card;
pub mod id;
pub mod language;
mod limit;
pub mod member;
pub mod merge;
pub mod name;
pub mod number;
pub mod points;
pub mod program;
pub mod purchase;
pub mod reward;
pub mod rollout;
pub mod salted;
pub mod scenario;
pub mod situation;
pub mod stamp;
pub mod tier;
pub mod time;
pub mod transfer;
pub mod words;

pub use decide::decide;
