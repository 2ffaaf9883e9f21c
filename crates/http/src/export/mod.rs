//! Lists and reports as files.

pub mod assignments;
pub mod coupons;
pub mod entries;
pub mod members;
pub mod purchases;
pub mod report;
pub mod rfm;
mod stream;
