//! Identification: the share of receipts that have a member, what it should be, and when somebody is told that it fell.

mod alert;
mod target;

pub(crate) use alert::alerts;
pub use alert::{ALERT_DAYS, Alert, BASE_DAYS, FALL_POINTS, Fall, RECEIPTS_MIN};
pub use regulars_store::TargetRow;
pub(crate) use target::Targets;
pub use target::{list, put};
