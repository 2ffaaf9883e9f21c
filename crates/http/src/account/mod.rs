//! Accounts: balances, the ledger, corrections.

pub mod adjust;
mod challenge;
pub mod entries;
pub mod level;
pub mod read;
mod tier;
