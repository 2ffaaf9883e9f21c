//! Quotes: a basket priced, and what it promises.

mod make;
mod recent;
mod release;

pub use make::{QuoteAnswer, make};
pub use recent::Promise;
pub(crate) use recent::Recent;
pub use release::release;
