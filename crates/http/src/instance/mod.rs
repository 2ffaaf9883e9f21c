//! The installation itself.

pub mod read;
pub mod resume;
