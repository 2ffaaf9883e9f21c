//! Purchases: posted, returned, voided.

mod back;
mod broken;
mod cards;
mod coupons;
#[cfg(test)]
mod cycles;
#[cfg(test)]
pub(crate) mod fixture;
mod post;
mod quote;
mod return_;
mod shortfall;
mod taken;
#[cfg(test)]
mod tests;
mod undo;
mod unlinked;
mod void;

pub use coupons::{consumed, coupon_keys};
pub use post::{REDEEM, decide};
pub use quote::{Quote, Variant, quote};
pub use return_::decide_return;
pub use unlinked::decide_unlinked;
pub use void::decide_void;
