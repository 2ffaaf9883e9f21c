//! Members: registered, read, changed, found.

mod change;
mod erase;
mod find;
pub mod identifier;
mod merge;
mod preview_merge;
mod read;
mod register;
mod summary;

pub use change::{ProfilePatch, change};
pub use erase::{EraseRequest, Erased, erase};
pub use find::{MemberFilter, find, find_one};
pub use merge::{MergeRequest, Merged, merge, merges};
pub use preview_merge::{MergePreview, MergeSide, UnitPoints, preview_merge};
pub use read::{MemberView, read};
pub(crate) use read::{living, resolve};
pub use register::{Joined, RegisterRequest, Registered, register};
pub(crate) use register::{newcomer, registered_fact};
pub use summary::{Summaries, Summary, summaries};
