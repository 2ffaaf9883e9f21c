//! Lists as files.

pub mod coupons;
mod csv;
pub mod entries;
pub mod members;
pub mod purchases;
pub mod rfm;
mod stream;
