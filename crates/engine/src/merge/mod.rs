//! Two records of one person become one.
//!
//! What one member (who *joins*) has moves whole to another (who *stays*): lots with their dates, debts and holds go over under
//! numbers that follow those already there ([`Shift`]), and so do the numbers in decisions made before. Nothing is posted for
//! that: the ledger of who joins becomes a part of the other's. What is posted is that points of the one pay what the other
//! owes. Counters and uses add up; of two levels the better one stands till its end; of two statements of consent the later one.

mod join;
mod profile;
mod shift;
#[cfg(test)]
mod tests;

pub use join::{Merging, Paid, merge};
pub use profile::merge_profiles;
pub use shift::Shift;
