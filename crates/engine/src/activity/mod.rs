//! Activities: what a member does beside buying, and dates that come.

mod custom;
mod date;
mod fire;
mod registered;
mod segment;
mod tick;

pub use custom::decide_custom;
pub use date::decide_date;
pub use registered::decide_registered;
pub use tick::decide_tick;

#[cfg(test)]
mod tests;
