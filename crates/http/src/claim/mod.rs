//! Rewards and their claims.

mod answer;
pub mod catalogue;
pub mod end;
pub mod list;
pub mod make;
pub mod read;

pub use answer::ClaimAnswer;
