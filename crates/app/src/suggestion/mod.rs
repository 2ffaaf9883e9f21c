//! What a member, or who holds a basket, is likely to take next.

mod learn;
mod make;

pub(crate) use learn::{Cached, Learned, learned};
pub use make::{SuggestRequest, Suggested, Suggestions, make};
pub(crate) use make::{check, suggest};
pub use regulars_insight::recommend::Why;
