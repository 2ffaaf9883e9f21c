//! The data folder: opened, checked, copied, brought back.

mod backup;
mod open;
mod restore;

pub use backup::backup;
pub use open::open;
pub use regulars_store::{BackupProgress, Difference, Role, StoreError, VerifyReport};
pub use restore::restore;
