//! Chores of the workspace. `cargo xtask <chore>` runs one; each chore is one module.

pub mod bench;
pub mod cargo;
pub mod demo;
pub mod faults;
pub mod guards;
pub mod openapi;
pub mod output;
mod postgres;
pub mod test;
pub mod tidy;
pub mod ui;
