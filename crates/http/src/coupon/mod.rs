//! Coupons: codes made, looked at, called back; those of a member.

mod answer;
pub mod list;
pub mod make;
pub mod read;
pub mod revoke;

pub use answer::{CouponAnswer, Issued};
