//! Jobs: what failed, and trying it again.

mod answer;
pub mod list;
pub mod retry;
