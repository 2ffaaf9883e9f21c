//! Points of one owner: lots, debts, holds, and the postings that move them.

mod adjust;
mod book;
mod contribution;
mod dates;
mod earn;
#[cfg(test)]
pub(crate) mod fixture;
mod forfeit;
mod give;
mod hand_over;
mod hold;
mod ledger;
mod renew;
mod restore;
mod reverse;
#[cfg(test)]
mod sequences;
mod settle;
mod spend;
#[cfg(test)]
mod tests;

pub use adjust::decide_adjustment;
pub use book::Book;
pub(crate) use dates::LotDates;
pub(crate) use earn::{EarnedLines, Earnings, earn};
pub(crate) use forfeit::decide_erased;
pub use give::NewLot;
pub(crate) use hand_over::MERGE;
pub use hold::{HoldAsk, decide_hold, decide_release};
pub use ledger::*;
pub use restore::{Restored, Restoring};
pub use reverse::{Reversal, Reversed};
pub use spend::{Spending, Spent};
