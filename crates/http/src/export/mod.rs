//! Lists as files.

mod csv;
pub mod entries;
pub mod members;
pub mod purchases;
mod stream;
