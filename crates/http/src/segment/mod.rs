//! Segments.

mod answer;
pub mod changes;
pub mod flow;
pub mod members;
pub mod of_member;
pub mod overlap;
pub mod preview;
pub mod read;
pub mod remove;
pub mod save;
mod shape;
pub mod take;
