//! Money spent on customers.

pub mod add;
pub mod list;
pub mod months;
pub mod remove;
mod shape;
