//! From types to what callers read.

mod by_unit;
mod decimal;
mod language;
mod moment;
mod sentence;

pub use by_unit::{ByUnit, Redeemed};
pub use decimal::{Decimal, Scales};
pub use language::{LANGUAGE, Spoken, spoken, without_language};
pub use moment::Moment;
pub use sentence::{discrepancy, hint, slip_of_purchase, slip_of_return};
