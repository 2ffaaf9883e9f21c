//! Accounts: balances, the ledger, corrections.

pub mod adjust;
pub mod entries;
pub mod level;
pub mod read;
mod tier;
