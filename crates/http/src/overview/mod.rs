//! The overview.

mod answer;
mod attention;
pub mod read;
