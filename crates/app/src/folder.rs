//! The data of an installation as a whole: opened for a server or a command, verified, copied, restored, moved. What the binary
//! needs to start.

pub use regulars_store::{
    BackupProgress, MoveProgress, MoveReport, MoveStage, Options, Phase, Role, Site, Store,
    StoreError, VerifyReport, log_slower_than, migrate_store, restore, resume,
};

/// The yardstick of `bench till`: the rows of a purchase written by a bare loop.
pub use regulars_store::bare;
