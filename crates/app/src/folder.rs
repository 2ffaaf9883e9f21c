//! A data folder: opened for a server or a command, verified, copied, restored. What the binary needs to start.

pub use regulars_store::{BackupProgress, Options, Role, Store, StoreError, VerifyReport, restore};

/// The yardstick of `bench till`: the rows of a purchase written by a bare loop.
pub use regulars_store::bare;
