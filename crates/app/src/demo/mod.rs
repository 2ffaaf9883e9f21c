//! The demo base: a burger chain of twelve shops in three cities with two years of history.
//!
//! Everything goes through the engine in the order of time, under `programs/burger-heroes.yaml`: points are given for
//! joining, earned, redeemed, taken back, expire; who stops coming is found by the segment and given points to come
//! back. The same seed, number of members and day give the same base, ids included.

mod advertising;
mod base;
mod calendar;
mod chain;
mod clock;
mod goods;
mod life;
mod make;
mod names;
mod order;
mod person;
mod play;
mod random;
mod staff;
mod till;

pub use base::{Base, Earlier, ready};
pub use staff::{CONSOLE, Guest, TILL, staff};

use regulars_engine::language::Said;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The program of the chain.
const PROGRAM: &str = include_str!("../../../../programs/burger-heroes.yaml");

/// Its scenarios.
const SCENARIOS: &str = include_str!("../../../../programs/burger-heroes.scenarios.yaml");

/// The card of the first member, who comes all the time.
pub const FIRST_CARD: &str = "2900000000018";
/// Where the first member is at home.
pub const FIRST_STORE: &str = "kazan-1";

/// What a base is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Members, 1 to [`MEMBERS_MAX`].
    pub members: u32,
    /// What chance is drawn from.
    pub seed: u64,
}

/// The most members of a base.
pub const MEMBERS_MAX: u32 = 1_000_000;

/// What has been made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Members.
    pub members: u64,
    /// Purchases, those of unknown buyers included.
    pub purchases: u64,
}

/// How far it is: days played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Played.
    pub done: u64,
    /// In all.
    pub total: u64,
}

/// Told how far it is, now and then.
pub type Watch<'w> = &'w mut dyn FnMut(Progress);

/// Why a command that makes a base cannot. Commands are told in English alone.
fn unavailable(why: impl ToString) -> AppError {
    AppError::Unavailable(Said::same(why.to_string()))
}
