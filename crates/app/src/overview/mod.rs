//! The overview: what a period brought, beside the one before it.

mod attention;
mod buyers;
mod period;
mod read;

pub use attention::Attention;
pub(crate) use period::day_of;
pub use period::{Day, Figures, Period};
pub use read::{LevelCount, Overview, OverviewRequest, read};
pub use regulars_store::{Left, Weekly};
