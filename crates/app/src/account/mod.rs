//! Accounts: balances by unit with their lots, the ledger, corrections.

mod adjust;
mod by_hand;
mod entries;
mod level;
mod read;

pub use adjust::{Adjusted, AdjustmentRequest, adjust};
pub(crate) use by_hand::{Step, change};
pub use entries::{EntryView, entries};
pub use level::{LevelChanged, LevelRequest, change_level};
pub use read::{AccountView, AccountsView, TierView, read};
pub use regulars_store::AdjustmentRow;
