//! Segments.

mod answer;
pub mod overlap;
pub mod preview;
