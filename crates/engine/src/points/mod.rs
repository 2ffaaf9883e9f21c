//! Points of one owner: lots, debts, holds, and the postings that move them.

mod adjust;
mod book;
mod ledger;

pub use adjust::decide_adjustment;
pub use book::{Book, NewLot, Spent};
pub use ledger::*;
