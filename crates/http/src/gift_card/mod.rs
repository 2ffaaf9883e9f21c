//! Gift cards and prepaid balances.

mod answer;
pub mod change;
pub mod list;
pub mod load;
pub mod make;
pub mod read;
pub mod sale;

pub use answer::GiftCardAnswer;
