//! The first administrator.

pub mod make;
