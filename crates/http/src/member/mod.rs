//! Members: registered, read, changed, found.

mod answer;
mod body;
pub mod change;
pub mod erase;
pub mod find;
mod listed;
pub mod merge;
pub mod preview_merge;
pub mod read;
pub mod register;

pub use answer::Member;
pub use body::MemberBody;
pub use read::ID;
