//! Purchases in which a till did otherwise than the rules say: listed, and marked as looked at.

mod list;
mod review;

pub use list::{DiscrepancyView, list};
pub use regulars_store::Reviewed;
pub use review::review;
