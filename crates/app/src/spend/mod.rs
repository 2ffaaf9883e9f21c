//! Money spent on customers: to win them, to keep them, to reach them. Reports hold it against what it brought.

mod add;
mod entry;
mod list;
mod months;
mod read;
mod remove;

pub use add::add;
pub(crate) use add::addition;
pub use entry::{SpendEntry, UnknownPurpose, purpose};
pub(crate) use entry::{Spent, of_amount, of_days};
pub use list::{SpendDays, list};
pub use months::{SpendMonth, months};
pub use read::read;
pub use regulars_store::{Purpose, SpendRow};
pub use remove::remove;
