//! Games of chance that can be proved fair: each number is made of a secret that was committed to before.
//!
//! The formula is in `number`; whoever has a seed that was told, and the log of draws, works every number out again.

mod check;
mod deal;
mod draws;
mod fairness;
mod keep;
mod number;
mod rotate;
mod seeds;

pub use check::{Checked, Logged, check};
pub(crate) use deal::{Hand, deal};
pub use draws::{DrawView, draws};
pub use fairness::{Fairness, fairness, games};
pub(crate) use keep::{keep, opening};
pub use number::{bits_of, client_of, commitment_of};
pub use regulars_store::{DrawRow, SeedRow};
pub use rotate::rotate;
pub(crate) use seeds::Seeds;
