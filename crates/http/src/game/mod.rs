//! Games of chance: what was drawn, and the seeds by which anybody can check it.

mod answer;
pub mod draws;
pub mod fairness;
pub mod list;
pub mod rotate;
