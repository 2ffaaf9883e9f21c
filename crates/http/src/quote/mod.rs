//! Quotes.

pub mod make;
pub mod release;
