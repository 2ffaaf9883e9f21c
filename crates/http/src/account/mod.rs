//! Accounts: balances, the ledger, corrections.

pub mod adjust;
pub mod entries;
pub mod read;
mod tier;
