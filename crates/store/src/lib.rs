//! All SQL of Regulars: situations out, changesets in.

mod changeset;
mod commit;
mod error;
mod options;
mod page;
mod reader;
mod store;

pub use changeset::*;
pub use commit::{CommitError, Committed};
pub use error::StoreError;
pub use options::{Fault, FaultHook, FaultPoint, Options, Role};
pub use page::{Cursor, Page};
pub use reader::*;
pub use store::*;
