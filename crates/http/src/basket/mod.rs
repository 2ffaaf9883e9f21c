//! Baskets as callers send them, checked into what use cases take.

mod answer;
mod body;
mod check;
mod discrepancy;
pub mod gift;
mod hint;
mod variant;

pub use answer::{Decision, Manner, ProgramRef};
pub use body::{
    BasketBody, CardBody, ExpectBody, LineBody, MuchBody, PaymentBody, PricedBody, Unsupported,
};
pub use check::{
    A_PRICE, AN_AMOUNT, POINTS, above_zero, at_least_zero, check_basket, check_payments, decimal,
    stated_at, too_many_lines,
};
pub use discrepancy::Discrepancy;
pub use variant::Variant;
