//! Who changed what. Each line is written in the changeset it tells of.

mod exported;
mod list;
mod tell;

pub use exported::exported;
pub use list::list;
pub use regulars_store::{AuditFilter, AuditRow};
pub(crate) use tell::{tell, tell_put};
