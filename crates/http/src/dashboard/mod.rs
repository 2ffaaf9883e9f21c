//! Dashboards.

pub mod put;
pub mod read;
pub mod remove;
mod shape;
