//! Members: registered, read, changed, found.

mod change;
mod find;
pub mod identifier;
mod read;
mod register;
mod summary;

pub use change::{ProfilePatch, change};
pub use find::{MemberFilter, find, find_one};
pub(crate) use read::resolve;
pub use read::{MemberView, read};
pub use register::{Joined, RegisterRequest, Registered, register};
pub(crate) use register::{newcomer, registered_fact};
pub use summary::{Summaries, Summary, summaries};
