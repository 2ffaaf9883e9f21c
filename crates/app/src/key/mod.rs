//! API keys: who may call, and for what.

mod check;
mod create;
mod list;
mod revoke;

pub(crate) use check::Known;
pub use check::check;
pub use create::{Created, SCOPES, create};
pub use list::list;
pub use regulars_store::KeyRow;
pub use revoke::revoke;
