//! Questions about many members at once.
//!
//! Member-major columns hold what conditions read of every member, so that a segment is one pass of the engine's own
//! evaluator over contiguous slices; beside them stand the statistics of periods, cohorts, customers' value and
//! experiments, as functions over plain slices.
//!
//! It is fed by its caller: it knows neither the store nor HTTP, reads no clock and draws no random number.

pub mod clv;
pub mod cohort;
pub mod column;
pub mod experiment;
pub mod history;
pub mod kpi;
pub mod number;
pub mod recommend;
pub mod rfm;
pub mod segment;
mod threads;
