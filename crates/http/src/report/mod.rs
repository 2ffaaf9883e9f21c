//! Reports over all members.

pub mod abc;
pub mod clv;
mod clv_answer;
pub mod cohorts;
pub mod economics;
mod economics_answer;
pub mod funnel;
pub mod hours;
pub mod identification;
mod identification_answer;
pub mod kpi;
mod kpi_answer;
pub mod next;
pub mod opinions;
pub mod params;
pub mod program;
mod program_answer;
pub mod rfm;
mod rfm_answer;
pub mod settlement;
