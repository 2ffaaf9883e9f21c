//! Members by when they first bought, and what they did since.

mod gap;
mod retention;
mod step;

pub use gap::{gaps, gaps_by_step};
pub use retention::{Cohort, cohorts};
pub use step::{Step, UnknownStep};
