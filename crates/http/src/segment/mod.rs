//! Segments.

mod answer;
pub mod members;
pub mod overlap;
pub mod preview;
pub mod read;
pub mod remove;
pub mod save;
mod shape;
