//! Reports over all members.

pub mod abc;
pub mod clv;
mod clv_answer;
pub mod cohorts;
pub mod hours;
pub mod kpi;
mod kpi_answer;
mod params;
pub mod rfm;
mod rfm_answer;
