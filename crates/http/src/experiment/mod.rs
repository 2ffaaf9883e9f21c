//! Experiments: planned, run, read; and files of others.

pub mod analyse;
pub mod answer;
pub mod assignment;
pub mod control;
pub mod keep;
pub mod plan;
pub mod read;
pub mod results;
mod shape;
