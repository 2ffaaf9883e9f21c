//! Challenges: actions are counted, goals that are reached are rewarded, returns move progress back.
//!
//! Nothing is counted anew: each action moves a counter of its period, and what has been done is read from the counters
//! of the window. Only different values are read from past purchases, which are net of returns as they stand.

mod count;
mod done;
mod progress;
#[cfg(test)]
mod tests;

pub(crate) use count::{of_event, of_purchase};
pub(crate) use done::{keys, ranges};
pub use progress::{GoalReached, Progress, badges, progress};
