//! Purchases in which a till did otherwise than the rules say.

mod answer;
pub mod list;
pub mod review;
