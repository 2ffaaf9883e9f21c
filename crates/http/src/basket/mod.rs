//! Baskets as callers send them, checked into what use cases take.

mod answer;
mod body;
mod check;

pub use answer::{Decision, Discrepancy, Manner, ProgramRef, Variant};
pub use body::{BasketBody, ExpectBody, LineBody, MuchBody, PaymentBody, PricedBody, Unsupported};
pub use check::{above_zero, at_least_zero, check_basket, decimal, stated_at};
