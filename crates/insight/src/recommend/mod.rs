//! What a member is likely to buy next.
//!
//! Two plain signals, each a share that can be explained at the till: who bought this also bought that, and this member
//! buys this again every so many days. Popularity stands beside them as the bar to beat.

mod evaluate;
mod next;
mod together;

pub use evaluate::{HitRate, evaluate};
pub use next::{Suggestion, Why, for_basket, for_member, popular};
pub use together::{Together, Visit};
