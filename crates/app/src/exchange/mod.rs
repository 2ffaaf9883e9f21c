//! Exchanges: a return and a purchase in one changeset, netted.

mod make;

pub use make::{ExchangeRequest, Exchanged, make};
