//! Points that members send to one another.

mod make;
mod read;

pub use make::{TransferRequest, make};
pub use read::{TransferView, read};
