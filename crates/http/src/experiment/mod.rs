//! Experiments: read and planned.

pub mod analyse;
mod answer;
pub mod plan;
