//! Who buys how lately, how often and for how much; classes by weight; stages of a member's life.
//!
//! Members without a purchase are in none of these: they are a cell of their own, `no purchase`, and never a low score.

mod abc;
mod rank;
mod score;
mod stage;
mod tally;
mod transition;

pub use abc::{Class, Regularity, Shares, abc, variation, xyz};
pub use score::{Buyers, Cell, How, Method, Scores, by_thresholds, by_value, ntile, score};
pub use stage::{StageRules, stage};
pub use tally::{CellTally, tally};
pub use transition::transitions;
