//! The first administrator: made by whoever can read what the server printed.

mod code;
mod make;

pub use code::code;
pub use make::{SetUp, make};
