//! The pure rules of Regulars: pricing, points, returns, tiers and conditions.

// Money and points are integers: a float anywhere in the rules would make two machines disagree.
#![deny(clippy::float_arithmetic)]

pub mod id;
pub mod number;
pub mod time;
