//! Accounts: balances by unit with their lots, the ledger, corrections.

mod adjust;
mod entries;
mod read;

pub use adjust::{Adjusted, AdjustmentRequest, adjust};
pub use entries::{EntryView, entries};
pub use read::{AccountView, AccountsView, TierView, read};
pub use regulars_store::AdjustmentRow;
