//! Points of one owner: lots, debts, holds, and the postings that move them.

mod adjust;
mod book;
mod contribution;
mod dates;
mod earn;
#[cfg(test)]
pub(crate) mod fixture;
mod give;
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
pub use give::NewLot;
pub use hold::{HoldAsk, decide_hold, decide_release};
pub use ledger::*;
pub use restore::{Restored, Restoring};
pub use reverse::{Reversal, Reversed};
pub use spend::{Spending, Spent};
