//! Exchanges.

pub mod make;
