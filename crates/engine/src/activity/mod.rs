//! Activities: what a member does beside buying, and dates that come.

mod calendar;
mod custom;
mod date;
mod fire;
mod friend;
mod registered;
mod segment;
mod tick;

pub use calendar::decide_calendar;
pub use custom::decide_custom;
pub use date::decide_date;
pub(crate) use fire::Firing;
pub use friend::{decide_friend, referrer};
pub use registered::decide_registered;
pub use tick::decide_tick;

#[cfg(test)]
mod chance_tests;
#[cfg(test)]
mod tests;
