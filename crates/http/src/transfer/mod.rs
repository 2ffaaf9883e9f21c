//! Points that members send to one another.

mod answer;
pub mod make;
pub mod read;

pub use answer::TransferAnswer;
